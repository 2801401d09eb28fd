"""Tables whose cells all stand on one line, parted by single blanks, as copied web pages give them.

The words of the line are read like the lines of a one-cell-a-line dump: a run of header words gives the
columns, what follows is laid over rows of them. Names with blanks inside are not put together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.stacked import stacked_rows
from extraction.span import Span

_WORD = re.compile(r"[^\s\u3000\xa0]+")
_FEWEST_WORDS = 12
_MOST_WORDS = 3000
_SHORTEST = 40
_PROSE = re.compile(r"[。；！？]")
_WORDS_A_STOP = 12


def oneline_rows(text: str, lines: Sequence[Line]) -> list[tuple[list[DumpRow], tuple[int, int]]]:
    """Return the rows of every line that holds a whole table."""
    runs: list[tuple[list[DumpRow], tuple[int, int]]] = []
    for i, line in enumerate(lines):
        if len(line.text) < _SHORTEST:
            continue
        words = _words(line)
        if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
            continue
        if len(_PROSE.findall(line.text)) * _WORDS_A_STOP > len(words):
            continue
        rows = [row for found, _ in stacked_rows(text, words) for row in found]
        if rows:
            runs.append((rows, (i, i + 1)))
    return runs


def _words(line: Line) -> list[Line]:
    base = line.span.start
    return [
        Line(Span(base + m.start(), base + m.end()), m.group()) for m in _WORD.finditer(line.text)
    ]

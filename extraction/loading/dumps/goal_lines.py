"""The overall goal and what came of it (年度总体目标) in a dump with one cell a line: two heads, then two cells.

预期目标⏎实际完成情况⏎培训技术骨干40人⏎培训技术骨干43人. Goals and results of several lines are left to
`extraction.indicators.numbered_goals`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.rows import DumpRow, make_row
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import header_word, is_level

_AIMS = frozenset({Meaning.GOAL, Meaning.TARGET})
_CELLS = 2
_FORM = re.compile(r"绩\s*效?\s*指?\s*标?\Z")


def goal_lines(text: str, lines: Sequence[Line]) -> list[tuple[list[DumpRow], tuple[int, int]]]:
    """Return the heads and the two cells of each overall goal as two rows, with their range of lines."""
    filled = [i for i, line in enumerate(lines) if not line.blank]
    runs: list[tuple[list[DumpRow], tuple[int, int]]] = []
    for at in range(len(filled) - 3):
        if not _heads(lines[filled[at]], lines[filled[at + 1]]):
            continue
        body = _body(lines, filled[at + 2 :])
        if len(body) != _CELLS:
            continue
        cells = [lines[i].span for i in body]
        heads = [lines[filled[at]].span, lines[filled[at + 1]].span]
        rows = [make_row(text, heads), make_row(text, cells)]
        runs.append((rows, (filled[at], body[-1] + 1)))
    return runs


def _heads(first: Line, second: Line) -> bool:
    aim, done = header_word(first.text), header_word(second.text)
    told = aim is not None and aim.meaning in _AIMS and "目标" in first.text
    return told and done is not None and done.meaning is Meaning.ACTUAL


def _body(lines: Sequence[Line], filled: Sequence[int]) -> list[int]:
    """Return the lines up to the next header or class, at most one more than the two cells."""
    found: list[int] = []
    for i in filled[: _CELLS + 1]:
        plain = lines[i].text.strip()
        if header_word(plain) is not None or is_level(plain) or _FORM.match(plain):
            break
        if "\t" in plain or "|" in plain:
            return []
        found.append(i)
    return found

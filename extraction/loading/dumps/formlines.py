"""Forms that were flattened to lines of a label and its value (其中：中央补助 320.00), units in a label.

Taken are runs of at least three such lines in which a label states a unit of money: without one the
numbers would stay bare in a table as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.document import Cell
from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.rows import DumpRow
from extraction.quantities.folding import fold
from extraction.span import Span
from extraction.tables.cells import read_cell
from extraction.tables.units import is_money, unit_in_header

_LINE = re.compile(
    r"\s*(?:(?P<head>\S{2,30}[)）])[ \u3000\xa0]+(?=\S*[\u4e00-\u9fff]))?"
    r"(?P<pair>(?P<key>[^\d，。；,;\n]*[\u4e00-\u9fff）)][^\d，。；,;\n]{0,3}?)(?:\s*[:：]\s*|\s+)"
    r"[-+]?\d[\d,]*(?:\.\d+)?)\s*\Z"
)
_FEWEST = 3
_LONGEST = 60


def form_lines(text: str, lines: Sequence[Line]) -> list[tuple[list[DumpRow], tuple[int, int]]]:
    """Return runs of lines that give one label and one value each."""
    runs: list[tuple[list[DumpRow], tuple[int, int]]] = []
    i = 0
    while i < len(lines):
        j = i
        matches: list[re.Match[str]] = []
        while j < len(lines) and (match := _matched(lines[j])) is not None:
            matches.append(match)
            j += 1
        if len(matches) >= _FEWEST and any(is_money(unit_in_header(m.group())) for m in matches):
            runs.append(
                ([_row(text, li, m) for li, m in zip(lines[i:j], matches, strict=True)], (i, j))
            )
        i = max(j, i + 1)
    return runs


def _matched(line: Line) -> re.Match[str] | None:
    return _LINE.match(fold(line.text)) if 0 < len(line.text) <= _LONGEST else None


def _row(text: str, line: Line, match: re.Match[str]) -> DumpRow:
    """Return the line\'s cells: the form\'s name where it leads the line (blank elsewhere), the pair."""
    base = line.span.start
    head = match.span("head") if match["head"] else (match.start("pair"), match.start("pair"))
    spans = (head, match.span("pair"))
    cells = (Cell(0, k, Span(base + a, base + b)) for k, (a, b) in enumerate(spans))
    return DumpRow(tuple(read_cell(text, cell) for cell in cells))

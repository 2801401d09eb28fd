"""Forms that were flattened to lines of a label and its value (其中：中央补助 320.00), units in a label.

Taken are runs of at least three such lines in which a label states a unit of money: without one the
numbers would stay bare in a table as well. Lines of two or more such pairs side by side (预算数: 275.40 执行数:
270.00) are taken from two lines on, if the first has colons and they or the lines right above state the unit.
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
_PAIR = re.compile(
    r"\s*(?P<key>[\u4e00-\u9fff（(“\"][^\d，。；,;\n]{0,40}?)(?P<gap>\s*[:：]\s*|\s+)"
    r"[-+]?\d[\d,]*(?:\.\d+)?(?=\s|\Z)"
)
_FEWEST = 3
_FEWEST_BESIDE = 2
_LONGEST = 60
_ABOVE = 2


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


def paired_lines(text: str, lines: Sequence[Line]) -> list[tuple[list[DumpRow], tuple[int, int]]]:
    """Return runs of lines that give as many labels with their values side by side."""
    runs: list[tuple[list[DumpRow], tuple[int, int]]] = []
    i = 0
    while i < len(lines):
        first = _pairs(lines[i])
        j = i + 1
        beside = len(first) > 1 and all(":" in fold(m["gap"]) for m in first)
        rows = [first]
        while beside and j < len(lines) and len(more := _pairs(lines[j])) == len(first):
            rows.append(more)
            j += 1
        stated = "\n".join(line.text for line in lines[max(0, i - _ABOVE) : j])
        if len(rows) >= _FEWEST_BESIDE and any(map(_states_money, stated.split("\n"))):
            runs.append(([_beside(text, lines[k], m) for k, m in enumerate(rows, i)], (i, j)))
        i = j
    return runs


def _states_money(line: str) -> bool:
    return is_money(unit_in_header(line))


def _pairs(line: Line) -> list[re.Match[str]]:
    """Return the pairs of label and value that fill a line, none where anything else stands in it."""
    folded = fold(line.text)
    found: list[re.Match[str]] = []
    at = 0
    while len(line.text) <= 2 * _LONGEST and (match := _PAIR.match(folded, at)) is not None:
        found.append(match)
        at = match.end()
    return found if at and not folded[at:].strip() else []


def _beside(text: str, line: Line, pairs: Sequence[re.Match[str]]) -> DumpRow:
    base = line.span.start
    spans = (Span(base + m.start("key"), base + m.end()) for m in pairs)
    return DumpRow(tuple(read_cell(text, Cell(0, k, s)) for k, s in enumerate(spans)))


def _matched(line: Line) -> re.Match[str] | None:
    return _LINE.match(fold(line.text)) if 0 < len(line.text) <= _LONGEST else None


def _row(text: str, line: Line, match: re.Match[str]) -> DumpRow:
    """Return the line\'s cells: the form\'s name where it leads the line (blank elsewhere), the pair."""
    base = line.span.start
    head = match.span("head") if match["head"] else (match.start("pair"), match.start("pair"))
    spans = (head, match.span("pair"))
    cells = (Cell(0, k, Span(base + a, base + b)) for k, (a, b) in enumerate(spans))
    return DumpRow(tuple(read_cell(text, cell) for cell in cells))

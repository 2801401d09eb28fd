"""Goal tables with two sides, medium-term and annual goals beside each other (中期目标与年度目标).

Cells are parted by bars. The header names class, indicator and value twice, over several lines where its cells held line
breaks. Rows without their merged classes have four cells, with them six or seven: each row gives one row of the left
side and one of the right side. Where one side is left open its class may stand there alone (数量指标 | 修缮间数 | ≥6间 | 数量指标): the
row then gives one row. Rows of any other number of cells end the account.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.loading.dumps.indicator_accounts.flattened import FlatAccount
from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.rows import DumpRow, make_row
from extraction.loading.dumps.template import blank_piece
from extraction.span import Span, trim
from extraction.tables.cells import CellText
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import header_meaning, is_level, plain_header

_BAR = re.compile(r"[|│┃｜]")
_MOST_LINES = 8
"""Lines over which a header may be broken."""
_SIDE = (Meaning.LEVEL, Meaning.NAME, Meaning.TARGET)
_NAME_RANK = 3
_FEWEST = 2
_HALF = 2
"""Cells of a side without its class: name and value."""
_LONGEST_VALUE = 24


def two_sided_accounts(text: str, lines: Sequence[Line]) -> Iterator[FlatAccount]:
    """Yield the two-sided goal tables of a dump, in text order."""
    if text.count("二级") < 2:
        return
    place = 0
    while place < len(lines):
        found = _header(text, lines, place)
        if found is None:
            place += 1
            continue
        head, place = found
        rows, place = _rows(text, lines, place)
        if len(rows) >= 2 * _FEWEST:
            end = rows[-1].cells[-1].span.end
            yield FlatAccount((DumpRow(head), *rows), head[0].span.start, end)


def _cells(text: str, line: Line) -> list[CellText]:
    """Return the filled cells of a line of bars, [] where it has none."""
    if not _BAR.search(line.text):
        return []
    cuts = [line.span.start, *(line.span.start + m.end() for m in _BAR.finditer(line.text))]
    ends = [line.span.start + m.start() for m in _BAR.finditer(line.text)] + [line.span.end]
    spans = [trim(text, Span(a, b)) for a, b in zip(cuts, ends, strict=True)]
    return list(make_row(text, [s for s in spans if len(s)]).cells)


def _header(
    text: str, lines: Sequence[Line], first: int
) -> tuple[tuple[CellText, ...], int] | None:
    """Return the header cells of the left side, its first class included, and the line behind the header."""
    opening = _cells(text, lines[first])
    if not any(_meaning(c) is Meaning.LEVEL for c in opening):
        return None
    heads: list[CellText] = []
    for i in range(first, min(first + _MOST_LINES, len(lines))):
        for cell in _cells(text, lines[i]):
            if _meaning(cell) is not None:
                heads.append(cell)
        meanings = tuple(map(_meaning, heads))
        if len(heads) >= 7 and meanings[-7:] == (Meaning.LEVEL, *_SIDE, *_SIDE):
            return tuple(heads[-7:-3]), i + 1
        if len(heads) > 7:
            return None
    return None


def _meaning(cell: CellText) -> Meaning | None:
    """Return what a header cell names: a class, an indicator (三级指标) or a goal."""
    found = header_meaning(cell.text)
    if found is None or found.meaning not in _SIDE:
        return None
    if found.meaning is Meaning.LEVEL and (found.rank or 0) >= _NAME_RANK:
        return Meaning.NAME
    return found.meaning


def _rows(text: str, lines: Sequence[Line], first: int) -> tuple[list[DumpRow], int]:
    rows: list[DumpRow] = []
    i = first
    while i < len(lines):
        cells = _cells(text, lines[i])
        sides = _sides(cells)
        if sides is None:
            break
        rows.extend(_row(side) for side in sides)
        i += 1
    return rows, i


def _sides(cells: Sequence[CellText]) -> Sequence[Sequence[CellText]] | None:
    """Part the cells of a line into its sides, None where their number does not tell how."""
    return _both_sides(cells) or _one_side(cells)


def _one_side(cells: Sequence[CellText]) -> Sequence[Sequence[CellText]] | None:
    """Return the only side that is filled: class, name and value, behind them at most the class once more."""
    outer = 1 if len(cells) > 1 and _classes(cells[0]) and _classes(cells[1]) else 0
    inner = cells[outer:]
    repeated = len(inner) == 2 * _HALF and inner[0].plain == inner[-1].plain
    side = inner[:-1] if repeated else inner
    classed = len(side) == _HALF + 1
    if len(side) - classed != _HALF or (classed != _classes(side[0])) or (outer and not classed):
        return None
    name, value = side[-_HALF:]
    said = not name.numeric and not _classes(name) and not _classes(value)
    return (cells[: outer + len(side)],) if said and len(value.plain) <= _LONGEST_VALUE else None


def _both_sides(cells: Sequence[CellText]) -> Sequence[Sequence[CellText]] | None:
    outer = 1 if len(cells) == 7 and _classes(cells[0]) else 0
    inner = cells[outer:]
    if len(inner) not in (2 * _HALF, 2 * _HALF + 2):
        return None
    half = len(inner) // 2
    left, right = cells[: outer + half], inner[half:]
    classed = half > _HALF
    if classed and not (_classes(inner[0]) and _classes(right[0])):
        return None
    if not classed and any(map(_classes, inner)):
        return None
    values = [side[-1] for side in (left, right)]
    named = [side[-2] for side in (left, right)]
    if any(len(v.plain) > _LONGEST_VALUE for v in values) or any(n.numeric for n in named):
        return None
    return left, right


def _classes(cell: CellText) -> bool:
    """Tell whether a cell names a class, one that this form alone has too (预算(或投资规模)控制指标)."""
    return is_level(cell.text) or plain_header(cell.text).endswith("指标")


def _row(side: Sequence[CellText]) -> DumpRow:
    """Return the row of one side, blank where its merged classes are not repeated."""
    missing = [blank_piece(side[0].span.start) for _ in range(4 - len(side))]
    return DumpRow((*missing, *side))

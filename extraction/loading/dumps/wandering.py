"""Which rows of a dump may hold a figure of another row or may have lost one (串行的数字).

A page written out block by block (`pdftotext` without -layout) may put a figure behind the next row's name where
a cell is blank. Nothing of that shows in a row which then has as many figures as there are columns. So where cells
stand side by side on some lines, as on a page, a row over several lines is trusted only away from rows with holes.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.template import NUMERIC_COLUMNS, Piece, TemplateColumn
from extraction.span import Span
from extraction.tables.cells import Kind


@dataclass(frozen=True, slots=True)
class StackedRow:
    """A row laid over the columns: its cells, how badly they fit, and its half-open range of lines."""

    cells: tuple[Piece, ...]
    cost: float
    lines: tuple[int, int]


def untrusted(
    lines: Sequence[Line],
    rows: Sequence[StackedRow],
    columns: tuple[TemplateColumn, ...],
    *,
    beside: bool,
) -> frozenset[int]:
    """Return the places of the rows that may have lost a figure or caught another row's.

    Args:
        beside: some line of the table holds several cells.
    """
    holed = {i for i, row in enumerate(rows) if _holed(row, columns)}
    crossed = {i for i, row in enumerate(rows) if _crossed(row, lines)}
    bare = {i for i, row in enumerate(rows) if _figureless(row)}
    if not (beside and (holed or bare)) and not crossed:
        return frozenset(holed)
    level = {i for i, row in enumerate(rows) if _level(row, lines)}
    near = {k for i in holed | crossed | bare for k in (i - 1, i, i + 1)}
    doubted = (set(range(len(rows))) if level else near) - level
    claimed = {k for i in bare for k in (i - 1, i + 1)}
    doubted |= {i for i in level & claimed if not _on_one_line(rows[i])}
    return frozenset(holed | {i for i in doubted if 0 <= i < len(rows)})


def _holed(row: StackedRow, columns: tuple[TemplateColumn, ...]) -> bool:
    """Tell whether some numbers of the row are missing without a trace of which."""
    numeric = [
        cell for cell, c in zip(row.cells, columns, strict=True) if c.meaning in NUMERIC_COLUMNS
    ]
    blank = sum(c.blank and c.span == Span(c.span.start, c.span.start) for c in numeric)
    printed_blank = sum(c.blank and len(c.cell.span) > 0 for c in numeric)
    return 0 < blank - printed_blank < len(numeric)


def _figureless(row: StackedRow) -> bool:
    return not any(c.numeric or c.kind is Kind.DASH for c in row.cells)


def _level(row: StackedRow, lines: Sequence[Line]) -> bool:
    """Tell whether all figures of a row, two at least, stand on one line."""
    figures = [c.span.start for c in row.cells if c.kind is Kind.NUMBER]
    inside = lines[row.lines[0] : row.lines[1]]
    held = [sum(line.span.start <= at < line.span.end for at in figures) for line in inside]
    return len(figures) > 1 and max(held, default=0) == len(figures)


def _on_one_line(row: StackedRow) -> bool:
    return row.lines[1] - row.lines[0] == 1


def _crossed(row: StackedRow, lines: Sequence[Line]) -> bool:
    """Tell whether two lines of figures follow one another at once while a blank line parts the row's others.

    Lines of one block stand one below the other on the page, so they are of two rows.
    """
    figures = [c.span.start for c in row.cells if c.numeric]
    held = [
        i
        for i in range(*row.lines)
        if any(lines[i].span.start <= at < lines[i].span.end for at in figures)
    ]
    parted = any(line.blank for line in lines[row.lines[0] : row.lines[1]])
    return parted and any(b - a == 1 for a, b in itertools.pairwise(held))

"""Rows whose leading cells a crawler left out, with as many blank ones at their end (左移的行).

Merged cells of the first columns (单位, 项目) are printed once; the rows below begin with their class and end
with the blank cells that belong before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.template import blank_piece
from extraction.tables.vocabulary import first_level_among, header_word, is_level


def in_place(rows: Sequence[DumpRow]) -> list[DumpRow]:
    """Return the rows, those that begin with two classes under another column moved to their own."""
    column = 0
    moved: list[DumpRow] = []
    for row in rows:
        head = _first_level(row)
        column = head if head is not None else column
        moved.append(_moved(row, column) if head is None and column else row)
    return moved


def _first_level(row: DumpRow) -> int | None:
    """Return the column of 一级指标 in a header row, None in any other row."""
    return first_level_among([header_word(c.text) for c in row.cells])


def _moved(row: DumpRow, column: int) -> DumpRow:
    cells = row.cells
    classes = row.width > 2 and all(is_level(c.text) for c in cells[:2])
    blanks = all(c.blank for c in cells[row.width - column :])
    if not classes or not blanks or row.width <= column + 2:
        return row
    lost = blank_piece(cells[0].span.start)
    return DumpRow((*[lost] * column, *cells[: row.width - column]), cut=row.cut)

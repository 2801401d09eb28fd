"""A table as rows and columns of read cells; merged cells stand in every place they cover."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.document import Cell, Table
from extraction.span import Span
from extraction.tables.cells import CellText, Kind, read_cell


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows × columns of a table; every row has `width` places, blank where the table has no cell."""

    table: Table
    rows: tuple[tuple[CellText, ...], ...]
    width: int

    def starts(self, row: int) -> tuple[CellText, ...]:
        """Return the row's cells once each, those that begin in an earlier row included."""
        seen: list[CellText] = []
        for place in self.rows[row]:
            if not seen or seen[-1] is not place:
                seen.append(place)
        return tuple(seen)

    def new(self, row: int) -> tuple[CellText, ...]:
        """Return the row's printed cells that begin in it."""
        return tuple(c for c in self.starts(row) if not c.blank and c.cell.row == row)

    def printed(self, row: int) -> tuple[CellText, ...]:
        """Return the row's printed cells once each."""
        return tuple(c for c in self.starts(row) if not c.blank)

    def column(self, index: int, rows: tuple[int, ...]) -> tuple[CellText, ...]:
        """Return one column's cells over `rows`, each cell once."""
        seen: list[CellText] = []
        for row in rows:
            place = self.rows[row][index]
            if not seen or seen[-1] is not place:
                seen.append(place)
        return tuple(seen)


def read_grid(text: str, table: Table) -> Grid:
    """Lay the table's cells out over `text`, the document's."""
    width = table.columns
    blank = Span(table.span.start, table.span.start)
    read: dict[Cell, CellText] = {}
    rows: list[tuple[CellText, ...]] = []
    for r, line in enumerate(table.grid()):
        places: list[CellText] = []
        for c in range(width):
            cell = line[c] if c < len(line) else None
            if cell is None:
                cell = Cell(r, c, blank)
                places.append(CellText(cell, blank, "", "", Kind.BLANK))
                continue
            known = read.get(cell)
            if known is None:
                known = read[cell] = read_cell(text, cell)
            places.append(known)
        rows.append(tuple(places))
    return Grid(table, tuple(rows), width)

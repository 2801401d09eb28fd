"""A table as rows and columns of read cells; merged cells stand in every place they cover."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from extraction.document import Cell, Table
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.span import Span
from extraction.tables.cells import CellText, Kind, read_cell
from extraction.tables.vocabulary import header_word


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
    width, height = table.columns, table.rows
    blank = Span(table.span.start, table.span.start)
    places: list[list[CellText | None]] = [[None] * width for _ in range(height)]
    for cell in table.cells:
        read = read_cell(text, cell)
        for line in places[cell.row : cell.row + cell.row_span]:
            line[cell.column : cell.column + cell.column_span] = [read] * cell.column_span
    rows = tuple(
        tuple(place or _nothing(r, c, blank) for c, place in enumerate(line))
        for r, line in enumerate(places)
    )
    return Grid(table, _with_years(rows), width)


_Rows = tuple[tuple[CellText, ...], ...]


def _with_years(rows: _Rows) -> _Rows:
    """Return the rows with bare years of header rows (项目 | 2022 | 2023) as years, not numbers."""
    dated: dict[int, CellText] = {}
    for row, line in enumerate(rows):
        for cell in _years_of_header(line, row):
            dated[id(cell)] = replace(cell, kind=Kind.YEAR)
    if not dated:
        return rows
    return tuple(tuple(dated.get(id(c), c) for c in line) for line in rows)


def _years_of_header(line: tuple[CellText, ...], row: int) -> tuple[CellText, ...]:
    """Return the bare years of a row that heads columns: by its first cell, or by running years alone.

    Cells that reach down from a row above say nothing of this one.
    """
    cells = [
        c for i, c in enumerate(line) if not c.blank and c.cell.row == row and c not in line[:i]
    ]
    years = tuple(c for c in cells if c.kind is Kind.NUMBER and _YEAR.match(c.plain))
    if not years or any(c.numeric for c in cells if c not in years):
        return ()
    numbers = [int(c.plain) for c in years]
    steps = {b - a for a, b in itertools.pairwise(numbers)}
    if line[0].blank or line[0].cell.row < row:
        running = steps in ({1}, {-1}) or _runs_again(numbers)
        return years if running and len(cells) == len(years) else ()
    headed = line[0] not in years and header_word(line[0].text) is not None
    return years if headed and len(set(numbers)) == len(numbers) else ()


def _runs_again(numbers: list[int]) -> bool:
    """Tell whether years run on and begin again, as below several groups of columns (2020 2021 2020 2021)."""
    length = next((k for k in range(2, len(numbers)) if numbers[k] == numbers[0]), 0)
    if not length or len(numbers) % length:
        return False
    run = numbers[:length]
    steps = {b - a for a, b in itertools.pairwise(run)}
    return steps in ({1}, {-1}) and run * (len(numbers) // length) == numbers


_YEAR = re.compile(rf"{YEAR_DIGITS}\Z")


def is_index_row(grid: Grid, row: int) -> bool:
    """Tell whether the row only numbers the columns (栏次 1 2 3, or 类 款 项 栏次 1 2)."""
    if any(c.plain in ("栏次", "栏目", "公式") for c in grid.new(row)[:4]):
        return True
    printed = [c for c in grid.new(row) if c.plain not in ("栏次", "行次", "类", "款", "项", "栏")]
    numbers = [n for c in printed if (n := column_number(c.plain)) is not None]
    return (
        1 < len(numbers) == len(printed)
        and numbers[0] <= 2
        and all(b - a == 1 for a, b in itertools.pairwise(numbers))
    )


_COLUMN_NUMBER = re.compile(
    r"[(（]?(?:(?P<number>\d{1,2})|(?P<letter>[A-Z])|(?P<ring>[①-⑳]))[)）]?(?:[=＝][\dA-Z①-⑳()（）+\-－*×/÷%.]+)?"
)
"""The number of a column, with the columns that it is computed from (4=3/2*100, C=A-B, ③=②/①)."""


def column_number(plain: str) -> int | None:
    """Return the number that a header cell only gives its column (2, C=A-B, ④=③/②), None for other words."""
    match = _COLUMN_NUMBER.fullmatch(plain)
    if match is None:
        return None
    if match["number"]:
        return int(match["number"])
    return ord(match["letter"]) - ord("@") if match["letter"] else ord(match["ring"]) - ord("①") + 1


def _nothing(row: int, column: int, span: Span) -> CellText:
    return CellText(Cell(row, column, span), span, "", "", Kind.BLANK)

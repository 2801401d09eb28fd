"""Figures of a table by row and column, and the lines in which relations are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extraction.constraints.ledger import Entry, EntryKind, Ledger

_ADDABLE: tuple[EntryKind, ...] = ("money", "count")


@dataclass(frozen=True, slots=True)
class Grid:
    """The figures of one table; `rows` and `columns` are the places that hold any, in order."""

    table: str
    cells: Mapping[tuple[int, int], Entry]
    rows: tuple[int, ...]
    columns: tuple[int, ...]

    def name(self, place: int, *, across: bool) -> str:
        """Return the header of a column (`across`) or of a row."""
        for (row, column), entry in self.cells.items():
            if (column if across else row) == place and entry.place is not None:
                found = entry.place.column_name if across else entry.place.row_name
                if found:
                    return found
        return ""

    def lines(self, *, across: bool) -> Iterator[tuple[int, dict[int, Entry]]]:
        """Yield each row as {column: entry} (`across`), or each column as {row: entry}."""
        for fixed in self.rows if across else self.columns:
            line = {
                (column if across else row): entry
                for (row, column), entry in self.cells.items()
                if (row if across else column) == fixed
            }
            if line:
                yield fixed, dict(sorted(line.items()))


def grids(ledger: Ledger, *, kinds: tuple[EntryKind, ...] = _ADDABLE) -> tuple[Grid, ...]:
    """Return the tables that hold figures of the kinds, in text order."""
    cells: dict[str, dict[tuple[int, int], Entry]] = {}
    for entry in ledger.of_kind(*kinds):
        if entry.place is not None:
            table = cells.setdefault(entry.place.table, {})
            table.setdefault((entry.place.row, entry.place.column), entry)
    return tuple(
        Grid(
            name,
            places,
            tuple(sorted({r for r, _ in places})),
            tuple(sorted({c for _, c in places})),
        )
        for name, places in cells.items()
    )

"""Figures of a table by row and column, and the lines in which relations are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extraction.constraints.ledger import Entry, EntryKind, Ledger
from extraction.labels import FIGURES

_ADDABLE: tuple[EntryKind, ...] = ("money", "count")


@dataclass(frozen=True, slots=True)
class Grid:
    """The figures of one table; `rows` and `columns` are the places that hold any, in order.

    `broken` holds the rows and the columns in which a figure is unread or merged with others: no sum
    over them is known to be complete.
    """

    table: str
    cells: Mapping[tuple[int, int], Entry]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    broken: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())

    def name(self, place: int, *, across: bool) -> str:
        """Return the header of a column (`across`) or of a row."""
        for (row, column), entry in self.cells.items():
            if (column if across else row) == place and entry.place is not None:
                found = entry.place.column_name if across else entry.place.row_name
                if found:
                    return found
        return ""

    def lines(self, *, across: bool) -> Iterator[tuple[int, dict[int, Entry]]]:
        """Yield each row as {column: entry} (`across`), or each column as {row: entry}, whole ones only."""
        broken = self.broken[0 if across else 1]
        for fixed in self.rows if across else self.columns:
            if fixed in broken:
                continue
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
    broken = _broken(ledger)
    return tuple(
        Grid(
            name,
            places,
            tuple(sorted({r for r, _ in places})),
            tuple(sorted({c for _, c in places})),
            broken.get(name, (frozenset(), frozenset())),
        )
        for name, places in cells.items()
    )


def _broken(ledger: Ledger) -> dict[str, tuple[frozenset[int], frozenset[int]]]:
    """Return by table the rows and columns with a figure that is unread or of several places at once."""
    facts = ledger.facts
    unread = [u.mention.cell for u in facts.unread if u.mention.label in FIGURES]
    merged = [f.mention.cell for f in facts.figures if f.mention.cell is not None]
    places = [c for c in unread if c is not None]
    places += [c for c in merged if c.rows > 1 or c.columns > 1]
    rows: dict[str, set[int]] = {}
    columns: dict[str, set[int]] = {}
    for cell in places:
        rows.setdefault(cell.table, set()).update(range(cell.row, cell.row + cell.rows))
        covered = range(cell.column, cell.column + cell.columns)
        columns.setdefault(cell.table, set()).update(covered)
    return {t: (frozenset(rows[t]), frozenset(columns[t])) for t in rows}

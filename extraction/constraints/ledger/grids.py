"""Figures of a table by row and column, and the lines in which relations are looked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extraction.constraints.ledger.entries import Entry, EntryKind, Ledger
from extraction.labels import FIGURES

_USUAL = 0.8
_ADDABLE: tuple[EntryKind, ...] = ("money", "count")


Cells = Mapping[tuple[int, int], Entry]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The figures of one table, known by its identity; `rows` and `columns` are the places that hold any, in order.

    `broken` holds the rows and the columns in which a figure is unread or merged with others: no sum
    over them is known to be complete; `odd` the places of figures that are read as another kind than
    most of their column, which no sum takes.
    """

    table: str
    cells: Mapping[tuple[int, int], Entry]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    broken: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    odd: frozenset[tuple[int, int]] = frozenset()

    def names(self, *, across: bool) -> Mapping[int, str]:
        """Return the header of every column (`across`) or row that has a figure, "" without one."""
        return _names(self, across)

    def name(self, place: int, *, across: bool) -> str:
        """Return the header of a column (`across`) or of a row."""
        return _names(self, across).get(place, "")

    def lines(self, *, across: bool) -> Iterator[tuple[int, dict[int, Entry]]]:
        """Yield each row as {column: entry} (`across`), or each column as {row: entry}, whole ones only."""
        broken = self.broken[0 if across else 1]
        found: dict[int, dict[int, Entry]] = {
            p: {} for p in (self.rows if across else self.columns)
        }
        for (row, column), entry in sorted(self.cells.items(), key=lambda cell: cell[0]):
            fixed, moving = (row, column) if across else (column, row)
            found[fixed][moving] = entry
        yield from ((fixed, line) for fixed, line in found.items() if line and fixed not in broken)


@lru_cache(maxsize=8)
def _names(grid: Grid, across: bool) -> Mapping[int, str]:
    found: dict[int, str] = dict.fromkeys(grid.columns if across else grid.rows, "")
    for (row, column), entry in grid.cells.items():
        place = column if across else row
        if not found[place] and entry.place is not None:
            found[place] = entry.place.column_name if across else entry.place.row_name
    return found


def grids(ledger: Ledger, *, kinds: tuple[EntryKind, ...] = _ADDABLE) -> tuple[Grid, ...]:
    """Return the tables that hold figures of the kinds, in text order."""
    cells: dict[str, dict[tuple[int, int], Entry]] = {}
    for entry in ledger.of_kind(*kinds):
        if entry.place is not None:
            table = cells.setdefault(entry.place.table, {})
            table.setdefault((entry.place.row, entry.place.column), entry)
    broken = _broken(ledger)
    every: dict[str, dict[tuple[int, int], Entry]] = {}
    for entry in ledger.entries:
        if entry.place is not None and entry.place.table in cells:
            every.setdefault(entry.place.table, {})[entry.place.row, entry.place.column] = entry
    return tuple(
        Grid(
            name,
            side,
            tuple(sorted({r for r, _ in side})),
            tuple(sorted({c for _, c in side})),
            broken.get(name, (frozenset(), frozenset())),
            _odd(every[name]),
        )
        for name, places in cells.items()
        for side in _sides(_of_one_kind(places))
    )


def _of_one_kind(cells: Cells) -> Cells:
    """Return the cells without the odd ones."""
    odd = _odd(cells)
    return {place: entry for place, entry in cells.items() if place not in odd}


def _odd(cells: Cells) -> frozenset[tuple[int, int]]:
    """Return the places of the few figures of a column that are read as another kind than the rest of it."""
    families: dict[int, Counter[str]] = defaultdict(Counter)
    for (_, column), entry in cells.items():
        families[column][entry.family] += 1
    usual = {c: counted.most_common(1)[0] for c, counted in families.items()}
    return frozenset(
        place
        for place, entry in cells.items()
        if entry.family != usual[place[1]][0]
        and usual[place[1]][1] >= _USUAL * families[place[1]].total()
    )


def _sides(cells: Cells) -> Iterator[Cells]:
    """Yield the halves of a two-sided table (收入 | 支出): columns that give one row different names."""
    columns = sorted({c for _, c in cells})
    headers: dict[int, str] = {}
    names: dict[int, dict[int, str]] = {c: {} for c in columns}
    for (row, column), entry in cells.items():
        if entry.place is not None:
            names[column][row] = entry.place.row_name
            headers.setdefault(column, entry.place.column_name)
    sides: list[list[int]] = []
    for column in columns:
        if sides and not _apart(names[sides[-1][-1]], names[column]):
            sides[-1].append(column)
        else:
            sides.append([column])
    for side in sides:
        kept = set(_told_apart(side, headers))
        yield {place: entry for place, entry in cells.items() if place[1] in kept}


def _told_apart(side: Sequence[int], headers: Mapping[int, str]) -> Iterator[int]:
    """Yield the columns but those that repeat a header of the side: it is not theirs."""
    seen: set[str] = set()
    for column in side:
        header = headers.get(column, "")
        if not header or header not in seen:
            yield column
        seen.add(header)


def _apart(left: Mapping[int, str], right: Mapping[int, str]) -> bool:
    """Tell whether two columns name most of their common rows differently."""
    shared = [row for row in left if row in right]
    differing = sum(1 for row in shared if left[row] != right[row])
    return 2 * differing > len(shared)


def _broken(ledger: Ledger) -> dict[str, tuple[frozenset[int], frozenset[int]]]:
    """Return by table the rows and columns with a figure that is unread or of several places at once."""
    parts = {
        (e.mention.cell.table, e.place.row): e.place.table
        for e in ledger.entries
        if e.place is not None and e.mention.cell is not None
    }
    unread = [u.mention.cell for u in ledger.facts.unread if u.mention.label in FIGURES]
    cells = [*unread, *(e.mention.cell for e in ledger.entries if e.place is None)]
    rows: dict[str, set[int]] = {}
    columns: dict[str, set[int]] = {}
    for cell in cells:
        if cell is not None:
            part = parts.get((cell.table, cell.row), cell.table)
            rows.setdefault(part, set()).update(range(cell.row, cell.row + cell.rows))
            covered = range(cell.column, cell.column + cell.columns)
            columns.setdefault(part, set()).update(covered)
    return {t: (frozenset(rows[t]), frozenset(columns[t])) for t in rows}

"""Which cells of a table only count its rows or columns (序号, 栏次)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extraction.document import Table
from extraction.quantities.folding import fold

_Key = tuple[int, int]
_LONGEST = 4
_LEFTMOST = 2
"""Running numbers stand in one of the first columns."""


def numbering_cells(text: str, table: Table) -> frozenset[_Key]:
    """Return row and column of the cells that count up by one, down a first column or along a row."""
    numbers = {
        (c.row, c.column): n for c in table.cells if (n := _number(c.span.of(text))) is not None
    }
    columns: dict[int, list[_Key]] = defaultdict(list)
    rows: dict[int, list[_Key]] = defaultdict(list)
    printed: dict[int, int] = defaultdict(int)
    for cell in table.cells:
        printed[cell.row] += bool(cell.span.of(text).strip())
    for key in sorted(numbers):
        columns[key[1]].append(key)
        rows[key[0]].append(key)
    found = set(_down(columns, numbers))
    found |= set(_along(rows, numbers, printed))
    return frozenset(found)


def _number(surface: str) -> int | None:
    plain = fold(surface).strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= _LONGEST else None


def _down(columns: dict[int, list[_Key]], numbers: dict[_Key, int]) -> Iterator[_Key]:
    for column, keys in columns.items():
        if column <= _LEFTMOST:
            for run in _counting(keys, numbers):
                yield from run if len(run) > 1 and numbers[run[0]] <= 1 else ()


def _along(
    rows: dict[int, list[_Key]], numbers: dict[_Key, int], printed: dict[int, int]
) -> Iterator[_Key]:
    for row, keys in rows.items():
        for run in _counting(keys, numbers):
            if len(run) > 2 and len(run) >= printed[row] - 3:
                yield from run


def _counting(keys: Iterable[_Key], numbers: dict[_Key, int]) -> Iterator[list[_Key]]:
    """Yield the runs of cells in which every number is one more than the one before."""
    run: list[_Key] = []
    for key in keys:
        if run and numbers[key] != numbers[run[-1]] + 1:
            yield run
            run = []
        run.append(key)
    if run:
        yield run

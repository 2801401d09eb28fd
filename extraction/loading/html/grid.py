"""Lays the cells of an HTML table out on a grid (HTML standard, 4.9.12: forming a table).

Spans are bounded by the rows that exist and by `MAXIMUM_COLUMNS`; a cell never covers another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

MAXIMUM_COLUMNS = 1000
MAXIMUM_PLACES = 2_000_000
_INTEGER = re.compile(r"\s*\+?([0-9]+)")
_GROUPS = frozenset({"thead", "tbody", "tfoot"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A `td` or `th` with its 0-based place and its extent on the grid."""

    element: etree._Element
    row: int
    column: int
    row_span: int
    column_span: int


class GridTooLargeError(ValueError):
    """A table's spans cover more places than any report has."""


def lay_out(table: etree._Element) -> tuple[Placed, ...]:
    """Return the cells of `table` (not those of nested tables) in row order.

    Raises:
        GridTooLargeError: the grid would have more than `MAXIMUM_PLACES` places.
    """
    rows = list(_rows(table))
    taken: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (r, column) in taken:
                column += 1
            if column >= MAXIMUM_COLUMNS:
                break
            place = _place(cell, r, column, len(rows), taken)
            placed.append(place)
            column += place.column_span
    return tuple(placed)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _GROUPS:
            yield from (row for row in child if row.tag == "tr")


def _place(
    cell: etree._Element, row: int, column: int, rows: int, taken: set[tuple[int, int]]
) -> Placed:
    height = _span(cell, "rowspan", rows - row)
    width = _span(cell, "colspan", MAXIMUM_COLUMNS - column)
    while width > 1 and any((row, k) in taken for k in range(column, column + width)):
        width -= 1
    if len(taken) + height * width > MAXIMUM_PLACES:
        raise GridTooLargeError(f"{len(taken) + height * width} places")
    taken.update((r, k) for r in range(row, row + height) for k in range(column, column + width))
    return Placed(cell, row, column, height, width)


def _span(cell: etree._Element, name: str, most: int) -> int:
    # Browsers read the leading digits of "2;" and "2px" (HTML standard, 2.3.4.2).
    written = _INTEGER.match(cell.get(name) or "1")
    if written is None:
        return 1
    stated = int(written.group(1)[:9])
    if stated == 0:
        return most if name == "rowspan" else 1
    return max(1, min(stated, most))

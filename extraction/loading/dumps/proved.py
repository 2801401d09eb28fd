"""Rows of a dump that the table's own total proves (由合计行证明的行).

Where blank cells left no trace, the figures of a row may stand under several columns. If the table has a row of
totals and only one way of laying all figures out makes every column add up to it exactly, that way is the table's.
The same sums prove that no figure has wandered into another row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from extraction.loading.dumps.template import NAMED, Piece, TemplateColumn, blank_piece
from extraction.loading.dumps.wandering import StackedRow
from extraction.tables.cells import Kind
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import is_total

_SUMMED = frozenset({Meaning.AMOUNT, Meaning.COUNT})
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_FEWEST_PARTS = 2
_MOST_WAYS = 5000
_Cells = tuple[Piece | None, ...]


def proved_rows(
    rows: Sequence[StackedRow], columns: tuple[TemplateColumn, ...]
) -> tuple[StackedRow, ...] | None:
    """Return the rows as the total proves them; None without a total, with no or several ways that add up.

    Args:
        rows: the table's rows; figures of a row with blank cells in the order of the text.
    """
    width = len(columns) - 1
    plain = columns[0].meaning in NAMED and all(c.meaning in _SUMMED for c in columns[1:])
    totals = [i for i, row in enumerate(rows) if is_total(row.cells[0].text)]
    if not plain or width < 2 or len(totals) != 1 or totals[0] not in (0, len(rows) - 1):
        return None
    figures = [[c for c in row.cells[1:] if not c.blank] for row in rows]
    wanted = [_value(c) for c in figures[totals[0]]]
    parts = [i for i in range(len(rows)) if i != totals[0] and figures[i]]
    if len(wanted) != width or None in wanted or len(parts) < _FEWEST_PARTS:
        return None
    if any(_value(c) is None or c.kind is not Kind.NUMBER for i in parts for c in figures[i]):
        return None
    whole = tuple(w for w in wanted if w is not None)
    found = _only(_layouts([figures[i] for i in parts], whole))
    if found is None:
        return None
    placed = dict(zip(parts, found, strict=True))
    return tuple(_laid(row, placed[i]) if i in placed else row for i, row in enumerate(rows))


def _value(piece: Piece) -> Decimal | None:
    plain = piece.plain.strip()
    return Decimal(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else None


def _only(layouts: Iterator[tuple[_Cells, ...]]) -> tuple[_Cells, ...] | None:
    first = next(layouts, None)
    return first if first is not None and next(layouts, None) is None else None


def _layouts(
    figures: Sequence[Sequence[Piece]], wanted: tuple[Decimal, ...]
) -> Iterator[tuple[_Cells, ...]]:
    """Yield every way of laying the figures of the rows over the columns that adds up to the totals."""
    choices = [tuple(_ways(row, len(wanted))) for row in figures]
    ways = 1
    for choice in choices:
        ways *= len(choice)
    if not 0 < ways <= _MOST_WAYS:
        return
    stack: list[tuple[tuple[_Cells, ...], tuple[Decimal, ...]]] = [((), wanted)]
    while stack:
        chosen, left = stack.pop()
        if len(chosen) == len(choices):
            if not any(left):
                yield chosen
            continue
        for cells in choices[len(chosen)]:
            rest = tuple(
                a - (_value(c) or 0) if c is not None else a
                for a, c in zip(left, cells, strict=True)
            )
            stack.append(((*chosen, cells), rest))


def _ways(figures: Sequence[Piece], width: int) -> Iterator[_Cells]:
    for places in combinations(range(width), len(figures)):
        cells: list[Piece | None] = [None] * width
        for place, figure in zip(places, figures, strict=True):
            cells[place] = figure
        yield tuple(cells)


def _laid(row: StackedRow, cells: _Cells) -> StackedRow:
    """Return the row with its figures in these columns and blank cells between them."""
    placed = [row.cells[0]]
    for cell in cells:
        placed.append(blank_piece(placed[-1].span.end) if cell is None else cell)
    return replace(row, cells=tuple(placed), cost=0.0)

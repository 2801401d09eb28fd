"""Cells in the order of the text, laid over rows of known columns by the cheapest path (逐格归列)."""

from __future__ import annotations

from extraction.loading.dumps.template import (
    FORBIDDEN,
    Piece,
    TemplateColumn,
    blank_piece,
    fit_cost,
    skip_cost,
)
from extraction.loading.dumps.wandering import StackedRow


def decode(
    pieces: list[Piece], where: list[int], columns: tuple[TemplateColumn, ...]
) -> list[StackedRow]:
    """Return the rows of the cheapest path that gives every piece a column, in order."""
    if not pieces:
        return []
    width = len(columns)
    skips = [skip_cost(c) for c in columns]
    before = [0.0]
    for s in skips:
        before.append(before[-1] + s)
    cost = [before[c] + _fit(pieces[0], columns[c]) for c in range(width)]
    back: list[list[int]] = [[-1] * width]
    for piece in pieces[1:]:
        fresh = min(range(width), key=lambda c: cost[c] + before[width] - before[c + 1])
        restart = cost[fresh] + before[width] - before[fresh + 1]
        new: list[float] = []
        pointers: list[int] = []
        for c in range(width):
            best, source = restart + before[c], fresh + width
            for p in range(c):
                value = cost[p] + before[c] - before[p + 1]
                if value < best:
                    best, source = value, p
            new.append(best + _fit(piece, columns[c]))
            pointers.append(source)
        cost = new
        back.append(pointers)
    last = min(range(width), key=lambda c: cost[c] + before[width] - before[c + 1])
    return _rows(pieces, where, columns, back, last)


def _fit(piece: Piece, column: TemplateColumn) -> float:
    found = fit_cost(piece, column)
    return 30.0 if found >= FORBIDDEN else found


def _rows(
    pieces: list[Piece],
    where: list[int],
    columns: tuple[TemplateColumn, ...],
    back: list[list[int]],
    last: int,
) -> list[StackedRow]:
    width = len(columns)
    chosen = [0] * len(pieces)
    starts = [False] * len(pieces)
    state = last
    for k in range(len(pieces) - 1, -1, -1):
        chosen[k] = state
        source = back[k][state]
        starts[k] = source < 0 or source >= width
        state = source - width if source >= width else source
    rows: list[StackedRow] = []
    members: list[int] = []
    for k in range(len(pieces) + 1):
        if members and (k == len(pieces) or starts[k]):
            rows.append(_row(pieces, where, columns, chosen, members))
            members = []
        if k < len(pieces):
            members.append(k)
    return rows


def _row(
    pieces: list[Piece],
    where: list[int],
    columns: tuple[TemplateColumn, ...],
    chosen: list[int],
    members: list[int],
) -> StackedRow:
    by_column = {chosen[k]: pieces[k] for k in members}
    offset = pieces[members[0]].span.start
    cells: list[Piece] = []
    cost = 0.0
    for c, column in enumerate(columns):
        piece = by_column.get(c)
        if piece is None:
            cost += skip_cost(column)
            cells.append(blank_piece(offset))
        else:
            cost += _fit(piece, column)
            cells.append(piece)
            offset = piece.span.end
    return StackedRow(tuple(cells), cost, (where[members[0]], where[members[-1]] + 1))

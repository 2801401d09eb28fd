"""Where the columns of a blank-parted dump stand, as its full rows show: for rows that lost a cell.

A converter may count characters or their width on the screen; a header of wide characters says little of the
columns below it. The rows that have all their figures tell both the measure and the columns; a row with fewer
figures is laid over those. Where measures disagree or a figure meets no column alone, no figure is placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extraction.loading.dumps.headers import Layout, Token, joined_tokens, line_tokens
from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.template import NUMERIC_COLUMNS, Piece, blank_piece, read_piece
from extraction.tables.cells import Kind

_CLEAR = 3
"""By how many characters a figure stands more under its column than under any other."""
_FIGURES = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.DASH})

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures at the end of a line, with their extents by characters and by width."""

    pieces: tuple[Piece, ...]
    extents: tuple[tuple[Extent, ...], tuple[Extent, ...]]

    @property
    def dashed(self) -> bool:
        """True where a dash stands for a figure: it is too short to show its column."""
        return any(p.kind is Kind.DASH for p in self.pieces)


def settled(
    text: str, layout: Layout, rows: Sequence[DumpRow], lines: Sequence[Line]
) -> list[DumpRow]:
    """Return the rows with the figures of short ones where the full ones show their columns.

    Args:
        rows: laid over the layout's columns.
        lines: the line of each row.
    """
    first = next((k for k, c in enumerate(layout.columns) if c.meaning in NUMERIC_COLUMNS), 0)
    width = len(layout.columns) - first
    if not first or any(c.meaning not in NUMERIC_COLUMNS for c in layout.columns[first:]):
        return list(rows)
    found = [_figures(text, line) for line in lines]
    full = [f for f in found if len(f.pieces) == width and not f.dashed]
    if not full:
        return list(rows)
    shown = [tuple(f.extents[m] for f in full) for m in (0, 1)]
    return [
        _placed(row, figures, shown, first) if 0 < len(figures.pieces) < width else row
        for row, figures in zip(rows, found, strict=True)
    ]


def _figures(text: str, line: Line) -> _Figures:
    pieces: list[Piece] = []
    tokens: list[Token] = []
    for token in reversed(joined_tokens(text, line_tokens(line))):
        piece = read_piece(text, token.span)
        if piece.kind not in _FIGURES:
            break
        pieces.insert(0, piece)
        tokens.insert(0, token)
    start = line.span.start
    by_character = tuple((t.span.start - start, t.span.end - start) for t in tokens)
    return _Figures(tuple(pieces), (by_character, tuple((t.left, t.right) for t in tokens)))


def _placed(
    row: DumpRow, figures: _Figures, shown: Sequence[Sequence[tuple[Extent, ...]]], first: int
) -> DumpRow:
    """Return a short row with each figure in its column, or without figures where that is not sure."""
    told = {
        place
        for extents, full in zip(figures.extents, shown, strict=True)
        if (place := _agreed(extents, full)) is not None
    }
    places: tuple[int, ...] = told.pop() if len(told) == 1 else ()
    cells = list(row.cells)
    for k in range(first, len(cells)):
        cells[k] = blank_piece(cells[k].span.start)
    for column, piece in zip(places, figures.pieces, strict=False):
        cells[first + column] = piece
    return DumpRow(tuple(cells), row.cut)


def _agreed(
    figures: Sequence[Extent], rows: Sequence[tuple[Extent, ...]]
) -> tuple[int, ...] | None:
    """Return the column of each figure if it is the same by every full row; None if they differ."""
    told = {tuple(_column(f, row) for f in figures) for row in rows}
    places = told.pop()
    if told or any(b <= a for a, b in pairwise(places)) or places[0] < 0:
        return None
    return places


def _column(figure: Extent, row: Sequence[Extent]) -> int:
    """Return the column that a figure stands under, -1 where it stands between two."""
    shares = [min(figure[1], b) - max(figure[0], a) for a, b in row]
    best = max(range(len(row)), key=shares.__getitem__)
    rest = [s for k, s in enumerate(shares) if k != best]
    return best if all(shares[best] - s >= _CLEAR for s in rest) else -1

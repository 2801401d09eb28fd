"""Tables of two sides, one cell a line (收支平衡表): where one side has more rows, the other's blank cells left no trace.

Under 收入 | 决算数 | 支出 | 决算数 each name with its figures is of the side that its words say (结转下年, 上解支出 are uses,
上年结转, 调入资金 sources); what says neither stands where it is due. A side that has nothing gets blanks, so that no
total of one side is laid over the other's column.
"""

from __future__ import annotations

from collections.abc import Sequence

from extraction.lexicon.totals import side_of
from extraction.loading.dumps.template import NAMED, Piece, TemplateColumn, blank_piece
from extraction.loading.dumps.wandering import StackedRow

_Entry = tuple[tuple[Piece, ...], tuple[int, int]]
"""A name with its figures, and the lines they stand on."""


def uneven_rows(
    pieces: Sequence[Piece], where: Sequence[int], columns: Sequence[TemplateColumn]
) -> list[StackedRow]:
    """Return the rows of a table of two sides that are not equally long, [] for any other table."""
    width = _half(columns)
    entries = _entries(pieces, where, width) if width else []
    sides = [side_of(cells[0].plain) for cells, _ in entries]
    placed: list[_Entry] = []
    for entry, side in zip(entries, sides, strict=True):
        left = len(placed) % 2 == 0
        if side is not None and (side == "sources") is not left:
            placed.append(_nothing(entry, width))
        placed.append(entry)
    if len(placed) == len(entries) or None in (sides[0], sides[-1]):
        return []
    if len(placed) % 2:
        placed.append(_nothing(placed[-1], width))
    return [
        StackedRow((*left[0], *right[0]), 0.0, (left[1][0], right[1][1]))
        for left, right in zip(placed[::2], placed[1::2], strict=True)
    ]


def _nothing(beside: _Entry, width: int) -> _Entry:
    blank = blank_piece(beside[0][0].span.start)
    return (blank,) * width, beside[1]


def _half(columns: Sequence[TemplateColumn]) -> int:
    """Return how many columns each side has, 0 where the headers do not name sources on the left and uses on the right."""
    width = len(columns) // 2
    left, right = columns[:width], columns[width:]
    if width < 2 or [c.meaning for c in left] != [c.meaning for c in right]:
        return 0
    heads = [c.header.plain if c.header else "" for c in (columns[0], columns[width])]
    names = left[0].meaning in NAMED and not any(c.meaning in NAMED for c in left[1:])
    return width if names and [side_of(h) for h in heads] == ["sources", "uses"] else 0


def _entries(pieces: Sequence[Piece], where: Sequence[int], width: int) -> list[_Entry]:
    """Return each name with its figures, up to the first that has not as many as the side has columns."""
    found: list[_Entry] = []
    for start in range(0, len(pieces), width):
        cells = tuple(pieces[start : start + width])
        name, *figures = cells
        whole = len(cells) == width and all(c.numeric or c.blank for c in figures)
        if not whole or name.numeric or name.blank:
            break
        found.append((cells, (where[start], where[start + width - 1] + 1)))
    return found

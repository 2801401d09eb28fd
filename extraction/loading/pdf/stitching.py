"""Tables across pages: a table at the top of a page that goes on from the page before becomes one with it.

Two parts belong together if nothing but page furniture stands between them and their column lines agree.
Header rows printed again are recognised and left out of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extraction.loading.pdf.blocks import TableBlock, TableCell

_SIDE = 6.0
_LINE = 5.0


def shared_columns(first: TableBlock, second: TableBlock) -> tuple[float, ...] | None:
    """Return the column lines of both parts together, None if they do not belong to one table."""
    if first.ruled != second.ruled:
        return None
    shift = second.xs[0] - first.xs[0]
    moved = [x - shift for x in second.xs]
    if abs(shift) > 40 or abs(moved[-1] - first.xs[-1]) > _SIDE:
        return None
    few, many = sorted((list(first.xs), moved), key=len)
    if not all(any(abs(x - y) <= _LINE for y in many) for x in few):
        return None
    if len(few) < 3 and len(many) > len(few):
        return None
    return tuple(many)


def stitched(first: TableBlock, second: TableBlock) -> tuple[TableBlock, tuple[TableCell, ...]] | None:
    """Return both parts as one table and the cells of repeated header rows, None if they are two."""
    xs = shared_columns(first, second)
    if xs is None:
        return None
    shift = second.xs[0] - first.xs[0]
    upper = [_moved(c, first.xs, xs, 0.0) for c in first.cells]
    lower = [_moved(c, second.xs, xs, shift) for c in second.cells]
    repeated = _repeated(upper, lower)
    again = tuple(c for c in lower if c.row < repeated)
    base = first.rows - repeated
    rest = [replace(c, row=c.row + base) for c in lower if c.row >= repeated]
    return TableBlock(xs, (*upper, *rest), second.box, first.ruled), again


def _moved(
    cell: TableCell, own: Sequence[float], xs: Sequence[float], shift: float
) -> TableCell:
    """Place a cell on the shared column lines."""
    start = _nearest(own[cell.column] - shift, xs)
    end = _nearest(own[cell.column + cell.column_span] - shift, xs)
    return replace(cell, column=start, column_span=max(1, end - start))


def _nearest(x: float, xs: Sequence[float]) -> int:
    return min(range(len(xs)), key=lambda i: abs(xs[i] - x))


def _repeated(upper: Sequence[TableCell], lower: Sequence[TableCell]) -> int:
    """Return how many rows at the head of `lower` are those at the head of `upper`."""
    count = 0
    rows = max((c.row + c.row_span for c in lower), default=0)
    while count < rows:
        above, below = _row(upper, count), _row(lower, count)
        if above != below or (not any(text for _, text in below) and not _covered(lower, count)):
            break
        count += 1
    return count if _whole(lower, count) else 0


def _row(cells: Sequence[TableCell], row: int) -> list[tuple[int, str]]:
    return sorted((c.column, "".join(c.text.split())) for c in cells if c.row == row)


def _covered(cells: Sequence[TableCell], row: int) -> bool:
    """Tell whether cells with text from rows above reach into `row`."""
    return any(c.text and c.row < row < c.row + c.row_span for c in cells)


def _whole(cells: Sequence[TableCell], count: int) -> bool:
    """Tell whether the first `count` rows end where cells end."""
    return all(c.row >= count or c.row + c.row_span <= count for c in cells)

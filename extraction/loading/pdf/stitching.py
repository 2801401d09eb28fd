"""Tables across pages: a table at the top of a page that goes on from the page before becomes one with it.

Two parts belong together if nothing but page furniture stands between them and their column lines agree.
Header rows printed again are recognised and left out; a row that the page end cut in two is made whole, and
so is a merged cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extraction.lexicon.totals import sum_pattern
from extraction.loading.pdf.blocks import TableBlock, TableCell
from extraction.loading.pdf.lines import Strip

_SIDE = 6.0
_LINE = 5.0
_PADDING = 11.0
_OPENING = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|其中|\d"
)


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


def stitched(
    first: TableBlock, second: TableBlock
) -> tuple[TableBlock, tuple[TableCell, ...]] | None:
    """Return both parts as one table and the cells of repeated header rows, None if they are two."""
    xs = shared_columns(first, second)
    if xs is None:
        return None
    shift = second.xs[0] - first.xs[0]
    upper = _moved(first.cells, [_nearest(x, xs) for x in first.xs])
    lower = _moved(second.cells, [_nearest(x - shift, xs) for x in second.xs])
    repeated = _repeated(upper, lower)
    again = tuple(c for c in lower if c.row < repeated)
    rest = [replace(c, row=c.row - repeated) for c in lower if c.row >= repeated]
    cells = _appended(upper, rest, first.rows)
    return TableBlock(xs, tuple(cells), second.box, first.ruled), again


def _moved(cells: Sequence[TableCell], places: Sequence[int]) -> list[TableCell]:
    """Place cells on the shared column lines; `places` says which is which."""
    if list(places) == list(range(len(places))):
        return list(cells)
    return [
        replace(
            c,
            column=places[c.column],
            column_span=max(1, places[c.column + c.column_span] - places[c.column]),
        )
        for c in cells
    ]


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


def _appended(upper: Sequence[TableCell], lower: Sequence[TableCell], rows: int) -> list[TableCell]:
    """Put `lower` under the `rows` rows of `upper`, making whole what the page end cut."""
    last = {c.column: c for c in upper if c.row + c.row_span == rows}
    head = [c for c in lower if c.row == 0]
    cut = _is_cut(last, head) or _label_is_cut(last, head, (upper, lower))
    drop = 1 if cut else 0
    grown: dict[int, TableCell] = {}
    gone: set[int] = set()
    for cell in sorted(head, key=lambda c: c.column):
        above = last.get(cell.column)
        same = above is not None and above.column_span == cell.column_span
        if above is None or not same or not (cut or _goes_on(above, cell, gone)):
            continue
        strip = Strip.joined([above.strip, cell.strip]) if cell.text else above.strip
        span = above.row_span + cell.row_span - drop
        grown[above.column] = replace(above, strip=strip, row_span=span)
        gone.add(cell.column)
    kept = [grown.get(c.column, c) if c.row + c.row_span == rows else c for c in upper]
    rest = [c for c in lower if not (c.row == 0 and c.column in gone)]
    return kept + [replace(c, row=c.row + rows - drop) for c in rest]


def _is_cut(last: dict[int, TableCell], head: Sequence[TableCell]) -> bool:
    """Tell whether the first row of a page is the rest of the last row of the page before.

    Every text in it must continue a text above that fills its cell, and something else in the row above must
    have no continuation: a row of its own would repeat at least a number.
    """
    written = [c for c in head if c.text]
    if not written or len(head) != len(last):
        return False
    for cell in written:
        above = last.get(cell.column)
        if above is None or above.column_span != cell.column_span or _OPENING.match(cell.text):
            return False
        if not above.text or not _fills(above):
            return False
    return any(c.text and k not in {w.column for w in written} for k, c in last.items())


_TOTAL = re.compile(sum_pattern("grand", "part", "said"))
_LONGEST_REST = 16
_SHORTEST_CUT = 6
_COMPLETE = re.compile(
    r"(?:支出|收入|[经]?费用?|事务|资金|补助|补贴|服务|管理|运行|建设|工程|项目|税|款|基金|拨款|结余|结转|资产|负债|[）)])\Z"
)
"""Ends of labels that are whole names."""


def _label_is_cut(
    last: dict[int, TableCell], head: Sequence[TableCell], parts: Sequence[Sequence[TableCell]]
) -> bool:
    """Tell whether a page begins with the rest of a row's label: it stands alone in its row.

    In a table with other rows that hold a label alone it may be one of those.
    """
    written = [c for c in head if c.text]
    if len(written) != 1 or written[0].column or len(head) != len(last):
        return False
    rest, above = written[0], last.get(0)
    if above is None or len(above.text) < _SHORTEST_CUT or len(rest.text) > _LONGEST_REST:
        return False
    if _COMPLETE.search(above.text):
        return False
    if _OPENING.match(rest.text) or _TOTAL.search(rest.text + above.text):
        return False
    if not any(c.text for k, c in last.items() if k):
        return False
    return all(_valued(cells, rest) for cells in parts)


def _valued(cells: Sequence[TableCell], rest: TableCell) -> bool:
    """Tell whether every labelled row of a part holds something besides its label."""
    labelled = {c.row for c in cells if c.column == 0 and c.text and c is not rest}
    return labelled <= {c.row for c in cells if c.column and c.text}


def _fills(cell: TableCell) -> bool:
    """Tell whether the last line of a cell has no room for another character."""
    boxes = cell.strip.boxes[~np.isnan(cell.strip.boxes[:, 0])]
    last = boxes[np.abs(boxes[:, 3] - boxes[-1, 3]) < 3.0]
    em = float(last[-1, 3] - last[-1, 1])
    room = (cell.box.x1 - cell.box.x0) - float(last[:, 2].max() - last[:, 0].min())
    return room < _PADDING + 1.2 * em


def _goes_on(above: TableCell, cell: TableCell, gone: set[int]) -> bool:
    """Tell whether a blank cell at the left of a page's first row is the rest of a merged one."""
    leftmost = cell.column == 0 or any(c < cell.column for c in gone)
    return above.row_span > 1 and bool(above.text) and not cell.text and leftmost

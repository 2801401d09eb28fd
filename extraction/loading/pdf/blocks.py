"""What a page is made of once laid out: lines of text outside tables, and tables with their cells' text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction.document import Box
from extraction.loading.pdf.lines import Strip


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: 0-based place and extent, text, page and frame."""

    row: int
    column: int
    row_span: int
    column_span: int
    strip: Strip
    page: int
    box: Box

    @property
    def text(self) -> str:
        """The text, closed up."""
        return self.strip.text


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table on one page, or after stitching on several.

    Attributes:
        xs: positions of the column lines; one more than columns.
        cells: in row order.
        box: its frame on its (last) page.
        ruled: built from ruling lines, not from alignment.
    """

    xs: tuple[float, ...]
    cells: tuple[TableCell, ...]
    box: Box
    ruled: bool = True

    @property
    def rows(self) -> int:
        """Number of rows."""
        return max((c.row + c.row_span for c in self.cells), default=0)


def compact(cells: Sequence[TableCell]) -> tuple[TableCell, ...]:
    """Drop rows without any text that are too thin to hold any, closing the gap."""
    rows = max((c.row + c.row_span for c in cells), default=0)
    heights = [_height(cells, row) for row in range(rows)]
    thin = {row for row in range(rows) if heights[row] < 5.0 and not _texts(cells, row)}
    if not thin:
        return tuple(cells)
    place = [row - sum(t < row for t in thin) for row in range(rows + 1)]
    kept = []
    for cell in cells:
        start, end = place[cell.row], place[cell.row + cell.row_span]
        if end > start:
            kept.append(replace(cell, row=start, row_span=end - start))
    return tuple(kept)


def _height(cells: Sequence[TableCell], row: int) -> float:
    single = [c.box.bottom - c.box.top for c in cells if c.row == row and c.row_span == 1]
    return min(single, default=99.0)


def _texts(cells: Sequence[TableCell], row: int) -> bool:
    return any(c.text for c in cells if c.row == row and c.row_span == 1)

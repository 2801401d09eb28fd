"""Lays out one page: characters into ruled tables, aligned tables and free lines, in reading order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extraction.document import Box
from extraction.loading.pdf.aligned import aligned_tables
from extraction.loading.pdf.blocks import TableBlock, TableCell, compact
from extraction.loading.pdf.characters import Characters
from extraction.loading.pdf.grid import Grid, bands, grids
from extraction.loading.pdf.lines import Line, Run, lines, runs
from extraction.loading.pdf.overflow import whole_overflow
from extraction.loading.pdf.paragraphs import cell_text
from extraction.loading.pdf.pdfium import RawPage
from extraction.loading.pdf.reading import in_reading_order
from extraction.loading.pdf.rows import cuts
from extraction.loading.pdf.ruling import edges, rules_of
from extraction.loading.pdf.stitching import stitched
from extraction.loading.pdf.wrapped import whole_labels

_MOST_FILLS = 3_000
_APART = 8.0
_UNIT = re.compile(r"单位[：:]")


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A laid-out page.

    Attributes:
        blocks: free lines and tables in reading order.
        read_by_ocr: its lines come from OCR.
        back: see `RawPage.back`.
    """

    number: int
    width: float
    height: float
    blocks: tuple[Line | TableBlock, ...]
    back: int = 0
    read_by_ocr: bool = False

    @property
    def lines(self) -> list[Line]:
        """The free lines."""
        return [b for b in self.blocks if isinstance(b, Line)]


def lay_out(page: RawPage) -> PageLayout:
    """Lay out a page that has a text layer."""
    found = page.characters
    rules = rules_of(page.rules)
    ruled = grids(rules)
    ruled += _filled(page, ruled)
    owner = whole_overflow(found, _owners(found, ruled), ruled)
    pieces = runs(found, owner)
    inside, free = _sorted_out(pieces)
    tables, freed = _tables(ruled, inside, page.number)
    blocks: list[Line | TableBlock] = [*tables]
    blocks += aligned_tables(whole_labels(lines(free + freed)), page.number, bands(rules, ruled))
    ordered = in_reading_order(blocks, page.width)
    return PageLayout(page.number, page.width, page.height, tuple(ordered), page.back)


def _filled(page: RawPage, ruled: Sequence[Grid]) -> list[Grid]:
    """Return tables whose cells are coloured areas without lines, outside the ruled ones."""
    fills = page.fills
    if len(fills) < 4 or len(fills) > _MOST_FILLS:
        return []
    size = (fills[:, 2] - fills[:, 0]) * (fills[:, 3] - fills[:, 1])
    keep = size < 0.5 * page.width * page.height
    for grid in ruled:
        x, y = (fills[:, 0] + fills[:, 2]) / 2, (fills[:, 1] + fills[:, 3]) / 2
        frame = grid.box
        keep &= ~((x > frame.x0) & (x < frame.x1) & (y > frame.top) & (y < frame.bottom))
    if np.count_nonzero(keep) < 4:
        return []
    found = grids(rules_of(edges(fills[keep])))
    return [g for g in found if len(g.ys) > 2 and len(g.xs) > 2]


def _owners(found: Characters, ruled: Sequence[Grid]) -> npt.NDArray[np.int32]:
    """Number the cell each character stands in, over all grids; -1 outside of any."""
    owner = np.full(len(found), -1, dtype=np.int32)
    x = (found.boxes[:, 0] + found.boxes[:, 2]) / 2
    y = found.base - 0.35 * found.em
    offset = 0
    for grid in ruled:
        column = np.searchsorted(grid.xs, x) - 1
        row = np.searchsorted(grid.ys, y) - 1
        rows, columns = grid.owner.shape
        inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        owner[inside] = offset + grid.owner[row[inside], column[inside]]
        offset += len(grid.cells)
    return owner


def _sorted_out(pieces: Sequence[Run]) -> tuple[dict[int, list[Run]], list[Run]]:
    """Return the runs of each cell, and those outside of any."""
    inside: dict[int, list[Run]] = defaultdict(list)
    free = []
    for run in pieces:
        if run.group < 0:
            free.append(run)
        else:
            inside[run.group].append(run)
    return inside, free


def _tables(
    ruled: Sequence[Grid], inside: dict[int, list[Run]], number: int
) -> tuple[list[TableBlock], list[Run]]:
    """Fill the grids with their text; the runs of a grid that is no table are free again."""
    tables: list[TableBlock] = []
    freed: list[Run] = []
    offset = 0
    for grid in ruled:
        held = {i: inside.get(offset + i, []) for i in range(len(grid.cells))}
        offset += len(grid.cells)
        if not _is_table(held, columns=len(grid.xs) - 1):
            freed += [run for pieces in held.values() for run in pieces]
            continue
        table = _table(grid, held, number)
        joined = _under(tables[-1], table) if tables else None
        tables[-1:] = [joined] if joined else [*tables[-1:], table]
    return tables, freed


def _under(above: TableBlock, below: TableBlock) -> TableBlock | None:
    """Return two grids as one table where only a wide double rule parts them."""
    if not -_APART < below.box.top - above.box.bottom < _APART:
        return None
    both = stitched(above, below)
    return both[0] if both and not both[1] else None


def _is_table(held: dict[int, list[Run]], *, columns: int) -> bool:
    """Tell a table from a frame around text and from the ruled caption lines of spreadsheets.

    A grid of one column is none if its rows hold pieces side by side: then alignment tells the columns.
    """
    written = [pieces for pieces in held.values() if pieces]
    texts = ["".join(r.strip.text for r in pieces) for pieces in written]
    if len(texts) < 2:
        return False
    if columns == 1:
        beside = any(len(li.segments) > 1 for pieces in written for li in lines(pieces))
        return len(texts) > 2 and not beside
    captions = len(texts) <= 4 and any(_UNIT.search(t) for t in texts)
    return not captions or any(c.isdigit() for t in texts for c in t)


def _table(grid: Grid, held: dict[int, list[Run]], number: int) -> TableBlock:
    texts = {i: lines(pieces) for i, pieces in held.items()}
    ys, first = _row_lines(grid, texts)
    cells = []
    for i, extent in enumerate(grid.cells):
        start, end = first[extent.row], first[extent.row + extent.row_span]
        whole = grid.cell_box(extent)
        if extent.row_span > 1 or end - start == 1:
            strip = cell_text(texts[i], whole)
            cells.append(
                TableCell(
                    start, extent.column, end - start, extent.column_span, strip, number, whole
                )
            )
            continue
        for row in range(start, end):
            frame = Box(whole.x0, ys[row], whole.x1, ys[row + 1])
            inside = [li for li in texts[i] if frame.top <= _middle(li) < frame.bottom]
            strip = cell_text(inside, frame)
            cells.append(TableCell(row, extent.column, 1, extent.column_span, strip, number, frame))
    cells.sort(key=lambda c: (c.row, c.column))
    return TableBlock(grid.xs, compact(cells), grid.box)


def _row_lines(grid: Grid, texts: dict[int, list[Line]]) -> tuple[list[float], list[int]]:
    """Return the heights of row lines, unruled rows included, and where each ruled one is among them."""
    ys: list[float] = []
    first: list[int] = []
    for row in range(len(grid.ys) - 1):
        first.append(len(ys))
        ys.append(grid.ys[row])
        inside = [
            (texts[i], grid.cell_box(c))
            for i, c in enumerate(grid.cells)
            if c.row == row and c.row_span == 1
        ]
        ys += cuts(inside) if any(len(found) > 1 for found, _ in inside) else []
    return [*ys, grid.ys[-1]], [*first, len(ys)]


def _middle(line: Line) -> float:
    return line.base - 0.35 * line.em

"""Grids from rules, whatever cells are merged."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extraction.loading.pdf.characters import Floats
from extraction.loading.pdf.grid import Extent, grids
from extraction.loading.pdf.ruling import Rules, rules_of


@st.composite
def merged_cells(draw: st.DrawFn) -> tuple[int, int, list[Extent]]:
    """Cut a grid of places into rectangles at random."""
    rows, columns = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    free = {(r, c) for r in range(rows) for c in range(columns)}
    cells = []
    while free:
        row, column = min(free)
        width = draw(st.integers(1, 3))
        height = draw(st.integers(1, 3))
        places = {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
        if not places <= free:
            places, height, width = {(row, column)}, 1, 1
        free -= places
        cells.append(Extent(row, column, height, width))
    return rows, columns, cells


def _marks(cells: list[Extent], shift: float) -> Floats:
    """Draw every cell's frame as four thin marks."""
    marks = []
    for cell in cells:
        x0, x1 = 60.0 * cell.column, 60.0 * (cell.column + cell.column_span)
        top, bottom = 20.0 * cell.row, 20.0 * (cell.row + cell.row_span)
        for y in (top, bottom):
            marks.append((x0 + shift, y + shift, x1 + shift, y + shift + 0.5))
        for x in (x0, x1):
            marks.append((x + shift, top + shift, x + shift + 0.5, bottom + shift))
    return np.array(marks, dtype=np.float32)


def _whole_lines(rows: int, columns: int, cells: list[Extent]) -> bool:
    """Tell whether every line of the grid is drawn somewhere, so that no row or column vanishes."""
    tops = {c.row for c in cells} | {rows}
    lefts = {c.column for c in cells} | {columns}
    return len(tops) == rows + 1 and len(lefts) == columns + 1


@given(merged_cells(), st.floats(10, 100))
def test_merged_cells_are_found_again(grid: tuple[int, int, list[Extent]], shift: float) -> None:
    rows, columns, cells = grid
    if not _whole_lines(rows, columns, cells) or len(cells) < 3:
        return
    (found,) = grids(rules_of(_marks(cells, shift)))
    assert set(found.cells) == set(cells)
    assert found.owner.shape == (rows, columns)


@given(st.lists(st.tuples(*[st.floats(0, 600)] * 4), max_size=60))
def test_any_marks_give_rectangular_cells_that_fill_the_grid(
    marks: list[tuple[float, float, float, float]],
) -> None:
    rows = np.array([(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in marks])
    for grid in grids(rules_of(rows.reshape(-1, 4))):
        places = sum(c.row_span * c.column_span for c in grid.cells)
        assert places == grid.owner.size
        assert (grid.owner >= 0).all()


def test_no_marks_no_grid() -> None:
    assert rules_of(np.empty((0, 4))) == Rules((), ())
    assert grids(Rules((), ())) == []

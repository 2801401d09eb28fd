"""Ruled tables: ruling lines to grids, missing lines to merged cells.

Rules that touch form one table. Their positions make a grid of elementary cells; two neighbours without a
rule between them belong to one merged cell. Only rectangles are cells: a shape that is none (a rule ends
half-way) is cut into rows of rectangles, so no character is lost and none is in two cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extraction.document import Box
from extraction.loading.pdf.ruling import Rule, Rules, positions

_TOUCH = 3.0
_APART = 3.0
_COVERED = 0.6
_LEAST_RULES = 3
_TALLEST_ROW = 120.0
_MOST_RULES = 4_000
_MOST_PLACES = 40_000


@dataclass(frozen=True, slots=True)
class Extent:
    """A cell's place in a grid: 0-based row and column of its first elementary cell, and its size."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's lines and cells.

    Attributes:
        xs, ys: positions of the column and row lines, ascending; one more than columns and rows.
        cells: in row order.
        owner: rows × columns, the index in `cells` of the cell that covers each place.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Extent, ...]
    owner: npt.NDArray[np.int32]

    @property
    def box(self) -> Box:
        """The outer frame."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_box(self, cell: Extent) -> Box:
        """The frame of one cell."""
        return Box(
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.column_span],
            self.ys[cell.row + cell.row_span],
        )


def grids(rules: Rules) -> list[Grid]:
    """Return the ruled grids of a page, from top to bottom; single boxes and bare lines are none."""
    across, down = rules.horizontal, rules.vertical
    if len(across) < 2 or len(down) < 2 or len(across) + len(down) > _MOST_RULES:
        return []
    found = []
    for h, v in _components(across, down):
        grid = _grid([across[i] for i in h], [down[i] for i in v])
        if grid is not None:
            found.append(grid)
    return sorted(found, key=lambda g: (g.ys[0], g.xs[0]))


def bands(rules: Rules, ruled: Sequence[Grid]) -> list[Box]:
    """Return the areas of tables ruled across only: three or more rules of one extent, no column lines."""
    groups: list[list[Rule]] = []
    for rule in rules.horizontal:
        if any(g.ys[0] - _TOUCH < rule.at < g.ys[-1] + _TOUCH for g in ruled):
            continue
        for group in groups:
            same = abs(group[0].start - rule.start) + abs(group[0].end - rule.end) < 2 * _TOUCH
            if same and rule.at - group[-1].at < _TALLEST_ROW:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [Box(g[0].start, g[0].at, g[0].end, g[-1].at) for g in groups if len(g) >= _LEAST_RULES]


def _components(
    across: tuple[Rule, ...], down: tuple[Rule, ...]
) -> list[tuple[list[int], list[int]]]:
    """Group rules that touch each other."""
    touching = _touching(across, down)
    free_h, free_v = set(range(len(across))), set(range(len(down)))
    components = []
    while free_h:
        first = min(free_h)
        free_h.discard(first)
        h, v, queue = [first], [], [(True, first)]
        while queue:
            horizontal, index = queue.pop()
            if horizontal:
                fresh = [j for j in np.flatnonzero(touching[index]).tolist() if j in free_v]
                free_v.difference_update(fresh)
                v += fresh
            else:
                fresh = [i for i in np.flatnonzero(touching[:, index]).tolist() if i in free_h]
                free_h.difference_update(fresh)
                h += fresh
            queue += [(not horizontal, k) for k in fresh]
        if len(h) > 1 and len(v) > 1:
            components.append((h, v))
    return components


def _touching(across: tuple[Rule, ...], down: tuple[Rule, ...]) -> npt.NDArray[np.bool_]:
    h = np.array([(r.at, r.start, r.end) for r in across])[:, None, :]
    v = np.array([(r.at, r.start, r.end) for r in down])[None, :, :]
    inside = (h[..., 1] - _TOUCH <= v[..., 0]) & (v[..., 0] <= h[..., 2] + _TOUCH)
    inside &= (v[..., 1] - _TOUCH <= h[..., 0]) & (h[..., 0] <= v[..., 2] + _TOUCH)
    found: npt.NDArray[np.bool_] = inside
    return found


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    across = _anchored(across, down)
    xs, ys = positions(down, apart=_APART), positions(across, apart=_APART)
    xs = _open_sides(xs, across)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows + columns < 3 or rows * columns > _MOST_PLACES:
        return None
    walls = _drawn(down, xs, ys)
    floors = _drawn(across, ys, xs).T
    walls[:, 0] = walls[:, -1] = floors[0] = floors[-1] = True
    cells, owner = _cells(walls, floors)
    return Grid(tuple(xs), tuple(ys), cells, owner)


def _anchored(across: list[Rule], down: list[Rule]) -> list[Rule]:
    """Drop horizontal rules that end freely between columns on both sides: underlined text."""
    kept = []
    for rule in across:
        ends = (rule.start, rule.end)
        anchored = [
            any(
                abs(wall.at - x) <= _TOUCH and wall.start - _TOUCH <= rule.at <= wall.end + _TOUCH
                for wall in down
            )
            for x in ends
        ]
        beyond = rule.start < down_min(down) - _TOUCH or rule.end > down_max(down) + _TOUCH
        if any(anchored) or beyond:
            kept.append(rule)
    return kept


def down_min(down: list[Rule]) -> float:
    """Return the leftmost vertical position."""
    return min(r.at for r in down)


def down_max(down: list[Rule]) -> float:
    """Return the rightmost vertical position."""
    return max(r.at for r in down)


def _open_sides(xs: list[float], across: list[Rule]) -> list[float]:
    """Close a table whose outer sides are not ruled where its row lines agree to end beyond."""
    left = sorted(r.start for r in across if r.start < xs[0] - 3 * _APART)
    right = sorted(r.end for r in across if r.end > xs[-1] + 3 * _APART)
    if len(left) >= max(2, len(across) // 2):
        xs = [left[len(left) // 2], *xs]
    if len(right) >= max(2, len(across) // 2):
        xs = [*xs, right[len(right) // 2]]
    return xs


def _drawn(
    rules: list[Rule], positions_across: list[float], positions_along: list[float]
) -> npt.NDArray[np.bool_]:
    """Tell, for each interval along and each line across, whether a rule is drawn there."""
    at, along = np.array(positions_across), np.array(positions_along)
    covered = np.zeros((len(along) - 1, len(at)))
    for rule in rules:
        nearest = int(np.argmin(np.abs(at - rule.at)))
        share = np.minimum(along[1:], rule.end) - np.maximum(along[:-1], rule.start)
        covered[:, nearest] += np.maximum(share, 0)
    drawn: npt.NDArray[np.bool_] = covered >= _COVERED * (along[1:] - along[:-1])[:, None]
    return drawn


def _cells(
    walls: npt.NDArray[np.bool_], floors: npt.NDArray[np.bool_]
) -> tuple[tuple[Extent, ...], npt.NDArray[np.int32]]:
    """Return the merged cells, every one a rectangle, and the cell of each place of the grid."""
    rows, columns = len(floors) - 1, walls.shape[1] - 1
    owner = [[-1] * columns for _ in range(rows)]
    lists = walls.tolist(), floors.tolist()
    cells: list[Extent] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] < 0:
                bottom, right = _rectangle(row, column, owner, *lists)
                for covered in owner[row:bottom]:
                    covered[column:right] = [len(cells)] * (right - column)
                cells.append(Extent(row, column, bottom - row, right - column))
    return tuple(cells), np.array(owner, dtype=np.int32)


def _rectangle(
    row: int,
    column: int,
    owner: list[list[int]],
    walls: list[list[bool]],
    floors: list[list[bool]],
) -> tuple[int, int]:
    """Grow a cell from its top left place to the right, then down as far as no rule crosses it."""
    rows, columns = len(owner), len(owner[0])
    right = column + 1
    while right < columns and not walls[row][right] and owner[row][right] < 0:
        right += 1
    bottom = row + 1
    while bottom < rows and not any(floors[bottom][column:right]):
        inner = any(walls[bottom][column + 1 : right])
        closed = walls[bottom][column] and walls[bottom][right]
        if inner or not closed or any(o >= 0 for o in owner[bottom][column:right]):
            break
        bottom += 1
    return bottom, right

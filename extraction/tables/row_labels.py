"""The cells that name a row of figures, and what a merged value cell belongs to.

A value merged over several rows belongs to all of them together: to the label that covers the same
rows where there is one (a project over its parts), else to each row's own label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extraction.tables.cells import CellText, Kind
from extraction.tables.grid import Grid
from extraction.tables.model import CLOSED, Column, Meaning
from extraction.tables.vocabulary import plain_header

_SIDE_STARTS = frozenset(
    {Meaning.LABEL, Meaning.ORG, Meaning.CODE, Meaning.ORDINAL, Meaning.NAME, Meaning.GROUP}
)
_VALUES = frozenset(
    {Meaning.AMOUNT, Meaning.RATE, Meaning.COUNT, Meaning.CHANGE, Meaning.WEIGHT, Meaning.SCORE}
)

_LONG_LABEL = 24
_RUN_TOGETHER = re.compile(
    r"(?:[\u4e00-\u9fff]{1,7}[市州县区旗盟](?:其中[:：]?市本级及市辖区)?){6,}"
    r"|(?:[\u4e00-\u9fff（）]{3,20}[二三四五六七八九]、){2,}"
)
"""The labels of many rows in one cell, as of a column that a page could not part: they name no row of it."""

Labels = list[tuple[Column, CellText]]
"""The label cells of a row with their columns, outermost first."""


@dataclass(frozen=True, slots=True)
class Side:
    """One half of a two-sided table (收入 | 支出): its label columns and the value columns they name.

    Labels behind the values name the rows that the others leave blank (科目 | 金额 | 项目明细).
    """

    labels: tuple[Column, ...]
    values: tuple[Column, ...]
    behind: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Owners:
    """What a value belongs to.

    Attributes:
        labels: of its row, or the label common to all the rows it is merged over.
        others: the innermost labels of further rows, where no common label names them.
        columns: the value columns that it stands under, more than one for a merged cell.
        rows: how many rows with labels of their own it covers.
    """

    labels: Labels
    others: tuple[Labels, ...]
    columns: tuple[Column, ...]
    rows: int


def sides_of(columns: tuple[Column, ...]) -> tuple[Side, ...]:
    """Split the columns where names begin again after values (two-sided tables)."""
    sides: list[Side] = []
    labels: list[Column] = []
    values: list[Column] = []
    for column in columns:
        if column.meaning in _SIDE_STARTS and values and column.meaning is not Meaning.ORDINAL:
            sides.append(Side(tuple(labels), tuple(values)))
            labels, values = [], []
        if column.meaning in _SIDE_STARTS:
            labels.append(column)
        elif column.meaning in _VALUES:
            values.append(column)
    if values:
        sides.append(Side(tuple(labels), tuple(values)))
    elif labels and sides and all(c.meaning is Meaning.LABEL for c in labels):
        sides[-1] = replace(sides[-1], behind=tuple(labels))
    return tuple(sides)


def labels_of(grid: Grid, row: int, side: Side) -> Labels:
    """Return the label cells of a row, each once; a total may stand in a code column (合计)."""
    cells = grid.rows[row]
    found: Labels = []
    for column in side.labels:
        cell = cells[column.index]
        if column.meaning in CLOSED or cell.blank or cell.kind is Kind.DASH:
            continue
        if len(cell.plain) > _LONG_LABEL and _RUN_TOGETHER.search(cell.plain):
            continue
        if not any(cell is known for _, known in found):
            found.append((column, cell))
    return _innermost_last(grid, row, found) or _stray(cells, side) or _behind(cells, side)


_IDENTITY = re.compile(
    r"(?:(?:子项目|项目|科目|指标|支出|收入|资金|品目|资产|设备|物资|产品)名称|名称|子?项目|科目)\Z"
)


def _innermost_last(grid: Grid, row: int, found: Labels) -> Labels:
    """Put the label that says what the row is last: a project or account, not its unit or contents."""
    named = [k for k, (column, _) in enumerate(found) if _identifies(column)]
    if not named and len(found) > 1 and _own_name(grid, row, found[-2], found[-1]):
        named = [len(found) - 2]
    if not named or named[-1] == len(found) - 1:
        return found
    return [*found[: named[-1]], *found[named[-1] + 1 :], found[named[-1]]]


def _own_name(
    grid: Grid, row: int, label: tuple[Column, CellText], unit: tuple[Column, CellText]
) -> bool:
    """Tell whether the words before a unit name this row alone (资金使用方向 | 实施单位), not a group of units."""
    column, cell = label
    if unit[0].meaning is not Meaning.ORG or column.meaning is not Meaning.LABEL:
        return False
    if cell.kind is not Kind.TEXT or cell.cell.row_span > 1:
        return False
    beside = (grid.rows[r] for r in (row - 1, row + 1) if 0 <= r < len(grid.rows))
    return not any(
        cells[column.index].plain == cell.plain
        or (cells[column.index].blank and not cells[unit[0].index].blank)
        for cells in beside
    )


def _identifies(column: Column) -> bool:
    header = plain_header(column.path[-1]) if column.path else ""
    return column.meaning in (Meaning.LABEL, Meaning.NAME) and bool(_IDENTITY.search(header))


def _stray(cells: tuple[CellText, ...], side: Side) -> Labels:
    for column in reversed(side.labels):
        cell = cells[column.index]
        if cell.kind is Kind.TEXT and not cell.code:
            return [(column, cell)]
    return []


def _behind(cells: tuple[CellText, ...], side: Side) -> Labels:
    named = ((c, cells[c.index]) for c in side.behind)
    return [(column, cell) for column, cell in named if cell.kind is Kind.TEXT][:1]


def owners_of(grid: Grid, row: int, side: Side, cell: CellText, body: frozenset[int]) -> Owners:
    """Return what the value cell that begins in `row` belongs to."""
    columns = tuple(c for c in side.values if grid.rows[row][c.index] is cell)
    own = labels_of(grid, row, side)
    if cell.cell.row_span == 1:
        return Owners(own, (), columns, 1)
    covered = [r for r in range(row, row + cell.cell.row_span) if r in body]
    named = [labels for r in covered if (labels := labels_of(grid, r, side))]
    distinct: dict[int, Labels] = {id(labels[-1][1]): labels for labels in named}
    if len(distinct) < 2:
        return Owners(own, (), columns, 1)
    common = _common(own, named)
    if common:
        return Owners(common, (), columns, len(distinct))
    others = tuple(labels for labels in distinct.values() if labels[-1][1] is not own[-1][1])
    return Owners(own, others, columns, len(distinct))


def _common(own: Labels, named: list[Labels]) -> Labels:
    """Return the leading labels that all rows share, as one cell or in the same words."""
    depth = 0
    while all(len(n) > depth + 1 and n[depth][1].plain == own[depth][1].plain for n in named):
        depth += 1
    return own[:depth]

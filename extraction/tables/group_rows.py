"""Header rows that group the columns below and stand above the row that heads the names (表头上的分组行)."""

from __future__ import annotations

from extraction.tables.cells import CellText, Kind
from extraction.tables.grid import Grid
from extraction.tables.vocabulary import header_meaning, is_generic

_LONGEST = 20


def groups_above(grid: Grid, row: int) -> list[int]:
    """Return the row above a header if it groups the columns and leaves their names' place blank.

    Its words are years or known headers, fewer than those below (blank | 2022年 | 2023年 over
    项目 | 预算数 | 决算数 | 预算数 | 决算数); one over a blank place heads a column of its own (备注).
    """
    if not row:
        return []
    above, below = grid.new(row - 1), grid.new(row)
    if not grid.rows[row - 1][0].blank or not 2 <= len(above) < len(below):
        return []
    words = all(c.kind in (Kind.TEXT, Kind.YEAR) and len(c.plain) <= _LONGEST for c in above)
    return [row - 1] if words and all(map(_groups, above)) else []


def _groups(cell: CellText) -> bool:
    known = header_meaning(cell.text) is not None or is_generic(cell.text)
    return cell.kind is Kind.YEAR or known

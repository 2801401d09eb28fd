"""Tables that go on from the table before without a header of their own (续表, a table cut by a page)."""

from __future__ import annotations

import re
from dataclasses import replace

from extraction.tables.cells import EMPTY, Kind
from extraction.tables.columns import columns_of, kind_of_block
from extraction.tables.grid import Grid
from extraction.tables.model import (
    FIGURE_MEANINGS,
    LABELS,
    Block,
    BlockKind,
    Column,
    Meaning,
)
from extraction.tables.units import is_money, unit_in_header
from extraction.tables.vocabulary import header_meaning

_DEEPEST = 3
_BETWEEN = re.compile(
    r"[\s（(【\[]*(?:(?:接?上?[一前页]?表?\s*续\s*表?|续上?[页表]|接上[页表])[\s\d一二三四五六七八九十]*)?[)）】\]\s]*"
    r"(?:[-—–─]?\s*(?:第\s*)?\d{1,4}\s*(?:页)?\s*[-—–─]?)?\s*(?:(?:金额)?单位[:：]\s*\S{1,6})?\s*\Z"
)
_ROW = re.compile(r"[一-鿿（）()、，\d]{2,30}(?:[ \t]+[-+(]?\d[\d,]*(?:\.\d+)?[)]?[%％]?){2,12}")
"""A row that fell out of its table at the edge of a page: a name and its figures."""
_CARRIED = frozenset({BlockKind.FIGURES, BlockKind.INDICATORS})
_MARKS = frozenset({Meaning.WEIGHT, Meaning.SCORE})


def continued(
    grid: Grid, blocks: tuple[Block, ...], before: tuple[Grid, Block] | None, between: str
) -> tuple[Block, ...]:
    """Return the blocks, the first one under the columns of the table before where it goes on from it.

    Args:
        between: the text between the two tables; more than a mark of continuation, a page number or
            a unit begins something new.
    """
    if before is None or not blocks or blocks[0].header_rows:
        return blocks
    above, last = before
    if last.kind is BlockKind.LAYOUT and above.width == grid.width and _BETWEEN.match(between):
        return _under_header(grid, blocks, above, last)
    if last.kind not in _CARRIED or above.width != grid.width:
        return blocks
    if not _BETWEEN.match(between) and not _one_row(between):
        return blocks
    if blocks[0].kind is not BlockKind.LAYOUT or not _fits(grid, blocks[0], last.columns):
        return blocks
    first = replace(blocks[0], kind=last.kind, columns=last.columns, unit=last.unit)
    return (first, *blocks[1:])


def _one_row(between: str) -> bool:
    """Tell whether nothing but a row that fell out of the table stands there, beside page numbers."""
    lines = [stripped for line in between.splitlines() if (stripped := line.strip())]
    rows = [line for line in lines if not _BETWEEN.fullmatch(line)]
    return len(rows) == 1 and _ROW.fullmatch(rows[0]) is not None


def repeats_header(blocks: tuple[Block, ...], before: Block, between: str) -> bool:
    """Tell whether a table only repeats the header of the one before, as on each page of a long one."""
    if not blocks or not blocks[0].header_rows or not _BETWEEN.match(between):
        return False
    return [c.path for c in blocks[0].columns] == [c.path for c in before.columns]


def _under_header(
    grid: Grid, blocks: tuple[Block, ...], above: Grid, last: Block
) -> tuple[Block, ...]:
    """Return the blocks under the header that was set as a table of its own, if `last` is one."""
    cells = [c for r in last.body_rows for c in above.new(r)]
    words = all(c.kind in (Kind.TEXT, Kind.YEAR) for c in cells)
    known = sum(header_meaning(c.text) is not None for c in cells)
    if not words or not known or len(last.body_rows) > _DEEPEST:
        return blocks
    body = blocks[0].body_rows
    columns = columns_of(grid, last.body_rows, body, above=above)
    kind = kind_of_block(columns)
    if kind not in _CARRIED or not _fits(grid, blocks[0], columns):
        return blocks
    units = (u for c in cells if is_money(u := unit_in_header(c.text)))
    first = replace(blocks[0], kind=kind, columns=columns, unit=blocks[0].unit or next(units, None))
    return (first, *blocks[1:])


def _fits(grid: Grid, block: Block, columns: tuple[Column, ...]) -> bool:
    """Tell whether numbers stand in the columns of figures and words in those of labels."""
    right = wrong = 0
    for row in block.body_rows:
        for column in columns:
            cell = grid.rows[row][column.index]
            if cell.kind in EMPTY or cell.cell.row != row:
                continue
            if column.meaning in FIGURE_MEANINGS | _MARKS:
                right, wrong = right + cell.numeric, wrong + (not cell.numeric)
            elif column.meaning in LABELS | {Meaning.NAME, Meaning.LEVEL}:
                wrong += cell.numeric
    return right > 0 and wrong * 5 <= right

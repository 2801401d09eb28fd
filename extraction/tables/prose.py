"""Which cells of a table hold running words that are left to the prose tagger."""

from __future__ import annotations

import re

from extraction.span import Span
from extraction.tables.cells import CellText, Kind
from extraction.tables.grid import Grid
from extraction.tables.model import CLOSED, OPEN, Block, BlockKind, Meaning

_MARKS = re.compile(r"扣\s*\d|得\s*\d+(?:\.\d+)?\s*分|满分|按比例|不得分|扣分|评分")
_COUNTED = re.compile(r"\d[^\d\s]*[\u4e00-\u9fff]{2}")
"""What a short note tells of something counted (4人卡冻结); a bare number with its unit is no words."""
SHORTEST = 8
_WORDS = frozenset({Kind.TEXT, Kind.PROSE})
_NOTED = _WORDS | {Kind.QUANTITY}
_FIGURES_OPEN = OPEN | {Meaning.TARGET, Meaning.ACTUAL, Meaning.STATUS}


def left_open(block: Block, cell: CellText) -> bool:
    """Tell whether a body cell of `block` holds words that the interpreter does not decide on.

    Notes about marks (扣1分, 按比例得分) are scoring criteria and stay closed.
    """
    if _MARKS.search(cell.plain):
        return False
    meaning = block.columns[cell.cell.column].meaning
    if block.kind is BlockKind.INDICATORS and meaning is Meaning.NOTE and cell.kind in _NOTED:
        return len(cell.plain) >= SHORTEST or _COUNTED.search(cell.plain) is not None
    if cell.kind not in _WORDS or len(cell.plain) < SHORTEST:
        return False
    if block.kind is BlockKind.FIGURES:
        return meaning in _FIGURES_OPEN or (cell.kind is Kind.PROSE and meaning not in CLOSED)
    return block.kind is not BlockKind.INDICATORS and meaning not in CLOSED


def prose_of_block(grid: Grid, block: Block) -> tuple[Span, ...]:
    """Return the block's cells of running words that are left to the prose tagger."""
    cells = (c for row in block.body_rows for c in grid.printed(row))
    return tuple(c.span for c in cells if left_open(block, c))

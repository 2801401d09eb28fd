"""Project funds beside indicators (资金总额 | 财政拨款 in 项目绩效目标表): amounts in an indicator table.

Exports print one line an indicator and the funds once, in the first line of a project.
"""

from __future__ import annotations

from dataclasses import replace

from extraction.tables.emitter import Emitter
from extraction.tables.figures import FigureReader, TableContext
from extraction.tables.grid import Grid
from extraction.tables.model import LABELS, Block, BlockKind, Column, Meaning


def read_funds(grid: Grid, block: Block, context: TableContext, emitter: Emitter) -> None:
    """Mark the amounts of an indicator block whose rows name projects or units."""
    named = any(c.meaning in LABELS and c.header for c in block.columns)
    columns = tuple(_kept(c) for c in block.columns)
    if named and any(c.meaning is Meaning.AMOUNT for c in columns):
        funds = replace(block, kind=BlockKind.FIGURES, columns=columns)
        FigureReader(grid, funds, context, emitter).read()


def _kept(column: Column) -> Column:
    if column.meaning in LABELS or (column.meaning is Meaning.AMOUNT and column.path):
        return column
    return replace(column, meaning=Meaning.OTHER)

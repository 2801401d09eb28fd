"""Layout rows that pair keys with values (人员编制 | 46 | 实有人数 | 46): only their numbers are marked."""

from __future__ import annotations

import re

from extraction.labels import Label
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.roles import role_of
from extraction.span import Span
from extraction.tables.cells import CellText, Kind
from extraction.tables.emitter import Emitter, Place
from extraction.tables.figures import TableContext
from extraction.tables.grid import Grid
from extraction.tables.labels import strip_label
from extraction.tables.model import Block
from extraction.tables.units import is_money, unit_in_header
from extraction.tables.vocabulary import names_money, names_no_figure

_SCORE = re.compile(r"得分|自评分|总分|评分")
_COUNT = re.compile(r"人数|编制|数量|个数|户数|次数|实有|辆|面积|在职|退休|职工|单位数")
_MONEY_CELL = re.compile(r"-?[\d,]+(?:\.\d+)?(?:亿|万|千)?元\Z")
_KEYED = re.compile(r"([^:：\d]{2,20})[:：]\s*(-?[\d,]+(?:\.\d+)?)\s*([亿万千]?元)?\s*\Z")
_MARKS = re.compile(r"[\d.]+分?\Z")
_YEAR = re.compile(YEAR_DIGITS)
"""A year whose key says that it measures nothing (起始年度 | 2024)."""


def read_keyed_cells(grid: Grid, block: Block, context: TableContext, emitter: Emitter) -> None:
    """Mark cells that hold a name and its amount (一般公共预算：480) where their unit is known."""
    text = emitter.document.text
    for row in block.body_rows:
        for cell in grid.new(row):
            match = _KEYED.match(cell.text) if cell.kind in (Kind.TEXT, Kind.QUANTITY) else None
            if match is None or not names_money(match.group(1)) or names_no_figure(match.group(1)):
                continue
            unit = None if match.group(3) else unit_in_header(match.group(1)) or context.unit
            if unit is None and not match.group(3):
                continue
            start = cell.span.start
            end = match.end(3) if match.group(3) else match.end(2)
            key = strip_label(text, Span(start + match.start(1), start + match.end(1)))
            place = Place(grid.table, cell, row, (match.group(1).strip(),))
            value = Span(start + match.start(2), start + end)
            role = role_of(match.group(1))
            ident = emitter.mention(Label.AMOUNT, value, place, unit=unit, role=role)
            emitter.link(ident, emitter.mention(Label.ITEM, key, place))
            emitter.close(cell.span)


def read_pairs(grid: Grid, block: Block, context: TableContext, emitter: Emitter) -> None:
    """Mark the numbers of `block` whose key says what they measure; everything else stays open."""
    for row in block.body_rows:
        cells = grid.starts(row)
        path: list[CellText] = []
        for cell in cells:
            if cell.blank or cell.kind is Kind.DASH:
                continue
            if (cell.numeric or _MONEY_CELL.match(cell.plain)) and path:
                if cell.cell.row == row:
                    _pair(grid, row, path, cell, block, context, emitter)
                path = []
            elif cell.kind in (Kind.TEXT,):
                path = [*path[-1:], cell]
            else:
                path = []


def _pair(
    grid: Grid,
    row: int,
    path: list[CellText],
    cell: CellText,
    block: Block,
    context: TableContext,
    emitter: Emitter,
) -> None:
    key = path[-1]
    name = key.plain
    if names_no_figure(name) or len(name) > 24:
        if _YEAR.fullmatch(cell.plain):
            emitter.close(cell.span)
            emitter.close(key.span)
        return
    text = emitter.document.text
    place = Place(grid.table, cell, row, (name,))
    unit = next((u for c in reversed(path) if (u := unit_in_header(c.text))), None)
    if _SCORE.search(name):
        if _MARKS.match(cell.plain):
            emitter.mention(Label.SCORE, cell.span, place)
        return
    if cell.kind is Kind.PERCENT:
        label, unit = Label.RATE, None
    elif _MONEY_CELL.match(cell.plain):
        label, unit = Label.AMOUNT, None
    elif _COUNT.search(name) or (unit is not None and not is_money(unit)):
        label = Label.COUNT
    elif is_money(unit) or names_money(name):
        label = Label.AMOUNT
        unit = unit or block.unit or context.unit
    else:
        return
    role = (role_of(name) or context.role) if label is Label.AMOUNT else None
    ident = emitter.mention(label, cell.span, place, unit=unit, role=role)
    item = emitter.mention(
        Label.ITEM, strip_label(text, key.span), Place(grid.table, key, row, (name,))
    )
    emitter.link(ident, item)
    emitter.close(cell.span)
    emitter.close(key.span)

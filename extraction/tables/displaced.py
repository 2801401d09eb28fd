"""Rows whose cells do not stand under their columns (错列): a full mark under 执行数, a rate under 分值.

A dump that loses a merged or an empty cell shifts the rest of its row. Where marks and a rate have columns of
their own and a percentage stands under the marks, nothing tells which column any figure of the row is of:
none is read.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extraction.tables.cells import CellText, Kind
from extraction.tables.model import Column, Meaning

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MARKS = frozenset({Meaning.WEIGHT, Meaning.SCORE})
_HIGHEST_WEIGHT = Decimal(30)
"""Percent: what a row of funds may weigh at most; more under 分值 is a rate of execution."""
_MONEY_OR_RATE = frozenset({Meaning.AMOUNT, Meaning.RATE})


def is_displaced(columns: tuple[Column, ...], cells: tuple[CellText, ...]) -> bool:
    """Tell whether a row of a form of funds is shifted against its header.

    Args:
        columns: the value columns of one side of the table.
        cells: the cells of the row, by column of the grid.
    """
    meanings = {c.meaning for c in columns}
    if not meanings >= {*_MONEY_OR_RATE, Meaning.WEIGHT}:
        return False
    marks = [cells[c.index] for c in columns if c.meaning in _MARKS]
    rates = [cells[c.index] for c in columns if c.meaning is Meaning.RATE]
    shifted = any(c.kind is Kind.PERCENT and _percent(c) > _HIGHEST_WEIGHT for c in marks)
    return shifted and not any(c.kind is Kind.PERCENT for c in rates)


def _percent(cell: CellText) -> Decimal:
    number = _NUMBER.search(cell.plain.replace(",", ""))
    return Decimal(number[0]) if number else Decimal(0)

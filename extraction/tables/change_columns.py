"""What a column headed 增减 holds, amounts or percent, told by the figures beside it (增减栏).

A note such as 单位：万元、% leaves it open. Where the figures of most rows are the change of one column over another
in percent, and not their difference, the column holds rates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import permutations

from extraction.tables.cells import CellText, Kind
from extraction.tables.grid import Grid
from extraction.tables.model import Column, Meaning

_FEWEST = 2
_HUNDRED = Decimal(100)


def with_rates_of_change(
    columns: Sequence[Column], grid: Grid, body: tuple[int, ...]
) -> list[Column]:
    """Return the columns, those of changes whose figures are percent as columns of rates."""
    open_ones = {c.index for c in columns if c.meaning is Meaning.CHANGE and c.unit is None}
    if not open_ones:
        return list(columns)
    figures = [[_figure(cell) for cell in grid.column(c.index, body)] for c in columns]
    amounts = [f for c, f in zip(columns, figures, strict=True) if c.meaning is Meaning.AMOUNT]
    return [
        replace(c, meaning=Meaning.RATE, unit="%")
        if c.index in open_ones and _in_percent(own, amounts)
        else c
        for c, own in zip(columns, figures, strict=True)
    ]


def _figure(cell: CellText) -> Decimal | None:
    try:
        return Decimal(cell.plain.replace(",", "")) if cell.kind is Kind.NUMBER else None
    except InvalidOperation:
        return None


def _in_percent(
    changes: Sequence[Decimal | None], amounts: Sequence[Sequence[Decimal | None]]
) -> bool:
    """Tell whether changes are those of one column over another in percent, in most of at least two rows."""
    return any(_agree(zip(changes, a, b, strict=True)) for a, b in permutations(amounts, 2))


def _agree(rows: Iterable[tuple[Decimal | None, Decimal | None, Decimal | None]]) -> bool:
    told = rates = differences = 0
    for change, now, before in rows:
        if change is None or now is None or not before:
            continue
        told += 1
        half = Decimal(1).scaleb(int(change.as_tuple().exponent)) / 2
        rates += abs((now - before) / before * _HUNDRED - change) <= half
        differences += abs(now - before - change) <= half
    return rates >= _FEWEST and 2 * rates > told and rates > differences

"""Rows below one that counts things (车辆数合计（辆） over 1.机要通信用车): its unit is theirs, not the table's money.

The rows of a heading are those numbered a step below it, and those with 其中. A row that states a unit or speaks of
money is none of them; one that stands level with the heading ends its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extraction.lexicon.numbering import list_number_of
from extraction.tables.units import is_money, unit_in_header

_PART = re.compile(r"其\s*中")
_MONEY = re.compile(
    r"[费款金额价]|支出|收入|预算|决算|经费|投资|补助|成本|标准|资产|结余|结转|采购|万元"
)


def units_from_above(labels: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield row and unit of the rows whose unit stands in the heading above them alone.

    Args:
        labels: number and innermost label of the rows of one block, from the top.
    """
    unit, step = None, 0
    for row, label in labels:
        own, number = unit_in_header(label), list_number_of(label, circled=True)
        depth = number.depth if number is not None else None
        if own is not None:
            part = depth is None and _PART.match(label)
            if not part:
                unit, step = (None if is_money(own) else own), (1 if depth is None else depth)
        elif _PART.match(label) or (depth is not None and depth > step):
            if unit is not None and not _MONEY.search(label):
                yield row, unit
        else:
            unit = None

"""Lists of names that count themselves (学生满意度、家长满意度两项): the number is no value, and no part of a name."""

from __future__ import annotations

import re

from extraction.quantities import FoundQuantity, find_quantities
from extraction.span import Span

LISTED = re.compile(r"[、]|和|及|与")
"""What stands between the members of a list."""
_BREAKS = re.compile(r"[，,。；;：:（(\n]")
_DIGIT = re.compile(r"\d")
_UNITS = frozenset("项个类种次")
_MOST = 12


def counts_its_list(text: str, q: FoundQuantity, floor: int) -> bool:
    """Tell whether a number says how many members the list right before it has, back to a break or `floor`."""
    value = q.quantity.value
    if q.quantity.unit not in _UNITS or not 2 <= value <= _MOST:
        return False
    start = max((m.end() for m in _BREAKS.finditer(text, floor, q.start)), default=floor)
    if _DIGIT.search(text, start, q.start):
        return False
    return len(LISTED.findall(text, start, q.start)) + 1 == value


def counted_from(text: str, clause: Span) -> int | None:
    """Return where the number begins with which a clause counts the list that it holds, None where it does not."""
    for q in find_quantities(text, clause.start, clause.end):
        if counts_its_list(text, q, clause.start):
            return q.start
    return None

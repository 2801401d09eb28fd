"""How exactly the words beside a figure of prose mean it (约数与定额): near it (合计近160亿元), or to the last digit (每村12万元)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extraction.constraints.arithmetic.intervals import Interval, exact
from extraction.constraints.ledger.readings import Reading
from extraction.lexicon.comparators import bounds
from extraction.lexicon.source import any_of
from extraction.quantities.folding import fold

_NORM = re.compile(
    r"(?<!平均)每(?:一|个|名|位|所|条|座|台|套|家)?[一-鿿]{1,3}(?:按|安排|补助|奖补|核拨|补贴|发放|拨付|拨款|给予|定额|运转经费)*$"
)
_NORM_REACH = 16
_ABOUT_BEFORE = re.compile(rf"{any_of(bounds().near_before)}$")
_ABOUT_AFTER = re.compile(any_of(w for w, e in bounds().near_after.items() if e == "about"))


def as_told(text: str, raw: Reading) -> Reading:
    """Return a reading with the room that the words beside it leave for its value."""
    return _exactly(text, _roughly(text, raw))


def _roughly(text: str, raw: Reading) -> Reading:
    """Widen a round figure of prose that words outside it call approximate (合计近160亿元, 30亿元左右).

    It may be off by a unit of its last significant place; what words call near is below it.
    """
    if (
        raw.mention.cell is not None
        or raw.kind not in ("money", "count")
        or not raw.number
        or not raw.sure
    ):
        return raw
    before = text[max(0, raw.mention.start - 3) : raw.mention.start].rstrip()
    about = _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(text, raw.mention.end)
    if about is None:
        return raw
    place = int(raw.number.normalize().as_tuple().exponent)
    room, value = Decimal(1).scaleb(place) * raw.scale, raw.value
    low, high = min(value.low, value.point - room), max(value.high, value.point + room)
    return replace(raw, value=Interval(low, value.point, high))


def _exactly(text: str, raw: Reading) -> Reading:
    """Take an amount that is set for one of something (每村12万元) as it is printed: a norm is no rounded average."""
    plain = (
        raw.kind == "money" and raw.mention.cell is None and raw.sure and raw.mention.change is None
    )
    if not plain or raw.value.low == raw.value.high:
        return raw
    norm = _NORM.search(fold(text[max(0, raw.mention.start - _NORM_REACH) : raw.mention.start]))
    if norm is None or _ABOUT_AFTER.match(text, raw.mention.end):
        return raw
    return replace(raw, value=exact(raw.value.point))

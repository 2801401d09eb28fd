"""How exact the parts of a total are printed (尾零省略): beside a total of 3.742亿元 a part of 1.13亿元 is 1.130亿元."""

from __future__ import annotations

from decimal import Decimal

from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.arithmetic.relation import Relation, Sum
from extraction.constraints.ledger.entries import Entry, Ledger


def printed_alike(relation: Relation, ledger: Ledger) -> dict[str, Interval] | None:
    """Return the values of a sum whose total has as many decimals as any part, all as exact as the total.

    None where the units differ or the total is rounder than a part, so that nothing says how exact the others are.
    """
    stated = ledger.by_id[relation.stated]
    terms = [ledger.by_id[t] for t in relation.terms]
    places = _decimals(stated)
    alike = places > 0 and all(t.unit == stated.unit and t.sure for t in terms)
    if not isinstance(relation.expression, Sum) or not alike or not stated.number:
        return None
    if any(_decimals(t) > places for t in terms):
        return None
    half = abs(stated.value.point / stated.number).scaleb(-places) / 2
    return {t.id: _within(t.value, half) for t in terms}


def _decimals(entry: Entry) -> int:
    exponent = entry.number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _within(value: Interval, half: Decimal) -> Interval:
    low, high = max(value.low, value.point - half), min(value.high, value.point + half)
    return Interval(low, value.point, high)

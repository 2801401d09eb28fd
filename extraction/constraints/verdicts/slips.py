"""Slips of the pen (笔误): single changes to a written number that make a relation hold.

The changes are those people make when they type or copy: one digit wrong, two neighbouring digits
swapped, a digit lost or doubled, the decimal point moved, a unit of 万 too many or too few.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from extraction.constraints.arithmetic.evaluate import RATES
from extraction.constraints.arithmetic.intervals import Interval, exact
from extraction.constraints.arithmetic.relation import (
    Constant,
    Product,
    Ratio,
    Relation,
    Term,
    Values,
)
from extraction.constraints.ledger.entries import Entry

SlipKind = Literal[
    "swap", "digit", "point", "unit", "lost", "doubled", "copied", "exchanged", "turned"
]
BESIDE = 4
"""Figures to either side of one that it may have been copied from, or exchanged with."""
_POINT_SHIFTS = (1, -1, 2, -2)
_UNIT_SHIFTS = (4, -4, 8, -8)
_FEWEST_DIGITS = 3
_WHATEVER_DIGITS = frozenset({"point", "unit"})
_ONE = Decimal(1)
_REMEMBERED = 128
"""Tables of slips that are kept: some thirty kilobytes each, asked for again by the relations of one figure."""


@dataclass(frozen=True, slots=True)
class Slip:
    """`number` is what the figure should read, in its own unit."""

    kind: SlipKind
    number: Decimal


def wanted(relation: Relation, term: str, values: Values) -> Interval | None:
    """Return the values of `term` for which the relation holds, None where none does.

    Every relation is linear in each of its terms once the denominator is multiplied out.
    """
    stated = values[relation.stated]
    wide = stated.truncatable() if relation.kind in RATES else stated
    middle = _root(relation, term, values, stated.point)
    if middle is None:
        return None
    if term == relation.stated:
        room = (wide.high - wide.low) / 2
        return Interval(middle - room, middle, middle + room)
    ends = [_root(relation, term, values, end) for end in (wide.low, wide.high)]
    known = [middle, *(e for e in ends if e is not None)]
    low, high = min(known), max(known)
    if relation.kind not in RATES:
        room = _room(relation, term, values, middle)
        low, high = min(low, middle - room), max(high, middle + room)
    return Interval(low, middle, high)


def _room(relation: Relation, term: str, values: Values, middle: Decimal) -> Decimal:
    """Return what the rounding of the other figures leaves to one: of a product's its part of each, of a sum's all of it."""
    others = [values[t] for t in relation.terms if t != term]
    match relation.expression:
        case Product(Term(), Term()):
            parts = [(o.high - o.low) / abs(o.point) / 2 for o in others if o.point]
            return abs(middle) * sum(parts, Decimal(0))
    return sum(((o.high - o.low) / 2 for o in others), Decimal(0))


def _root(relation: Relation, term: str, values: Values, stated: Decimal) -> Decimal | None:
    points = {t: exact(values[t].point) for t in relation.terms}
    points[relation.stated] = exact(stated)

    def residue(x: Decimal) -> Decimal:
        points[term] = exact(x)
        expression = relation.expression
        left = points[relation.stated].point
        if isinstance(expression, Ratio):
            top, bottom = expression.left.value(points), expression.right.value(points)
            return left * bottom.point - top.point
        if isinstance(expression, Constant):
            return left - expression.interval.point
        return left - expression.value(points).point

    at_zero, at_one = residue(Decimal(0)), residue(_ONE)
    slope = at_one - at_zero
    return None if slope == 0 else -at_zero / slope


def find_slip(entry: Entry, target: Interval, *, fewest: int = _FEWEST_DIGITS) -> Slip | None:
    """Return the slip that turns the figure as written into a value in `target`, the likeliest kind."""
    if entry.number == 0 or not entry.value.point:
        return None
    scale = entry.value.point / entry.number
    ends = sorted((target.low / scale, target.high / scale))
    enough = entry.digits >= fewest
    known = _table(str(entry.number), entry.kind == "money")
    best: tuple[int, Slip] | None = None
    for place in range(bisect.bisect_left(known.numbers, ends[0]), len(known.numbers)):
        number = known.numbers[place]
        if number > ends[1]:
            break
        rank, slip = known.slips[place]
        if not (enough or slip.kind in _WHATEVER_DIGITS) or (best and best[0] < rank):
            continue
        if entry.kind != "count" or number == number.to_integral_value():
            best = rank, slip
    return best[1] if best else None


def turned_round(entry: Entry, target: Interval) -> Slip | None:
    """Return a change of prose told the other way round, where that is all that is wrong (下降5% written as 增长5%)."""
    if entry.change is None or entry.place is not None or target.zero:
        return None
    return Slip("turned", -entry.number) if -entry.value.point in target else None


def shifted_point(entry: Entry, target: Interval) -> Slip | None:
    """Return the point of a figure moved to where it rounds to the middle of `target`.

    The last digit moves along: 9.417 that should read 94.17 is exact to a hundredth then.
    """
    if entry.number == 0 or not entry.value.point or target.zero:
        return None
    scale = entry.value.point / entry.number
    half = (entry.value.high - entry.value.low) / 2
    for shift in _POINT_SHIFTS:
        number = entry.number.scaleb(shift)
        if abs(number * scale - target.point) <= half.scaleb(shift):
            return Slip("point", number)
    return None


@dataclass(frozen=True, slots=True)
class _Table:
    """The numbers that one slip makes of a number, ascending, each with its rank among all."""

    numbers: tuple[Decimal, ...]
    slips: tuple[tuple[int, Slip], ...]


@lru_cache(maxsize=_REMEMBERED)
def _table(written: str, money: bool) -> _Table:
    """Return the table of a number as written: 12.5 and 12.50 are equal, their slips are not."""
    made = slips(Decimal(written), money=money)
    ranked = sorted(enumerate(made), key=lambda r: (r[1].number, r[0]))
    return _Table(tuple(r[1].number for r in ranked), tuple(ranked))


def slips(number: Decimal, *, money: bool = True) -> Iterator[Slip]:
    """Yield the numbers that a single slip may have turned into `number`, likeliest kinds first."""
    text = f"{abs(number):f}"
    sign = "-" if number < 0 else ""
    digits = [i for i, c in enumerate(text) if c != "."]
    for i, j in pairwise(digits):
        if text[i] != text[j]:
            swapped = text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :]
            yield Slip("swap", Decimal(sign + swapped))
    for i in digits:
        for digit in "0123456789":
            if digit != text[i]:
                yield Slip("digit", Decimal(sign + text[:i] + digit + text[i + 1 :]))
    for shift in _POINT_SHIFTS:
        yield Slip("point", number.scaleb(shift))
    if money:
        for shift in _UNIT_SHIFTS:
            yield Slip("unit", number.scaleb(shift))
    yield from _lengths(text, sign, digits)


def _lengths(text: str, sign: str, digits: list[int]) -> Iterator[Slip]:
    for i in digits:
        for digit in "0123456789":
            yield from _parsed("lost", sign + text[:i] + digit + text[i:])
    for i in digits:
        if len(digits) > 1:
            yield from _parsed("doubled", sign + text[:i] + text[i + 1 :])


def _parsed(kind: SlipKind, text: str) -> Iterator[Slip]:
    try:
        yield Slip(kind, Decimal(text))
    except InvalidOperation:
        return

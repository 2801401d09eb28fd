"""Judge a relation: exact, within rounding, or violated.

Source: XBRL Calculations 1.1 (consistency of intervals). A stated share or growth may be truncated
instead of rounded. A rate over a zero base is violated, 0 over 0 is no check at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from extraction.constraints.arithmetic.check import CheckStatus
from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.arithmetic.relation import Ratio, Relation, Values

_FINE = 10
"""So many times wider than a zero's rounding must be what is held against it."""
RATES = frozenset({"share", "growth"})
"""Kinds whose stated number may be truncated."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome; `computed` is None where the base is zero."""

    status: CheckStatus
    stated: Interval
    computed: Interval | None


def evaluate(relation: Relation, values: Values) -> Verdict | None:
    """Return the verdict, None where nothing can be said (0 over 0)."""
    stated = values[relation.stated]
    try:
        computed = relation.expression.value(values)
    except ZeroDivisionError:
        return Verdict("violated", stated, None) if _over_nothing(relation, values) else None
    return Verdict(_compare(relation, stated, computed), stated, computed)


def _compare(relation: Relation, stated: Interval, computed: Interval) -> CheckStatus:
    if stated.point == computed.point or (relation.bound and stated.low >= computed.high):
        return "holds"
    wide = stated.truncatable() if relation.kind in RATES else stated
    if wide.meets(computed):
        return "rounding"
    return "violated"


def _over_nothing(relation: Relation, values: Values) -> bool:
    """Tell whether something is held against a zero that is printed as one.

    A base that only rounding brings near zero (0.5亿元 less 0.4亿元) says nothing of the rate.
    """
    expression = relation.expression
    if not isinstance(expression, Ratio) or expression.right.value(values).point != 0:
        return False
    base = expression.right.value(values)
    stated = values[relation.stated]
    try:
        top = expression.left.value(values)
    except ZeroDivisionError:
        return False
    little = (base.high - base.low) * _FINE <= abs(top.point)
    return little and not top.zero and not stated.zero

"""Judge a relation: exact, within rounding, or violated.

Source: XBRL Calculations 1.1 (consistency of intervals). A stated share or growth may be truncated
instead of rounded. A rate over a zero base is violated, 0 over 0 is no check at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from extraction.constraints.check import CheckStatus
from extraction.constraints.intervals import Interval
from extraction.constraints.relation import Ratio, Relation, Values

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
        return None if _indefinite(relation, values) else Verdict("violated", stated, None)
    return Verdict(_compare(relation, stated, computed), stated, computed)


def _compare(relation: Relation, stated: Interval, computed: Interval) -> CheckStatus:
    if stated.point == computed.point:
        return "holds"
    wide = stated.truncatable() if relation.kind in RATES else stated
    if wide.meets(computed) or (relation.bound and wide.low >= computed.high):
        return "rounding"
    return "violated"


def _indefinite(relation: Relation, values: Values) -> bool:
    expression = relation.expression
    if not isinstance(expression, Ratio):
        return True
    try:
        return expression.left.value(values).zero
    except ZeroDivisionError:
        return True

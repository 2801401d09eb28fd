"""Judge an indicator from its numbers alone: met, unmet, or undetermined (达成与否).

The report's own claim plays no part. A target without a comparator is a floor for most indicators
(购置电脑12台) and a ceiling for those that count cost, time or harm (成本, 天数, 投诉); where the
words do not tell and the numbers differ, the status stays undetermined.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extraction.facts.model import Goal, Status
from extraction.facts.wording import judge_words
from extraction.lexicon.goals import less_is_better
from extraction.markup import Mention
from extraction.quantities import Quantity

_COST = "成本"


def judge(
    name: Mention, levels: Sequence[Mention], target: Goal | None, actual: Goal | None
) -> Status:
    """Return the status that target and actual imply."""
    if target is None or actual is None:
        return "undetermined"
    aim, done = target.quantity, actual.quantity
    if aim is None or done is None:
        return judge_words(target, actual)
    if not comparable(aim, done):
        return "undetermined"
    goal, reached = aim.base_value, done.base_value
    if _unitless(aim) is not _unitless(done):
        goal, reached = aim.value, done.value
    return _compare(aim.operator or "=", goal, reached, ceiling=_is_ceiling(name, levels))


def _unitless(quantity: Quantity) -> bool:
    return quantity.kind == "number" and quantity.unit is None


def comparable(a: Quantity, b: Quantity) -> bool:
    """Tell whether two quantities are of one kind and unit, so that comparing them means something."""
    if a.approximate and a.operator in (None, "="):
        return False
    if _unitless(a) is not _unitless(b):
        return _same_scale(a, b)
    if "rate" in (a.kind, b.kind):
        return a.kind == b.kind and (a.unit == "%") == (b.unit == "%")
    if "money" in (a.kind, b.kind):
        return a.dimension == b.dimension and a.yuan is not None and b.yuan is not None
    return a.unit == b.unit or None in (a.unit, b.unit)


def _same_scale(a: Quantity, b: Quantity) -> bool:
    """Tell whether a bare number can be in the other's unit: a share of 1 is none of 95%."""
    bare, other = (a, b) if _unitless(a) else (b, a)
    if other.kind == "rate":
        return other.unit == "%" and not 0 < abs(bare.value) <= 1 < abs(other.value)
    return True


def _is_ceiling(name: Mention, levels: Sequence[Mention]) -> bool:
    """Tell whether less is better: the name says so, or it is no rate and its class is 成本指标."""
    of_cost = any(_COST in level.text for level in levels)
    return less_is_better(name.text) or (of_cost and "率" not in name.text[-2:])


def _compare(operator: str, goal: Decimal, reached: Decimal, *, ceiling: bool) -> Status:
    if operator == "=":
        if reached == goal:
            return "met"
        if ceiling:
            return "met" if reached < goal else "undetermined"
        return "met" if reached > goal else "unmet"
    holds = {
        ">=": reached >= goal,
        ">": reached > goal,
        "<=": reached <= goal,
        "<": reached < goal,
    }[operator]
    return "met" if holds else "unmet"

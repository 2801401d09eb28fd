"""Which result answers which goal: by name and unit, else by order (目标与完成配对)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extraction.indicators.names import likeness
from extraction.indicators.values import Role, Value, alike
from extraction.span import Span

_ALIKE = 0.5
_COUNTERPART = 0.6
_VERB = 2
"""Characters of a name that is only a verb (全年实际保障4198人)."""


@dataclass(slots=True)
class Account:
    """One indicator as told: its name, goal, result, and the marks and shares beside them.

    Attributes:
        said: the result, where words alone tell it (已完成).
        meant: the goal, where words alone tell it (按期).
        answers: whether it only gives the result of a goal told earlier, which holds it.
    """

    name: Span
    target: Value | None = None
    actual: Value | None = None
    weight: Value | None = None
    score: Value | None = None
    rates: list[Value] = field(default_factory=list)
    said: Span | None = None
    meant: Span | None = None
    answers: bool = False

    @property
    def paired(self) -> bool:
        """Whether both goal and result are told."""
        goal = self.target is not None or self.meant is not None
        return goal and (self.actual is not None or self.said is not None)


def pair_values(text: str, values: Sequence[Value]) -> list[Account]:
    """Return the indicators that the values of one passage tell, in text order."""
    told: list[Account] = []
    pending: list[Value] = []
    for value in values:
        if value.role is Role.TARGET and value.name is not None and _named_again(text, told, value):
            told[-1].target = value
        elif value.role is Role.TARGET and value.name is not None:
            told.append(Account(value.name, target=value))
            _take_marks(told[-1], pending)
        elif value.role is Role.TARGET and value.plain:
            _told_behind(told, value)
        elif value.role is Role.ACTUAL:
            found = _asked(text, told, value)
            if found is not None:
                found.actual = value
            elif value.name is not None:
                told.append(Account(value.name, actual=value))
                _take_marks(told[-1], pending)
        elif value.role in (Role.WEIGHT, Role.SCORE, Role.RATE):
            pending = _mark(told, pending, value)
    return told


def _told_behind(told: Sequence[Account], value: Value) -> None:
    """Give a goal that stands behind its result to it (1200套（目标1300套）)."""
    last = told[-1] if told else None
    if last is None or last.actual is None or last.target is not None:
        return
    if alike(last.actual, value) and last.actual.part == value.part:
        last.target = value


def _named_again(text: str, told: Sequence[Account], value: Value) -> bool:
    """Tell whether a goal bears the name of the result right before it, or its end (收入增幅17.0%，年初设定增幅不低于15%)."""
    last = told[-1] if told else None
    if last is None or last.actual is None or last.target is not None or value.name is None:
        return False
    beside = last.actual.part == value.part and alike(last.actual, value) and value.stated
    return beside and last.name.of(text).endswith(value.name.of(text))


def _asked(text: str, told: Sequence[Account], value: Value) -> Account | None:
    """Return the open goal that a result answers."""
    open_ = [
        a
        for a in told
        if a.target is not None
        and a.actual is None
        and (alike(a.target, value) or (a is told[-1] and a.target.plain))
        and value.sentence - a.target.sentence <= 1
    ]
    if not open_:
        return None
    if value.name is None:
        near = [a for a in open_ if a.target is not None and a.target.part == value.part]
        return near[0] if near else open_[-1]
    own = value.name.of(text)
    scored = [(likeness(own, a.name.of(text)), -i, a) for i, a in enumerate(open_)]
    best = max(scored, key=lambda s: s[:2])
    if best[0] >= _ALIKE:
        return best[2]
    last = told[-1]
    same_part = last.target is not None and last.target.part == value.part
    verbal = len(open_) == 1 and len(own) <= _VERB
    return last if last in open_ and value.stated and (same_part or verbal) else None


def _take_marks(account: Account, pending: list[Value]) -> None:
    for mark in pending:
        if mark.role is Role.WEIGHT and account.weight is None:
            account.weight = mark
        elif mark.role is Role.SCORE and account.score is None:
            account.score = mark
    pending.clear()


def _mark(told: Sequence[Account], pending: list[Value], value: Value) -> list[Value]:
    """Give a mark to the last indicator, or keep it for the one that it stands before."""
    last = told[-1] if told else None
    if last is None or (value.role is Role.WEIGHT and last.weight is not None):
        return [*pending, value] if value.role is not Role.RATE else pending
    if value.role is Role.RATE:
        last.rates.append(value)
    elif value.role is Role.WEIGHT:
        last.weight = value
    elif last.score is None:
        last.score = value
    return pending


def answers(text: str, goal: Account, result: Account) -> bool:
    """Tell whether a result told elsewhere is about the same as a goal: like names, one unit."""
    if goal.target is None or result.actual is None or not alike(goal.target, result.actual):
        return False
    return likeness(goal.name.of(text), result.name.of(text)) >= _COUNTERPART


def only_one(
    text: str, goals: Sequence[Account], results: Sequence[Account], result: Account
) -> Account | None:
    """Return the goal that a result answers as the only ones of their unit on either side, their names akin."""
    if result.actual is None:
        return None
    unit = result.actual
    asked = [g for g in goals if g.target is not None and alike(g.target, unit)]
    told = [r for r in results if r.actual is not None and alike(r.actual, unit)]
    if len(asked) != 1 or len(told) != 1 or asked[0].actual is not None or _rated(unit):
        return None
    akin = likeness(asked[0].name.of(text), result.name.of(text)) > 0
    return asked[0] if akin else None


def between_answered(text: str, goals: Sequence[Account], results: Sequence[Account]) -> None:
    """Give a goal the result that stands in its place: of its unit, between the results of its neighbours.

    Two lists tell the same things in one order, one of them in other words (产业帮扶项目, 产业扶持项目).
    """
    places = {g.actual.span: i for i, g in enumerate(goals) if g.actual is not None}
    where = [places.get(r.actual.span) if r.actual is not None else None for r in results]
    for k in range(1, len(results) - 1):
        before, behind = where[k - 1], where[k + 1]
        if where[k] is not None or before is None or behind != before + 2:
            continue
        goal, result = goals[before + 1], results[k]
        if goal.target is None or goal.actual is not None or result.actual is None:
            continue
        akin = likeness(goal.name.of(text), result.name.of(text)) > 0
        if akin and result.target is None and alike(goal.target, result.actual):
            goal.actual, result.answers = result.actual, True


def _rated(value: Value) -> bool:
    """Tell whether a value is a rate or has no unit: such values are alike that have nothing in common."""
    return value.found.quantity.kind == "rate" or not value.found.quantity.unit

"""Which result answers which goal: by name and unit, else by order (目标与完成配对)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extraction.indicators.names import likeness
from extraction.indicators.values import Role, Value, alike
from extraction.span import Span

_ALIKE = 0.5
_COUNTERPART = 0.6


@dataclass(slots=True)
class Account:
    """One indicator as told: its name, goal, result, and the marks and shares beside them.

    Attributes:
        answers: whether it only gives the result of a goal told earlier, which holds it.
    """

    name: Span
    target: Value | None = None
    actual: Value | None = None
    weight: Value | None = None
    score: Value | None = None
    rates: list[Value] = field(default_factory=list)
    answers: bool = False


def pair_values(text: str, values: Sequence[Value]) -> list[Account]:
    """Return the indicators that the values of one passage tell, in text order."""
    told: list[Account] = []
    pending: list[Value] = []
    for value in values:
        if value.role is Role.TARGET and value.name is not None:
            told.append(Account(value.name, target=value))
            _take_marks(told[-1], pending)
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


def _asked(text: str, told: Sequence[Account], value: Value) -> Account | None:
    """Return the open goal that a result answers."""
    open_ = [
        a
        for a in told
        if a.target is not None
        and a.actual is None
        and alike(a.target, value)
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
    return last if last in open_ and value.stated and same_part else None


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

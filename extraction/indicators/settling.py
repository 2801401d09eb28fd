"""What values are that no word beside them says (列举与作答).

A list goes on with the role of its first member; a value without any word is the goal where a stated result
answers it, else what the headings say of the passage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extraction.indicators.names import likeness
from extraction.indicators.passages import Mode
from extraction.indicators.values import Role, Value, alike
from extraction.lexicon.comparators import sign_characters
from extraction.span import Span

_ENDS = (Role.TARGET, Role.ACTUAL)
_LIKE = 0.5
_MODE_ROLE = {Mode.GOAL: Role.TARGET, Mode.RESULT: Role.ACTUAL, Mode.NONE: Role.OPEN}


def settled_roles(text: str, values: Sequence[Value], mode: Mode) -> tuple[Value, ...]:
    """Return the values with a role each: lists go on, results that answer make a goal."""
    settled: list[Value] = []
    answers = _answers(values)
    listed: Value | None = None  # the last value of the part that is settled as target or actual
    for i, (value, answer) in enumerate(zip(values, answers, strict=True)):
        role = value.role
        if listed is not None and listed.part != value.part:
            listed = None
        if value.glued and role is Role.OPEN:
            role = Role.OTHER
        elif role is Role.OPEN:
            role = _inferred(value, listed, answer, mode)
            if listed is not None and role is listed.role and _listed_on(text, listed, value):
                value = replace(value, stated=True)
        elif mode is Mode.RESULT and role is Role.TARGET and _signed(text, value):
            role = _bound_reached(text, value, values[max(0, i - 2) : i], values[i + 1 : i + 3])
        settled.append(replace(value, role=role))
        listed = settled[-1] if role in _ENDS else listed
    return tuple(settled)


def _listed_on(text: str, before: Value, value: Value) -> bool:
    """Tell whether a value goes on with a list whose member before says what it is (计划演出9场、讲座3场)."""
    if not before.stated or value.name is None or value.name.start < before.span.end:
        return False
    return text[before.span.end : value.name.start].strip() in ("、", "和", "及", "以及")


def _signed(text: str, value: Value) -> bool:
    return not value.stated and text[value.span.start] in sign_characters()


def _bound_reached(
    text: str, value: Value, before: Sequence[Value], behind: Sequence[Value]
) -> Role:
    """Return the role of a bound among results (满意度≥95%): the goal of what answers it, else itself the result.

    With a name of its own it answers nothing before it.
    """
    near = (*(before if value.name is None else ()), *behind)
    answered = any(
        v.part == value.part
        and alike(value, v)
        and v.role in (Role.ACTUAL, Role.OPEN)
        and (value.name is None or _same_thing(text, value.name, v.name))
        for v in near
    )
    return Role.TARGET if answered else Role.ACTUAL


def _same_thing(text: str, name: Span, other: Span | None) -> bool:
    return other is None or likeness(name.of(text), other.of(text)) >= _LIKE


def _answers(values: Sequence[Value]) -> list[Value | None]:
    """Return for each value the next one of its part that is read as target or actual."""
    found: list[Value | None] = []
    answer: Value | None = None
    for value in reversed(values):
        answer = answer if answer is not None and answer.part == value.part else None
        found.append(answer)
        answer = value if value.role in _ENDS else answer
    return found[::-1]


def _inferred(value: Value, listed: Value | None, answer: Value | None, mode: Mode) -> Role:
    if listed is not None and listed.stated:
        return listed.role
    if answer is not None and answer.role is Role.ACTUAL and alike(value, answer):
        return Role.TARGET
    if mode is not Mode.GOAL and answer is not None and _goal_behind(value, answer):
        return Role.ACTUAL
    return _MODE_ROLE[mode]


def _goal_behind(value: Value, answer: Value) -> bool:
    """Tell whether a goal without a name of its own follows, which the named value reached (1197个，完成了1080个的任务)."""
    called = answer.role is Role.TARGET and answer.stated and answer.plain
    return called and value.name is not None and alike(value, answer)

"""A goal that its key word alone introduces (目标3500亩), and the one value behind it that answers (目标键值).

Where an indicator is named and 目标 stands right before a value, the value of the same unit behind it is the result,
whatever words tell where it comes from (核查面积3512亩). Where several could be it, one with words of results or with the
end of the indicator's name answers, else none does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.indicators.names import name_in
from extraction.indicators.reading import clause_before
from extraction.indicators.values import Role, Value, alike
from extraction.lexicon.goals import goal_words
from extraction.span import Span

_ENDS = (Role.TARGET, Role.ACTUAL)
_MEASURED = (Role.TARGET, Role.ACTUAL, Role.OPEN)
_DIFFERENCE = re.compile(r"(?:多|少|高出?|低|差|超出?|增加|减少)(?:了)?\s*\Z")
_SHARED = 8
"""How many names at most share one value."""


def answered_keys(
    text: str, span: Span, values: Sequence[Value], *, opened: bool
) -> tuple[Value, ...]:
    """Return the values of a passage, each keyed goal with the value that answers it.

    Args:
        opened: whether the passage opens with the indicator's name, so that its other values are no indicators'.
    """
    found = list(values)
    keyed = [i for i in range(len(found)) if _keyed(text, span, found, i)]
    stops = [*keyed[1:], len(found)] if keyed else []
    for place, stop in zip(keyed, stops, strict=True):
        goal = found[place]
        behind = [i for i in range(place + 1, stop) if found[i].sentence == goal.sentence]
        answer = _answer(text, span, found, place, behind)
        if answer is None:
            continue
        found[place] = replace(goal, plain=True)
        found[answer] = replace(found[answer], role=Role.ACTUAL, name=None, stated=True)
        for i in behind:
            if i != answer and (opened or i < answer) and found[i].role in _MEASURED:
                found[i] = replace(found[i], role=Role.OTHER, name=None)
    return tuple(found)


def _keyed(text: str, span: Span, values: Sequence[Value], place: int) -> bool:
    """Tell whether nothing but words of goals stands in a goal's clause, so that its name stands before."""
    goal = values[place]
    if goal.role is not Role.TARGET or not goal.stated or goal.name is None or goal.glued:
        return False
    clause = clause_before(text, _floor(span, values, place), goal.span.start)
    if goal.name.overlaps(clause) or name_in(text, clause) is not None:
        return False
    words, said = goal_words(), clause.of(text)
    return words.target.search(said) is not None or words.target_value.search(said) is not None


def _floor(span: Span, values: Sequence[Value], place: int) -> int:
    """Return where the value before ends; values that several names share stand in one place."""
    start = values[place].span.start
    near = values[max(0, place - _SHARED) : place]
    return max((v.span.end for v in near if v.span.end <= start), default=span.start)


def _answer(
    text: str, span: Span, values: Sequence[Value], place: int, behind: Sequence[int]
) -> int | None:
    goal = values[place]
    able = [i for i in behind if _able(text, span, values, i, goal)]
    if len(able) == 1:
        return able[0]
    name = goal.name.of(text) if goal.name is not None else ""
    told = [i for i in able if values[i].role is Role.ACTUAL and values[i].stated]
    akin = [i for i in able if (n := values[i].name) is not None and name.endswith(n.of(text))]
    first = able[:1] if able and _next_clause(text, goal, values, able) else []
    return next((chosen[0] for chosen in (akin, told, first) if len(chosen) == 1), None)


def _next_clause(text: str, goal: Value, values: Sequence[Value], able: Sequence[int]) -> bool:
    """Tell whether the first value that could answer stands in the clause right behind the goal, in no list."""
    first = values[able[0]]
    between = text[goal.span.end : first.span.start]
    listed = (
        text[first.span.end : first.span.end + 1] in "、和与"
        or "合计" in text[first.span.end : values[able[-1]].span.start]
    )
    return between[:1] in "，," and not any(c in between[1:] for c in "，,、（(") and not listed


def _able(text: str, span: Span, values: Sequence[Value], place: int, goal: Value) -> bool:
    """Tell whether a value could be the result: of the goal's unit, no goal of its own and no remark."""
    value = values[place]
    if value.role not in _MEASURED or not alike(goal, value) or value.plain:
        return False
    if value.role is Role.TARGET and value.stated:
        return False
    clause = clause_before(text, _floor(span, values, place), value.span.start)
    told = text[clause.start : value.span.end].lstrip()
    if _DIFFERENCE.search(text, clause.start, value.span.start):
        return False
    since = text[goal.span.end : value.span.start]
    bracketed = max(map(since.rfind, "（(")) > max(map(since.rfind, "）)"))
    return goal_words().aside.match(told) is None and not bracketed

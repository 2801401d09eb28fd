"""Reads the values of a passage of an account, each as goal, result, mark or something else (目标值与完成值).

Cue words right before a value decide first, then those since the value before it; a list goes on with
the role of its first member; a value without any word is the goal where a stated result answers it,
else what the headings say of the passage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.indicators.lists import counts_its_list
from extraction.indicators.names import is_bare, name_behind, name_in
from extraction.indicators.passages import Mode
from extraction.indicators.roles import (
    SIGN_BEFORE,
    called_goal,
    goal_alone,
    role_said,
    surely_result,
)
from extraction.indicators.settling import settled_roles
from extraction.indicators.values import Role, Value
from extraction.lexicon.comparators import after_pattern
from extraction.quantities import FoundQuantity, find_quantities
from extraction.span import Span

_AFTER = re.compile(rf"[^\S\n]*(?:{after_pattern()})")
_EVERY = re.compile(r"每(?:[年月周日天旬]|季度?|半年|学期)\s*\Z")
_REMARK = re.compile(r"[（(][^（()）]*\Z")
_MARK_BEHIND = re.compile(r"(?:权重|分值|满分|标准分)(?:为|：|:)?\d+(?:\.\d+)?[%％分]?\Z")
"""A mark behind a name, which is no part of it (满意度权重6%)."""
_BRACKETED = re.compile(r"(?<=[\u4e00-\u9fff])[（(][\u4e00-\u9fff]{1,8}[)）](?=[\u4e00-\u9fff]{2})")
"""Words in brackets inside a name (项目(工程)验收合格率)."""
_FULL_STOP = r"(?:。|(?<=[\u4e00-\u9fff）)”%％])\.(?=\s))"
"""A full stop, half-width too where a sentence of Chinese ends with it."""
_BREAK = re.compile(rf"[，,；;：:\n（(]|{_FULL_STOP}|(?<=\s)[*＊★]?\d{{1,2}}[.．、](?=[^\d\s])")
_PARTS = re.compile(rf"[；;]|{_FULL_STOP}")
_FIRST_TIME = re.compile(r"一次(?:性)?[\u4e00-\u9fff]{0,8}率")
_AGES = frozenset({"岁", "周岁", "月龄", "个月龄"})


def read_values(
    text: str, span: Span, quantities: Sequence[FoundQuantity], mode: Mode
) -> tuple[Value, ...]:
    """Return the values of a passage in text order, each with its role and name."""
    found: list[Value] = []
    floor = name_floor = counted = span.start
    part = sentence = 0
    for q in quantities:
        extent = _extent(text, q, floor)
        near = clause_before(text, floor, extent.start)
        within = bool(found) and not _PARTS.search(text, floor, extent.start)
        beside = within and not (found[-1].found.quantity.kind == q.quantity.kind == "rate")
        role, stated = role_said(text, q, Span(floor, extent.start), near, beside=beside)
        if mode is Mode.GOAL and role is Role.ACTUAL and not surely_result(text, near):
            role = Role.TARGET
        glued = bool(found) and not any(
            "\u4e00" <= ch <= "\u9fff" for ch in text[floor : extent.start]
        )
        name = None
        called = bool(found) and called_goal(text, q, near.of(text))
        called = called or (
            within and _is_goal_of(found[-1], q, role) and goal_alone(near.of(text))
        )
        if role not in (Role.WEIGHT, Role.SCORE) and not called:
            name = _name(text, Span(name_floor, extent.start), near, extent.end, span.end)
        for sign in _PARTS.finditer(text, counted, extent.start):
            part, sentence = part + 1, sentence + (sign[0] in "。.")
        counted = extent.start
        found.append(
            Value(
                extent,
                q,
                role,
                name,
                stated,
                part,
                sentence,
                glued,
                called,
            )
        )
        floor = extent.end
        if role not in (Role.WEIGHT, Role.SCORE):
            name_floor = extent.end
    return settled_roles(text, found, mode)


def _is_goal_of(before: Value, q: FoundQuantity, role: Role) -> bool:
    """Tell whether a value that words call a goal may be that of the result right before it."""
    result = before.role in (Role.ACTUAL, Role.OPEN)
    return role is Role.TARGET and result and before.found.quantity.kind == q.quantity.kind


def _extent(text: str, q: FoundQuantity, floor: int) -> Span:
    before = SIGN_BEFORE.search(text[floor : q.start])
    after = _AFTER.match(text[q.end : q.end + 8])
    start = q.start - len(before[0]) if before is not None else q.start
    every = _EVERY.search(text[floor:start])
    start -= len(every[0]) if every is not None else 0
    return Span(start, q.end + (after.end() if after is not None else 0))


def clause_before(text: str, floor: int, end: int) -> Span:
    """Return the clause right before a value, back to a break or the value before."""
    inner = [m.span() for m in _BRACKETED.finditer(text, floor, end)]
    breaks = [
        m.end()
        for m in _BREAK.finditer(text, floor, end)
        if not any(a <= m.start() < b for a, b in inner)
    ]
    while breaks and not text[breaks[-1] : end].strip():
        breaks.pop()
    return Span(breaks[-1] if breaks else floor, end)


def _name(text: str, wide: Span, near: Span, end: int, stop: int) -> Span | None:
    """Return the name of a value: in its clause, behind it, else in one of the clauses before."""
    found = name_in(text, near)
    if found is not None:
        return found
    behind = name_behind(text, end, stop)
    if behind is not None and is_bare(text, near):
        return behind
    position = near.start
    for _ in range(3):
        if position <= wide.start:
            break
        earlier = text[wide.start : position].rstrip("，,。：:（() ）\u3000\n")
        earlier = _MARK_BEHIND.sub("", _REMARK.sub("", earlier))
        if not earlier or earlier[-1] in "；;":
            break
        cut = max((earlier.rfind(c) for c in "，,。；;：:\n"), default=-1)
        clause = Span(wide.start + cut + 1, wide.start + len(earlier))
        found = name_in(text, clause)
        if found is not None:
            return found
        position = clause.start
    return behind


def quantities_in(text: str, span: Span) -> tuple[FoundQuantity, ...]:
    """Return the quantities of a stretch that may be values: none of a name, none that counts its list."""
    found = find_quantities(text, span.start, span.end)
    return tuple(
        q for q in found if not _of_a_name(text, q) and not counts_its_list(text, q, span.start)
    )


def _of_a_name(text: str, q: FoundQuantity) -> bool:
    """Tell whether a number belongs to a name and is no value: whose thing is counted (6-9岁儿童), 一次验收合格率."""
    if _FIRST_TIME.match(text, q.start):
        return True
    return q.quantity.unit in _AGES and "\u4e00" <= text[q.end : q.end + 1] <= "\u9fff"

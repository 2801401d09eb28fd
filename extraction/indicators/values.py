"""The values of a passage of an account, each as goal, result, mark or something else (目标值与完成值).

Cue words right before a value decide first, then those since the value before it; a list goes on with
the role of its first member; a value without any word is the goal where a stated result answers it,
else what the headings say of the passage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from extraction.indicators.names import is_bare, likeness, name_behind, name_in
from extraction.indicators.passages import Mode
from extraction.lexicon.comparators import after_pattern, before_pattern, sign_characters
from extraction.lexicon.goals import goal_words
from extraction.quantities import FoundQuantity, Quantity
from extraction.span import Span


class Role(StrEnum):
    """What a value is within an account."""

    TARGET = "target"
    ACTUAL = "actual"
    WEIGHT = "weight"
    SCORE = "score"
    RATE = "rate"
    OTHER = "other"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Value:
    """A value: its extent with comparator, its role, its name, and where it stands.

    Attributes:
        stated: whether words beside it say its role.
        part: number of the piece between semicolons and full stops.
        sentence: number of the sentence.
        glued: whether it follows another value without a word between.
        plain: whether the sentence itself says goal and result of one thing, whatever the headings say.
    """

    span: Span
    found: FoundQuantity
    role: Role
    name: Span | None
    stated: bool
    part: int
    sentence: int
    glued: bool = False
    plain: bool = False


_BEFORE = re.compile(rf"(?:{before_pattern()})\s*\Z")
_AFTER = re.compile(rf"[^\S\n]*(?:{after_pattern()})")
_EVERY = re.compile(r"每(?:[年月周日天旬]|季度?|半年|学期)\s*\Z")
_REMARK = re.compile(r"[（(][^（()）]*\Z")
_MARK_BEHIND = re.compile(r"(?:权重|分值|满分|标准分)(?:为|：|:)?\d+(?:\.\d+)?[%％分]?\Z")
"""A mark behind a name, which is no part of it (满意度权重6%)."""
_BRACKETED = re.compile(r"(?<=[\u4e00-\u9fff])[（(][\u4e00-\u9fff]{1,8}[)）](?=[\u4e00-\u9fff]{2})")
"""Words in brackets inside a name (项目(工程)验收合格率)."""
_BREAK = re.compile(r"[，,。；;：:\n（(]|(?<=\s)[*＊★]?\d{1,2}[.．、](?=[^\d\s])")
_RATE = re.compile(
    r"(?P<own>[\u4e00-\u9fff]*)(?:完成|执行|到位|达成|实现)(?:率|比例|度)(?:为|达到?|是|：|:|约)*\s*\Z"
)
_RATE_OF_ALL = re.compile(
    r"(?:全年|年度|目标|任务|计划|预算|总体|综合|各项|全部|项目|绩效|数量|质量|时效|成本|效益|指标|累计|资金|实际)*\Z"
)
"""What stands before 完成率 where it is the share of the goal beside it, and names nothing of its own."""
_WEIGHT = re.compile(r"(?:权重|分值|满分|标准分|总分|分数)(?:为|是|：|:|共)*\s*\Z")
_SCORE = re.compile(r"(?:得分|实得|自评|评分|得|计|扣)(?:为|是|：|:|了)*\s*\Z")
_DEDUCTED = re.compile(r"扣(?:除|减|了)*\s*\Z")
_NEXT_SCORE = re.compile(r"\s*[，,、（(]?\s*(?:自评|实际|实)?得分?")
_REACHED = re.compile(r"(?:提高|提升|增加|上升|增长|降低|下降|减少|达)(?:到|至|为)?(?:了)?\s*\Z")
_TO = re.compile(r"(?:到|至|达到|达|为)\s*\Z")
_NO_CUE = re.compile(
    r"实际(?:情况|工作|需求|需要|困难|问题)|计划生育|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|实际[^，,。；;：:]{1,14}[/／÷](?:应|计划|目标|总)"
)
"""Words of goals and results inside a name that say nothing of its value (符合实际情况100%, 实际供水量/计划供水量)."""
_TO_BUILD = re.compile(r"(?<!已)(?<!实际)建成")
"""What goals tell too (基本建成9800套)."""
_PARTS = re.compile("[；;。]")
_ENDS = (Role.TARGET, Role.ACTUAL)
_LIKE = 0.5
_ASPECTS = re.compile(r"\s*个?(?:方面|维度|层面)")
"""How an account is laid out (四个方面): no value."""
_REASON = re.compile(r"(?:偏差|未完成|差异|扣分)?(?:原因|说明)[：:]")
_BY_ORDER = re.compile(r"(?:按照|根据|依据|遵照|对照)[^，,。；\n]*?要求")
_MODE_ROLE = {Mode.GOAL: Role.TARGET, Mode.RESULT: Role.ACTUAL, Mode.NONE: Role.OPEN}


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
        beside = bool(found) and not _PARTS.search(text, floor, extent.start)
        beside = beside and not (found[-1].found.quantity.kind == q.quantity.kind == "rate")
        role, stated = _role(text, q, Span(floor, extent.start), near, beside=beside)
        if mode is Mode.GOAL and role is Role.ACTUAL and not _surely(text, near):
            role = Role.TARGET
        glued = bool(found) and not any(
            "\u4e00" <= ch <= "\u9fff" for ch in text[floor : extent.start]
        )
        name = None
        if role not in (Role.WEIGHT, Role.SCORE):
            name = _name(text, Span(name_floor, extent.start), near, extent.end, span.end)
        for sign in _PARTS.finditer(text, counted, extent.start):
            part, sentence = part + 1, sentence + (sign[0] == "。")
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
            )
        )
        floor = extent.end
        if role not in (Role.WEIGHT, Role.SCORE):
            name_floor = extent.end
    return _settled(text, found, mode)


def _extent(text: str, q: FoundQuantity, floor: int) -> Span:
    before = _BEFORE.search(text[floor : q.start])
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


def _role(
    text: str, q: FoundQuantity, wide: Span, near: Span, *, beside: bool
) -> tuple[Role, bool]:
    words, here, since = goal_words(), near.of(text), wide.of(text)
    if q.quantity.unit == "分":
        return _mark(text, q, since), True
    if q.quantity.kind == "rate" and _WEIGHT.search(since):
        return Role.WEIGHT, True
    rate = _RATE.search(since)
    if rate is not None and (beside or _RATE_OF_ALL.match(rate["own"])):
        return Role.RATE, True
    if words.prior.search(here) and not _TO.search(here):
        return Role.OTHER, True
    if (
        _ASPECTS.match(text, q.end)
        or q.quantity.unit == "个百分点"
        or (text[q.start] == "一" and q.end - q.start == 2)
    ):
        return Role.OTHER, True
    since = _BY_ORDER.sub("", since)
    if _REASON.search(since):
        return Role.OTHER, True
    for stretch in (here, since) if since != here else (here,):
        said = _said(stretch)
        if said is not None:
            return said, True
    if _bounded(text, q):
        return Role.TARGET, False
    return Role.OPEN, False


def _said(stretch: str) -> Role | None:
    words = goal_words()
    stretch = _NO_CUE.sub("", stretch)
    if words.actual_value.search(stretch):
        return Role.ACTUAL
    if words.target_value.search(stretch) and not words.sure.search(stretch):
        return Role.TARGET
    if words.sure.search(stretch):
        return Role.ACTUAL
    if words.target.search(stretch):
        return Role.TARGET
    return Role.ACTUAL if words.actual.search(stretch) else None


def _surely(text: str, near: Span) -> bool:
    """Tell whether words that only results have stand before a value (实际, 截至); 达到 and 建成 are none."""
    words, here = goal_words(), _TO_BUILD.sub("", near.of(text))
    return bool(words.sure.search(here) or words.actual_value.search(here))


def _bounded(text: str, q: FoundQuantity) -> bool:
    before = text[max(0, q.start - 8) : q.start]
    return bool(_BEFORE.search(before)) or text[q.start] in "≥≤≧≦＞＜><"


def _mark(text: str, q: FoundQuantity, since: str) -> Role:
    if _DEDUCTED.search(since):
        return Role.OTHER
    if _WEIGHT.search(since) or _NEXT_SCORE.match(text, q.end):
        return Role.WEIGHT
    return Role.SCORE if _SCORE.search(since) else Role.OTHER


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


def _settled(text: str, values: Sequence[Value], mode: Mode) -> tuple[Value, ...]:
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
    return _MODE_ROLE[mode]


def alike(a: Value, b: Value) -> bool:
    """Tell whether two values are of one unit, so that one can answer the other."""
    left, right = a.found.quantity, b.found.quantity
    if left.kind != right.kind:
        return False
    return left.kind == "money" or plain_unit(left) == plain_unit(right)


def plain_unit(quantity: Quantity) -> str:
    """Return the unit without the power of ten before it (万公里 and 公里 are one)."""
    unit = quantity.unit or ""
    return unit.lstrip("十百千万亿") if quantity.scale > 1 else unit

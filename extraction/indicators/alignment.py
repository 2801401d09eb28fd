"""Goals and results that stand as lists or apart from their name (目标与完成的位置), put in order.

Three shapes of sentences say goal and result of one thing without a word before each value: the goal in front of
its name (18个食堂已建成11个), the goal behind its result (1200套（目标1300套）), and two lists of which the k-th
belongs to the k-th (分别). Everything else keeps the roles that its own words gave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.indicators.lists import LISTED, counted_from
from extraction.indicators.names import is_name, name_in
from extraction.indicators.passages import Mode, Passage
from extraction.indicators.values import Role, Value, alike
from extraction.lexicon.comparators import before_pattern
from extraction.span import Span, trim

_DONE_OF = re.compile(
    r"(?P<name>[^，,。；;：:、\n\d]{2,24}?)(?:目前|现|均|全部|实际)*已(?:经|全部|累计|实际)*[\u4e00-\u9fff]{1,3}\s*\Z"
)
"""What stands between a goal and its result: the name and a verb of work done (个幸福院建设已完成8个)."""
_TROUBLE = re.compile(r"问题|隐患|投诉|线索|诉求|信访|举报|建议|违[法规]|欠|病")
"""What is dealt with as it comes: how many there were is no goal."""
_OPENS = re.compile(r"(?:\A|[，,、；;。：:（(\n]|其中|另|以及|和)\s*\Z")
_GOAL_WORDS = r"(?:年初|年度|全年|预期|设定的?|原定|既定)*(?:目标值|指标值|计划值|目标数?|计划数?|任务数?|任务量)"
_GIVERS = r"(?:中央|国家|省|市|县|区|上级|部门)*(?:级|里)?(?:下达)?的?"
"""Who sets a task (省任务数28人)."""
_BRACKETED = re.compile(rf"\s*[（(]\s*{_GIVERS}{_GOAL_WORDS}(?:为|是|：|:)?\s*\Z")
_HELD = rf"(?:{before_pattern(equality=True)}|优于|达到了)"
_COMPARED = re.compile(rf"\s*[，,]?\s*{_HELD}{_GOAL_WORDS}(?:为|是|的)?\s*\Z")
_DIFFERS = re.compile(rf"\s*[，,]?\s*(?:比|较){_GOAL_WORDS}(?:为|是|的)?\s*\Z")
"""How a result says its distance from the goal (比目标值96%高出2个百分点)."""
_COMPARED_AFTER = re.compile(rf"\s*的?(?:年初|年度|全年|预期)*{_GOAL_WORDS}")
_COMPARING = re.compile(rf"\A{_HELD}\s*")
_RESPECTIVE = re.compile(
    r"(?:分别|依次|各)(?:为|是|达到?|完成|实现|建成|举办|开展|[\u4e00-\u9fff]{0,2})\s*\Z"
)
_TASK = re.compile(r"(?:任务|目标|计划)(?:数|量|任务|总数)?(?:为|是|：|:)?\s*\Z")
_ALL = re.compile(r"(?:均|都|皆|同)(?:已|能|需|应|要求)*(?:为|是|达到了?|达|在|保持在)*\s*\Z")
_MEASURES = ("率", "度", "比例", "数", "量", "面", "性")
"""How names end that can share a value with others of a list."""
_NOUN = re.compile(r"[\u4e00-\u9fff“”（）()]{2,20}")
_BREAKS = re.compile(r"[，,。；;：:\n]")
_SHARE_DONE = re.compile(
    r"(?:完成|达成|实现|完工|竣工|开工)(?:率|比例|度|[^，。；]{0,8}的)\s*(?:为|达到?|：|:)?\s*\Z"
)
_IN_BRACKETS = re.compile(r"\s*[（(]\s*")
_OF_INDICATORS = re.compile(r"指标.{0,4}(?:完成|实现|达成)")
_LEAST_LISTED = 3
_BETWEEN = re.compile(
    r"\s*[，,、；;。][\s，,、；;。]*(?:[（(]?\d{1,2}[)）.．、])?\s*[\u4e00-\u9fff]{0,6}"
)
_APART = re.compile(rf"{_BETWEEN.pattern}|[，,、；;。][^\d\n]{{0,30}}[，,]\s*")
"""What may stand between two goals of a list: a clause without a figure too."""
_BEGINS = re.compile(r"\s*(?:[（(]?\d{1,2}[)）.．、])?\s*[\u4e00-\u9fff]{0,6}")
_LED_IN = re.compile(r"[^\d\n]*[：:；;。]\s*")
"""What may stand before such a list: clauses without a figure."""
_OF_GOALS = re.compile(r"绩效.{0,3}目标|(?:总体|年度|预期)目标|指标")
_CLOSED = re.compile(r"\s*(?:[，,；;。\n]|\Z)")
_ENDS = (Role.TARGET, Role.ACTUAL)


def aligned(text: str, span: Span, values: Sequence[Value]) -> tuple[Value, ...]:
    """Return the values of a passage, those of the three shapes with the roles and names that the shape gives."""
    found = list(values)
    for first in range(len(found) - 1):
        _of_the_noun(text, span, found, first)
        _proved(text, found, first)
        _proved_behind(text, found, first)
        _goal_in_front(text, span, found, first)
        _goal_behind(text, found, first)
    for place in range(len(found)):
        _in_order(text, span, found, place)
    return tuple(v for place in range(len(found)) for v in _shared(text, span, found, place))


def _shared(text: str, span: Span, values: Sequence[Value], place: int) -> Iterator[Value]:
    """Yield a value once for each name of a list that shares it (知晓率、覆盖率均达到100%)."""
    value = values[place]
    names = _sharing(text, span, values, place)
    if not names:
        yield value
    for name in names:
        yield replace(value, name=name, glued=False)


def _sharing(text: str, span: Span, values: Sequence[Value], place: int) -> list[Span]:
    """Return the names of the list that shares a value, [] where none does."""
    value = values[place]
    floor = values[place - 1].span.end if place else span.start
    match = _ALL.search(text, floor, value.span.start)
    if value.role not in (*_ENDS, Role.OPEN) or match is None:
        return []
    names = _names(text, Span(floor, match.start()), match.start())
    shared = len(names) > 1 and all(n.of(text).endswith(_MEASURES) for n in names)
    return names if shared else []


def enumerates(text: str, passage: Passage, values: Sequence[Value]) -> bool:
    """Tell whether a passage below 指标完成情况 is nothing but names with their values (及时率100%，公示率100%，…)."""
    head = passage.head.of(text) if passage.head is not None else ""
    told = _OF_INDICATORS if passage.mode is Mode.RESULT else _OF_GOALS
    if passage.mode is Mode.NONE or passage.classes or not told.search(head):
        return False
    names = [v.name for v in values]
    if len(values) < _LEAST_LISTED or not all(
        n is not None and n.end <= v.span.start for n, v in zip(names, values, strict=True)
    ):
        return False
    ends = [passage.span.start, *(v.span.end for v in values)]
    starts = [n.start for n in names if n is not None] + [passage.span.end]
    gaps = [text[a:b] for a, b in zip(ends, starts, strict=True)]
    opened = _BEGINS.fullmatch(gaps[0]) or _LED_IN.fullmatch(gaps[0])
    apart = _APART if passage.mode is Mode.GOAL else _BETWEEN
    between = all(apart.fullmatch(g) for g in gaps[1:-1])
    return bool(opened) and between and bool(_CLOSED.match(gaps[-1]))


def as_listed(values: Sequence[Value], mode: Mode) -> tuple[Value, ...]:
    """Return the values of such a list, each what the heading says that they all are."""
    role = Role.ACTUAL if mode is Mode.RESULT else Role.TARGET
    return tuple(replace(v, role=role, glued=False, plain=False) for v in values)


def _of_the_noun(text: str, span: Span, values: list[Value], place: int) -> None:
    """Take a count away that says how many of the thing there are whose value follows (6个村道路硬化11公里)."""
    count, after = values[place], values[place + 1]
    between = text[count.span.end : after.span.start]
    if count.found.quantity.kind != "count" or count.name is None or alike(count, after):
        return
    if not _NOUN.fullmatch(between) or (count.name.end <= count.span.start and _near(text, count)):
        return
    values[place] = replace(count, role=Role.OTHER, name=None)


def _near(text: str, value: Value) -> bool:
    """Tell whether a value's name stands in its own clause before it."""
    return value.name is not None and not _BREAKS.search(text, value.name.end, value.span.start)


def _proved(text: str, values: list[Value], place: int) -> None:
    """Tell goal and result by the share that is told behind them as done (325个 完成330个，完成率101.54%)."""
    if place + 2 >= len(values):
        return
    goal, result, rate = values[place : place + 3]
    if goal.role not in (Role.OPEN, Role.TARGET) or goal.name is None or not _akin(goal, result):
        return
    if result.role not in _ENDS or rate.part != goal.part or not is_share(goal, result, rate):
        return
    words = text[result.span.end : rate.span.start]
    done = _SHARE_DONE.search(words) or (
        _IN_BRACKETS.fullmatch(words) and "完成" in text[goal.span.end : result.span.start]
    )
    if not done:
        return
    values[place] = replace(goal, role=Role.TARGET, stated=True, plain=True)
    values[place + 1] = replace(result, role=Role.ACTUAL, stated=True)
    values[place + 2] = replace(rate, role=Role.RATE)


def _proved_behind(text: str, values: list[Value], place: int) -> None:
    """Tell goal and result by the share that ends their clause (12600人，完成市下达任务12000人的105%)."""
    if place + 2 >= len(values):
        return
    result, goal, rate = values[place : place + 3]
    if result.name is None or not _akin(goal, result) or not is_share(goal, result, rate):
        return
    tasked = _TASK.search(text[result.span.end : goal.span.start])
    if tasked is None or text[goal.span.end : rate.span.start].strip() != "的":
        return
    values[place] = replace(result, role=Role.ACTUAL, stated=True)
    values[place + 1] = replace(
        goal, role=Role.TARGET, name=None, stated=True, glued=False, plain=True
    )
    values[place + 2] = replace(rate, role=Role.RATE)


def _akin(goal: Value, result: Value) -> bool:
    """Tell whether two values count the same, one of them how often (人 and 人次)."""
    units = [v.found.quantity.unit or "" for v in (goal, result)]
    return alike(goal, result) or (all(units) and units[0].rstrip("次") == units[1].rstrip("次"))


def is_share(goal: Value, result: Value, rate: Value) -> bool:
    """Tell whether a rate is what the result is of the goal, within the digits that it shows."""
    share = rate.found.quantity
    whole, part = (v.found.quantity.value * v.found.quantity.scale for v in (goal, result))
    if share.kind != "rate" or share.unit != "%" or not whole:
        return False
    return abs(part / whole * 100 - share.value) <= share.half_unit * 2


def _goal_in_front(text: str, span: Span, values: list[Value], place: int) -> None:
    goal, result = values[place], values[place + 1]
    if not alike(goal, result) or goal.found.quantity.kind != "count":
        return
    match = _DONE_OF.fullmatch(text, goal.span.end, result.span.start)
    if match is None or not _OPENS.search(text[span.start : goal.span.start]):
        return
    name = trim(text, Span(*match.span("name")))
    if not is_name(name.of(text)) or _TROUBLE.search(name.of(text)):
        return
    values[place] = replace(goal, role=Role.TARGET, name=name, stated=True, glued=False, plain=True)
    values[place + 1] = replace(result, role=Role.ACTUAL, name=None, stated=True, glued=False)


def _goal_behind(text: str, values: list[Value], place: int) -> None:
    result, goal = values[place], values[place + 1]
    if result.role not in (Role.OPEN, Role.ACTUAL) or result.name is None:
        return
    if not alike(result, goal) or result.part != goal.part:
        return
    between = text[result.span.end : goal.span.start]
    rated = goal.found.quantity.kind == "rate"
    told = (
        _BRACKETED.match(between) or _DIFFERS.match(between) or (rated and _COMPARED.match(between))
    )
    extent = goal.span
    if not told and between.strip() in ("，", ",") and _COMPARING.match(goal.span.of(text)):
        told = _COMPARED_AFTER.match(text, goal.span.end)
        extent = Span(goal.found.start, goal.found.end)
    if not told:
        return
    values[place] = replace(result, role=Role.ACTUAL, stated=True)
    values[place + 1] = replace(
        goal, span=extent, role=Role.TARGET, name=None, stated=True, glued=False, plain=True
    )


def _in_order(text: str, span: Span, values: list[Value], place: int) -> None:
    """Give the k-th value behind 分别 to the k-th goal before it, or to the k-th name of the list before it."""
    first = values[place]
    floor = values[place - 1].span.end if place else span.start
    if first.role not in _ENDS or not _RESPECTIVE.search(text[floor : first.span.start]):
        return
    stop = place + 1
    while stop < len(values) and _goes_on(text, values[stop - 1], values[stop]):
        stop += 1
    run = values[place:stop]
    asked = values[max(0, place - len(run)) : place]
    if len(run) < 2:
        return
    if first.role is Role.ACTUAL and _asks(asked, run):
        values[place - len(run) : place] = [
            replace(v, role=Role.TARGET, stated=True) for v in asked
        ]
        values[place:stop] = [
            _of(v, Role.ACTUAL if a.name is not None else Role.OTHER, a.name)
            for a, v in zip(asked, run, strict=True)
        ]
        return
    match = _RESPECTIVE.search(text, floor, first.span.start)
    names = _names(text, Span(floor, first.span.start), match.start() if match else floor)
    if len(names) != len(run) and place:
        names = _sharing(text, span, values, place - 1)
    if len(names) == len(run):
        values[place:stop] = [
            replace(_of(v, first.role, n), plain=first.role is Role.ACTUAL)
            for v, n in zip(run, names, strict=True)
        ]


def _goes_on(text: str, before: Value, value: Value) -> bool:
    """Tell whether a value goes on with a list of values (88.6%、91.2%和93%)."""
    joined = text[before.span.end : value.span.start].strip() in ("和", "与", "及", "以及")
    return (value.glued or joined) and value.part == before.part


def _of(value: Value, role: Role, name: Span | None) -> Value:
    return replace(value, role=role, name=name, stated=True, glued=False)


def _asks(asked: Sequence[Value], run: Sequence[Value]) -> bool:
    """Tell whether the values before a list are its goals: as many, each of the unit of its own."""
    return len(asked) == len(run) and all(
        a.role in (Role.TARGET, Role.OPEN) and alike(a, v) for a, v in zip(asked, run, strict=True)
    )


def _names(text: str, words: Span, stop: int) -> list[Span]:
    """Return the names of a list that ends at `stop` (文艺演出、书画展览年度目标), [] where one names nothing."""
    start = max(words.start, *(text.rfind(c, words.start, stop) + 1 for c in "，,。；;：:\n"))
    stop = counted_from(text, Span(start, stop)) or stop
    cuts = [start, *(m.end() for m in LISTED.finditer(text, start, stop))]
    ends = [*(m.start() for m in LISTED.finditer(text, start, stop)), stop]
    found = [name_in(text, Span(a, b)) for a, b in zip(cuts, ends, strict=True)]
    named = [n for n in found if n is not None]
    return named if len(named) == len(found) else []

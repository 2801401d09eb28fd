"""Goals under numbers and the results under the same numbers (目标1：…；目标2：… 完成情况 目标1：…): what a number joins.

Self-evaluations of transfers list their goals under numbers, and what became of them under the same numbers again,
often without a name (目标1：完成1937人). The number says which goal a result answers; unit and name must not speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extraction.indicators.names import likeness
from extraction.indicators.pairing import Account, pair_values
from extraction.indicators.passages import Mode, Passage
from extraction.indicators.reading import clause_before, quantities_in, read_values
from extraction.indicators.sureness import of_accounts
from extraction.indicators.told import NEXT, Told
from extraction.indicators.values import Role, Value, alike
from extraction.lexicon.goals import goal_words
from extraction.lexicon.numbering import chinese_value, marked_things, spoken_words
from extraction.lexicon.source import any_of
from extraction.span import Span

_DIGITS = "一二三四五六七八九十"
_MARK = re.compile(
    rf"(?:(?<=[\n；;。，,：:\s])|\A)(?:(?P<word>{any_of(marked_things())})\s*(?P<named>\d{{1,2}}|[{_DIGITS}])\s*(?:(?:实际)?完成情况\s*)?[:：、.．]"
    rf"|(?P<circled>[①-⑳])|[（(](?P<bracketed>\d{{1,2}})[)）]|(?P<plain>\d{{1,2}})\s*[、．.](?!\d)"
    rf"|(?P<spoken>[{_DIGITS}]){any_of(spoken_words())}(?=[^否的]))"
)
_RESULTS = re.compile(r"完成|实现|实际|达成|成效")
_GOALS = re.compile(r"目标|任务|计划|指标")
_BOTH = re.compile(r"(?:目标|任务|计划)\s*[|\t]?\s*(?:全年|年度)?(?:目标)?(?:实际)?完成情况")
"""Headings of two columns whose cells stand one behind the other (预期目标 | 实际完成情况)."""
_END = re.compile(r"[。\n]")
_BEFORE = 40
"""Characters before a list in which its heading stands."""
_LONGEST_PART = 200
_FEWEST = 2
_AKIN = 0.5
_MEASURED = (Role.ACTUAL, Role.OPEN)


@dataclass(slots=True)
class _List:
    """Marks of one style that count from one: where each begins, and where its words begin."""

    style: str
    starts: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)

    def parts(self, text: str, stop: int) -> list[Span]:
        """Return the words under each number; the last ones end with their sentence, at `stop` at the latest."""
        found = [Span(b, e) for b, e in zip(self.bodies, self.starts[1:], strict=False)]
        match = _END.search(text, self.bodies[-1], stop)
        return [*found, Span(self.bodies[-1], match.start() if match else stop)]


def numbered_goals(text: str, spans: Sequence[Span]) -> Iterator[Told]:
    """Yield each goal that a list tells with the result under its number in the next list of as many parts."""
    for span in spans:
        last: dict[str, _List] = {}
        for results in _lists(text, span):
            goals = last.get(results.style)
            last[results.style] = results
            if goals is not None and _belong(text, goals, results):
                asked = goals.parts(text, results.starts[0])
                told = results.parts(text, min(span.end, results.bodies[-1] + _LONGEST_PART))
                for part, answer in zip(asked, told, strict=True):
                    yield from _told(text, part, answer)


def _lists(text: str, span: Span) -> Iterator[_List]:
    """Yield the lists of a stretch in the order in which they begin."""
    open_: dict[str, _List] = {}
    done: list[_List] = []
    for match in _MARK.finditer(text, span.start, span.end):
        style = match["word"] or next(
            s for s in ("circled", "bracketed", "plain", "spoken") if match[s]
        )
        number = _number(match)
        known = open_.get(style)
        if known is None or number != len(known.starts) + 1:
            known = open_[style] = _List(style)
            done.append(known)
        if number == len(known.starts) + 1:
            known.starts.append(match.start())
            known.bodies.append(match.end())
    yield from (found for found in done if len(found.starts) >= _FEWEST)


def _number(match: re.Match[str]) -> int:
    if match["circled"]:
        return ord(match["circled"]) - ord("①") + 1
    digits = match["named"] or match["bracketed"] or match["plain"] or match["spoken"]
    return int(digits) if digits.isdigit() else chinese_value(digits)


def _belong(text: str, goals: _List, results: _List) -> bool:
    """Tell whether two lists of one length are goals and, by the words before it, their results."""
    if len(goals.starts) != len(results.starts):
        return False
    before = text[max(goals.bodies[-1], results.starts[0] - _BEFORE) : results.starts[0]]
    heading = text[max(0, goals.starts[0] - _BEFORE) : goals.bodies[0]]
    said = re.split(r"[。；;\n]\s*(?=[^。；;\n])", before.rstrip())[-1]
    if _RESULTS.search(said):
        return _GOALS.search(heading) is not None
    if _BOTH.search(heading) is None:
        return False
    last = goals.parts(text, results.starts[0])[-1]
    return not text[last.end : results.starts[0]].strip("。；; \n")


def _told(text: str, part: Span, answer: Span) -> Iterator[Told]:
    if max(len(part), len(answer)) > _LONGEST_PART or NEXT.search(text, answer.start, answer.end):
        return
    values = read_values(text, part, quantities_in(text, part), Mode.GOAL)
    goals = [a for a in pair_values(text, values) if a.target is not None and a.actual is None]
    told = [
        v
        for v in read_values(text, answer, quantities_in(text, answer), Mode.RESULT)
        if not _is_aside(text, answer, v)
    ]
    taken: set[Span] = set()
    for goal in goals:
        found = _answer(text, goal, goals, [v for v in told if v.span not in taken])
        if found is not None:
            taken.add(found.span)
            own = [Account(goal.name, target=goal.target, actual=found)]
            if of_accounts(text, own[0]):
                continue
            if found.name is not None and answer.covers(found.name):
                own.append(Account(found.name, actual=found, answers=True))
            yield Told(Passage(answer, Mode.RESULT, (), 0), tuple(own), explained=True)


def _is_aside(text: str, answer: Span, value: Value) -> bool:
    """Tell whether a value's clause tells a part of the result, or what is missing."""
    clause = clause_before(text, answer.start, value.span.start).of(text) + value.span.of(text)
    return goal_words().aside.match(clause) is not None


def _answer(
    text: str, goal: Account, goals: Sequence[Account], told: Sequence[Value]
) -> Value | None:
    """Return the one result of the goal's unit under its number, by its name where several are."""
    asked = goal.target
    if asked is None:
        return None
    able = [v for v in told if alike(asked, v) and (v.role in _MEASURED or _sum_of(v))]
    named = goal.name.of(text)
    akin = [v for v in able if v.name is not None and likeness(named, v.name.of(text)) >= _AKIN]
    stated = [v for v in able if v.role is Role.ACTUAL and v.stated]
    rivals = [g for g in goals if g.target is not None and alike(g.target, asked)]
    ways = (akin,) if akin or len(rivals) > 1 else (stated, able)
    return next((found[0] for found in ways if len(found) == 1), None)


def _sum_of(value: Value) -> bool:
    """Tell whether money stands right behind the number of what it was spent on (118笔2365万元)."""
    return value.role is Role.OTHER and value.glued and value.found.quantity.kind == "money"

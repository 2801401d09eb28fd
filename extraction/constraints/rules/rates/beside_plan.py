"""What was done beside what was planned (与目标、概算相比): by how much per cent it is over or short, and what is left open.

目标6800笔，完成5127笔，低24.6%: the rate is of the plan. 目标30公里，实际27公里，完成90%: so is what was done. 预算45万元，列支54万元，
超支9万元，超支率20%: the excess may stand between. 核定编制40名，实有36名，空编4名: what is open is the one less the other; a rate of
the two may stand between (下达500万元，拨付400万元，拨付率80%，尚有100万元). 修建渠道27公里，完成计划的90%: the plan is the indicator's goal,
or the one figure of that name that a sentence before it plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Sum, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.facts.model import Goal
from extraction.lexicon.outlays import outlay_words
from extraction.lexicon.source import any_of
from extraction.quantities.folding import fold

_WORDS = outlay_words()
_BASE = r"(?:年度|年初|绩效|原定|设定|既定|预定|核定|合同|目标|指标|任务|计划|概算|预算|控制|中标)"
_NAMED = rf"(?:{_BASE}|的|值|数|价|额|量)*"
_RATE_LEAD = re.compile(
    rf"\s*[,，、;(（]?\s*(?:(?:比|较)?{_BASE}{_NAMED}(?:(?P<down>低|少|短|减少|下降)|高|多|高出|多出|增加|增长)"
    rf"|(?:比|较)?{_NAMED}(?:(?P<less>低于?|少于?|短)|超|超出|超过|超支|超额))(?:了|约|出)?{_NAMED}\s*"
)
"""What is said to fall or to be higher without a word for the plan is against the year before."""
_OVER_LEAD = re.compile(
    rf"\s*[,，、;(（]?\s*超(?:支|出|额|过|概)?{_NAMED}(?:率|幅度?|比例|百分比)(?:为|达|是|高达|约)*\s*"
)
_DONE_LEAD = re.compile(
    rf"\s*[,，、;(（]?\s*(?:(?:已|共|累计)?完成了?{_NAMED}(?:率|比例|进度)?|(?:为|达到?|占|相当于){_BASE}{_NAMED})(?:为|达到?|约)?\s*"
)
_PLANNED = re.compile(rf"{any_of(_WORDS.set)}|目标|任务|控制|核定|设定|原定|应")
_DONE = re.compile(r"结算|决算|实际|完成|实有|实施|实现|已|累计|在编|列支|开支")
_GIVEN = re.compile(rf"{any_of(_WORDS.given)}|总价|应")
_SPENT = re.compile(rf"{any_of(_WORDS.may_be_spent)}|整改")
_EXCESS = re.compile(rf"超(?:支|出|额|过)?{_NAMED}\s*$")
_OPEN = re.compile(
    rf"(?:尚?未(?:{any_of([*_WORDS.may_be_spent, *_WORDS.mended])}|付|完成|到位|缴|开工|安置|收回|配齐)"
    r"|尚?欠(?:拨|付|缴|发)?|空编|缺编|空缺)(?:了|约|数|额)?\s*$"
)
_REST = re.compile(
    rf"(?:{any_of(_WORDS.left)}|结存|正在(?:{any_of(_WORDS.mended)}|实施))(?:了|约|资金)?\s*$"
)
_NOT_DONE = re.compile(r"(?:未|没有|待|正在)(?:形成|实际|完成)*(?P<verb>[一-鿿]{2})")
_CLAUSE = re.compile(r"[,，。;；:：(（]")
_SENTENCE_END = re.compile(r"[。;；]")
_FAR = 60
"""How far before a figure its sentence is looked at for a word of planning."""


_Told = dict[tuple[str, str], dict[Decimal, Entry]]
"""The levels of prose so far by family and name, each value once."""


def beside_plans(ledger: Ledger) -> Iterator[Relation]:
    """Yield rates over a plan and what is left of it, where plan and outturn stand right before them."""
    told: _Told = {}
    goals = {i.actual.mention.id: i.target for i in ledger.facts.indicators if i.actual}
    for entry in ledger.entries:
        if entry.aside or entry.place is not None:
            continue
        pair = _two_before(ledger, entry)
        if entry.kind == "rate" and entry.family == "rate":
            if pair:
                yield from _rate(ledger, entry, *pair)
            else:
                yield from _over(ledger, entry)
                yield from _of_plan_elsewhere(ledger, entry, goals, told)
        elif pair and entry.family == pair[1].family and entry.kind in ("money", "count"):
            yield from _left(ledger, entry, *pair)
            yield from _excess(ledger, entry, *pair)
        elif entry.kind in ("money", "count"):
            yield from _rest(ledger, entry)
        if entry.core and _level(entry) and entry.value.low > 0:
            told.setdefault((entry.family, entry.core), {}).setdefault(entry.value.point, entry)


def _two_before(ledger: Ledger, entry: Entry) -> tuple[Entry, Entry] | None:
    """Return plan and outturn right before a figure in its sentence: told as a pair, or by the words before each."""
    pair = _levels_before(ledger, entry, entry.index)
    if pair is None:
        return None
    planned, done = pair
    goals = planned.kind == done.kind == "goal"
    told = goals and planned.role == "budget" and bool(set(planned.item_ids) & set(done.item_ids))
    words = _clause(ledger, done)
    said = _PLANNED.search(_clause(ledger, planned)) and _DONE.search(words)
    outturn = done.role != "budget" or not _PLANNED.search(words)
    return pair if told or (said and outturn) else None


def _levels_before(ledger: Ledger, entry: Entry, end: int) -> tuple[Entry, Entry] | None:
    """Return the two figures before a place, levels of one family in a figure's sentence and in one bracket."""
    if end < 2:
        return None
    planned, done = ledger.entries[end - 2 : end]
    levels = all(
        _level(e) and e.sentence == entry.sentence and e.bracket == done.bracket
        for e in (planned, done)
    )  # fmt: skip
    alike = levels and planned.family == done.family and planned.value.low > 0
    return (planned, done) if alike else None


def _clause(ledger: Ledger, entry: Entry) -> str:
    """Return the words of a figure's clause before it, behind the figure before that."""
    before = ledger.entries[entry.index - 1].mention.end if entry.index else 0
    start = max(before, entry.mention.start - 24)
    return _CLAUSE.split(fold(ledger.text[start : entry.mention.start]))[-1]


def _rate(ledger: Ledger, rate: Entry, planned: Entry, done: Entry) -> Iterator[Relation]:
    words = fold(ledger.between(done, rate))
    if _DONE_LEAD.fullmatch(words) and done.kind != "money":
        yield from _completed(rate, planned, done)
        return
    lead = _RATE_LEAD.fullmatch(words)
    if lead is None:
        return
    short = (lead["down"] or lead["less"]) is not None and rate.value.point > 0
    first, second = (planned, done) if short else (done, planned)
    ratio = Ratio(Sum((Term(first.id), Term(second.id)), (1, -1)), Term(planned.id))
    yield Relation("growth", rate.id, ratio, "over-plan", Claim.STATED, 0.85, certain=True)


def _left(ledger: Ledger, left: Entry, planned: Entry, done: Entry) -> Iterator[Relation]:
    if not _OPEN.search(_clause(ledger, left)):
        return
    signs = (-1, 1) if left.value.point < 0 else (1, -1)
    rest = Sum((Term(planned.id), Term(done.id)), signs)
    yield Relation("diff", left.id, rest, "left-open", Claim.STATED, 0.85, certain=True)


def _completed(rate: Entry, planned: Entry, done: Entry) -> Iterator[Relation]:
    """Yield what was done over its goal; what is done beyond a goal is often told as 100%."""
    if rate.value.point == 1:
        return
    for top, whole, claim in ((done, planned, Claim.STATED), (planned, done, Claim.SUGGESTED)):
        ratio = Ratio(Term(top.id), Term(whole.id))
        yield Relation("share", rate.id, ratio, "goal-completion", claim, 0.94, certain=True)


def _of_plan_elsewhere(
    ledger: Ledger, rate: Entry, goals: Mapping[str, Goal | None], told: _Told
) -> Iterator[Relation]:
    """Yield 完成计划的97% right behind what was done, where the plan of the same thing stands in a passage before it."""
    done = ledger.entries[rate.index - 1] if rate.index else rate
    beside = done.sentence == rate.sentence and done.bracket == rate.bracket
    if not beside or not _level(done) or done.kind == "money":
        return
    lead = _DONE_LEAD.fullmatch(fold(ledger.between(done, rate)))
    if lead is not None and _PLANNED.search(lead[0]):
        planned = _plan_of(ledger, done, goals, told)
        if planned is not None:
            yield from _completed(rate, planned, done)


def _plan_of(
    ledger: Ledger, done: Entry, goals: Mapping[str, Goal | None], told: _Told
) -> Entry | None:
    """Return the only plan of a thing that is told before its outturn: its indicator's goal, or by its name."""
    goal = goals.get(done.id)
    if goal is not None:
        planned = ledger.by_id.get(goal.mention.id)
        return planned if planned is not None and planned.value.low > 0 else None
    plans = [e for e in told.get((done.family, done.core), {}).values() if e is not done]
    planned = plans[0] if len(plans) == 1 else None
    return planned if planned and _PLANNED.search(_sentence(ledger, planned)) else None


def _level(entry: Entry) -> bool:
    prose = entry.place is None and not entry.aside and "rate" not in entry.family
    return prose and entry.change is None and entry.kind in ("money", "count", "goal")


def _sentence(ledger: Ledger, entry: Entry) -> str:
    """Return the words of a figure's sentence before it."""
    return _SENTENCE_END.split(fold(ledger.before(entry, _FAR)))[-1]


def _over(ledger: Ledger, rate: Entry) -> Iterator[Relation]:
    """Yield the rate of an excess that stands between it and its plan and outturn."""
    excess = ledger.entries[rate.index - 1] if rate.index else rate
    pair = _two_before(ledger, excess) if excess.kind in ("money", "count") else None
    between = fold(ledger.between(excess, rate))
    if pair is None or not (
        _EXCESS.search(_clause(ledger, excess)) and _OVER_LEAD.fullmatch(between)
    ):
        return
    planned, done = pair
    ratio = Ratio(Sum((Term(done.id), Term(planned.id)), (1, -1)), Term(planned.id))
    yield Relation("growth", rate.id, ratio, "over-plan", Claim.STATED, 0.85, certain=True)


def _excess(ledger: Ledger, excess: Entry, planned: Entry, done: Entry) -> Iterator[Relation]:
    if _EXCESS.search(_clause(ledger, excess)) and done.value.low > planned.value.high:
        more = Sum((Term(done.id), Term(planned.id)), (1, -1))
        yield Relation("diff", excess.id, more, "over-by", Claim.STATED, 0.85)


def _rest(ledger: Ledger, rest: Entry) -> Iterator[Relation]:
    """Yield what is left of a sum that came in, behind what was spent of it and its rate."""
    words = _clause(ledger, rest)
    if not rest.index or rest.change is not None or not _REST.search(words) or "其中" in words:
        return
    rate = ledger.entries[rest.index - 1]
    rated = rate.kind == "rate" and rate.family == "rate" and rate.change is None
    pair = _levels_before(ledger, rest, rest.index - rated)
    if pair is None or pair[1].family != rest.family or pair[1].value.high > pair[0].value.low:
        return
    given, spent = pair
    if _NOT_DONE.search(_around(ledger, spent)):
        return
    proved = rated and _comes_out(rate, given, spent)
    said = _GIVEN.search(_clause(ledger, given)) and _SPENT.search(_clause(ledger, spent))
    if proved or (said and _undone(ledger, rest, spent)):
        less = Sum((Term(given.id), Term(spent.id)), (1, -1))
        yield Relation("diff", rest.id, less, "left-open", Claim.STATED, 0.85, certain=True)


def _comes_out(rate: Entry, given: Entry, spent: Entry) -> bool:
    """Tell whether a rate is what was spent over what came in: the two are a pair."""
    low, high = spent.value.low / given.value.high, spent.value.high / given.value.low
    return low <= rate.value.high and rate.value.low <= high


def _around(ledger: Ledger, entry: Entry) -> str:
    """Return the words of a figure's clause, before it and behind it."""
    return _clause(ledger, entry) + _CLAUSE.split(fold(ledger.after(entry, 12)))[0]


def _undone(ledger: Ledger, rest: Entry, spent: Entry) -> bool:
    """Tell whether the words around a rest say that it is what was not spent (拨付80万元，尚余20万元未拨付)."""
    undone = _NOT_DONE.search(_around(ledger, rest))
    return undone is not None and undone["verb"] in _clause(ledger, spent)

"""What was done beside what was planned (与目标、概算相比): by how much per cent it is over or short, and what is left open.

目标6800笔，完成5127笔，低24.6%: the rate is of the plan. 核定编制40名，实有36名，空编4名: what is open is the one less the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Sum, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.quantities.folding import fold

_BASE = r"(?:年度|年初|绩效|原定|设定|既定|预定|核定|合同|目标|指标|任务|计划|概算|预算|控制|中标)"
_NAMED = rf"(?:{_BASE}|的|值|数|价|额|量)*"
_RATE_LEAD = re.compile(
    rf"\s*[,，、;(（]?\s*(?:(?:比|较)?{_BASE}{_NAMED}(?:(?P<down>低|少|短|减少|下降)|高|多|高出|多出|增加|增长)"
    rf"|(?:比|较)?{_NAMED}(?:(?P<less>低于?|少于?|短)|超|超出|超过|超支|超额))(?:了|约|出)?{_NAMED}\s*"
)
"""What is said to fall or to be higher without a word for the plan is against the year before."""
_PLANNED = re.compile(r"目标|任务|计划|概算|合同|预算|控制|核定|设定|原定|应")
_DONE = re.compile(r"结算|决算|实际|完成|实有|实施|实现|已|累计|在编")
_OPEN = re.compile(
    r"(?:尚?未(?:支付|支出|拨付|付|完成|到位|使用|兑付|缴|整改|发放|办结|开工|安置|收回|配齐)|尚?欠(?:拨|付|缴|发)?|空编|缺编|空缺)(?:了|约|数|额)?\s*$"
)
_CLAUSE = re.compile(r"[,，。;；:：(（]")


def beside_plans(ledger: Ledger) -> Iterator[Relation]:
    """Yield rates over a plan and what is left of it, where plan and outturn stand right before them."""
    for entry in ledger.entries:
        pair = _two_before(ledger, entry)
        if pair is None or entry.aside:
            continue
        planned, done = pair
        if entry.kind == "rate" and entry.family == "rate":
            yield from _rate(ledger, entry, planned, done)
        elif entry.family == done.family and entry.kind in ("money", "count"):
            yield from _left(ledger, entry, planned, done)


def _two_before(ledger: Ledger, entry: Entry) -> tuple[Entry, Entry] | None:
    """Return plan and outturn right before a figure in its sentence: told as a pair, or by the words before each."""
    if entry.index < 2 or entry.place is not None:
        return None
    planned, done = ledger.entries[entry.index - 2 : entry.index]
    levels = all(
        e.change is None and e.place is None and not e.aside and e.sentence == entry.sentence
        and e.bracket == done.bracket and e.kind in ("money", "count", "goal") and "rate" not in e.family
        for e in (planned, done)
    )  # fmt: skip
    if not levels or planned.family != done.family or planned.value.low <= 0:
        return None
    goals = planned.kind == done.kind == "goal"
    pair = goals and planned.role == "budget" and bool(set(planned.item_ids) & set(done.item_ids))
    said = _PLANNED.search(_clause(ledger, planned)) and _DONE.search(_clause(ledger, done))
    return (planned, done) if pair or (said and done.role != "budget") else None


def _clause(ledger: Ledger, entry: Entry) -> str:
    """Return the words of a figure's clause before it, behind the figure before that."""
    before = ledger.entries[entry.index - 1].mention.end if entry.index else 0
    start = max(before, entry.mention.start - 24)
    return _CLAUSE.split(fold(ledger.text[start : entry.mention.start]))[-1]


def _rate(ledger: Ledger, rate: Entry, planned: Entry, done: Entry) -> Iterator[Relation]:
    lead = _RATE_LEAD.fullmatch(fold(ledger.between(done, rate)))
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

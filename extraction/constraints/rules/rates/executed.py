"""Rates of execution whose budget another sentence tells (上一句说预算，本句说支出与执行率).

安排专项资金1,260万元，其中：…。截至年底，实际支出1,134万元，预算执行率90%。 The sentence of the rate holds what was
spent and no other money; the budget is the money that the nearest sentence before it gives, not a part of it.
Where that sentence gives several amounts, one that comes out is the budget, and else none is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger

_RATE = re.compile(r"(?:执行|支出|支付|使用)率")
_SPENT = re.compile(r"支出|支付|使用|执行")
_GIVEN = re.compile(r"预算|安排|下达|到位|拨付|批复|核定")
_PART = re.compile(r"其中|包括|含")
_OTHER = re.compile(r"剔除|扣除|不含|上年|去年|同期|平均|分别")
_PROJECT = re.compile(r"[一-鿿]{2,14}?(?:项目|工程|资金|经费|专项)")
_ANY_PROJECT = frozenset(
    {"该项目", "本项目", "项目资金", "专项资金", "预算资金", "财政资金", "项目经费", "全部资金"}
)
_CORE = 4
_REACH = 12
_CLOSE = Decimal("0.0006")


def execution_rates(ledger: Ledger) -> Iterator[Relation]:
    """Yield what was spent over the budget of the sentence before, for each rate that its own sentence leaves open."""
    for rate in ledger.of_kind("rate"):
        named = "".join(rate.items) + ledger.before(rate, 8)
        if not rate.spoken or rate.depth or not _RATE.search(named):
            continue
        spent = _spent(ledger, rate)
        budget = _budget(ledger, spent, rate) if spent is not None else None
        if spent is not None and budget is not None:
            ratio = Ratio(Term(spent.id), Term(budget.id))
            yield Relation("share", rate.id, ratio, "execution-before", Claim.STATED, 0.9)


def _spent(ledger: Ledger, rate: Entry) -> Entry | None:
    """Return the only money of the rate's sentence, where its words say that it was spent."""
    own = [e for e in ledger.entries if e.sentence == rate.sentence and e.line == rate.line]
    money = [e for e in own if e.kind == "money"]
    if len(money) != 1 or len([e for e in own if e.kind == "rate"]) != 1:
        return None
    spent = money[0]
    words = _words(ledger, spent)
    if not spent.spoken or spent.depth or spent.index > rate.index or not _SPENT.search(words):
        return None
    start = ledger.line_starts[rate.line]
    sentence = re.split(r"[。；;]", ledger.text[start : rate.mention.start])[-1]
    return None if _OTHER.search(sentence) else spent


def _budget(ledger: Ledger, spent: Entry, rate: Entry) -> Entry | None:
    """Return the budget that the nearest sentence with money before gives, None where it is not known."""
    before = [e for e in ledger.entries[: spent.index] if e.line == spent.line and e.kind != "goal"]
    if not before or before[-1].sentence == spent.sentence:
        return None
    near = [e for e in before if e.sentence == before[-1].sentence]
    if any(e.kind == "rate" or (e.kind == "money" and _spends(ledger, e)) for e in near):
        return None  # the sentence before tells what was spent of its budget
    if _of_another(ledger, spent):
        return None
    given = [e for e in near if _gives(ledger, e, near[0]) and spent.value.high <= e.value.high]
    given = [e for e in given if _same_year(e, spent)]
    if len({e.value.point for e in given}) == 1:
        return given[0]
    share = rate.value.point
    return next(
        (e for e in given if abs(spent.value.point / e.value.point - share) <= _CLOSE), None
    )


def _spends(ledger: Ledger, entry: Entry) -> bool:
    words = _words(ledger, entry)
    return bool(_SPENT.search(words)) and not _GIVEN.search(words)


def _of_another(ledger: Ledger, spent: Entry) -> bool:
    """Tell whether the words before what was spent name a project or fund that the sentence of the budget does not."""
    start = ledger.line_starts[spent.line]
    *before, own = re.split(r"[。；;]", ledger.text[start : spent.mention.start])
    told = before[-1] if before else ""
    named = (m[0] for m in _PROJECT.finditer(own))
    return any(n not in _ANY_PROJECT and n[-_CORE:] not in told for n in named)


def _gives(ledger: Ledger, entry: Entry, first: Entry) -> bool:
    """Tell whether the words before an amount say that it was given, and is no part of another."""
    if entry.kind != "money" or not entry.spoken or entry.depth or entry.value.low <= 0:
        return False
    words = _words(ledger, entry)
    part = first is not entry and _PART.search(ledger.between(first, entry))
    return not part and bool(_GIVEN.search(words)) and not _SPENT.search(words)


def _same_year(one: Entry, two: Entry) -> bool:
    years = {e.period[:4] for e in (one, two) if e.period}
    return len(years) < 2


def _words(ledger: Ledger, entry: Entry) -> str:
    return "".join(entry.items) + ledger.clause_before(entry, _REACH)

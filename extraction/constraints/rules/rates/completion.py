"""Completion (完成预算的…%): an outturn over the budget that the words name.

The outturn is the level that the rate is said of, in the same brackets; its budget is a figure that the
sentence introduces as one, of the same account: 预算数为A，实际完成B, or A and B under one name. 预算收入 is a
fund's name and no budget figure; an income is never the base of an expenditure. 调整预算, 年初预算 name
which budget; where that one does not stand in the sentence, nothing is held against another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import core
from extraction.constraints.ledger.respective import counterparts, rows_of
from extraction.facts.leads import fulfilled
from extraction.quantities.folding import fold

Which = Literal["adjusted", "initial", "any"]

_ADJUSTED = re.compile(r"调整|变更|变动后")
_INITIAL = re.compile(r"年初|初始|批准|人代会|人大会议")
_GOES_ON = re.compile(
    r"^\W*(?:执行中|年中|[上下]半年|前[一二三]季度|截至.{1,12}|\d{1,2}(?:[-—至]\d{1,2})?月份?|实际|全年|累计|当年|本年|支出|收入|决算|完成|执行|支付)*(?:数|额)?为?$"
)
_REACH = 60
_FAR = 8


def completions(ledger: Ledger) -> Iterator[Relation]:
    """Yield the outturn over its budget for every rate of completion in prose."""
    in_rows = list(_in_rows(ledger))
    yield from in_rows
    settled = {relation.stated for relation in in_rows}
    for rate in ledger.of_kind("rate"):
        if not rate.spoken or rate.aside or rate.id in settled:
            continue
        phrase = fulfilled(ledger.lead(rate, _REACH))
        if phrase is not None:
            yield from _over_budget(ledger, rate, which(phrase))


def _in_rows(ledger: Ledger) -> Iterator[Relation]:
    """Yield the k-th rate of a row over the k-th outturn and budget (预算分别为A、B，决算分别为C、D，分别完成x、y)."""
    rows, pairs = rows_of(ledger), counterparts(ledger)
    for row in rows:
        first, count = row.entries[0], len(row.entries)
        actuals = [a for r in row.entries if (a := pairs.get(r.id)) is not None]
        if first.kind != "rate" or first.change is not None or len(actuals) != count:
            continue
        phrase = fulfilled(ledger.lead(first, _REACH))
        planned = [
            other.entries
            for other in rows
            if other.entries[-1].index < actuals[0].index
            and other.entries[0].sentence == first.sentence
            and _is_budget(ledger, other.entries[0])
            and len(other.entries) == count
        ]
        fits = phrase is not None and len(planned) == 1 and not _is_budget(ledger, actuals[0])
        if fits and _fits(which(introduction(ledger, planned[0][0])), which(phrase or "")):
            for rate, actual, budget in zip(row.entries, actuals, planned[0], strict=True):
                ratio = Ratio(Term(actual.id), Term(budget.id))
                yield Relation(
                    "share", rate.id, ratio, "fulfilment", Claim.STATED, 0.93, certain=True
                )


def which(words: str) -> Which:
    """Return which budget some words mean; 预算 alone is any."""
    if _ADJUSTED.search(words):
        return "adjusted"
    return "initial" if _INITIAL.search(words) else "any"


def _over_budget(ledger: Ledger, rate: Entry, wanted: Which) -> Iterator[Relation]:
    actual = _actual(ledger, rate)
    if actual is None:
        return
    budgets = [b for b in _budgets(ledger, actual, rate) if of_one_account(ledger, b, actual)]
    named = [b for b in budgets if _fits(which(introduction(ledger, b)), wanted)]
    plain = [b for b in budgets if which(introduction(ledger, b)) == "any" and b not in named]
    chosen = named or (plain if wanted == "initial" else [])
    sure = len({b.value.point for b in chosen}) == 1
    for budget in chosen:
        claim = Claim.STATED if sure else Claim.SUGGESTED
        ratio = Ratio(Term(actual.id), Term(budget.id))
        yield Relation("share", rate.id, ratio, "fulfilment", claim, 0.93, certain=sure)


def _fits(own: Which, wanted: Which) -> bool:
    """Tell whether a budget is the one that is wanted; 预算 alone may be any."""
    return own == wanted or wanted == "any"


def _actual(ledger: Ledger, rate: Entry) -> Entry | None:
    """Return the outturn that the rate is said of: the last level of its sentence in its brackets."""
    for other in reversed(ledger.entries[max(0, rate.index - _FAR) : rate.index]):
        if other.sentence != rate.sentence or other.line != rate.line:
            return None
        level = other.kind == "money" and other.spoken
        if not level or other.role == "prior" or other.bracket != rate.bracket:
            continue
        if not _is_budget(ledger, other):
            return other
    return None


def _budgets(ledger: Ledger, actual: Entry, rate: Entry) -> Sequence[Entry]:
    """Return the budget figures of the sentence in the same brackets, the nearest first."""
    near = ledger.entries[max(0, actual.index - _FAR) : rate.index]
    return [
        e
        for e in reversed(near)
        if e.kind == "money"
        and e.change is None
        and e.place is None
        and e.id != actual.id
        and e.bracket == actual.bracket
        and "。" not in ledger.between(e, rate)
        and _is_budget(ledger, e)
    ]


def _is_budget(ledger: Ledger, entry: Entry) -> bool:
    return entry.role == "budget"


def of_one_account(ledger: Ledger, budget: Entry, actual: Entry) -> bool:
    """Tell whether a budget is of the account of an outturn: one name, or the sentence just goes on."""
    first, last = sorted((budget, actual), key=lambda e: e.index)
    flows = [_flow(e) for e in (budget, actual)]
    if all(flows) and flows[0] != flows[1]:
        return False
    if set(budget.item_ids) & set(actual.item_ids) or (budget.core and budget.core == actual.core):
        return True
    joint = fold(ledger.between(first, last))
    between = ledger.entries[first.index + 1 : last.index]
    alone = all(e.role == "budget" or e.bracket != actual.bracket for e in between)
    words = re.split(r"[,，]", re.sub(r"\([^()]*\)", "", joint))[-1]
    return alone and bool(_GOES_ON.match(words.strip()))


def _flow(entry: Entry) -> str:
    """Return the last of 收入 and 支出 in an account's name."""
    found = re.findall(r"收入|支出", "".join(core(i) for i in entry.items))
    return found[-1] if found else ""


def introduction(ledger: Ledger, entry: Entry) -> str:
    """Return the words that introduce a figure: back to the figure before it, and its names."""
    return ledger.lead(entry, 30) + "".join(entry.items)

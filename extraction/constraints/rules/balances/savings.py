"""What is left of a sum that was set (节约, 核减, 结余): the sum less what was spent, and its rate over the sum.

预算A，中标价B，节约C，节约率r: C = A - B, r = C / A. The words before the two figures say which is which. Where A is not
told (审定B，核减C，核减率r) the rate is over both: r = C / (B + C).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.check import CheckKind
from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Sum, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.lexicon.outlays import outlay_words
from extraction.lexicon.source import any_of
from extraction.quantities.folding import fold

_OUTLAYS = outlay_words()
_OUT = any_of(_OUTLAYS.may_be_spent)
_LEFT = re.compile(
    rf"(?:节约|节省|节支|核减|审减|压减|结余|剩余|(?:尚?未|待)(?:完成)?{_OUT})(?:财政)?(?:资金|金额|投资|造价|工程款|工程价款|价款|数|额)?(?:为|共计?|了)?$"
)
_SET = re.compile(rf"应{_OUT}|调整后|资金总额|{any_of([*_OUTLAYS.set, *_OUTLAYS.given])}")
_SPENT = re.compile(rf"{_OUT}|中标|成交|审定|审核|结算|实际|采购")
_AGREED = re.compile(r"审定|核定|中标|成交|结算")
_RATE = re.compile(r"(?:节约|节支|核减|审减|结余|压减)率\W*(?:为|达)?\W*$")
_EARLIER = re.compile(r"上年|年初|滚存|累计|结转|收入|历年|当年|本年|净(?!核减|审减|节约)|收支")
_HOLDS = re.compile(r"调|收回|上缴|追加")
_BASE = re.compile(rf"[比较]({any_of(_OUTLAYS.set)}价?)")
_WORDS = 14
_REACH = 10


def savings(ledger: Ledger) -> Iterator[Relation]:
    """Yield what is left of the only sum set in its line, and the rate that this is."""
    for left in ledger.of_kind("money"):
        words = _before(ledger, left)
        if left.place or left.aside or not _LEFT.search(words) or _EARLIER.search(words):
            continue
        pair = _set_and_spent(ledger, left)
        if pair is None:
            yield from _over_both(ledger, left)
            continue
        whole, spent = pair
        yield _told(whole, spent, left)
        rate = ledger.entries[left.index + 1] if left.index + 1 < len(ledger.entries) else None
        beside = rate is not None and rate.kind == "rate" and rate.sentence == left.sentence
        if rate is not None and beside and _RATE.search(ledger.between(left, rate)):
            ratio = Ratio(_net(whole, spent, rate), Term(whole.id))
            kind: CheckKind = "growth" if rate.value.point < 0 else "share"
            yield Relation(kind, rate.id, ratio, "savings", Claim.STATED, 0.85)


def _told(whole: Entry, spent: Entry, left: Entry) -> Relation:
    """Return what is left as the difference; read as a decrease, it is what the sum was cut by to what was spent."""
    if left.value.point >= 0:
        return Relation("sum", left.id, _net(whole, spent, left), "savings", Claim.STATED, 0.85)
    rest = Sum((Term(whole.id), Term(left.id)), (1, 1))
    return Relation("sum", spent.id, rest, "savings", Claim.STATED, 0.85)


def _over_both(ledger: Ledger, left: Entry) -> Iterator[Relation]:
    """Yield the rate of what was cut over what was left and what was cut, where its sentence tells no more."""
    before = [
        e
        for e in ledger.entries[max(0, left.index - _REACH) : left.index]
        if e.family == left.family and e.sentence == left.sentence
    ]
    rate = ledger.entries[left.index + 1] if left.index + 1 < len(ledger.entries) else left
    named = rate.sentence == left.sentence and _RATE.search(ledger.between(left, rate))
    if len(before) != 1 or rate.kind != "rate" or not named or not before[0].spoken:
        return
    words = _before(ledger, before[0])
    if _AGREED.search(words) and not _EARLIER.search(words) and before[0].depth == left.depth:
        cut = -1 if left.value.point < 0 else 1
        alike = (rate.value.point < 0) == (left.value.point < 0)
        over = Sum((Term(before[0].id), Term(left.id)), (1, cut))
        share = Ratio(Sum((Term(left.id),), (1 if alike else -1,)), over)
        kind: CheckKind = "growth" if rate.value.point < 0 else "share"
        yield Relation(kind, rate.id, share, "savings", Claim.STATED, 0.8)


def _net(whole: Entry, spent: Entry, told: Entry) -> Sum:
    """Return what is left, negative where the figure that tells it is read as a decrease."""
    parts = (Term(whole.id), Term(spent.id))
    return Sum(parts, (-1, 1) if told.value.point < 0 else (1, -1))


def _set_and_spent(ledger: Ledger, left: Entry) -> tuple[Entry, Entry] | None:
    near = [
        e
        for e in ledger.entries[max(0, left.index - _REACH) : left.index]
        if e.family == left.family and e.line == left.line and left.sentence - e.sentence <= 2
    ]
    own = [e for e in near if e.sentence == left.sentence]
    if len(own) == 2 and own[0].depth == own[1].depth == left.depth:
        near = own  # an account of its own sentence: what was saved before it is another's
    if len(near) < 2 or any(not e.spoken or e.aside or e.compared for e in near):
        return None
    near = [e for e in near if e.depth <= left.depth]
    named = _BASE.search(_before(ledger, left))
    if named is not None:
        sums = [e for e in near[:-1] if named[1] in "".join(e.items) + _before(ledger, e)]
        return (
            (sums[0], near[-1]) if len(sums) == 1 and near[-1].sentence == left.sentence else None
        )
    if len(near) < 2:
        return None
    spent = near[-1]
    if spent.sentence != left.sentence or not _SPENT.search(_before(ledger, spent)):
        return None
    sums = [e for e in near[:-1] if _SET.search(_before(ledger, e))]
    if len(sums) != 1 or sums[0].value.point < spent.value.point or spent.depth != left.depth:
        return None
    joint = ledger.text[near[0].mention.start : left.mention.start]
    others = [e for e in near[:-1] if e is not sums[0] and _SPENT.search(_before(ledger, e))]
    earlier = any(_EARLIER.search(_before(ledger, e)) for e in near)
    return None if others or earlier or _HOLDS.search(joint) else (sums[0], spent)


def _before(ledger: Ledger, entry: Entry) -> str:
    return fold(ledger.clause_before(entry, _WORDS))

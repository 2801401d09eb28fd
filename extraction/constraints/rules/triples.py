"""Three figures of one paragraph that fit together: a ± b = c, price × number = amount.

Nothing but the words beside the third figure hints at such a relation (结余, 追加后, 人均), so it is told
only where it comes out, with digits enough to make chance unlikely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.relation import Claim, Product, Relation, Sum, Term
from extraction.constraints.ledger.entries import Entry, Ledger

_RESULT = re.compile(
    r"结余|结转|剩余|余额|差额|节约|合计|共计|总计|总额|总量|总支出|总收入|总财力|共|调整(?:后|为)|全年预算|增加|减少|相差|缺口|收回|超支|净"
)
_LEFT = re.compile(r"结余|结转|剩余|余额|差额|节约|调整(?:后|为)|增加|减少|相差|缺口|收回|超支|净")
_MINUS = re.compile(r"使用|支出|扣除|剔除|调出|减|核减|压减|收回|动用|结转|执行")
_PER = re.compile(r"每|人均|户均|平均|标准|单价|均价|亩均|/")
_AVERAGE = re.compile(r"人均|户均|亩均|车均|平均每|每[人户亩辆台]")
_PER_UNIT = re.compile(
    r"每(?P<unit>[人名户亩辆台套间所个场期次件处座艘栋篇])(?:每年|一次性)?(?:平均|定额)?(?:补助|补贴|发放|奖励|支出|成本)?$"
)
_IN_ALL = re.compile(r"共计?|合计|总计|累计")
_REACH = 7
_FEWEST_DIGITS = 3


def balances(ledger: Ledger) -> Iterator[Relation]:
    """Yield sums and differences of figures shortly before a figure that its words call a result."""
    for lane in ledger.lanes(e for e in ledger.entries if _usable(e)).values():
        if lane[0].change is not None:
            continue
        for place in range(2, len(lane)):
            yield from _result(ledger, lane, place)


def _usable(entry: Entry) -> bool:
    return entry.kind in ("money", "count") and entry.place is None and not entry.aside


def _result(ledger: Ledger, lane: Sequence[Entry], place: int) -> Iterator[Relation]:
    result = lane[place]
    words = ledger.before(result, 14) + "".join(result.items)
    if result.digits < _FEWEST_DIGITS or not _RESULT.search(words):
        return
    left = _LEFT.search(words)  # a total is of its own sentence: alike by chance are many
    near = [e for e in lane[max(0, place - _REACH) : place] if result.line - e.line <= 2]
    for i in range(len(near) - 1, 0, -1):
        for j in range(i - 1, -1, -1):
            signs = _signs(near[j], near[i], result)
            if signs is not None and (left or near[j].sentence == result.sentence):
                expression = Sum((Term(near[j].id), Term(near[i].id)), signs)
                yield Relation("sum", result.id, expression, "balance", Claim.SUGGESTED, 0.7)
                return
    yield from _chain(ledger, near, result)


def _signs(first: Entry, second: Entry, result: Entry) -> tuple[int, int] | None:
    if not first.value.point or not second.value.point:
        return None
    if first.value.point + second.value.point == result.value.point:
        return 1, 1
    if first.value.point - second.value.point == result.value.point:
        return 1, -1
    return None


def _chain(ledger: Ledger, near: Sequence[Entry], result: Entry) -> Iterator[Relation]:
    """Yield opening balance ± movements = closing balance within one sentence."""
    sentence = [e for e in near if e.sentence == result.sentence]
    if not 3 <= len(sentence) <= 5:
        return
    signs = tuple(
        -1
        if i and _MINUS.search(words := ledger.clause_before(e, 24)) and "补充" not in words
        else 1
        for i, e in enumerate(sentence)
    )
    expression = Sum(tuple(Term(e.id) for e in sentence), signs)
    if expression.value(ledger.values).point == result.value.point:
        yield Relation("sum", result.id, expression, "balance", Claim.SUGGESTED, 0.7)


def products(ledger: Ledger) -> Iterator[Relation]:
    """Yield amounts as a price or standard per head times a number of heads."""
    for price in ledger.of_kind("money"):
        words = ledger.before(price, 14) + price.mention.text + ledger.after(price, 4)
        if price.change is not None or price.place is not None or not _PER.search(words):
            continue
        near = ledger.entries[max(0, price.index - 6) : price.index + 7]
        counts = [e for e in near if e.kind == "count" and e.change is None and e.value.point > 1]
        amounts = [e for e in near if e.family == "money" and e is not price and not e.change]
        yield from _product(ledger, price, counts, amounts)


def _product(
    ledger: Ledger, price: Entry, counts: Sequence[Entry], amounts: Sequence[Entry]
) -> Iterator[Relation]:
    """Yield the product that comes out, or the only one that a sentence can mean."""
    near = [a for a in amounts if a.line == price.line and a.value.point]
    for count in counts:
        value = price.value * count.value
        for amount in near:
            if amount.value.meets(value) and value.point > price.value.point:
                yield _times(amount, count, price, Claim.SUGGESTED)
                return
    told = _paid(ledger, price, counts, near)
    if told is not None:
        yield _times(*told, price, Claim.STATED)
        return
    own = [e for e in counts if e.sentence == price.sentence]
    paid = [a for a in near if a.sentence == price.sentence]
    averaged = price.family == "per" or any(_AVERAGE.search(i) for i in price.items)
    if averaged and own and paid:
        amount = min(paid, key=lambda e: abs(e.index - price.index))
        count = min(own, key=lambda e: abs(e.index - price.index))
        yield _times(amount, count, price, Claim.LIKELY)


def _paid(
    ledger: Ledger, price: Entry, counts: Sequence[Entry], amounts: Sequence[Entry]
) -> tuple[Entry, Entry] | None:
    """Return what was paid in all and to how many, where one sentence says just that.

    50名护林员…每人每年2000元，共发放100000元: one count in the unit of 每人, one amount that is told as a sum
    behind both, and no rate a month.
    """
    words = _PER_UNIT.search(ledger.before(price, 10))
    here = [e for e in counts if e.sentence == price.sentence]
    after = [e for e in amounts if e.sentence == price.sentence and e.index > price.index]
    others = [e for e in amounts if e.sentence == price.sentence]
    if words is None or len(here) != 1 or len(after) != 1 or len(others) != 1:
        return None
    unit = "人" if words["unit"] == "名" else words["unit"]
    summed = _IN_ALL.search(re.split(r"[,，;；]", ledger.before(after[0], 10))[-1])
    between = after[0].index - price.index - (here[0].index > price.index)
    fits = (
        here[0].family == f"count:{unit}"
        and between == 1
        and here[0].index < after[0].index
        and summed
    )
    return (after[0], here[0]) if fits else None


def _times(amount: Entry, count: Entry, price: Entry, claim: Claim) -> Relation:
    expression = Product(Term(count.id), Term(price.id))
    return Relation("product", amount.id, expression, "price-times-number", claim, 0.75)

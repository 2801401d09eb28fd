"""Prices and averages (单价, 人均, 每户补助): price × number = amount.

A product is stated where one sentence tells just that: a price for one of something, how many of it there
are, and one amount of money besides. Else it is told where it comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.constraints.arithmetic.intervals import exact
from extraction.constraints.arithmetic.relation import Claim, Product, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import core
from extraction.lexicon.totals import sum_pattern
from extraction.quantities.folding import fold

_PER = re.compile(r"每|人均|户均|平均|标准|单价|均价|亩均|/")
_OF_ONE = re.compile(
    r"(?P<unit>[人户亩辆车台套间所个场期次件处座艘栋篇吨公里床生])均|每(?:位|一)?个?(?P<each>[人名户亩辆台套间所场期次件处座艘栋篇床生村校乡镇县]|社区|街道|站点|乡镇|园区|学校|个)(?![年月天日])|(?P<price>单价)"
)
_OF_TIME = re.compile(
    r"每[年月天日季次学周]|[年月日季周]均|/[年月天日]|标准(?:提高|上调|调整)|提高|增至|增加到|最[高低]|以[上内下]|不[超低]"
)
_BOUND = re.compile(r"[以之][上内下]|左右|起|至|[-~～—]")
_IN_ALL = re.compile(rf"共计?|{sum_pattern('grand')}|累计")
_PIECES = frozenset("台套辆件个张把间艘座本册棵株吨亩米桶盒支盏根")
_ANYTHING = frozenset({"个", "所", "处", "家"})
_SAME = {"名": "人", "车": "辆", "位": "人", "生": "人"}
_AVERAGED_OUT = re.compile(r"^[人户次批车生辆件]均|(?:费用?|经费|支出|成本|标准|资金|金额)+$")
_AVERAGE_ALONE = re.compile(
    r"(?P<unit>[人户亩辆车台套间所件处床生])均(?P<of>[一-鿿]{0,8}?)(?:为|达|约|仅|只)*$"
)
_OF_ALL = re.compile(r"合同|成交|中标|总价|货款|价款|采购(?:总?金额|总?价|支出|费用)")
"""Money that is the price of all that was bought."""
_PER_WAN = exact(Decimal("0.0001"))
_SET = re.compile(r"标准|上限|下限|目标|控制|定额")
_PRIOR = re.compile(r"上年|去年|上一年|前一年")
_AROUND = 6
_BEFORE = 10
_SENTENCES = 2


def products(ledger: Ledger) -> Iterator[Relation]:
    """Yield amounts as a price or standard per head times a number of heads."""
    for price in ledger.of_kind("money"):
        words = ledger.before(price, 14) + price.mention.text + ledger.after(price, 4)
        averaged = _PER.search(words) or _OF_ONE.search(words)
        if not price.spoken or not averaged:
            continue
        near = ledger.entries[max(0, price.index - _AROUND) : price.index + _AROUND + 1]
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
                stated = _told_alone(ledger, price) == (amount, count)
                yield _times(amount, count, price, Claim.STATED if stated else Claim.SUGGESTED)
                return
    told = _told_alone(ledger, price)
    if told is not None:
        yield _times(*told, price, Claim.STATED)
        return
    told = _per_head(ledger, price) or _bought(ledger, price)
    if told is not None:
        yield _times(*told, price, Claim.STATED)
        return
    own = [e for e in counts if e.sentence == price.sentence]
    paid = [a for a in near if a.sentence == price.sentence]
    averaged = price.family.startswith("per") or any(_OF_ONE.search(i) for i in price.items)
    if averaged and own and paid:
        amount = min(paid, key=lambda e: abs(e.index - price.index))
        count = min(own, key=lambda e: abs(e.index - price.index))
        yield _times(amount, count, price, Claim.LIKELY)
    elif averaged and len(own) == 1 and is_of(own[0], _unit(ledger, price) or ""):
        named = _AVERAGED_OUT.sub("", core(price.name))
        spent = [a for a in near if len(named) > 1 and named in a.core and not a.compared]
        if len({a.value.point for a in spent}) == 1:
            yield _times(spent[-1], own[0], price, Claim.LIKELY)


def _told_alone(ledger: Ledger, price: Entry) -> tuple[Entry, Entry] | None:
    """Return the amount and the number of a price, where its sentence has one of each and nothing else to take.

    86人，公用经费172万元，人均2万元; 共发放48万元: of 亩均 and 户均 each has its own number. A price for a month, a new
    one, or one that is a bound says nothing of what was paid.
    """
    unit = _unit(ledger, price)
    if unit is None:
        return None
    sentence = _sentence(ledger, price)
    counts = [e for e in sentence if e.kind == "count" and is_of(e, unit)]
    money = [e for e in sentence if e.kind == "money" and e is not price]
    amounts = [e for e in money if e.family == "money" and _unit(ledger, e) is None]
    amounts = _not_planned(amounts)
    summed = [e for e in amounts if _IN_ALL.search(ledger.clause_before(e, 10))]
    chosen = summed if len(summed) == 1 and len(amounts) > 1 else amounts
    if len(counts) != 1 or len(chosen) != 1 or any(e.change for e in (*counts, *money)):
        return None
    figures = (counts[0], chosen[0])
    if any(e.aside or e.place or e.compared or e.depth != price.depth for e in figures):
        return None
    if any(_BOUND.match(ledger.after(e, 2)) for e in (price, *figures)):
        return None
    if not _may_make(chosen[0], counts[0], price) or _less_another(ledger, price, *figures):
        return None
    return chosen[0], counts[0]


def _per_head(ledger: Ledger, price: Entry) -> tuple[Entry, Entry] | None:
    """Return the amount and the number of an average, each the only one of its year in the sentences before it.

    机关运行经费A，上年B。年末在职C人，上年末D人。本年人均x，上年人均y: x is A over C, y is B over D.
    """
    lead = fold(ledger.clause_before(price, 16))
    found = _AVERAGE_ALONE.search(lead)
    if found is None or price.place is not None or price.aside or _OF_TIME.search(lead):
        return None
    if _SET.search(found["of"]):
        return None  # 户均补助标准 is what one gets, no average
    unit = same_unit(found["unit"])
    before = [
        e for e in ledger.entries[max(0, price.index - _BEFORE) : price.index]
        if e.line == price.line and e.spoken and not e.aside
        and price.sentence - e.sentence <= _SENTENCES and _last_year(ledger, e) is _last_year(ledger, price)
    ]  # fmt: skip
    counts = [e for e in before if e.kind == "count" and is_of(e, unit)]
    amounts = [
        e for e in before
        if e.family == "money" and e.depth == price.depth and not _PER.search(ledger.clause_before(e, 10))
    ]  # fmt: skip
    named = _AVERAGED_OUT.sub("", found["of"])
    if named:  # 人均接待费用 is over what reception cost
        amounts = [e for e in amounts if named in e.core or named in ledger.clause_before(e, 12)]
    amounts = _not_planned(amounts)
    if len(counts) != 1 or len(amounts) != 1 or "budget" in (amounts[0].role, counts[0].role):
        return None
    amount, count = amounts[0], counts[0]
    said = _may_make(amount, count, price) and not _less_another(ledger, price, count, amount)
    return (amount, count) if said else None


def _bought(ledger: Ledger, price: Entry) -> tuple[Entry, Entry] | None:
    """Return what was paid and the number of a unit price, each the only one of the sentences around it.

    购置电脑220台。单价5300元。成交金额116.6万元: money that is called the price of the whole, not what a project spent in all.
    """
    unit = _unit(ledger, price)
    if unit is None or price.aside or _BOUND.match(ledger.after(price, 2)):
        return None
    near = [
        e for e in ledger.entries[max(0, price.index - _BEFORE) : price.index + _BEFORE]
        if e.line == price.line and e.spoken and not e.aside and e is not price
        and abs(price.sentence - e.sentence) <= _SENTENCES
    ]  # fmt: skip
    counts = [e for e in near if e.kind == "count" and is_of(e, unit)]
    amounts = _not_planned([e for e in near if e.family == "money" and _unit(ledger, e) is None])
    if len(counts) != 1 or len(amounts) != 1 or amounts[0].compared:
        return None
    called = "".join(amounts[0].items) + ledger.clause_before(amounts[0], 10)
    said = _OF_ALL.search(called) and _may_make(amounts[0], counts[0], price)
    return (amounts[0], counts[0]) if said else None


def _not_planned(amounts: list[Entry]) -> list[Entry]:
    """Leave out budgets where something else stands beside them: an average is of what was paid."""
    return [e for e in amounts if e.role != "budget"] or amounts


def _may_make(amount: Entry, count: Entry, price: Entry) -> bool:
    """Tell whether a price is less than what was paid, or is so in 元 where 万元 is printed (260人，2.85万元，人均109.62万元)."""
    in_yuan = count.value * price.value * _PER_WAN
    return amount.value.point > price.value.point or amount.value.meets(in_yuan)


def _last_year(ledger: Ledger, entry: Entry) -> bool:
    """Tell whether a figure is of the year before: by its role, or by the words of its clause."""
    return entry.role == "prior" or bool(_PRIOR.search(ledger.clause_before(entry, 12)))


def _less_another(ledger: Ledger, price: Entry, count: Entry, amount: Entry) -> bool:
    """Tell whether the product is the amount less one told behind it, which others got (另有外宾接待0.6万元)."""
    product = count.value * price.value
    behind = ledger.entries[price.index + 1 : price.index + 1 + _AROUND]
    return any(
        e.family == amount.family and e.line == amount.line and e.spoken
        and e.value.point and (amount.value - e.value).meets(product)
        for e in behind
    )  # fmt: skip


def _unit(ledger: Ledger, price: Entry) -> str | None:
    """Return what a price is for one of (人, 户, 亩), "" for a unit price, None where it is no such price."""
    words = fold(ledger.clause_before(price, 16)) + "".join(price.items)
    found = _OF_ONE.search(words)
    after = fold(price.mention.text + ledger.after(price, 3))
    if found is None:
        slash = re.search(
            r"/(?P<unit>[人户亩辆台套间所个场期次件处座盏根株])(?![·./年月天日])", after
        )
        return slash["unit"] if slash and not _OF_TIME.search(words) else None
    if _OF_TIME.search(words.replace("每年", "")) or re.match(r".*/[年月天日]", after):
        return None
    return same_unit(found["unit"] or found["each"] or "")


def same_unit(unit: str) -> str:
    """Return the measure word by which a report counts what an average is for (车 by 辆)."""
    return _SAME.get(unit, unit)


def is_of(count: Entry, unit: str) -> bool:
    """Tell whether a number counts what a price is for: by its measure word (26户), or by its name (26个行政村)."""
    counted = count.family.removeprefix("count:")
    named = counted in _ANYTHING and count.name.endswith(unit)
    return counted == unit or named if unit else counted in _PIECES


def _sentence(ledger: Ledger, price: Entry) -> list[Entry]:
    around = ledger.entries[max(0, price.index - 2 * _AROUND) : price.index + 2 * _AROUND]
    return [e for e in around if e.sentence == price.sentence]


def _times(amount: Entry, count: Entry, price: Entry, claim: Claim) -> Relation:
    expression = Product(Term(count.id), Term(price.id))
    return Relation("product", amount.id, expression, "price-times-number", claim, 0.75)

"""A standard for a year and for a month (年标准与月标准): twelve of the one are the other.

年人均7,200元，折合每人每月600元: two prices side by side, the one for a year, the other for a month. What was paid over a
year may be of fewer months: 642人，每人每月300元，全年231.12万元 is twelve months' pay where most of its neighbours of the
same paragraph are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.intervals import exact
from extraction.constraints.arithmetic.relation import (
    Claim,
    Constant,
    Product,
    Ratio,
    Relation,
    Term,
)
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.quantities.folding import fold

_TWELVE = Constant(exact(12), "12个月")
_A_MONTH = re.compile(r"每月|月均|月人均|按月|[/人]月$|一个月|月标准")
_A_YEAR = re.compile(r"每年|年均|年人均|全年|[/人]年$|一年|年标准|年工资|年薪")
_PAID = re.compile(r"发放|支出|支付|缴|拨|累计|共|已|实际|合计")
_APART = re.compile(r"[。;；]|另|其中|扣除|外")
_BEHIND = re.compile(r"^\s*[/／](?:人[·.]?)?(?P<of>[年月])")
_THAT_IS = re.compile(r"折|即|合|相当|也就是|摊|换算|按月")
"""Words that say the second standard is the first told otherwise."""
_REACH = 20


def month_prices(ledger: Ledger) -> Iterator[Relation]:
    """Yield the standards of a year and of a month that stand side by side."""
    for first, second in zip(ledger.entries, ledger.entries[1:], strict=False):
        if not (_is_price(first) and _is_price(second) and first.sentence == second.sentence):
            continue
        joint = ledger.between(first, second)
        spans = _span(ledger, first), _span(ledger, second)
        if _APART.search(joint) or set(spans) != {"month", "year"}:
            continue
        if "分别" in ledger.clause_before(first):
            continue  # 城乡标准分别为每人每月A元和每人每年B元: two things
        expression = (
            Ratio(Term(first.id), _TWELVE)
            if spans[1] == "month"
            else Product(Term(first.id), _TWELVE)
        )
        claim = Claim.LIKELY if spans[1] == "year" and _PAID.search(joint) else Claim.STATED
        if not (_THAT_IS.search(joint) or _of_one_thing(first, second)):
            claim = Claim.SUGGESTED  # 年人均补助2308元，月人均养老金194元: two things
        yield Relation("product", second.id, expression, "month-and-year", claim, 0.85)


def year_totals(ledger: Ledger) -> Iterator[Relation]:
    """Yield what so many got in a year at so much a month, where most of a paragraph's come out."""
    by_line: dict[int, list[tuple[Entry, Product]]] = {}
    for heads, price, total in zip(
        ledger.entries, ledger.entries[1:], ledger.entries[2:], strict=False
    ):
        if heads.sentence == total.sentence and _paid_by_month(ledger, heads, price, total):
            year = Product(Product(Term(heads.id), Term(price.id)), _TWELVE)
            by_line.setdefault(total.line, []).append((total, year))
    for told in by_line.values():
        fitting = sum(total.value.meets(year.value(ledger.values)) for total, year in told)
        claim = Claim.STATED if 2 * fitting > len(told) and fitting > 1 else Claim.SUGGESTED
        for total, year in told:
            yield Relation("product", total.id, year, "months-of-year", claim, 0.85)


def _paid_by_month(ledger: Ledger, heads: Entry, price: Entry, total: Entry) -> bool:
    """Tell whether three figures in a row are heads, what each gets a month, and what all got in a year."""
    if (
        heads.kind != "count"
        or heads.change is not None
        or not (_is_price(price) and _is_price(total))
    ):
        return False
    apart = ledger.between(heads, price), ledger.between(price, total)
    if any(_APART.search(words) or len(words) > _REACH for words in apart):
        return False
    lead = fold(apart[1])
    return _span(ledger, price) == "month" and _A_YEAR.search(lead) is not None and "每" not in lead


def _of_one_thing(first: Entry, second: Entry) -> bool:
    return not second.items or first.core == second.core or bool({*first.items} & {*second.items})


def _is_price(entry: Entry) -> bool:
    money = entry.kind == "money" and entry.spoken
    return money and entry.value.point > 0


def _span(ledger: Ledger, entry: Entry) -> str | None:
    """Return whether a price is for a month or a year, by the words between the figure before and it."""
    lead = re.split(r"[,。;:]", fold(ledger.lead(entry, _REACH)))[-1]
    behind = _BEHIND.match(entry.mention.text[-3:]) or _BEHIND.match(ledger.after(entry, 4))
    month = _A_MONTH.search(lead) or (behind is not None and behind["of"] == "月")
    year = _A_YEAR.search(lead) or (behind is not None and behind["of"] == "年")
    if bool(month) == bool(year):
        return None
    return "month" if month else "year"

"""A balance of two figures that its sentence names (到位资金扣除实际支出后，结余C), wherever before it these stand.

The words on both sides of 扣除 each mean one figure, in the paragraph of the balance or else before it; what is taken off
may be several (扣除工程款和监理费后). Where a word means none or several figures nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Relation, Sum, Term
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.rules.rates.defined import named_figure
from extraction.quantities.folding import fold

_LESS = re.compile(
    r"(?:^|[,。;:])\s*(?:以|从|将|由|用|按)?(?P<whole>[^,。;:()\d]{2,14}?)(?:中|里)?(?:扣除|扣减|减去|减除|冲减|抵减|减掉)"
    r"(?P<less>[^,。;:()\d]{2,20}?)(?:之后|以后|后)?\s*,?\s*(?:[年期][末底]|[仍尚还]|应|实际|的|资金|账面|项目)*"
    r"(?:结余|剩余|节余|结存|余额|净额|差额|余|剩)[^,。;()\d]{0,6}\s*$"
)
_AND = re.compile(r"[、和及与]|以及")
_MORE = re.compile(r"加|等|其他|历年")
_REACH = 56
_YEAR = 4


def less_named(ledger: Ledger) -> Iterator[Relation]:
    """Yield the balances that are told as one named figure less others."""
    for left in ledger.of_kind("money"):
        if not left.spoken or left.family != "money":
            continue
        told = _LESS.search(fold(ledger.before(left, _REACH)))
        if told is None or _MORE.search(told["whole"] + told["less"]):
            continue
        names = (told["whole"], *_AND.split(told["less"]))
        found = [e for name in names if (e := named_figure(ledger, left, name)) is not None]
        if len(found) == len(names) and _fit(left, *found):
            net = Sum(tuple(Term(e.id) for e in found), (1, *(-1 for _ in found[1:])))
            yield Relation("diff", left.id, net, "less-named", Claim.STATED, 0.88, certain=True)


def _fit(left: Entry, whole: Entry, *less: Entry) -> bool:
    """Tell whether a balance may be of these figures: levels of one year, no larger together than the whole."""
    levels = all(e.family == "money" and e.change is None for e in (whole, *less))
    distinct = len({e.id for e in (left, whole, *less)}) == len(less) + 2
    own = all(compatible(whole, e, ("scope",)) for e in (left, *less))
    years = {e.period[:_YEAR] for e in (left, whole, *less) if e.period}
    fits = sum(e.value.low for e in less) <= whole.value.high
    return levels and distinct and own and fits and len(years) < 2

"""A level whose unit is a step of 万 off its neighbour's of another year (2030年投入6.02万元，2031年计划投入6.50亿元).

The same words are told of both years and the numbers are alike, so that one of the units is a slip. Which one is known
where the report tells the amount in the other unit elsewhere (到位资金60200万元).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.by_value import ByValue
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.rules.rates.earlier import next_year
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.quantities.folding import fold

_STEPS = {("元", "万元"), ("万元", "亿元")}
_YEAR = re.compile(rf"({YEAR_DIGITS})年")
_LINK = re.compile(r"(?:为|是|达到?|约|共计?|了|资金|金额)+$")
_SHARED = 2
_DIGITS = 3
_ALIKE = Decimal("2.5")
_WAN = Decimal(10_000)


def wrong_units(ledger: Ledger) -> Iterator[Relation]:
    """Yield such a level as the figure that tells its amount elsewhere."""
    levels = [e for e in ledger.of_kind("money") if e.family == "money" and e.change is None]
    pairs = [(a, b) for a, b in pairwise(levels) if _are_years(ledger, a, b)]
    told = ByValue([(e.value.point, e) for e in levels if e.digits >= _DIGITS]) if pairs else None
    for pair in pairs:
        small, large = sorted(pair, key=lambda e: e.value.point)
        for wrong, factor in ((small, _WAN), (large, 1 / _WAN)):
            value = wrong.value
            meant = Interval(value.low * factor, value.point * factor, value.high * factor)
            known = told.near(meant.point) if told is not None and wrong.digits >= _DIGITS else ()
            same = [e for e in known if e not in pair and e.value.meets(meant)]
            if same:
                yield Relation(
                    "equal",
                    wrong.id,
                    Term(same[0].id),
                    "wrong-unit",
                    Claim.STATED,
                    0.85,
                    certain=True,
                )


def _are_years(ledger: Ledger, first: Entry, last: Entry) -> bool:
    """Tell whether two levels of a sentence are told in the same words of two years, in units a step apart."""
    units = (first.unit, last.unit)
    beside = first.sentence == last.sentence and first.spoken and last.spoken
    if (
        not beside
        or not (units in _STEPS or units[::-1] in _STEPS)
        or min(first.number, last.number) <= 0
    ):
        return False
    if not 1 / _ALIKE < first.number / last.number < _ALIKE:
        return False
    words = [_LINK.sub("", fold(ledger.clause_before(e))) for e in (first, last)]
    years = [_YEAR.findall(w) for w in words]
    apart = next_year(first, last) or next_year(last, first)
    apart = apart or (all(years) and years[0][-1] != years[1][-1])
    return apart and words[0][-_SHARED:] == words[1][-_SHARED:] and len(words[0]) > _SHARED

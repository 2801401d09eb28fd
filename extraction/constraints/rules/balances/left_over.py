"""What is left of what came in and went out, told one after the other (收入合计A，支出B，年终结余C): C = A - B.

What is left at the end of a year is of all that came in, so that A has to be a total; what is left of the year itself
(当期结存) is of any revenue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Relation, Sum, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.quantities.folding import fold

_LEFT = r"(?:资金|基金|收支)*(?:结余|结存|节余)(?:额|为|共|达)?\s*$"
_OF_YEAR = re.compile(rf"(?:当期|当年|本期|本年度?)(?:收支)?{_LEFT}")
_AT_END = re.compile(rf"(?:年终|年末|期末){_LEFT}")
_CAME_IN = re.compile(
    r"(?:基金|保险|预算|^\W*(?:本年度?|当年|当期|本期|全年)?总?)收入(?:完成|实现|为)?\s*$"
)
"""All revenue of a fund or a year, no kind of it (利息收入)."""
_IN_ALL = re.compile(r"(?:总收入|收入(?:总额|总量|总|合|共)计?|[合总共]计收入)(?:为|达)?\s*$")
_WENT_OUT = re.compile(
    r"(?:总支出|支出(?:总额|总量|[总合共]计)?|[合总共]计支出)(?:完成|为|达)?\s*$"
)
_NEAR = 12
_WORDS = 14


def left_over(ledger: Ledger) -> Iterator[Relation]:
    """Yield what is left of the revenue and the expenditure told right before it in its sentence."""
    for left in ledger.of_kind("money"):
        words = _words(ledger, left)
        of_year = _OF_YEAR.search(words)
        if left.place is not None or left.aside or not (of_year or _AT_END.search(words)):
            continue
        levels = [
            e
            for e in ledger.entries[max(0, left.index - _NEAR) : left.index]
            if e.sentence == left.sentence and e.family == left.family and e.depth <= left.depth
        ][-2:]
        if len(levels) < 2 or any(e.change is not None or e.compared for e in levels):
            continue
        came, went = levels
        in_all = _IN_ALL.search(_words(ledger, came))
        told = in_all or (of_year and _CAME_IN.search(_words(ledger, came)))
        if told and _WENT_OUT.search(_words(ledger, went)):
            rest = Sum((Term(came.id), Term(went.id)), (1, -1))
            yield Relation("sum", left.id, rest, "left-over", Claim.STATED, 0.85)


def _words(ledger: Ledger, entry: Entry) -> str:
    return fold(ledger.clause_before(entry, _WORDS))

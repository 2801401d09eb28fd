"""A number of things told again with two digits exchanged (复述的数量): 受益学生18426人 … 受益学生18246人.

Two counts of one long name that differ in neighbouring digits alone are one number: that two different ones look so is no chance
worth counting on. A number read as the result of an indicator is of the things that it counts. Of two years they are two numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.rules.restated.retold import swapped

_SPECIFIC, _DIGITS = 4, 4
_MOST = 8
"""A name with more tellings is a kind of thing told of many."""


def counts_again(ledger: Ledger) -> Iterator[Relation]:
    """Yield counts of one name in two paragraphs that differ by two digits exchanged."""
    named: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in ledger.of_kind("count", "goal"):
        level = entry.spoken and entry.role == "actual"
        if level and len(entry.core) >= _SPECIFIC and entry.digits >= _DIGITS and entry.unit:
            named[entry.core, entry.unit].append(entry)
    for told in named.values():
        if len(told) <= _MOST and len({e.value.point for e in told}) == 2:
            yield from _exchanged(told)


def _exchanged(told: Sequence[Entry]) -> Iterator[Relation]:
    for first, last in combinations(told, 2):
        apart = first.line != last.line and not (first.compared or last.compared)
        dated = first.period is None or last.period is None or first.period == last.period
        if apart and dated and compatible(first, last) and swapped(first, last):
            yield Relation("equal", last.id, Term(first.id), "count-again", Claim.LIKELY, 0.85)
            return

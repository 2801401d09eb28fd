"""A list that tells two figures of every part (问题23项、金额6215.40万元): where the one adds up, so does the other.

That the amounts of all parts come to the total shows that the list is complete; the counts beside them, and beside the
total, are then complete too. What bears a figure (units, households, people) may stand in several parts, so that their
numbers may come to more than the total, never to less: more is told where a slip of the pen explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.relation import Claim, Relation, Sum, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import add
from extraction.constraints.ledger.page_breaks import without_pages
from extraction.constraints.verdicts.judged import Judged

_BEARERS = frozenset("人名户家所位")
_THINGS = frozenset({"count:个", "count:项"})
_BORNE = re.compile(r"问题|事项|线索|案件|违规")
"""What is counted by 个 or 项 and stands in one part alone."""
_JOINT = re.compile(r"[^。;；:：\d]{0,12}")
_FEWEST = 3
_LEAST = 20
"""Counts that come to less do so by chance."""


def companion_sums(
    told: Sequence[Judged], ledger: Ledger, candidates: Sequence[Relation]
) -> Iterator[Relation]:
    """Yield the sums of the figures right beside the terms of a sum that holds."""
    for judged in told:
        relation = judged.relation
        if relation.kind != "sum" or judged.violated or not isinstance(relation.expression, Sum):
            continue
        terms = [ledger.by_id[t] for t in relation.terms]
        if min(relation.expression.signs) > 0 and _shows_all(terms):
            for step in (-1, 1):
                yield from _beside(ledger, terms, step)


def _shows_all(terms: Sequence[Entry]) -> bool:
    """Tell whether a total and its parts come out too exactly to do so by chance."""
    plain = all(
        e.change is None and e.place is None and e.kind in ("money", "count") for e in terms
    )
    by_chance = len(terms) <= _FEWEST or terms[0].value.point < _LEAST
    return plain and len(terms) >= _FEWEST and not (by_chance and terms[0].kind == "count")


def _beside(ledger: Ledger, terms: Sequence[Entry], step: int) -> Iterator[Relation]:
    """Yield the sum of what stands one step from each term, where all of these are of one kind."""
    places = [e.index + step for e in terms]
    if min(places) < 0 or max(places) >= len(ledger.entries):
        return
    whole, *parts = found = [ledger.entries[p] for p in places]
    level = all(e.change is None and e.place is None and not e.aside for e in found)
    kinds = {e.family for e in found}
    if (
        not level
        or len(kinds) != 1
        or whole.kind not in ("money", "count")
        or terms[0].family in kinds
    ):
        return
    if not all(
        _joined(ledger, *sorted(pair, key=lambda e: e.index))
        for pair in zip(found, terms, strict=True)
    ):
        return
    if len({e.id for e in found}) == len(found):
        ids = tuple(e.id for e in parts)
        claim = Claim.LIKELY if _may_overlap(whole, parts) else Claim.STATED
        yield Relation("sum", whole.id, total(ids), "parallel-figures", claim, 0.92)


def _joined(ledger: Ledger, first: Entry, second: Entry) -> bool:
    return (
        first.line == second.line
        and _JOINT.fullmatch(without_pages(ledger.between(first, second))) is not None
    )


def _may_overlap(whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether more than the total may be right: what is counted may stand in several parts."""
    more = add(parts).low > whole.value.high
    bearing = whole.unit in _BEARERS
    if whole.family in _THINGS:
        bearing = not all(_BORNE.search("".join(e.items)) for e in (whole, *parts))
    return more and whole.kind == "count" and bearing

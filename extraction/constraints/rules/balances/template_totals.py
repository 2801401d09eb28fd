"""What a unit's totals are made of (总计 = 本年 + 结转), as the public template says.

A report tells its totals, the year's own and its balances in sections of their own; each must be told with one value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger

_MADE_OF = {
    "revenue-total": ("revenue-of-year", "carry-over-start"),
    "expenditure-total": ("expenditure-of-year", "carry-over-end"),
}
_BESIDES = {
    "revenue-total": "non-appropriation-surplus-used",
    "expenditure-total": "surplus-distribution",
}


def template_totals(ledger: Ledger) -> Iterator[Relation]:
    """Yield a unit's totals in prose over the year's own and its balances, where each is told with one value."""
    levels = [
        e
        for e in ledger.of_kind("money")
        if e.role == "actual" and e.spoken
        and not e.aside and not e.compared
    ]  # fmt: skip
    for whole in levels:
        made_of = _MADE_OF.get(whole.concept or "")
        if made_of is None:
            continue
        parts = [_only(levels, concept, whole) for concept in made_of]
        found = [p for p in parts if p is not None]
        if len(found) < len(made_of):
            continue
        besides = _only(levels, _BESIDES[whole.concept or ""], whole)
        found += [besides] if besides is not None else []
        ids = tuple(p.id for p in found)
        yield Relation(
            "sum", whole.id, total(ids), "template-total", Claim.LIKELY, 0.8, slips_only=True
        )


def _only(levels: Sequence[Entry], concept: str, whole: Entry) -> Entry | None:
    """Return the one level of a concept beside a total, None where the report tells it with several values."""
    found = [
        e
        for e in levels
        if e.concept == concept and e.period == whole.period and e.owner == whole.owner
        and compatible(e, whole, ("scope", "fund"))
    ]  # fmt: skip
    return found[0] if found and len({e.value.point for e in found}) == 1 else None

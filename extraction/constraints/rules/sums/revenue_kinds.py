"""All revenue as taxes and the rest, told in another sentence than the revenue (收入A，增长…。税收收入B…；非税收入C…): A = B + C."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger

_TAXES, _REST = "tax-revenue", "non-tax-revenue"
_REVENUE = "revenue-of-year"
_REACH = 14
_LINES = 2


def revenue_kinds(ledger: Ledger) -> Iterator[Relation]:
    """Yield a government's revenue as the taxes and other revenue that the sentences behind it tell."""
    spoken = [e for e in ledger.of_kind("money") if _is_level(e)]
    for taxes, rest in pairwise(spoken):
        told = (taxes.concept, rest.concept) == (_TAXES, _REST)
        near = taxes.line == rest.line and rest.sentence - taxes.sentence <= 1
        whole = _whole(ledger, taxes) if told and near else None
        if whole is None or whole.family != taxes.family or rest.family != taxes.family:
            continue
        if all(compatible(whole, part, ("scope", "fund", "period")) for part in (taxes, rest)):
            parts = total((taxes.id, rest.id))
            yield Relation("sum", whole.id, parts, "revenue-kinds", Claim.STATED, 0.85)


def _is_level(entry: Entry) -> bool:
    return entry.spoken and not (entry.aside or entry.compared) and entry.role != "prior"


def _whole(ledger: Ledger, taxes: Entry) -> Entry | None:
    """Return the only revenue of the year told shortly before its taxes, in an earlier sentence."""
    found = [
        e
        for e in ledger.entries[max(0, taxes.index - _REACH) : taxes.index]
        if e.kind == "money" and _is_level(e) and taxes.line - e.line <= _LINES
        and e.concept == _REVENUE and e.role == taxes.role
    ]  # fmt: skip
    alone = len({e.value.point for e in found}) == 1
    return found[-1] if alone and found[-1].sentence < taxes.sentence else None

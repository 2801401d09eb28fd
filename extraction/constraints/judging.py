"""From candidate relations to checks that are told: precision first.

A candidate that holds is told. One that does not is told when text or structure state it, or when
they make it likely and a single slip of the pen explains the difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from extraction.constraints.evaluate import Verdict, evaluate
from extraction.constraints.intervals import Interval
from extraction.constraints.ledger import Entry, Ledger
from extraction.constraints.relation import Claim, Relation
from extraction.constraints.slips import find_slip, wanted

_NARROW = Decimal("0.001")
_TELLING = frozenset({"swap", "digit", "point", "unit"})
_PLAUSIBLE = Decimal(2)
_FAMILIES = {"diff": "sum"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A relation with its verdict."""

    relation: Relation
    verdict: Verdict

    @property
    def violated(self) -> bool:
        """Whether the relation does not hold."""
        return self.verdict.status == "violated"


def judge(candidates: Iterable[Relation], ledger: Ledger) -> tuple[Judged, ...]:
    """Return what to tell of the candidates, each relation once, best candidate of a figure first."""
    held: dict[tuple[str, str, frozenset[str]], Judged] = {}
    broken: dict[tuple[str, str, frozenset[str]], Judged] = {}
    for relation in candidates:
        verdict = evaluate(relation, ledger.values)
        if verdict is None or len(relation.terms) < 2:
            continue
        key = _key(relation)
        judged = Judged(relation, verdict)
        if not judged.violated:
            held.setdefault(key, judged)
        elif _raised(relation, verdict, ledger) and _firmer(judged, broken.get(key)):
            broken[key] = judged
    settled = {
        (j.relation.kind, j.relation.stated) for j in held.values() if j.relation.kind in _ONE_BASE
    }
    kept = [
        j
        for j in broken.values()
        if (j.relation.kind, j.relation.stated) not in settled or j.verdict.computed is None
    ]
    told = [*_one_each(held.values()), *kept]
    told.sort(key=lambda j: (ledger.by_id[j.relation.stated].index, j.relation.kind))
    return tuple(told)


_ONE_BASE = frozenset({"share", "growth"})
"""A rate has one base: once a candidate base fits, the others are not told."""


def _one_each(held: Iterable[Judged]) -> list[Judged]:
    best: dict[tuple[str, str], Judged] = {}
    others: list[Judged] = []
    for judged in held:
        if judged.relation.kind not in _ONE_BASE:
            others.append(judged)
            continue
        key = (judged.relation.kind, judged.relation.stated)
        if key not in best or judged.relation.claim > best[key].relation.claim:
            best[key] = judged
    return [*others, *best.values()]


def _key(relation: Relation) -> tuple[str, str, frozenset[str]]:
    kind = _FAMILIES.get(relation.kind, relation.kind)
    stated = relation.stated if kind in _ONE_BASE else ""
    return kind, stated, frozenset(relation.terms)


def _firmer(new: Judged, known: Judged | None) -> bool:
    return known is None or new.relation.confidence > known.relation.confidence


def plausible(relation: Relation, verdict: Verdict) -> bool:
    """Tell whether stated and computed are near enough to mean the same thing.

    A total twice its parts, or a share half of what its figures give, is more often a relation that
    was not meant than an error; firm rules (`certain`) are believed all the same.
    """
    if relation.certain or verdict.computed is None:
        return True
    stated, computed = abs(verdict.stated.point), abs(verdict.computed.point)
    return stated < computed * _PLAUSIBLE and computed < stated * _PLAUSIBLE


def _raised(relation: Relation, verdict: Verdict, ledger: Ledger) -> bool:
    if relation.claim is Claim.STATED and plausible(relation, verdict):
        return True
    return relation.claim >= Claim.LIKELY and explained(relation, ledger)


def explained(relation: Relation, ledger: Ledger) -> bool:
    """Tell whether one slip in one figure explains why the relation does not hold."""
    return any(_slipped(relation, ledger.by_id[t], ledger) for t in relation.terms)


def _slipped(relation: Relation, entry: Entry, ledger: Ledger) -> bool:
    target = wanted(relation, entry.id, ledger.values)
    if target is None or not _narrow(target):
        return False
    slip = find_slip(entry, target)
    return slip is not None and slip.kind in _TELLING


def _narrow(target: Interval) -> bool:
    """Tell whether so few values would do that a slip hitting one is no accident."""
    return target.high - target.low <= abs(target.point) * _NARROW

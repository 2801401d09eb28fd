"""Violated relations that agree on what one figure should read (互证).

A wrong figure breaks every relation that it stands in, and each of them wants the same number of it. Two that
share this figure and nothing else are witnesses of each other: row and column of a table, a total and its
share. What else they share must be borne out by a relation that holds. Rates alone are none: all of them are off
alike where they are over another base than ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from decimal import Decimal

from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.arithmetic.relation import Claim, Relation
from extraction.constraints.ledger.entries import Ledger
from extraction.constraints.verdicts.slips import wanted

_MOST = 12
"""So many relations of one figure are compared: a figure in more of them is a total of everything."""
_NARROW = Decimal("0.02")
_SUMS = frozenset({"sum", "diff", "product"})


def sound(held: Iterable[Relation]) -> frozenset[str]:
    """Return the figures that relations which hold bear out, by more than chance."""
    return frozenset(t for r in held if r.claim > Claim.SUGGESTED for t in r.terms)


def agreeing(
    relations: Sequence[Relation], ledger: Ledger, known: Set[str]
) -> Mapping[int, frozenset[int]]:
    """Return by place the places of the relations that agree with one, for those that any agrees with.

    Args:
        relations: relations that do not hold.
        known: figures that relations which hold bear out.
    """
    of_term: defaultdict[str, list[int]] = defaultdict(list)
    for place, relation in enumerate(relations):
        if not relation.bound:
            for term in relation.terms:
                of_term[term].append(place)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for term, places in of_term.items():
        targets = [(p, _target(relations[p], term, ledger)) for p in places[:_MOST]]
        for i, (one, own) in enumerate(targets):
            for other, its in targets[i + 1 :]:
                if own is None or its is None or not own.meets(its):
                    continue
                if _independent(relations[one], relations[other], {term, *known}):
                    found[one].add(other)
                    found[other].add(one)
    return {place: frozenset(others) for place, others in found.items()}


def _target(relation: Relation, term: str, ledger: Ledger) -> Interval | None:
    """Return what a relation wants of a figure, None where that is as good as anything."""
    target = wanted(relation, term, ledger.values)
    if target is None or target.zero:
        return None
    return target if target.narrow(_NARROW) else None


def _independent(one: Relation, other: Relation, known: Set[str]) -> bool:
    """Tell whether two relations share no figures but known ones, and one of them is more than a rate."""
    shared = set(one.terms) & set(other.terms)
    alike = (
        len(shared) > 1 and one.kind == other.kind
    )  # two readings of one list are no two witnesses
    return not alike and shared <= known and (one.kind in _SUMS or other.kind in _SUMS)

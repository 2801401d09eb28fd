"""Relations that come out two by two once two figures beside each other change places (互换).

A cell written into its neighbour's place, and that one into its own, breaks a relation of each. That both come out
to the last digit with the two exchanged is no chance, however far each is off by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.constraints.arithmetic.evaluate import RATES, Verdict
from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.arithmetic.relation import Claim, Relation, Sum, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.verdicts.slips import wanted

_BESIDE = 8
_TELLING_DIGITS, _OF_BOTH = 4, 6
_RATE_DIGITS = 3
_FILLED = 2
"""Figures that are not zero, beside the one that is exchanged, in a sum that tells anything."""
_NARROW, _NARROW_RATE = Decimal("0.002"), Decimal("0.02")
COLUMNS = frozenset({"column-share", "column-growth", "column-difference"})
"""Rules of columns that follow from others, row by row."""


def exchanged(failing: Sequence[tuple[Relation, Verdict]], ledger: Ledger) -> frozenset[int]:
    """Return the places of the relations that come out with others by one exchange.

    Args:
        failing: relations that do not hold, with their verdicts.
    """
    wants: dict[tuple[str, str], list[int]] = {}
    for place, (relation, verdict) in enumerate(failing):
        for pair in _wishes(relation, verdict, ledger):
            wants.setdefault(pair, []).append(place)
    found: set[int] = set()
    for (one, other), places in wants.items():
        back = [p for p in wants.get((other, one), ()) if one not in failing[p][0].terms]
        for place in places:
            own = failing[place][0]
            pairs = [p for p in back if _may_speak(own, failing[p][0])]
            if pairs and other not in own.terms:
                found |= {place, *pairs}
    return frozenset(found)


def _may_speak(one: Relation, other: Relation) -> bool:
    """Tell whether two relations may speak for each other: of columns that follow from others only two of one rule."""
    return one.rule == other.rule or not {one.rule, other.rule} & COLUMNS


def _wishes(relation: Relation, verdict: Verdict, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Yield a figure of a relation and one beside it with whose value in its place the relation comes out."""
    if relation.bound or verdict.computed is None:
        return
    targets = _rate_targets if relation.kind in RATES else _sum_targets
    for entry, target in targets(relation, verdict, ledger):
        for other in _beside(entry, ledger):
            if other.value.point in target and _telling(entry, other):
                yield entry.id, other.id


def _rate_targets(
    relation: Relation, verdict: Verdict, ledger: Ledger
) -> Iterator[tuple[Entry, Interval]]:
    """Yield what the figures of a column of rates should read in one row."""
    if relation.rule not in COLUMNS:
        return
    for term in relation.terms:
        target = wanted(relation, term, ledger.values)
        if target is not None and target.narrow(_NARROW_RATE):
            yield ledger.by_id[term], target


def _sum_targets(
    relation: Relation, verdict: Verdict, ledger: Ledger
) -> Iterator[tuple[Entry, Interval]]:
    """Yield what the figures of a sum or a difference should read; of one that is only suggested the total alone."""
    expression, computed = relation.expression, verdict.computed
    if not isinstance(expression, Sum) or computed is None:
        return
    gap = verdict.stated.point - computed.point
    room = (verdict.stated.high - verdict.stated.low + computed.high - computed.low) / 2
    if room > (_NARROW_RATE if relation.rule in COLUMNS else _NARROW) * abs(gap):
        return
    tried = [(relation.stated, -gap)]
    if relation.claim > Claim.SUGGESTED or relation.rule in COLUMNS:
        parts = zip(expression.parts, expression.signs, strict=True)
        tried += [(part.id, sign * gap) for part, sign in parts if isinstance(part, Term)]
    filled = [t for t in relation.terms if ledger.by_id[t].value.point]
    for term, change in tried:
        if len([t for t in filled if t != term]) < _FILLED:
            continue  # 212.40 = 0 + 0 comes out with a zero in its place: that says nothing
        entry = ledger.by_id[term]
        middle = entry.value.point + change
        yield entry, Interval(middle - room, middle, middle + room)


def _beside(entry: Entry, ledger: Ledger) -> Iterator[Entry]:
    near = ledger.entries[max(0, entry.index - _BESIDE) : entry.index + _BESIDE + 1]
    return (e for e in near if e.lane == entry.lane and e.number != entry.number)


def _telling(one: Entry, other: Entry) -> bool:
    """Tell whether two figures have so many digits that exchanging them mends nothing by chance; a rate as printed."""
    if one.kind == "rate":
        return min(len(e.number.as_tuple().digits) for e in (one, other)) >= _RATE_DIGITS
    digits = one.digits, other.digits
    return max(digits) >= _TELLING_DIGITS or sum(digits) >= _OF_BOTH

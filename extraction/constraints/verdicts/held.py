"""What the relations that hold say of those that do not (成立的关系): other sums over the same figures, shares over 100%."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Term
from extraction.constraints.ledger.entries import Ledger

_OVER_ALL = Decimal("0.02")


def parts_of(relation: Relation) -> frozenset[str]:
    """Return the parts of a sum: where they add up to one total, they seldom belong to another."""
    return frozenset(relation.expression.ids()) if relation.kind == "sum" else frozenset()


class HeldSums:
    """The sums that hold, to tell whether the figures of one that does not are read better elsewise."""

    def __init__(self, held: Iterable[Relation], ledger: Ledger) -> None:
        self._ledger = ledger
        self._parts: set[frozenset[str]] = set()
        self._of: dict[str, list[frozenset[str]]] = {}
        self._with: dict[str, list[frozenset[str]]] = {}
        for relation in (r for r in held if r.kind == "sum"):
            parts = parts_of(relation)
            self._parts.add(parts)
            self._of.setdefault(relation.stated, []).append(parts)
            for part in parts:
                self._with.setdefault(part, []).append(parts)

    def complete(self, relation: Relation) -> bool:
        """Tell whether the very parts add up to another total."""
        return parts_of(relation) in self._parts

    def another(self, relation: Relation) -> bool:
        """Tell whether the total is the sum of some of the parts with others, or the parts, two or
        more, are some of a longer list that adds up; a stated list may be wrong by one part too many."""
        parts = parts_of(relation)
        if relation.kind != "sum" or relation.bound or not parts:
            return False
        firm = relation.claim is Claim.STATED
        if any(
            parts & known and not (firm and (known < parts or self._told_twice(parts, known)))
            for known in self._of.get(relation.stated, ())
        ):
            return True
        longer = self._with.get(min(parts), ())
        if any(parts | {relation.stated} <= known for known in longer):
            return True  # the total stands among the parts: 109, of which 46, 25, 35 and 3
        return not firm and len(parts) > 1 and any(parts < known for known in longer)

    def _told_twice(self, parts: frozenset[str], known: frozenset[str]) -> bool:
        """Tell whether two lists of parts differ in one account that two paragraphs tell differently (本年收入A … 本年收入B)."""
        own, other = (
            [self._ledger.by_id[i] for i in found] for found in (parts - known, known - parts)
        )
        if len(own) != 1 or len(other) != 1 or own[0].line == other[0].line:
            return False
        named = bool(own[0].core) and own[0].core == other[0].core
        return named or (own[0].concept is not None and own[0].concept == other[0].concept)


class HeldShares:
    """The shares that hold, to tell whether a report itself says that the parts of a list are no partition."""

    def __init__(self, held: Iterable[Relation], ledger: Ledger) -> None:
        self._ledger = ledger
        self._told: dict[tuple[str, str], str] = {}
        for relation in (r for r in held if r.kind == "share"):
            match relation.expression:
                case Ratio(Term(part), Term(whole)):
                    self._told[part, whole] = relation.stated

    def overlap(self, relation: Relation) -> bool:
        """Tell whether every part has its share of the total printed, and the shares are over 100% together."""
        if relation.kind != "sum" or relation.bound:
            return False
        parts = [p for p in parts_of(relation) if self._ledger.by_id[p].value.point]
        rates = [self._told.get((part, relation.stated)) for part in parts]
        if len(parts) < 2 or None in rates:
            return False
        points = [self._ledger.by_id[rate].value.point for rate in rates if rate is not None]
        return sum(points, Decimal(0)) - 1 > _OVER_ALL

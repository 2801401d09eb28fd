"""What a report says besides its rule for or against a broken relation of prose (旁证).

A slip of the pen that explains the gap is the best witness that a relation was meant: at first sight 65 of 69 of
these were true. Without one, two things speak against it: the figure that it wants stands beside it (the rate is over
that one), and a wide gap between figures of which no other relation holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import takewhile

from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import other_account
from extraction.constraints.verdicts.explaining import explained
from extraction.constraints.verdicts.judged import Judged
from extraction.constraints.verdicts.slips import find_slip, wanted

_NARROW = Decimal("0.005")
_WIDE_SUM, _WIDE = Decimal("0.1"), Decimal("0.5")
_DIGITS, _LIST = 3, 3
_BESIDE = 100
"""So many figures before and after one are looked at."""


class Support:
    """What the relations that hold, and the figures beside it, say of a relation that does not."""

    def __init__(self, told: Iterable[Judged], ledger: Ledger) -> None:
        self._ledger = ledger
        told = tuple(told)
        self._tied = frozenset(
            t for j in told if j.verdict.status == "holds" for t in j.relation.terms
        )
        self._accused = frozenset(j.relation.stated for j in told if j.violated)

    def against(self, judged: Judged) -> tuple[str, ...]:
        """Return what speaks against a violated relation that no slip explains, () for nothing."""
        relation = judged.relation
        over_nothing = (
            judged.verdict.computed is None
        )  # a rate over zero is wrong, whatever was meant
        if over_nothing or not self._of_prose(relation) or explained(relation, self._ledger):
            return ()
        if any(self._stands_beside(relation, t) for t in relation.terms):
            return ("elsewhere",)
        return ("wide",) if self._wide(judged) else ()

    def _of_prose(self, relation: Relation) -> bool:
        """Tell whether the text of a paragraph states a relation that is more than a figure told twice."""
        stated = relation.claim is Claim.STATED and relation.kind != "equal"
        return stated and all(self._ledger.by_id[t].place is None for t in relation.terms)

    def _stands_beside(self, relation: Relation, term: str) -> bool:
        """Tell whether the value that a relation wants of a figure is printed in a line of the relation.

        Where it is the other side of an account (收入) that balances what is wanted (支出), it speaks for the relation.
        """
        target = wanted(relation, term, self._ledger.values)
        if (
            target is None
            or target.zero
            or not target.narrow(_NARROW)
            or _over_a_named_base(relation)
        ):
            return False
        own = self._ledger.by_id[term]
        return any(
            e.kind == own.kind and e.value.point in target
            for t in relation.terms
            for e in self._beside(self._ledger.by_id[t])
            if e.digits >= _DIGITS and e.id not in self._accused and e.id not in relation.terms
            and not other_account(self._ledger, own, e)
        )  # fmt: skip

    def _beside(self, entry: Entry) -> Iterator[Entry]:
        entries, place = self._ledger.entries, entry.index
        before = reversed(entries[max(0, place - _BESIDE) : place])
        for way in (before, entries[place + 1 : place + 1 + _BESIDE]):
            yield from takewhile(lambda e: e.line == entry.line, way)

    def _wide(self, judged: Judged) -> bool:
        """Tell whether a relation misses widely, and neither a digit nor another relation speaks for its figures."""
        relation = judged.relation
        listed = relation.kind == "sum" and len(relation.terms) > _LIST
        listed = listed and self._ledger.by_id[relation.stated].kind == "money"
        if relation.bound or judged.missed_by <= (_WIDE_SUM if listed else _WIDE):
            return False
        if any(t in self._tied for t in relation.terms):
            return False
        kinds = {"swap"} if listed else {"digit", "swap"}
        return not any(self._slip(relation, t) in kinds for t in relation.terms)

    def _slip(self, relation: Relation, term: str) -> str | None:
        """Return the kind of slip that mends a relation in one of its numbers, however short."""
        target = wanted(relation, term, self._ledger.values)
        if target is None or not target.narrow(_NARROW):
            return None
        slip = find_slip(self._ledger.by_id[term], target, fewest=1)
        return slip.kind if slip is not None else None


def _over_a_named_base(relation: Relation) -> bool:
    """Tell whether a rate is over a base that the words name: one who takes another instead errs, not the reading."""
    over = relation.expression
    if relation.defined:
        return True
    if relation.kind != "growth" or not isinstance(over, Ratio):
        return False
    return isinstance(over.left, Term) and isinstance(over.right, Term)

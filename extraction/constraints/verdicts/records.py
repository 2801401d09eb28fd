"""What a rule's other relations in the same place say of one that fails (同类记录).

One error in a column of figures that otherwise follow is an error of the report; many are an error of
our reading: a wrong base, a shifted column, rows of another scope. Such a pattern accuses nobody. Two
totals that stand in each other's place fail in every column and are still one error, and so is a figure of
which several relations want the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from extraction.constraints.arithmetic.relation import Claim, Relation
from extraction.constraints.ledger.entries import Ledger
from extraction.constraints.verdicts.agreeing import agreeing, sound
from extraction.constraints.verdicts.judged import Judged

_FEW_IN_TABLE, _HELD_IN_TABLE = 3, 8
_FEW_IN_REPORT, _HELD_IN_REPORT = 6, 4
_RATES = "rates of columns"
_RATE_COLUMNS = frozenset({"column-share", "column-growth"})
"""One kind of reading: what a column of rates is over; each speaks for the rows of the other."""
_LARGE = 100
_FEW_WHOLE, _HABIT = 3, Decimal("0.1")
"""A report has the habit where so many of its large figures, and more than this share of them, are whole."""
_Place = tuple[str, str]


class RuleRecords:
    """How often each rule holds and fails, in every table and in the report.

    Attributes:
        several_scopes: whether the report tells of several scopes (全市 and 市本级), where a figure may leave
            its own unsaid.
        prints_whole: whether the report prints whole figures with decimals as a habit.
        witnessed: violated relations of which another wants the same of one of their figures.
        exact: ids of the totals that figures with decimals add up to: they are not rounded.
    """

    def __init__(self, told: Iterable[Judged], ledger: Ledger) -> None:
        self._ledger = ledger
        told = tuple(told)
        self._exchanged = _exchanged(told)
        violated = [j.relation for j in told if j.violated and j.relation.claim is Claim.STATED]
        held = (j.relation for j in told if not j.violated)
        agreed = agreeing(violated, ledger, sound(held))
        self.witnessed = frozenset(violated[place] for place in agreed)
        one_error = frozenset(violated[p] for p, others in agreed.items() if min(others) < p)
        self._held: Counter[_Place] = Counter()
        self._failed: Counter[_Place] = Counter()
        for judged in told:
            if judged.relation in self._exchanged or judged.relation in one_error:
                continue
            counts = self._failed if judged.violated else self._held
            counts.update(self._places(judged))
        scopes = {e.key.scope for e in ledger.entries if e.key is not None}
        self.several_scopes = len(scopes - {None}) > 1
        self.prints_whole = _prints_whole(ledger)
        self.exact = frozenset(j.relation.stated for j in told if _adds_up_in_decimals(j, ledger))

    def doubtful(self, judged: Judged) -> bool:
        """Tell whether the rule fails too often around a relation for its failures to be the report's."""
        if judged.relation in self._exchanged:
            return False
        for place in self._places(judged):
            failed, held = self._failed[place], self._held[place]
            few, share = (
                (_FEW_IN_TABLE, _HELD_IN_TABLE) if place[1] else (_FEW_IN_REPORT, _HELD_IN_REPORT)
            )
            if failed >= few and held < share * failed:
                return True
        return False

    def _places(self, judged: Judged) -> tuple[_Place, ...]:
        rule = _RATES if judged.relation.rule in _RATE_COLUMNS else judged.relation.rule
        place = self._ledger.by_id[judged.relation.stated].place
        return ((rule, ""), (rule, place.table)) if place is not None else ()


def _prints_whole(ledger: Ledger) -> bool:
    """Tell whether a report prints figures of whole units with decimals as a habit (300.00): then they may be rounded."""
    decimals = [e.number for e in ledger.of_kind("money") if large_in_decimals(e.number)]
    whole = [n for n in decimals if is_whole(n)]
    return len(whole) >= _FEW_WHOLE and len(whole) > _HABIT * len(decimals)


def large_in_decimals(number: Decimal) -> bool:
    """Tell whether a number is printed with decimals and so large that a whole unit is a hundredth of it at most."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent < 0 and abs(number) >= _LARGE


def is_whole(number: Decimal) -> bool:
    """Tell whether a number is whole, however it is printed (300.00)."""
    return number == number.to_integral_value()


def _adds_up_in_decimals(judged: Judged, ledger: Ledger) -> bool:
    """Tell whether a sum comes out to the last place over parts that are not whole."""
    if judged.relation.kind != "sum" or judged.relation.bound or judged.verdict.status != "holds":
        return False
    return any(not is_whole(ledger.by_id[t].number) for t in judged.relation.terms)


def _exchanged(told: Sequence[Judged]) -> frozenset[Relation]:
    """Return the violated sums of which each comes out as another one states, and the other way round."""
    sums: dict[tuple[Decimal, Decimal], Relation] = {}
    for judged in told:
        computed = judged.verdict.computed
        if judged.violated and judged.relation.kind == "sum" and computed is not None:
            sums[judged.verdict.stated.point, computed.point] = judged.relation
    return frozenset(r for (stated, computed), r in sums.items() if (computed, stated) in sums)

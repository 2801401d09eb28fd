"""合计 and 总计 are two concepts: the year's own account, and the one with transfers and balances carried over.

Prose often calls the greater one by the name of the smaller (支出预算 for 支出总计). A figure that meets the other
total of its account is that one, and differs from no figure of this one.
"""

from __future__ import annotations

from collections import defaultdict

from extraction.constraints.arithmetic.relation import Relation
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger

_OTHER = {
    "revenue-of-year": "revenue-total",
    "revenue-total": "revenue-of-year",
    "expenditure-of-year": "expenditure-total",
    "expenditure-total": "expenditure-of-year",
}


class TotalsApart:
    """The totals of a report by concept, to tell a figure of the one from one of the other."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._of: dict[str, list[Entry]] = defaultdict(list)
        for entry in ledger.of_kind("money"):
            key = entry.key
            if key is None or key.concept not in _OTHER or entry.aside:
                continue
            if key.measure == "level" and entry.change is None:
                self._of[key.concept].append(entry)

    def explain(self, relation: Relation) -> bool:
        """Tell whether one of two figures that differ is the other total of its account."""
        return any(self._is_other(self._ledger.by_id[t]) for t in relation.terms)

    def _is_other(self, entry: Entry) -> bool:
        if entry.place is not None or entry.concept not in _OTHER:
            return False
        return any(
            e.place is not None and e.value.meets(entry.value) and compatible(e, entry)
            for e in self._of[_OTHER[entry.concept]]
        )

"""Figures that other places of the report confirm (他处佐证).

A figure stated again elsewhere under the same name is seldom the wrong one, and a value that the
report gives elsewhere for an item is likely what its figure here should read.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.ledger.entries import Entry, Ledger

TELLING_DIGITS = 3
_ENOUGH = 8
"""How many of the values nearest to the target's lower end are looked at."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """How often a name has a value, and the values that a name has in one role and period.

    Both are looked up in a time that does not grow with the report.
    """

    _sizes: Mapping[tuple[str, str, Decimal], int]
    _values: Mapping[_Scope, tuple[tuple[Decimal, int], ...]]

    def restated(self, entry: Entry, *, own: int = 1) -> bool:
        """Tell whether the figure stands elsewhere, more than `own` times, under the same name with the same value."""
        if entry.digits < TELLING_DIGITS:
            return False
        return self._sizes.get((entry.family, entry.core, abs(entry.value.point)), 0) > own

    def offers(self, entry: Entry, target: Interval) -> bool:
        """Tell whether the report gives the item in another paragraph with a value in `target`."""
        known = self._values.get(_scope(entry), ())
        first = bisect.bisect_left(known, (target.low, -1))
        near = known[first : first + _ENOUGH]
        return any(value <= target.high and line != entry.line for value, line in near)


_Scope = tuple[str, str, tuple[str, bool, bool], str | None]


def _scope(entry: Entry) -> _Scope:
    return entry.family, entry.core, entry.lane, entry.period


def find_anchors(ledger: Ledger) -> Anchors:
    """Index the figures of a report by what they measure and how much it is."""
    sizes: Counter[tuple[str, str, Decimal]] = Counter()
    values: dict[_Scope, list[tuple[Decimal, int]]] = {}
    for entry in ledger.entries:
        if not entry.core or not entry.value.point:
            continue
        sizes[entry.family, entry.core, abs(entry.value.point)] += 1
        if entry.digits >= TELLING_DIGITS:
            values.setdefault(_scope(entry), []).append((entry.value.point, entry.line))
    return Anchors(sizes, {scope: tuple(sorted(found)) for scope, found in values.items()})

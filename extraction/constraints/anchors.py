"""Figures that other places of the report confirm (他处佐证).

A figure stated again elsewhere under the same name is seldom the wrong one, and a value that the
report gives elsewhere for an item is likely what its figure here should read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extraction.constraints.intervals import Interval
from extraction.constraints.ledger import Entry, Ledger

_TELLING_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Anchors:
    """Figures by kind, scope of addition and size."""

    _by_name: Mapping[tuple[str, str], tuple[Entry, ...]]

    def restated(self, entry: Entry) -> bool:
        """Tell whether the figure stands elsewhere under the same name with the same value."""
        if entry.digits < _TELLING_DIGITS:
            return False
        size = abs(entry.value.point)
        return any(abs(e.value.point) == size for e in self._alike(entry))

    def offers(self, entry: Entry, target: Interval) -> bool:
        """Tell whether the report gives the item elsewhere with a value in `target`."""
        return any(
            e.digits >= _TELLING_DIGITS and e.value.point in target for e in self._others(entry)
        )

    def _alike(self, entry: Entry) -> Iterator[Entry]:
        for other in self._by_name.get((entry.family, entry.core), ()):
            if other.id != entry.id:
                yield other

    def _others(self, entry: Entry) -> Iterator[Entry]:
        """Yield figures of the same item, role and period in another paragraph or table."""
        for other in self._alike(entry):
            if (
                other.lane == entry.lane
                and other.line != entry.line
                and other.period == entry.period
            ):
                yield other


def find_anchors(ledger: Ledger) -> Anchors:
    """Index the figures of a report by what they measure."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in ledger.entries:
        if entry.core and entry.value.point != Decimal(0):
            found.setdefault((entry.family, entry.core), []).append(entry)
    return Anchors({name: tuple(entries) for name, entries in found.items()})

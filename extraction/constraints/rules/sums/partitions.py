"""Columns that the public templates divide further (公开样表): 三公 and 公务用车 across one row.

A row of the template reads 合计, 因公出国（境）费, 公务用车购置及运行费 with its two parts, 公务接待费. The concepts of
neighbouring columns say so, whatever the headers are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.grids import grids
from extraction.constraints.ledger.lists import is_known_part
from extraction.constraints.ledger.naming import names_total

_WHOLE = "three-public"
_DIVIDED = "vehicles"
_PARTS = {
    _WHOLE: frozenset({"overseas-travel", _DIVIDED, "reception"}),
    _DIVIDED: frozenset({"vehicle-purchase", "vehicle-operation"}),
}


def partitions(ledger: Ledger) -> Iterator[Relation]:
    """Yield the totals of the template over the columns beside them, in every row that has all of them."""
    for grid in grids(ledger):
        for _, line in grid.lines(across=True):
            row = [line[place] for place in sorted(line)]
            for i, entry in enumerate(row):
                parts = _parts_of(entry, row, i)
                if parts:
                    ids = tuple(p.id for p in parts)
                    yield Relation("sum", entry.id, total(ids), "partition", Claim.STATED, 0.9)


def _parts_of(entry: Entry, row: Sequence[Entry], place: int) -> list[Entry]:
    """Return the columns right behind a total that make it up, [] where they are not just those."""
    concept = entry.concept
    if concept not in _PARTS and names_total(entry.place.column_name if entry.place else ""):
        concept = _WHOLE
    wanted = _PARTS.get(concept or "")
    if wanted is None:
        return []
    found: dict[str, Entry] = {}
    for other in row[place + 1 :]:
        name = other.concept or ""
        if name in wanted and name not in found and other.role == entry.role:
            found[name] = other
        elif not any(is_known_part(other, part) for part in found.values()):
            break
    return list(found.values()) if set(found) == wanted else []

"""Whether two figures may be of one account (口径是否相容): nothing that is known of them says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.constraints.ledger.entries import Entry

_PARTS = ("scope", "fund", "period", "role", "nature")


def compatible(one: Entry, other: Entry, parts: Sequence[str] = _PARTS) -> bool:
    """Tell whether no part of two keys is known of both and differs.

    What only the kind of report says of a figure in prose (a unit's figure of no fund is of all) is not
    known; a period is, and what it says of a table, whose title would name another fund.
    """
    return all(len(_known(one, part) | _known(other, part)) < 2 for part in parts)


def _known(entry: Entry, part: str) -> set[str]:
    key = entry.key
    value = getattr(key, part) if key is not None else None
    spoken = entry.place is None and part != "period"
    inferred = spoken and key is not None and key.sources.get(part) == "report"
    return {value} if value is not None and not inferred else set()

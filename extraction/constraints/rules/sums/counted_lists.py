"""A total of so many kinds (分为三类、归为四个方面): the list behind it says how long it is, and is told to its last item.

Items are numbered (①, 一是, （1）), and the first figure of each is its part, whatever else the item counts; without
numbers they are the figures of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.rules.sums.told_numbers import announced
from extraction.lexicon.numbering import item_starts

_NEAR = 10
"""Characters between a total and the words that say how many its parts are."""
_REACH = 40
_LIST = 1_200
"""Characters behind a total in which its list ends."""
_PARTED = re.compile(r"[。；;\d]")
_END = re.compile(r"[。\n]")
_INNER = re.compile(r"其中|包括|含|[(（]")


def counted_lists(ledger: Ledger) -> Iterator[Relation]:
    """Yield totals over the items of a list that says how many they are."""
    for whole in ledger.of_kind("money"):
        if not whole.spoken:
            continue
        behind = ledger.after(whole, _REACH)
        said = announced(behind)
        if said is None or said.start > _NEAR or _PARTED.search(behind[: said.start]):
            continue
        count = said.number
        parts = _items(ledger, whole, whole.mention.end + said.end, count)
        if len(parts) == count >= 2:
            ids = tuple(p.id for p in parts)
            yield Relation(
                "sum", whole.id, total(ids), "counted-list", Claim.STATED, 0.95, certain=True
            )


def _items(ledger: Ledger, whole: Entry, start: int, count: int) -> Sequence[Entry]:
    """Return the first figure of each of so many items, () where an item has none."""
    listed = ledger.text[start : start + _LIST]
    places = [start + at for at in item_starts(listed, count, within=_REACH)]
    inside = [e for e in _levels(ledger, whole) if e.mention.start >= start]
    if not places:
        end = _END.search(ledger.text, start)
        told = [e for e in inside if end is None or e.mention.start < end.start()]
        return () if any(_INNER.search(g) for g in _gaps(ledger, told)) else told
    found: list[Entry] = []
    for place, following in zip(places, [*places[1:], None], strict=True):
        if following is None:
            end = _END.search(ledger.text, place)
            following = end.start() if end else len(ledger.text)
        own = [e for e in inside if place <= e.mention.start < following]
        if not own or any(not _is_within(ledger, own[0], e) for e in own[1:]):
            return ()
        found.append(own[0])
    return found


def _is_within(ledger: Ledger, first: Entry, other: Entry) -> bool:
    """Tell whether a further figure of an item is a part of its first (其中…, in brackets); else which is meant is open."""
    return other.depth > first.depth or bool(_INNER.search(ledger.between(first, other)))


def _gaps(ledger: Ledger, listed: Sequence[Entry]) -> Iterator[str]:
    return (ledger.between(a, b) for a, b in pairwise(listed))


def _levels(ledger: Ledger, whole: Entry) -> Iterator[Entry]:
    for entry in ledger.entries[whole.index + 1 :]:
        if entry.mention.start - whole.mention.end > _LIST:
            return
        if entry.family == whole.family and entry.spoken:
            yield entry

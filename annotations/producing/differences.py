"""What people changed in a layer against what it began from, by place (修改统计).

A mention is unchanged where the beginning has one with the same offsets, label, change and role; changed
where it covers one that is gone or keeps its id; else added. Places and not ids, so that a consensus, whose
ids are its own, is counted in the same way.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from typing import Any

from annotations.store import LayerState
from annotations.store.content import Value
from extraction.decisions import Corrections

_Place = tuple[int, int]


def corrections(
    began: LayerState, now: LayerState, *, layer: str, by: Iterable[str]
) -> Corrections:
    """Return how a layer differs from what it began from."""
    before = {_marks(m) for m in began.mentions.values()}
    fresh = sorted(
        (m for m in now.mentions.values() if _marks(m) not in before), key=lambda m: m["start"]
    )
    kept = {_marks(m) for m in now.mentions.values()}
    gone = [m for m in began.mentions.values() if _marks(m) not in kept]
    covered = _Covered(gone)
    changed = [m for m in fresh if covered.meets(m)]
    added = [m for m in fresh if not covered.meets(m)]
    left = _Covered(fresh)
    theirs, ours = _links(began), _links(now)
    return Corrections(
        layer=layer,
        by=tuple(sorted(set(by))),
        added=tuple(m["id"] for m in added),
        changed=tuple(m["id"] for m in changed),
        removed=sum(not left.meets(m) for m in gone),
        linked=tuple(sorted(pair for place, pair in ours.items() if place not in theirs)),
        unlinked=sum(place not in ours for place in theirs),
        values=tuple((m["id"], m["corrected"]) for m in now.ordered() if m.get("corrected")),
        done=now.done,
    )


class _Covered:
    """Answers whether a mention meets one of some others, by place or by id."""

    def __init__(self, mentions: Iterable[Value]) -> None:
        ordered = sorted(mentions, key=lambda m: m["start"])
        self._starts = [m["start"] for m in ordered]
        self._ends = [m["end"] for m in ordered]
        self._ids = {m["id"] for m in ordered}

    def meets(self, mention: Value) -> bool:
        if mention["id"] in self._ids:
            return True
        i = bisect.bisect_left(self._starts, mention["end"])
        return i > 0 and self._ends[i - 1] > mention["start"]


def _marks(m: Value) -> tuple[Any, ...]:
    return m["start"], m["end"], m["label"], m.get("change"), m.get("role")


def _links(state: LayerState) -> dict[tuple[_Place, _Place], tuple[str, str]]:
    place = {k: (m["start"], m["end"]) for k, m in state.mentions.items()}
    return {
        (place[k["source"]], place[k["target"]]): (k["source"], k["target"])
        for k in state.links.values()
    }

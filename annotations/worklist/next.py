"""What to correct next (下一个): the documents by worth, and in each the mentions that carry it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.store import Layer, Store
from annotations.worklist.checking import Checker, try_findings
from annotations.worklist.worth import LOW_CONFIDENCE, Entry, Queue


@dataclass(frozen=True, slots=True)
class MentionInDoubt:
    """A mention to look at, and why: a violated check's message, or its low confidence."""

    id: str
    label: str
    start: int
    end: int
    text: str
    confidence: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document of the queue with the mentions to look at first."""

    entry: Entry
    mentions: tuple[MentionInDoubt, ...]


def candidates(store: Store, *, limit: int = 20, mentions: int = 5) -> tuple[Candidate, ...]:
    """Return the documents worth most (see `annotations.worklist.worth`), finished ones left out.

    Checks are computed afresh for every document that is not finished.
    """
    checker = Checker(store)
    found = {y.id: try_findings(checker, y.id) for y in _shown(store)}
    findings = {layer: count for layer, count in found.items() if count is not None}
    entries = [e for e in Queue(store).entries(findings) if e.progress != "done"][:limit]
    return tuple(Candidate(e, tuple(_first(store, checker, e, mentions))) for e in entries)


def _shown(store: Store) -> Iterator[Layer]:
    """Yield the layer of each document that the queue looks at: the newest human one, else the newest."""
    for document in store.documents():
        layers = store.layers(document.id)
        human = [y for y in layers if y.kind in ("human", "consensus")]
        yield from (human or list(layers))[-1:]


def _first(store: Store, checker: Checker, entry: Entry, limit: int) -> Iterator[MentionInDoubt]:
    """Yield the mentions of violated checks, then the least sure ones that nobody accepted."""
    human = [y for y in entry.layers if y.kind in ("human", "consensus")]
    shown = (human or list(entry.layers))[-1:]
    if not shown or try_findings(checker, shown[0].id) is None:
        return
    _, record = checker.record(shown[0].id)
    state = store.read(shown[0].id)
    reasons: dict[str, str] = {}
    for check in record.findings:
        for term in check.terms:
            reasons.setdefault(term, check.message)
    unsure = sorted(
        (
            m
            for m in state.mentions.values()
            if m["id"] not in state.accepted and (m.get("confidence") or 1.0) < LOW_CONFIDENCE
        ),
        key=lambda m: (m["confidence"], m["start"]),
    )
    for mention in unsure:
        reasons.setdefault(mention["id"], f"confidence {mention['confidence']:.2f}")
    for name in list(reasons)[:limit]:
        m = state.mentions[name]
        place = m["start"], m["end"], m["text"]
        yield MentionInDoubt(name, m["label"], *place, m.get("confidence"), reasons[name])

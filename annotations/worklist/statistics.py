"""How far the correcting is: progress, agreement per label, and what became of suggestions (统计)."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotations.store import Layer, LayerState, Store
from annotations.worklist.agreement import Agreement, Place, agreements, places
from annotations.worklist.worth import assigned

_PEOPLE = ("human", "consensus")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What people left of suggested mentions: unchanged, changed or deleted, and what they added."""

    origin: str
    kept: int
    relabelled: int
    moved: int
    deleted: int
    added: int

    @property
    def rate(self) -> float | None:
        """Share of the suggested mentions that stayed as they were."""
        total = self.kept + self.relabelled + self.moved + self.deleted
        return self.kept / total if total else None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The state of a store.

    Attributes:
        documents: number by progress ("new", "open", "done").
        reviewers: edits by person.
        agreement: per pair of annotators who read the same documents, those documents taken together.
        acceptance: by where a layer began: the model version or import that suggested it.
    """

    documents: Mapping[str, int]
    reviewers: Mapping[str, int]
    assigned: Mapping[str, int]
    agreement: Mapping[tuple[str, str], tuple[Agreement, ...]]
    acceptance: tuple[Acceptance, ...]

    def lines(self) -> list[str]:
        """Return the statistics, a line each."""
        counts = ", ".join(f"{n} {what}" for what, n in self.documents.items())
        found = [f"documents: {sum(self.documents.values())} ({counts})"]
        for who, edits in self.reviewers.items():
            found.append(f"{who}: {edits} edits, {self.assigned.get(who, 0)} assigned")
        for (one, two), rows in self.agreement.items():
            found.append(f"agreement of {one} and {two}:")
            found += [
                f"  {a.label:9} κ {_shown(a.kappa)}  F1 {_shown(a.f1)}  ({a.both} of {a.first} and {a.second})"
                for a in rows
            ]
        for a in self.acceptance:
            found.append(
                f"suggested by {a.origin}: {_shown(a.rate)} kept ({a.kept} kept, {a.relabelled} "
                f"relabelled, {a.moved} moved, {a.deleted} deleted, {a.added} added)"
            )
        return found


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def statistics(store: Store) -> Statistics:
    """Return the statistics of a store, from its layers and events."""
    layers: dict[int, list[Layer]] = defaultdict(list)
    for layer in store.layers():
        layers[layer.document_id].append(layer)
    states = {y.id: store.read(y.id) for group in layers.values() for y in group}
    progress: Counter[str] = Counter(new=0, open=0, done=0)
    for document in store.documents():
        people = [y for y in layers[document.id] if y.kind in _PEOPLE]
        done = any(states[y.id].done for y in people)
        progress["done" if done else "open" if people else "new"] += 1
    held = Counter(who for whose in assigned(store).values() for who in whose)
    return Statistics(
        dict(progress),
        dict(_edits(store)),
        dict(held),
        dict(_agreement(store, layers, states)),
        tuple(_acceptance(store, layers, states)),
    )


def _edits(store: Store) -> Counter[str]:
    """Count the events of people, imports left out."""
    return Counter(
        event.actor
        for layer in store.layers()
        for event in store.history(layer.id)
        if event.action != "import"
    )


def _agreement(
    store: Store, layers: Mapping[int, list[Layer]], states: Mapping[int, LayerState]
) -> Iterator[tuple[tuple[str, str], tuple[Agreement, ...]]]:
    """Yield the agreement of every pair; documents are laid end to end, so that counts add up."""
    sides: dict[tuple[str, str], tuple[set[Place], set[Place], int]] = {}
    sizes = {d.id: d.characters for d in store.documents()}
    for document_id, group in layers.items():
        human = sorted((y for y in group if y.kind == "human"), key=lambda y: y.annotator)
        for one, two in itertools.combinations(human, 2):
            pair = one.annotator, two.annotator
            first, second, length = sides.get(pair, (set(), set(), 0))
            for side, layer in ((first, one), (second, two)):
                found = places(states[layer.id].mentions.values())
                side.update((label, s + length, e + length) for label, s, e in found)
            sides[pair] = first, second, length + sizes[document_id]
    for pair, (first, second, length) in sorted(sides.items()):
        yield pair, agreements(frozenset(first), frozenset(second), length)


def _acceptance(
    store: Store, layers: Mapping[int, list[Layer]], states: Mapping[int, LayerState]
) -> Iterator[Acceptance]:
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for group in layers.values():
        for layer in (y for y in group if y.kind in _PEOPLE and states[y.id].done):
            began = store.state_at(layer.id, 1)
            if began.mentions:
                totals[layer.origin or "nobody"] += _fate(began, states[layer.id])
    for origin, c in sorted(totals.items()):
        yield Acceptance(origin, c["kept"], c["relabelled"], c["moved"], c["deleted"], c["added"])


def _fate(began: LayerState, ended: LayerState) -> Counter[str]:
    fate: Counter[str] = Counter()
    for name, old in began.mentions.items():
        new = ended.mentions.get(name)
        if new is None:
            fate["deleted"] += 1
        elif (old["start"], old["end"]) != (new["start"], new["end"]):
            fate["moved"] += 1
        else:
            fate["kept" if old["label"] == new["label"] else "relabelled"] += 1
    fate["added"] = len(ended.mentions.keys() - began.mentions.keys())
    return fate

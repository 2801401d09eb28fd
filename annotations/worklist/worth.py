"""What correcting a document is worth: violated checks, doubt, disagreement and novelty.

    worth = 3 × violated checks (at most 5) + doubt (at most 10) + 6 × disagreement + 4 × novelty

Doubt is the sum of 1 − confidence over mentions that nobody accepted; disagreement is 1 − F1 between the
two layers that differ most; novelty is the share of the document's names (ITEM, INDICATOR, LEVEL) that
no finished document has.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, select

from annotations.producing.records import NOBODYS
from annotations.store import Layer, Store, StoredDocument
from annotations.store.engine import reading
from annotations.store.entities import CONSENSUS
from annotations.store.tables import assignment, element, event
from annotations.worklist.agreement import Place

Progress = Literal["new", "open", "done"]
_NAMES = ("ITEM", "INDICATOR", "LEVEL")
LOW_CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the queue with what it is worth, and why; `finished_by`: whose layers are done."""

    document: StoredDocument
    layers: tuple[Layer, ...]
    reviewers: tuple[str, ...]
    progress: Progress
    findings: int
    low: int
    doubt: float
    disagreement: float
    novelty: float
    finished_by: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Who was given the document, and who finished it without being asked."""
        return tuple(dict.fromkeys((*self.reviewers, *self.finished_by)))

    @property
    def to_decide(self) -> bool:
        """Whether two people or more have finished and nobody has settled what they differ in."""
        people = [name for name in self.finished_by if name != CONSENSUS]
        return len(people) > 1 and CONSENSUS not in self.finished_by

    @property
    def worth(self) -> float:
        """The number that orders the queue; a finished document is worth nothing more."""
        if self.progress == "done":
            return 0.0
        violated = 3 * min(self.findings, 5)
        known = violated + min(self.doubt, 10) + 6 * self.disagreement + 4 * self.novelty
        return round(known, 2)


@dataclass(frozen=True, slots=True)
class _Doubt:
    low: int
    doubt: float


class Queue:
    """Orders the documents of a store; names and places are remembered by layer version."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: dict[int, tuple[int, frozenset[Place], frozenset[str]]] = {}

    def entries(self, findings: Mapping[int, int]) -> tuple[Entry, ...]:
        """Return every document, the most worthwhile first.

        Args:
            findings: number of violated checks by layer id, where it was computed.
        """
        layers: dict[int, list[Layer]] = defaultdict(list)
        for layer in self._store.layers():
            layers[layer.document_id].append(layer)
        doubts, done, reviewers = (
            self._doubts(),
            self._store.finished(y.id for g in layers.values() for y in g),
            assigned(self._store),
        )
        begun = self._begun()
        familiar = self._familiar([y for group in layers.values() for y in group if y.id in done])
        found = [
            self._entry(
                document,
                tuple(layers[document.id]),
                reviewers.get(document.id, ()),
                _Known(doubts, done, familiar, findings, begun),
            )
            for document in self._store.documents()
        ]
        return tuple(sorted(found, key=lambda e: (-e.worth, e.document.id)))

    def _entry(
        self,
        document: StoredDocument,
        layers: tuple[Layer, ...],
        reviewers: tuple[str, ...],
        known: _Known,
    ) -> Entry:
        human = [y for y in layers if y.kind in ("human", "consensus")]
        shown = (human or list(layers))[-1:]
        begun = any(y.id in known.begun for y in human)  # opening is not starting
        progress: Progress = "open" if begun else "new"
        if any(y.id in known.done for y in human):
            progress = "done"
        doubt = known.doubts.get(shown[0].id, _Doubt(0, 0.0)) if shown else _Doubt(0, 0.0)
        stated = int(document.header.get("findings") or 0)
        names = frozenset().union(*(self._look(y)[1] for y in shown))
        return Entry(
            document=document,
            layers=layers,
            reviewers=reviewers,
            progress=progress,
            findings=known.findings.get(shown[0].id, stated) if shown else stated,
            low=doubt.low,
            doubt=doubt.doubt,
            disagreement=self._disagreement(layers),
            novelty=len(names - known.familiar) / len(names) if names else 1.0,
            finished_by=tuple(y.annotator for y in human if y.id in known.done),
        )

    def _doubts(self) -> dict[int, _Doubt]:
        e = element.c
        doubt = 1 - e.confidence
        query = (
            select(e.layer_id, func.count(), func.sum(doubt))
            .where(e.kind == "mention", e.confidence < LOW_CONFIDENCE)
            .group_by(e.layer_id)
        )
        with reading(self._store.engine) as connection:
            return {i: _Doubt(n, float(total)) for i, n, total in connection.execute(query)}

    def _begun(self) -> frozenset[int]:
        """Layers in which a person did something."""
        e = event.c
        query = select(e.layer_id).where(e.action.not_in(NOBODYS)).distinct()
        with reading(self._store.engine) as connection:
            return frozenset(connection.scalars(query))

    def _familiar(self, layers: list[Layer]) -> frozenset[str]:
        return frozenset().union(*(self._look(y)[1] for y in layers))

    def _disagreement(self, layers: tuple[Layer, ...]) -> float:
        sides = [self._look(y)[0] for y in layers if y.kind not in ("model", "consensus")]
        pairs = list(itertools.combinations(sides, 2))
        return max((1 - _f1(one, two) for one, two in pairs), default=0.0)

    def _look(self, layer: Layer) -> tuple[frozenset[Place], frozenset[str]]:
        known = self._seen.get(layer.id)
        if known is None or known[0] != layer.version:
            e = element.c
            query = select(e.label, e.start_offset, e.end_offset).where(
                e.layer_id == layer.id, e.kind == "mention"
            )
            with reading(self._store.engine) as connection:
                places = frozenset((a, b, c) for a, b, c in connection.execute(query))
            text = self._store.text(layer.document_id)
            names = frozenset(text[s:e] for label, s, e in places if label in _NAMES)
            known = self._seen[layer.id] = (layer.version, places, names)
        return known[1], known[2]


@dataclass(frozen=True, slots=True)
class _Known:
    doubts: Mapping[int, _Doubt]
    done: frozenset[int]
    familiar: frozenset[str]
    findings: Mapping[int, int]
    begun: frozenset[int]


def _f1(one: frozenset[Place], two: frozenset[Place]) -> float:
    total = len(one) + len(two)
    return 2 * len(one & two) / total if total else 1.0


def assigned(store: Store) -> dict[int, tuple[str, ...]]:
    """Return who each document is assigned to; the last word on a reviewer counts."""
    a = assignment.c
    with reading(store.engine) as connection:
        rows = connection.execute(select(a.document_id, a.reviewer, a.action).order_by(a.id)).all()
    current: dict[int, dict[str, bool]] = defaultdict(dict)
    for document_id, reviewer, action in rows:
        current[document_id][reviewer] = action == "assign"
    return {d: tuple(r for r, held in who.items() if held) for d, who in current.items()}

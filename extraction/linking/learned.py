"""Links by a learned pair scorer (配对打分): several candidates, forward ones too, and none.

Every pair is scored on its own; a source may have no link, and an ITEM or LEVEL link more than one
(column header and row label of a table).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.labels import ASSESSMENTS, FIGURES, Label
from extraction.linking.pair_features import TARGETS, candidates
from extraction.span import Span

Floats = NDArray[np.float32]
PairScore = Callable[[Floats, Floats, Floats], Floats]
"""(source vectors, target vectors, features), a row a pair -> a logit a pair."""


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """How pair scores become links.

    A pair links from `threshold` on; where several targets of one label do, the best and those
    within `margin` of it stay. `temperature` divides the logits (calibration).
    """

    threshold: float = 0.5
    margin: float = 0.35
    temperature: float = 1.0


@dataclass(frozen=True, slots=True)
class EndVectors:
    """The link vectors of spans: those of the first and of the last character, a row a span.

    Shape of both: (spans, 4 × width): as source's first, source's last, target's first, target's last.
    """

    first: Floats
    last: Floats

    @classmethod
    def of(cls, vectors: Floats, spans: Sequence[Span], *, start: int = 0) -> EndVectors:
        """Return the vectors of spans out of those of every character from offset `start` on."""
        first = np.array([s.start - start for s in spans], dtype=np.int64)
        last = np.array([s.end - 1 - start for s in spans], dtype=np.int64)
        return cls(vectors[first], vectors[last])

    @classmethod
    def joined(cls, parts: Sequence[EndVectors]) -> EndVectors:
        """Return the vectors of several lists of spans, one list after the other."""
        first = np.concatenate([p.first for p in parts])
        return cls(first, np.concatenate([p.last for p in parts]))


def pair_vectors(
    ends: EndVectors, sources: NDArray[np.int64], targets: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Return the source and target vectors of pairs of spans, told by their places in `ends`."""
    width = ends.first.shape[1] // 4
    source = ends.first[sources, :width] + ends.last[sources, width : 2 * width]
    target = ends.first[targets, 2 * width : 3 * width] + ends.last[targets, 3 * width :]
    return source, target


def learned_links(
    text: str,
    spans: Sequence[Span],
    labels: Sequence[Label],
    ends: EndVectors,
    score: PairScore,
    settings: LinkSettings,
    *,
    favoured: Mapping[tuple[int, int], float] | None = None,
) -> list[tuple[int, int, float]]:
    """Return (source, target, probability) by places in `spans`, in text order of the sources.

    `favoured` adds log odds to some pairs, among them pairs too far apart to be candidates.
    """
    pairs = candidates(text, spans, labels)
    if not len(pairs.sources):
        return []
    source, target = pair_vectors(ends, pairs.sources, pairs.targets)
    logits = score(source, target, pairs.features) / settings.temperature
    bonus = favoured or {}
    rows = {pair: pairs.row(*pair) for pair in bonus}
    extra = np.zeros(len(logits))
    for pair, row in rows.items():
        if row is not None:
            extra[row] = bonus[pair]
    probabilities = 1 / (1 + np.exp(-(logits.astype(np.float64) + extra)))
    groups: dict[tuple[int, Label], list[tuple[float, int]]] = defaultdict(list)
    for row in np.flatnonzero(probabilities >= settings.threshold).tolist():
        i, j = int(pairs.sources[row]), int(pairs.targets[row])
        groups[i, _kind(labels[i], labels[j])].append((float(probabilities[row]), j))
    for (i, j), row in rows.items():
        if row is None and labels[j] in TARGETS.get(labels[i], ()):
            odds = bonus[i, j]
            groups[i, _kind(labels[i], labels[j])].append((1 / (1 + math.exp(-odds)), j))
    links: list[tuple[int, int, float]] = []
    for (i, kind), scored in groups.items():
        links += [(i, j, p) for p, j in _choose(labels[i], kind, scored, settings)]
    return sorted(links, key=lambda link: (link[0], link[1]))


def _kind(source: Label, target: Label) -> Label:
    """Return what rivals for a link share: all subjects of marks are rivals of each other."""
    return Label.INDICATOR if source in ASSESSMENTS else target


def _choose(
    source: Label, kind: Label, scored: list[tuple[float, int]], settings: LinkSettings
) -> list[tuple[float, int]]:
    best = max(scored)[0]
    if best < settings.threshold:
        return []
    single = source in ASSESSMENTS or (source in FIGURES and kind is not Label.ITEM)
    if single:
        return [max(scored)]
    floor = max(settings.threshold, best - settings.margin)
    return [(p, j) for p, j in scored if p >= floor]

"""What a learned linker sees of a pair of mentions besides the encoder (配对特征).

A pair is a source (value or indicator) and a candidate target (item, period, unit, indicator,
level). The features say how the two stand to each other in the text: labels, order, how many rivals,
line breaks, sentences and values lie between, and whether each fills its line like a table cell.
Training and inference build them here, so that they cannot drift apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.labels import VALUES, Label
from extraction.span import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

TARGETS: dict[Label, tuple[Label, ...]] = {
    Label.AMOUNT: (Label.ITEM, Label.PERIOD, Label.ORG),
    Label.RATE: (Label.ITEM, Label.PERIOD, Label.ORG),
    Label.COUNT: (Label.ITEM, Label.PERIOD, Label.ORG),
    Label.TARGET: (Label.INDICATOR,),
    Label.ACTUAL: (Label.INDICATOR,),
    Label.STATUS: (Label.INDICATOR,),
    Label.WEIGHT: (Label.INDICATOR, Label.LEVEL, Label.ITEM, Label.ORG),
    Label.SCORE: (Label.INDICATOR, Label.LEVEL, Label.ITEM, Label.ORG),
    Label.INDICATOR: (Label.LEVEL,),
}
"""The labels that each source label may link to."""

SOURCE_LABELS = tuple(TARGETS)
TARGET_LABELS = (Label.ITEM, Label.PERIOD, Label.ORG, Label.INDICATOR, Label.LEVEL)
BEFORE, AFTER = 24, 6  # candidates of one label on either side
_RANKS, _DISTANCES = 8, 8
_BETWEEN = (
    ("\n", (1, 2, 3, 5, 9)),
    ("。！？", (1, 2)),
    ("，,", (1, 2, 3)),
    ("；;", (1, 2)),
    ("、", (1, 2)),
    ("\t", (1, 2, 4)),
    ("（(", (1,)),
    ("）)", (1,)),
)
_VALUE_EDGES = (1, 2, 3, 5)

FEATURES = (
    len(SOURCE_LABELS)
    + len(TARGET_LABELS)
    + 2 * _RANKS
    + 2 * _DISTANCES
    + sum(len(edges) + 1 for _, edges in _BETWEEN)
    + len(_VALUE_EDGES)
    + 1
    + 3
)
"""Number of features of a pair."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of a document: indices into its mentions, and one row of features each."""

    sources: Ints
    targets: Ints
    features: Floats

    def row(self, source: int, target: int) -> int | None:
        """Return the row of a pair, None where it is no candidate; sources stand in order."""
        first, last = np.searchsorted(self.sources, (source, source + 1))
        found = np.flatnonzero(self.targets[first:last] == target)
        return int(first + found[0]) if len(found) else None


def candidates(text: str, spans: Sequence[Span], labels: Sequence[Label]) -> Candidates:
    """Return every pair worth scoring; `spans` are in text order."""
    by_label = {label: [i for i, k in enumerate(labels) if k is label] for label in TARGET_LABELS}
    sources: list[int] = []
    targets: list[int] = []
    ranks: list[int] = []
    for i, label in enumerate(labels):
        for wanted in TARGETS.get(label, ()):
            known = by_label[wanted]
            place = bisect_left(known, i)
            first, last = max(place - BEFORE, 0), min(place + AFTER, len(known))
            targets += known[first:last]
            ranks += range(first - place, last - place)
            sources += [i] * (last - first)
    pairs = np.array([sources, targets, ranks], dtype=np.int64)
    source, target, rank = pairs[:, pairs[0] != pairs[1]]
    rows = _features(text, spans, labels, source, target, rank)
    return Candidates(source, target, rows)


def _places(known: Sequence[Label], labels: Sequence[Label]) -> Ints:
    """Return the place of each label among the known ones, -1 for any other."""
    place = {label: i for i, label in enumerate(known)}
    return np.array([place.get(label, -1) for label in labels], dtype=np.int64)


class _Rows:
    """Feature rows, filled block by block from the left."""

    def __init__(self, count: int) -> None:
        self.all = np.zeros((count, FEATURES), dtype=np.float32)
        self._rows, self._filled = np.arange(count), 0

    def one_hot(self, index: Ints, size: int) -> None:
        """Fill the next `size` columns: 1 in the one that `index` tells, the nearest where there is none."""
        self.all[self._rows, self._filled + np.clip(index, 0, size - 1)] = 1.0
        self._filled += size

    def flags(self, *columns: Floats) -> None:
        """Fill a column each with values."""
        for column in columns:
            self.all[:, self._filled] = column
            self._filled += 1


def _features(
    text: str,
    spans: Sequence[Span],
    labels: Sequence[Label],
    sources: Ints,
    targets: Ints,
    ranks: Ints,
) -> Floats:
    if not len(sources):
        return np.zeros((0, FEATURES), dtype=np.float32)
    start = np.array([s.start for s in spans], dtype=np.int64)
    end = np.array([s.end for s in spans], dtype=np.int64)
    forward = targets > sources
    left = np.where(forward, end[sources], end[targets])
    right = np.where(forward, start[targets], start[sources])
    source_class = _places(SOURCE_LABELS, labels)[sources]
    target_class = _places(TARGET_LABELS, labels)[targets]
    rank = np.minimum(np.where(forward, ranks, -ranks - 1), _RANKS - 1)
    distance = np.log2(np.maximum(right - left, 0) + 1).astype(np.int64)
    distance = np.minimum(distance, _DISTANCES - 1)
    rows = _Rows(len(sources))
    rows.one_hot(source_class, len(SOURCE_LABELS))
    rows.one_hot(target_class, len(TARGET_LABELS))
    rows.one_hot(np.where(forward, _RANKS + rank, rank), 2 * _RANKS)
    rows.one_hot(np.where(forward, _DISTANCES + distance, distance), 2 * _DISTANCES)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    for characters, edges in _BETWEEN:
        found = np.isin(codes, [ord(c) for c in characters])
        sums = np.concatenate(([0], np.cumsum(found)))
        rows.one_hot(np.digitize(sums[right] - sums[left], edges), len(edges) + 1)
    values = np.concatenate(([0], np.cumsum([k in VALUES for k in labels])))
    first, second = np.minimum(sources, targets), np.maximum(sources, targets)
    between = values[second] - values[first + 1]
    rows.one_hot(np.digitize(between, _VALUE_EDGES), len(_VALUE_EDGES) + 1)
    alone = np.array([_fills_line(text, s) for s in spans], dtype=np.float32)
    rows.flags(alone[sources], alone[targets], forward.astype(np.float32))
    return rows.all


def _fills_line(text: str, span: Span) -> bool:
    """Tell whether nothing but white space stands beside the span on its line or in its cell."""
    begin = max(text.rfind("\n", 0, span.start), text.rfind("\t", 0, span.start)) + 1
    stops = [p for p in (text.find("\n", span.end), text.find("\t", span.end)) if p >= 0]
    finish = min(stops, default=len(text))
    return not text[begin : span.start].strip() and not text[span.end : finish].strip()

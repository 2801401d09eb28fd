"""Batches for fine-tuning (训练批次): endless streams of augmented documents, cut into segments.

A lane joins augmented documents by blank lines and cuts them into segments of a few windows; a
batch takes one segment from each lane. So no row is padded, and links across windows are learned.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extraction.labels import FIGURES, Label
from extraction.linking.pair_features import candidates
from extraction.tagging.tokens import UNCOVERED, TokenReader
from models.augmentation import Noise, augment
from models.examples import LABELS, Example, Target
from models.names import NamePool, Names

IGNORED = -100
SEAM = "\n\n"
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Source:
    """Examples of one kind and the share of characters they have in training."""

    examples: tuple[Example, ...]
    share: float
    noise: Noise = Noise()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text of a few windows with its targets and links.

    `cut` holds the characters of spans that reach over an edge; they are not learned.
    """

    text: str
    spans: tuple[Target, ...]
    cut: tuple[tuple[int, int], ...]
    links: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Arrays of one step; token arrays are (windows, tokens), pairs point into flat tokens.

    `starts` and `ends` hold the flat places of the first and last token of each pair's source and
    target (columns 0 and 1).
    """

    ids: Ints
    mask: Ints
    classes: Ints
    changes: Ints
    budgets: Ints
    starts: Ints
    ends: Ints
    features: NDArray[np.float32]
    linked: NDArray[np.float32]


class Lane:
    """One endless stream of augmented documents."""

    def __init__(self, sources: Sequence[Source], pool: NamePool, seed: int) -> None:
        self._rng = random.Random(seed)
        self._sources, self._pool = sources, pool
        self._queues: list[list[Example]] = [[] for _ in sources]
        self._served = [0.0] * len(sources)
        self._text = ""
        self._spans: list[Target] = []
        self._links: list[tuple[int, int]] = []
        self._skip, self._tail = self._rng.random(), 0

    def _next_example(self) -> Example:
        """Return an example of the source that is furthest behind its share."""
        behind = [n / s.share for n, s in zip(self._served, self._sources, strict=True)]
        k = behind.index(min(behind))
        source = self._sources[k]
        if not self._queues[k]:
            self._queues[k] = self._rng.sample(source.examples, len(source.examples))
        example = self._queues[k].pop()
        self._served[k] += len(example.text)
        return augment(example, self._rng, source.noise, self._pool)

    def segment(self, length: int) -> Segment:
        """Return the next segment of `length` characters."""
        while len(self._text) < length:
            self._append(self._next_example())
        if self._skip:
            place = int(self._skip * length)
            self._skip = 0.0
            self._take(place)
            return self.segment(length)
        return self._take(length)

    def _append(self, example: Example) -> None:
        shift, first = len(self._text), len(self._spans)
        moved = [
            Target(s.start + shift, s.end + shift, s.label, s.change, s.budget)
            for s in example.spans
        ]
        self._spans += moved
        self._links += [(first + a, first + b) for a, b in example.links]
        self._text += example.text + SEAM

    def _take(self, length: int) -> Segment:
        inside = [i for i, s in enumerate(self._spans) if s.end <= length]
        cut = tuple((s.start, length) for s in self._spans if s.start < length < s.end)
        head = ((0, self._tail),) if self._tail else ()
        self._tail = max(
            (s.end - length for s in self._spans if s.start < length < s.end), default=0
        )
        place = {i: k for k, i in enumerate(inside)}
        links = frozenset((place[a], place[b]) for a, b in self._links if a in place and b in place)
        segment = Segment(
            self._text[:length], tuple(self._spans[i] for i in inside), head + cut, links
        )
        self._drop(length, len(inside) + len(cut))
        return segment

    def _drop(self, length: int, gone: int) -> None:
        rest = self._spans[gone:]
        self._spans = [
            Target(s.start - length, s.end - length, s.label, s.change, s.budget) for s in rest
        ]
        self._links = [(a - gone, b - gone) for a, b in self._links if a >= gone and b >= gone]
        self._text = self._text[length:]


class Batches:
    """Builds batches from lanes with a token reader."""

    def __init__(
        self,
        sources: Sequence[Source],
        reader: TokenReader,
        *,
        lanes: int,
        windows: int,
        room: int,
        seed: int,
        names: Names | None = None,
    ) -> None:
        pool = NamePool((e for s in sources for e in s.examples), names)
        self._lanes = [Lane(sources, pool, seed * 1000 + i) for i in range(lanes)]
        self._reader, self._windows, self._room = reader, windows, room

    def __iter__(self) -> Iterator[Batch]:
        while True:
            length = self._windows * self._room
            yield self.build([lane.segment(length) for lane in self._lanes])

    def build(self, segments: Sequence[Segment]) -> Batch:
        """Return the arrays of some segments (each of `windows` × `room` characters)."""
        rows: list[dict[str, Any]] = []
        maps: list[Ints] = []
        for segment in segments:
            for k in range(0, len(segment.text), self._room):
                ids, place = self._reader.read(segment.text[k : k + self._room])
                rows.append({"ids": ids})
                maps.append(place)
        width = max(len(r["ids"]) for r in rows)
        ids_array = np.zeros((len(rows), width), dtype=np.int64)
        mask = np.zeros_like(ids_array)
        for i, row in enumerate(rows):
            ids_array[i, : len(row["ids"])] = row["ids"]
            mask[i, : len(row["ids"])] = 1
        labels = [_targets(s) for s in segments]
        arrays = [np.full((len(rows), width), IGNORED, dtype=np.int64) for _ in range(3)]
        per = self._windows
        for i, place in enumerate(maps):
            begin = (i % per) * self._room
            for array, values in zip(arrays, labels[i // per], strict=True):
                _project(array[i], values[begin : begin + len(place)], place)
        starts, ends, features, linked = self._pairs(segments, maps, width)
        classes, changes, budgets = arrays
        return Batch(ids_array, mask, classes, changes, budgets, starts, ends, features, linked)

    def _pairs(
        self, segments: Sequence[Segment], maps: Sequence[Ints], width: int
    ) -> tuple[Ints, Ints, NDArray[np.float32], NDArray[np.float32]]:
        starts, ends, features, linked = [], [], [], []
        for n, segment in enumerate(segments):
            found = candidates(
                segment.text, [s.span for s in segment.spans], [s.label for s in segment.spans]
            )
            if not len(found.sources):
                continue
            flat = self._flat(maps, n, width)
            first = np.array([flat[s.start] for s in segment.spans])
            last = np.array([flat[s.end - 1] for s in segment.spans])
            pair = np.stack((found.sources, found.targets), axis=1)
            starts.append(first[pair])
            ends.append(last[pair])
            features.append(found.features)
            linked.append(np.array([tuple(p) in segment.links for p in pair], dtype=np.float32))
        if not starts:
            empty = np.zeros((0, 2), dtype=np.int64)
            none = candidates("", (), ()).features
            return empty, empty, none, np.zeros(0, dtype=np.float32)
        return (
            np.concatenate(starts),
            np.concatenate(ends),
            np.concatenate(features),
            np.concatenate(linked),
        )

    def _flat(self, maps: Sequence[Ints], n: int, width: int) -> Ints:
        """Return the flat token place of each character of segment `n`."""
        parts = [
            (n * self._windows + k) * width + np.maximum(maps[n * self._windows + k], 0)
            for k in range(self._windows)
        ]
        return np.concatenate(parts)


def _targets(segment: Segment) -> tuple[Ints, Ints, Ints]:
    """Return class, change and budget of every character; IGNORED where there is none to learn."""
    size = len(segment.text)
    classes = np.zeros(size, dtype=np.int64)
    changes = np.full(size, IGNORED, dtype=np.int64)
    budgets = np.full(size, IGNORED, dtype=np.int64)
    for s in segment.spans:
        label = LABELS.index(s.label)
        classes[s.start] = 2 * label + 1
        classes[s.start + 1 : s.end] = 2 * label + 2
        if s.label in FIGURES:
            changes[s.start : s.end] = s.change
        if s.label is Label.AMOUNT:
            budgets[s.start : s.end] = int(s.budget)
    for start, end in segment.cut:
        classes[start:end] = IGNORED
    return classes, changes, budgets


def _project(row: Ints, values: Ints, place: Ints) -> None:
    """Write character values to their tokens; a token takes the value of its first character."""
    covered = np.flatnonzero(place != UNCOVERED)[::-1]
    row[place[covered]] = values[covered]

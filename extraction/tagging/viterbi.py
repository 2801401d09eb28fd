"""BIO decoding by Viterbi under the grammar of BIO (标注序列解码).

Class 0 is O, classes 2k+1 and 2k+2 are B and I of label k. The one rule: I of a label follows B or
I of the same label. Confidence of a span is the geometric mean of its characters' probabilities.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """Characters [start, end) that carry label number `label`, with a probability."""

    start: int
    end: int
    label: int
    confidence: float


def log_softmax(logits: Floats, *, temperature: float = 1.0) -> Floats:
    """Return the log probabilities over the last axis."""
    scaled = logits / temperature
    top = scaled.max(axis=-1, keepdims=True)
    normal = scaled - top
    return np.asarray(normal - np.log(np.exp(normal).sum(axis=-1, keepdims=True)), np.float32)


@dataclass(frozen=True, slots=True)
class Seams:
    """What it costs spans of some labels to begin or end at a place.

    `costs` are log odds, one before each character; `labels` are numbers of labels.
    """

    costs: Floats
    labels: tuple[int, ...]

    def cut(self, start: int, end: int) -> Seams:
        """Return the seams of a stretch of the text."""
        return Seams(self.costs[start:end], self.labels)

    def masks(self, classes: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return which classes lie in spans of the labels, and which of them begin one."""
        inside, begin = np.zeros(classes, dtype=bool), np.zeros(classes, dtype=bool)
        begins = 2 * np.array(self.labels, dtype=np.int64) + 1
        begin[begins] = inside[begins] = inside[begins + 1] = True
        return inside, begin


def best_path(scores: Floats, seams: Seams | None = None) -> NDArray[np.int64]:
    """Return the best sequence of classes for log scores of shape (characters, classes)."""
    length, classes = scores.shape
    costs = np.zeros(length, dtype=scores.dtype) if seams is None else seams.costs
    named, opening = (seams or Seams(costs, ())).masks(classes)
    inside = np.arange(2, classes, 2)
    back = np.zeros((length, classes), dtype=np.int64)
    state = scores[0].copy()
    state[inside] = -np.inf
    for t in range(1, length):
        best = int(state.argmax())
        step = np.full(classes, state[best], dtype=scores.dtype)
        back[t] = best
        if costs[t]:
            left = state - costs[t] * named
            other = int(left.argmax())
            step = np.where(opening, state[best] - costs[t], left[other])
            back[t] = np.where(opening, best, other)
        begin, go_on = state[inside - 1], state[inside]
        from_begin = begin >= go_on
        step[inside] = np.where(from_begin, begin, go_on)
        back[t, inside] = np.where(from_begin, inside - 1, inside)
        state = step + scores[t]
    path = np.zeros(length, dtype=np.int64)
    path[-1] = int(state.argmax())
    for t in range(length - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path


def decode(
    logits: Floats,
    *,
    temperature: float = 1.0,
    certain: float = 0.999,
    seams: Seams | None = None,
) -> list[TaggedSpan]:
    """Return the spans of the best sequence for raw scores of shape (characters, classes).

    Where two neighbours are O with a probability of at least `certain`, the text is cut there and
    each piece is decoded alone, which only saves time.
    """
    if not len(logits):
        return []
    scores = log_softmax(logits, temperature=temperature)
    outside = scores[:, 0] >= np.log(certain)
    spans: list[TaggedSpan] = []
    for start, end in _stretches(~outside):
        path = best_path(scores[start:end], seams.cut(start, end) if seams else None)
        spans += _spans(path, scores[start:end], start)
    return spans


def _stretches(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the maximal runs of True, one character wider on both sides where there is room."""
    padded = np.concatenate(([False], mask, [False])).astype(np.int8)
    edges = np.diff(padded)
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return [(int(s), int(e)) for s, e in zip(starts, ends, strict=True)]


def _spans(path: NDArray[np.int64], scores: Floats, offset: int) -> list[TaggedSpan]:
    found: list[TaggedSpan] = []
    begins = np.flatnonzero(path % 2 == 1)
    for start in begins:
        end = int(start) + 1
        while end < len(path) and path[end] == path[start] + 1:
            end += 1
        own = scores[np.arange(start, end), path[start:end]]
        confidence = float(np.exp(own.mean()))
        label = int(path[start] - 1) // 2
        found.append(TaggedSpan(offset + int(start), offset + end, label, confidence))
    return found

"""BIO decoding by Viterbi under the grammar of BIO (标注序列解码).

Class 0 is O, classes 2k+1 and 2k+2 are B and I of label k. The one rule: I of a label follows B or
I of the same label. Confidence of a span is the geometric mean of its characters' probabilities.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]


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

    def masks(self, classes: int) -> tuple[Mask, Mask]:
        """Return which classes lie in spans of the labels, and which of them begin one."""
        inside, begin = np.zeros(classes, dtype=bool), np.zeros(classes, dtype=bool)
        begins = 2 * np.array(self.labels, dtype=np.int64) + 1
        begin[begins] = inside[begins] = inside[begins + 1] = True
        return inside, begin


def best_paths(
    scores: Floats, stretches: Sequence[tuple[int, int]], seams: Seams | None = None
) -> NDArray[np.int64]:
    """Return the best sequence of classes within each stretch, each read alone, and O between them.

    All stretches are gone through at once, character by character, the longest first.

    Args:
        scores: log scores of shape (characters, classes).
        stretches: half-open, apart, none empty.
    """
    length, classes = scores.shape
    path = np.zeros(length, dtype=np.int64)
    ordered = sorted(stretches, key=lambda s: s[0] - s[1])
    starts = np.array([start for start, _ in ordered], dtype=np.int64)
    sizes = np.array([end - start for start, end in ordered], dtype=np.int64)
    if not len(starts):
        return path
    lasting = [int((sizes > t).sum()) for t in range(int(sizes[0]))]
    costs = np.zeros(length, dtype=scores.dtype) if seams is None else seams.costs
    masks = (seams or Seams(costs, ())).masks(classes)
    back = np.zeros((length, classes), dtype=np.int16)
    final = np.zeros(len(starts), dtype=np.int64)
    state = scores[starts].copy()
    state[:, np.arange(2, classes, 2)] = -np.inf
    for t in range(1, len(lasting)):
        going = lasting[t]
        final[going : len(state)] = state[going:].argmax(axis=1)
        places = starts[:going] + t
        step, back[places] = _step(state[:going], costs[places], masks)
        state = step + scores[places]
    final[: len(state)] = state.argmax(axis=1)
    _go_back(path, back, final, starts, lasting)
    return path


def _step(
    state: Floats, costs: Floats, masks: tuple[Mask, Mask]
) -> tuple[Floats, NDArray[np.int64]]:
    """Return the best score of what leads to each class, and the class it comes from, a row a stretch."""
    named, opening = masks
    classes, rows = state.shape[1], np.arange(len(state))
    best = state.argmax(axis=1)
    left = state - costs[:, None] * named
    other = left.argmax(axis=1)
    step = np.where(opening, (state[rows, best] - costs)[:, None], left[rows, other][:, None])
    back = np.where(opening, best[:, None], other[:, None])
    inside = np.arange(2, classes, 2)
    begin, go_on = state[:, inside - 1], state[:, inside]
    from_begin = begin >= go_on
    step[:, inside] = np.where(from_begin, begin, go_on)
    back[:, inside] = np.where(from_begin, inside - 1, inside)
    return step, back


def _go_back(
    path: NDArray[np.int64],
    back: NDArray[np.int16],
    final: NDArray[np.int64],
    starts: NDArray[np.int64],
    lasting: Sequence[int],
) -> None:
    """Write the classes of each stretch into `path`, from its last character to its first."""
    current = final.copy()
    for t in range(len(lasting) - 1, -1, -1):
        going = lasting[t]
        places = starts[:going] + t
        path[places] = current[:going]
        if t:
            current[:going] = back[places, current[:going]]


def decode(
    logits: Floats,
    *,
    temperature: float = 1.0,
    certain: float = 0.999,
    seams: Callable[[Mask], Seams] | None = None,
) -> list[TaggedSpan]:
    """Return the spans of the best sequence for raw scores of shape (characters, classes).

    Characters that are O with a probability of at least `certain` are no part of a span; what lies between
    them is decoded piece by piece, which only saves time.

    Args:
        seams: asked with the characters that may be part of a span.
    """
    if not len(logits):
        return []
    scores = log_softmax(logits, temperature=temperature)
    asked = ~(scores[:, 0] >= np.log(certain))
    stretches = _stretches(asked)
    path = best_paths(scores, stretches, seams(asked) if seams and stretches else None)
    return _spans(path, scores)


def _stretches(mask: Mask) -> list[tuple[int, int]]:
    """Return the maximal runs of True."""
    padded = np.concatenate(([False], mask, [False])).astype(np.int8)
    edges = np.diff(padded)
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return [(int(s), int(e)) for s, e in zip(starts, ends, strict=True)]


def _spans(path: NDArray[np.int64], scores: Floats) -> list[TaggedSpan]:
    found: list[TaggedSpan] = []
    begins = np.flatnonzero(path % 2 == 1)
    others = np.append(np.flatnonzero((path == 0) | (path % 2 == 1)), len(path))
    ends = others[np.searchsorted(others, begins, side="right")]
    chosen = scores[np.arange(len(path)), path]
    for start, end in zip(begins.tolist(), ends.tolist(), strict=True):
        label = int(path[start] - 1) // 2
        found.append(TaggedSpan(start, end, label, float(np.exp(chosen[start:end].mean()))))
    return found

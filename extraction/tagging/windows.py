"""Overlapping windows over a long text (滑动窗口) and their stitching without a seam.

Every character's scores are the weighted mean over the windows that cover it; a window's weight
rises from its edges to its middle, so that no character is judged mainly from where its context is
cut off. For a scorer that looks no further than the overlap, the result does not depend on where
the first window begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WindowPlan:
    """How windows lie: `room` characters each, a new one every `stride`.

    The last window begins early enough to be full, so that all windows of a long text are alike.

    `offset` (below `stride`) moves all windows to the left by so many characters.
    """

    room: int = 254
    stride: int = 222
    offset: int = 0

    def __post_init__(self) -> None:
        if not 0 < self.stride <= self.room or not 0 <= self.offset < self.stride:
            raise ValueError(f"expected 0 <= offset < stride <= room, found {self}")

    @property
    def ramp(self) -> int:
        """Characters over which a window's weight rises from a cut edge: the overlap of two."""
        return self.room - self.stride

    def windows(self, length: int) -> Iterator[tuple[int, int]]:
        """Yield the half-open character ranges of the windows over a text of `length`."""
        start = -self.offset
        while True:
            end = min(start + self.room, length)
            if end == length:
                start = min(start, length - self.room)
            if end > 0:
                yield max(start, 0), end
            if end >= length:
                return
            start += self.stride


def edge_weights(size: int, *, at_start: bool, at_end: bool, ramp: int) -> Floats:
    """Return a weight for each of `size` characters: a ramp at each cut edge, 1 between.

    An edge that is the text's own beginning or end is no cut.
    """
    weights = np.ones(size, dtype=np.float32)
    slope = (np.arange(size, dtype=np.float32) + 1) / (ramp + 1)
    if not at_start:
        weights = np.minimum(weights, slope)
    if not at_end:
        weights = np.minimum(weights, slope[::-1])
    return weights


Score = Callable[[Sequence[tuple[int, int]]], Sequence[tuple[Floats, ...]]]
"""Scores windows: for each range, arrays whose first axis is the range's characters."""


def average(
    windows: Sequence[tuple[int, int]], score: Score, *, length: int, ramp: int, batch: int = 8
) -> tuple[Floats, ...]:
    """Score windows that follow each other without a gap and return the averaged arrays.

    The first axis is the characters from the first window's start to the last one's end.

    Args:
        length: of the whole text; an edge that is the text's own is no cut.
        ramp: characters over which a window's weight rises from a cut edge.
    """
    first, last = windows[0][0], max(end for _, end in windows)
    sums: list[Floats] = []
    total = np.zeros(last - first, dtype=np.float32)
    for place in range(0, len(windows), batch):
        chosen = windows[place : place + batch]
        for (start, end), arrays in zip(chosen, score(chosen), strict=True):
            weights = edge_weights(
                end - start, at_start=start == 0, at_end=end == length, ramp=ramp
            )
            if not sums:
                sums = [np.zeros((last - first, *a.shape[1:]), dtype=np.float32) for a in arrays]
            total[start - first : end - first] += weights
            for whole, part in zip(sums, arrays, strict=True):
                _add(whole[start - first : end - first], part, weights)
    for whole in sums:
        np.divide(whole, total[:, None], out=whole)
    return tuple(sums)


def _add(sums: Floats, part: Floats, weights: Floats) -> None:
    """Add a window's arrays by weight; most characters have weight 1 and are added as they are."""
    whole = np.flatnonzero(weights == 1)
    first, last = (whole[0], whole[-1] + 1) if len(whole) else (0, 0)
    sums[first:last] += part[first:last]
    for edge in (slice(0, first), slice(last, None)):
        sums[edge] += part[edge] * weights[edge, None]

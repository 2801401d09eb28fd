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

    room: int = 510
    stride: int = 382
    offset: int = 0

    def __post_init__(self) -> None:
        if not 0 < self.stride <= self.room or not 0 <= self.offset < self.stride:
            raise ValueError(f"expected 0 <= offset < stride <= room, found {self}")

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


def stitch(
    length: int,
    plan: WindowPlan,
    score: Score,
    *,
    batch: int = 8,
    wanted: NDArray[np.bool_] | None = None,
) -> tuple[Floats, ...]:
    """Score a text of `length` > 0 in windows and return the averaged arrays.

    Args:
        wanted: for every character whether its scores are wanted; a window without such a character
            is not scored, and characters that no window covers are left at zero.
    """
    windows = list(plan.windows(length))
    if wanted is not None:
        windows = [w for w in windows if wanted[w[0] : w[1]].any()]
    ramp = plan.room - plan.stride
    sums: list[Floats] = []
    total = np.zeros(length, dtype=np.float32)
    for first in range(0, len(windows), batch):
        chosen = windows[first : first + batch]
        for (start, end), arrays in zip(chosen, score(chosen), strict=True):
            weights = edge_weights(
                end - start, at_start=start == 0, at_end=end == length, ramp=ramp
            )
            if not sums:
                sums = [np.zeros((length, *a.shape[1:]), dtype=np.float32) for a in arrays]
            total[start:end] += weights
            for whole, part in zip(sums, arrays, strict=True):
                whole[start:end] += part * weights[:, None]
    np.maximum(total, np.finfo(np.float32).tiny, out=total)
    for whole in sums:
        np.divide(whole, total[:, None], out=whole)
    return tuple(sums)

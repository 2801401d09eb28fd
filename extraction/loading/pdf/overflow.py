"""Text that runs over the edge of its cell, as spreadsheets print it into its neighbours.

The sign is a character that a column line cuts through. The whole stretch then belongs to the cell that
holds most of it, also where it runs under the text of its neighbours (and is clipped to its cell in print).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from extraction.loading.pdf.characters import Characters, Flags
from extraction.loading.pdf.grid import Grid

_CUT = 0.15
_TOGETHER = 0.2

Owners = npt.NDArray[np.int32]


def whole_overflow(found: Characters, owner: Owners, ruled: Sequence[Grid]) -> Owners:
    """Return the owners of characters with stretches that run over an edge made whole.

    Args:
        found: the page's characters.
        owner: the cell of each, -1 outside of any.
        ruled: the page's grids.
    """
    if not ruled or len(found) < 2:
        return owner
    changes = owner[1:] != owner[:-1]
    follows = _follows(found)
    if not (changes & follows).any():
        return owner
    cut = _cut_through(found, owner, ruled)
    result = owner.copy()
    starts = np.flatnonzero(np.concatenate([[True], ~follows, [True]])).tolist()
    for start, end in pairwise(starts):
        if cut[start:end].any() and (owner[start:end] != owner[start]).any():
            _take_whole(owner, result, start, end)
    return result


def _follows(found: Characters) -> Flags:
    """Tell which characters follow the one before without a gap."""
    gap = found.boxes[1:, 0] - found.boxes[:-1, 2]
    em = np.minimum(found.em[1:], found.em[:-1])
    level = np.abs(found.base[1:] - found.base[:-1]) < 0.2 * em
    follows: Flags = level & (np.abs(gap) < _TOGETHER * em)
    return follows


def _cut_through(found: Characters, owner: Owners, ruled: Sequence[Grid]) -> Flags:
    """Tell which characters stand across a column line of their grid."""
    margin = _CUT * found.em
    left, right = found.boxes[:, 0] + margin, found.boxes[:, 2] - margin
    y = found.base - 0.35 * found.em
    cut = np.zeros(len(found), dtype=np.bool_)
    for grid in ruled:
        box = grid.box
        inside = (owner >= 0) & (y > box.top) & (y < box.bottom)
        cut |= inside & (np.searchsorted(grid.xs, left) != np.searchsorted(grid.xs, right))
    return cut


def _take_whole(owner: Owners, result: Owners, start: int, end: int) -> None:
    """Give a stretch to the cell with most of it."""
    cells, counts = np.unique(owner[start:end], return_counts=True)
    main = cells[np.argmax(counts)]
    if main >= 0:
        result[start:end] = main

"""Masking for pre-training (遮蔽): whole numbers and short runs of characters, never halves.

A number is masked as one piece, with its separators, since single digits of a masked number would
give the rest away. Other text is masked in runs of one to four characters, the length of most
Chinese words.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

IGNORED = -100
RUN_LENGTHS = (0.25, 0.4, 0.15, 0.2)  # probability of runs of 1, 2, 3, 4 characters


def piece_starts(
    ids: NDArray[np.int64], digits: NDArray[np.bool_], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Return the number of the piece that each character belongs to, counted from 0.

    `digits` tells by token id what may stand inside a number.
    """
    inside = digits[ids]
    n = len(ids)
    lengths = rng.choice(len(RUN_LENGTHS), size=n, p=RUN_LENGTHS) + 1
    cuts = np.zeros(n, dtype=bool)
    ends = np.cumsum(lengths)
    cuts[0] = True
    cuts[ends[ends < n]] = True
    number_start = inside & ~np.roll(inside, 1)
    number_end = ~inside & np.roll(inside, 1)
    cuts[inside] = False
    cuts |= number_start | number_end
    cuts[0] = True
    return np.cumsum(cuts) - 1


def mask_batch(
    ids: NDArray[np.int64],
    *,
    digits: NDArray[np.bool_],
    special: int,
    mask_id: int,
    rate: float,
    rng: np.random.Generator,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return (inputs, labels) of a batch of rows; unmasked positions have the label IGNORED.

    Ids below `special` are never masked. Of the masked pieces 85% become [MASK], 8% random
    characters, the rest stay as they are.
    """
    inputs, labels = ids.copy(), np.full_like(ids, IGNORED)
    for row, target in zip(inputs, labels, strict=True):
        pieces = piece_starts(row, digits, rng)
        total = int(pieces[-1]) + 1
        chosen = (rng.random(total) < rate)[pieces] & (row >= special)
        target[chosen] = row[chosen]
        fate = rng.random(total)[pieces]
        swapped = chosen & (fate >= 0.85) & (fate < 0.93)
        row[swapped] = rng.integers(special, len(digits), size=int(swapped.sum()))
        row[chosen & (fate < 0.85)] = mask_id
    return inputs, labels

"""Resampling of documents (自助法): which are drawn, and the ends of a percentile interval."""

from __future__ import annotations

import random
from collections.abc import Sequence


def draws(documents: int, *, samples: int = 1000, seed: int = 7) -> list[list[int]]:
    """Return so many samples of as many documents, by their numbers, with replacement."""
    chance = random.Random(seed)
    return [chance.choices(range(documents), k=documents) for _ in range(samples)]


def ends(values: Sequence[float], *, level: float = 0.95) -> tuple[float, float]:
    """Return the ends of the percentile interval of values in rising order."""
    tail = (1 - level) / 2
    last = len(values) - 1
    return values[round(tail * last)], values[round((1 - tail) * last)]

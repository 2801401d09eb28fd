"""What counts as the same: greedy one-to-one matching and overlap of offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

P = TypeVar("P")
G = TypeVar("G")
Extent = tuple[int, int]


def overlap(a: Extent, b: Extent) -> bool:
    """Tell whether two half-open extents share a character."""
    return a[0] < b[1] and b[0] < a[1]


def matched(found: Iterable[P], gold: Sequence[G], same: Callable[[P, G], bool]) -> int:
    """Return how many of `gold` can be given a partner of `found`, first come, first served."""
    left, hits = list(found), 0
    for wanted in gold:
        partner = next((i for i, p in enumerate(left) if same(p, wanted)), None)
        if partner is not None:
            del left[partner]
            hits += 1
    return hits


def shared_terms(found: Sequence[Extent], gold: Sequence[Extent]) -> int:
    """Return how many terms of one relation overlap a term of the other, each used once."""
    return matched(gold, found, lambda g, p: overlap(p, g))

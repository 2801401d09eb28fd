"""How far confidences can be believed: reliability bins and expected calibration error (ECE)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Mentions of like confidence: how many, their mean confidence, the share that is right."""

    count: int
    confidence: float
    accuracy: float


def reliability(
    confidences: Sequence[float], right: Sequence[bool], *, bins: int = BINS
) -> tuple[Bin, ...]:
    """Return bins of equal width over [0, 1]; empty ones are left out.

    Raises:
        ValueError: the two sequences differ in length.
    """
    if len(confidences) != len(right):
        raise ValueError(f"expected as many outcomes as {len(confidences)}, found {len(right)}")
    members: dict[int, list[int]] = {}
    for i, c in enumerate(confidences):
        members.setdefault(min(bins - 1, int(c * bins)), []).append(i)
    return tuple(
        Bin(
            len(found),
            sum(confidences[i] for i in found) / len(found),
            sum(right[i] for i in found) / len(found),
        )
        for _, found in sorted(members.items())
    )


def expected_calibration_error(bins: Sequence[Bin]) -> float:
    """Return the mean gap between confidence and accuracy, weighted by count (0 for no bins)."""
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.confidence - b.accuracy) for b in bins) / total if total else 0.0

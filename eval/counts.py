"""Counts behind every score: right, found and in gold; they add up over documents."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, how many were found, how many are in gold.

    What nobody annotated has no score: `ABSENT` adds nothing, and is shown as –, never as 0.
    """

    right: float = 0
    found: int = 0
    gold: int = 0
    annotated: bool = True

    def __add__(self, other: Counts) -> Counts:
        either = self.annotated or other.annotated
        found, gold = self.found + other.found, self.gold + other.gold
        return Counts(self.right + other.right, found, gold, either)

    def shown(self, name: str, places: int = 3) -> str:
        """Return precision, recall or f1 as text; – where nothing was annotated."""
        return f"{getattr(self, name):.{places}f}" if self.annotated else "–"

    @property
    def precision(self) -> float:
        """Right over found; 1 where nothing was found and nothing is in gold."""
        if not self.found:
            return 0.0 if self.gold else 1.0
        return self.right / self.found

    @property
    def recall(self) -> float:
        """Right over gold; 1 where gold has none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


ABSENT = Counts(annotated=False)
"""The score of what was not annotated."""

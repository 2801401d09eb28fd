"""What relations go by to find their figures, by the names that they bear; each rule says its own (凭据)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grounds:
    """Names of relations by what says which figures they mean; all others go by what their figures are linked to.

    Attributes:
        pointed: words, or a row of shares beside them, point at the figure that is meant.
        by_words: the words before their figures, whatever these are linked to.
        by_order: the order of numbers, full marks, marks got and weights: which label each got says nothing.
        witnessed: their figures stand beside others that agree: their scope is one.
    """

    pointed: frozenset[str]
    by_words: frozenset[str]
    by_order: frozenset[str]
    witnessed: frozenset[str]

    def by_place(self, name: str) -> bool:
        """Tell whether relations of a name go by where their figures stand, not by what these are linked to."""
        return name in self.by_words or name in self.by_order

"""A relation with its verdict (判定)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extraction.constraints.arithmetic.evaluate import Verdict
from extraction.constraints.arithmetic.relation import Relation


@dataclass(frozen=True, slots=True)
class Judged:
    """A relation with its verdict."""

    relation: Relation
    verdict: Verdict

    @property
    def violated(self) -> bool:
        """Whether the relation does not hold."""
        return self.verdict.status == "violated"

    @property
    def gap(self) -> Decimal:
        """How far stated and computed are apart, 0 over a zero base."""
        computed = self.verdict.computed
        return Decimal(0) if computed is None else abs(computed.point - self.verdict.stated.point)

    @property
    def missed_by(self) -> Decimal:
        """How far stated and computed are apart, as a part of the larger one."""
        computed, stated = self.verdict.computed, self.verdict.stated.point
        largest = max(abs(computed.point), abs(stated)) if computed is not None else Decimal(0)
        return self.gap / largest if largest else Decimal(0)

"""The outcome of one arithmetic relation (勾稽关系) between figures of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CheckKind = Literal[
    "sum", "share", "growth", "product", "equal", "diff", "target", "score", "format"
]
CheckStatus = Literal["holds", "rounding", "violated"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that stands among the terms of a check and is none of them, and why (未计入)."""

    mention: str
    why: str


@dataclass(frozen=True, slots=True)
class Check:
    """A relation that the text states or its structure implies, recomputed.

    Attributes:
        id: "k1", "k2" … in record order.
        kind, status: see the extraction contract.
        expression: readable, with names and numbers as written in the report.
        terms: mention ids, the stated one first.
        stated, computed, gap: plain decimal notation with their unit (万元, %); empty where none applies.
        message: one Chinese sentence for a reader of the report.
        repair: the single changed figure that would make it hold, in Chinese, None if there is none.
        confidence: how sure the relation is meant, in [0, 1].
        group: the same for all checks broken by one figure; the check's own id where it stands alone.
        fingerprint: kind, values and names, the same in every extraction (see `fingerprint`).
        told: False on a violated check too unsure for a finding (待核): to look at, no accusation.
        left_out: figures of the same stretch that are no terms.
    """

    id: str
    kind: CheckKind
    status: CheckStatus
    expression: str
    terms: tuple[str, ...]
    stated: str
    computed: str
    gap: str
    message: str
    repair: str | None = None
    confidence: float | None = None
    group: str = ""
    fingerprint: str = ""
    told: bool = True
    left_out: tuple[LeftOut, ...] = ()

    @property
    def finding(self) -> bool:
        """Whether a reader is told that it does not hold."""
        return self.status == "violated" and self.told

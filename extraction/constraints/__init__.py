"""Relations between the figures of a report: found, recomputed with rounding, and judged."""

from extraction.constraints.arithmetic.check import Check, CheckKind, CheckStatus, LeftOut
from extraction.constraints.discover import find_checks, find_checks_and_refusals
from extraction.constraints.telling.findings import rank

__all__ = [
    "Check",
    "CheckKind",
    "CheckStatus",
    "LeftOut",
    "find_checks",
    "find_checks_and_refusals",
    "rank",
]

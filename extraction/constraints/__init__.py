"""Relations between the figures of a report: found, recomputed with rounding, and judged."""

from extraction.constraints.check import Check, CheckKind, CheckStatus
from extraction.constraints.discover import find_checks
from extraction.constraints.findings import rank

__all__ = ["Check", "CheckKind", "CheckStatus", "find_checks", "rank"]

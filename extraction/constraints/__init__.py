"""Relations between the figures of a report: found, recomputed with rounding, and judged."""

from extraction.constraints.check import Check, CheckKind, CheckStatus

__all__ = ["Check", "CheckKind", "CheckStatus"]

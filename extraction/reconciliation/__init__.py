"""Reports of one unit held against each other: over the years, and of one year (跨报告核对)."""

from extraction.reconciliation.reconcile import Finding, reconcile

__all__ = ["Finding", "reconcile"]

"""The project's own annotated reports, and the samples that every format is tested with."""

from pathlib import Path

REPORTS = Path(__file__).parent / "reports"
"""Written reports in inline mark-up."""
ACCOUNTS = Path(__file__).parent / "accounts"
"""Written excerpts with accounts of indicators, in inline mark-up."""
INDEX = Path(__file__).parent / "index.tsv"
"""A line a written report: slug, kind, unit, province, year, layout, slips."""

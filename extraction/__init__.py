"""Extraction: from a report's file to its checked record.

    >>> from extraction import load, extract, check
    >>> record = extract(load("report.txt"))          # doctest: +SKIP
    >>> [finding.message for finding in record.findings]  # doctest: +SKIP

Names are imported when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extraction.document import Document
    from extraction.loading import load
    from extraction.pipeline import Pipeline, check, default_pipeline, extract
    from extraction.record import Record

__all__ = ["Document", "Pipeline", "Record", "check", "default_pipeline", "extract", "load"]

_HOMES = {
    "Document": "extraction.document",
    "Pipeline": "extraction.pipeline",
    "Record": "extraction.record",
    "check": "extraction.pipeline",
    "default_pipeline": "extraction.pipeline",
    "extract": "extraction.pipeline",
    "load": "extraction.loading",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'extraction' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)

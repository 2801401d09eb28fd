"""Who reports on what: title, unit, region, fiscal year and kind of a report (报告身份)."""

from extraction.identity.evidence import Candidate
from extraction.identity.identify import Identity, header, identify

__all__ = ["Candidate", "Identity", "header", "identify"]

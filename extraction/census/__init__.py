"""The census of numbers (数字清点): every number expression of a document has exactly one fate."""

from extraction.census.count import take_census
from extraction.census.model import Census, Fate, Numeral, Reason

__all__ = ["Census", "Fate", "Numeral", "Reason", "take_census"]

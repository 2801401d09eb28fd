"""Exact quantities from Chinese budget reports (数量): read a surface, find surfaces in a text."""

from extraction.quantities.embedded import read_quantity
from extraction.quantities.finding import find_quantities
from extraction.quantities.model import FoundQuantity, Quantity, UnreadQuantity

__all__ = ["FoundQuantity", "Quantity", "UnreadQuantity", "find_quantities", "read_quantity"]

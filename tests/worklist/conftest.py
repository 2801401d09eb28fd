"""Stores with corrected reports, as the tests of learning have them."""

from tests.learning.conftest import correct, store

__all__ = ["correct", "store"]

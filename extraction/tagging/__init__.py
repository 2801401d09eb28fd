"""Taggers: from a document to its labelled mentions."""

from extraction.tagging.default import default_tagger, shipped_weights
from extraction.tagging.tagger import Tagger

__all__ = ["Tagger", "default_tagger", "shipped_weights"]

"""Taggers: from a document to its labelled mentions."""

from extraction.tagging.tagger import Tagger

__all__ = ["Tagger"]

"""The pattern tagger and its word lists."""

from extraction.tagging.patterns.tagger import PatternTagger

__all__ = ["PatternTagger"]

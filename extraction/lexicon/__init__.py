"""The one home of the field's words (词典): data files with their grammar on top, and typed accessors.

Every list of words that two rooms need stands here once: comparators, words of change, roles, relative
periods, indicator classes, verdicts, totals, funds, endings of units' names, numbering, folded characters.
`tests/lexicon` holds every word against every consumer, so that no two of them can disagree.
"""

from extraction.lexicon.source import alternation, any_of

__all__ = ["alternation", "any_of"]

"""The word lists of the pattern tagger, put together from the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extraction.lexicon.changes import change_words
from extraction.lexicon.indicators import classes_in_prose, verdicts
from extraction.lexicon.names import name_words
from extraction.lexicon.source import any_of

__all__ = ["Words", "any_of", "words"]


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words, longest first in each: names (`lexicon/names.toml`), changes, classes, verdicts."""

    link_verbs: tuple[str, ...]
    leading: tuple[str, ...]
    rise: tuple[str, ...]
    fall: tuple[str, ...]
    level: tuple[str, ...]
    verdict: tuple[str, ...]
    closed: tuple[str, ...]
    money_nouns: tuple[str, ...]
    not_a_name: tuple[str, ...]
    openings: tuple[str, ...]
    name_tails: tuple[str, ...]


@cache
def words() -> Words:
    """Return the word lists."""
    names, changes = name_words(), change_words()
    return Words(
        link_verbs=names.link_verbs,
        leading=names.leading,
        rise=(*changes.rise, *changes.rise_nouns, *changes.short_rise),
        fall=(*changes.fall, *changes.fall_nouns, *changes.short_fall),
        level=classes_in_prose(),
        verdict=tuple(verdicts()),
        closed=names.closed,
        money_nouns=names.money_nouns,
        not_a_name=names.not_a_name,
        openings=names.openings,
        name_tails=names.name_tails,
    )

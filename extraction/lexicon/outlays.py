"""What becomes of money (资金的去向): words for what is set, given, spent and left, and for problems that are mended."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from extraction.lexicon.source import load, longest_first


@dataclass(frozen=True, slots=True)
class OutlayWords:
    """The lists of `outlays.toml`, which documents them; longest word first in each."""

    set: tuple[str, ...]
    given: tuple[str, ...]
    spent: tuple[str, ...]
    either: tuple[str, ...]
    left: tuple[str, ...]
    short: tuple[str, ...]
    mended: tuple[str, ...]
    moved: tuple[str, ...]

    @property
    def may_be_given(self) -> tuple[str, ...]:
        """Words of what came in, with those that also say that it went out (拨付)."""
        return longest_first((*self.given, *self.either))

    @property
    def may_be_spent(self) -> tuple[str, ...]:
        """Words of what went out, with those that also say that it came in (拨付)."""
        return longest_first((*self.spent, *self.either))


@cache
def outlay_words() -> OutlayWords:
    """Return the shipped lists."""
    data = load("outlays.toml")
    return OutlayWords(*(longest_first(data[f.name]["words"]) for f in fields(OutlayWords)))

"""What reports are called (报告名称): titles, kinds, and the chrome of sites around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from extraction.lexicon.source import load


@dataclass(frozen=True, slots=True)
class KindRule:
    """One rule of `reports.toml` that tells a report's kind by its title."""

    name: str
    holds: tuple[str, ...]
    together: tuple[str, ...]
    but: tuple[str, ...]
    unit: bool

    def fits(self, title: str, *, names_unit: bool) -> bool:
        """Tell whether a title is of this kind; `names_unit` where it names a unit."""
        if not _any(self.holds, title) or _any(self.but, title):
            return False
        return not self.together or _any(self.together, title) or (self.unit and names_unit)


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Words of titles and of lines that are none."""

    words: tuple[str, ...]
    ends: tuple[str, ...]
    never: tuple[str, ...]
    chrome: tuple[str, ...]


@cache
def _data() -> dict[str, Any]:
    return load("reports.toml")


@cache
def title_words() -> TitleWords:
    """Return the shipped words of titles."""
    title, chrome = _data()["title"], _data()["chrome"]["words"]
    return TitleWords(
        tuple(title["words"]), tuple(title["ends"]), tuple(title["not"]), tuple(chrome)
    )


@cache
def kind_rules() -> tuple[KindRule, ...]:
    """Return the rules of kinds in the order they are tried."""
    return tuple(
        KindRule(
            entry["name"],
            tuple(entry["holds"]),
            tuple(entry.get("and", ())),
            tuple(entry.get("but", ())),
            bool(entry.get("unit")),
        )
        for entry in _data()["kind"]
    )


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)

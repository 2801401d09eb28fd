"""Words around names of items (名称边界): what belongs to a name and what only stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

from extraction.lexicon.source import any_of, load, longest_first


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists of `names.toml`, which documents them; longest word first in each."""

    link_verbs: tuple[str, ...]
    leading: tuple[str, ...]
    openings: tuple[str, ...]
    name_tails: tuple[str, ...]
    money_nouns: tuple[str, ...]
    not_a_name: tuple[str, ...]
    closed: tuple[str, ...]
    account_tails: tuple[str, ...]
    bare: tuple[str, ...]
    bare_fronts: tuple[str, ...]
    fund_tails: tuple[str, ...]
    used_for: tuple[str, ...]
    used_doing: tuple[str, ...]
    used_working: tuple[str, ...]
    spent: tuple[str, ...]
    heading_not: tuple[str, ...]
    after_bracket: tuple[str, ...]
    trailing: tuple[str, ...]
    added_not: tuple[str, ...]
    by_way_of: tuple[str, ...]
    grounds: tuple[str, ...]
    doings: tuple[str, ...]
    several: tuple[str, ...]
    sums: tuple[str, ...]


@cache
def name_words() -> NameWords:
    """Return the shipped lists."""
    data = load("names.toml")
    return NameWords(*(longest_first(data[f.name]) for f in fields(NameWords)))


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(any_of(name_words().leading))


def lead_end(name: str) -> int:
    """Return how many characters at the front of a phrase are words that belong to no name (其中, 本部门)."""
    at = 0
    while not name.startswith(name_words().openings, at):
        match = _lead().match(name, at)
        rest = len(name) - match.end() if match else 0
        if (
            match is None
            or rest < 2
            or name.startswith(("率", "数", "额", "值", "度", "量"), match.end())
        ):
            break
        at = match.end()
    return at

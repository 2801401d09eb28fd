"""The word lists of the pattern tagger, read once from words.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists by their key in words.toml, which documents them."""

    link_verbs: tuple[str, ...]
    leading: tuple[str, ...]
    rise: tuple[str, ...]
    fall: tuple[str, ...]
    base: tuple[str, ...]
    share: tuple[str, ...]
    level: tuple[str, ...]
    verdict: tuple[str, ...]
    closed: tuple[str, ...]
    money_nouns: tuple[str, ...]
    not_a_name: tuple[str, ...]
    openings: tuple[str, ...]
    name_tails: tuple[str, ...]


@cache
def words() -> Words:
    """Return the word lists, longest word first in each."""
    data = resources.files(__package__).joinpath("words.toml").read_bytes()
    table = tomllib.loads(data.decode("utf-8"))
    names = [f.name for f in fields(Words)]
    return Words(**{n: tuple(sorted(table[n], key=len, reverse=True)) for n in names})


def any_of(options: tuple[str, ...]) -> str:
    """Return a regular expression for any of the words, longest first."""
    return "(?:" + "|".join(re.escape(w) for w in options) + ")"

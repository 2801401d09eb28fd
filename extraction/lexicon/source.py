"""Read the lexicon's data files and make expressions of their words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any


def load(name: str) -> dict[str, Any]:
    """Return the tables of a data file of this folder; whoever calls keeps what it makes of them."""
    source = resources.files(__package__).joinpath(name)
    return tomllib.loads(source.read_text(encoding="utf-8"))


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words without repeats, longer ones first, else in code-point order."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, longest first, without a group around it."""
    return "|".join(re.escape(word) for word in longest_first(words))


def ahead(words: Iterable[str], others: str = "") -> str:
    """Return a look-ahead for what any of the words, or one of the other characters, begins with.

    Before an expression of many branches it passes over all other places at once.
    """
    return f"(?=[{others}{re.escape(''.join(sorted({word[0] for word in words})))}])"


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words in a group of its own."""
    return f"(?:{alternation(words)})"

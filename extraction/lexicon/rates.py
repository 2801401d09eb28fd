"""Rates that the field defines by their name (共性指标): what stands above and below in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extraction.lexicon.source import load, longest_first


@dataclass(frozen=True, slots=True)
class NamedRate:
    """One table of `rates.toml`, which documents them; longest word first in each list."""

    names: tuple[str, ...]
    top: tuple[str, ...]
    whole: tuple[str, ...]


@cache
def named_rates() -> tuple[NamedRate, ...]:
    """Return the shipped rates."""
    return tuple(
        NamedRate(*(longest_first(table[part]) for part in ("names", "top", "whole")))
        for table in load("rates.toml").values()
    )


def named_rate(words: str) -> NamedRate | None:
    """Return the rate whose name some words end in, None where the field defines none of that name."""
    return next((r for r in named_rates() if words.endswith(r.names)), None)

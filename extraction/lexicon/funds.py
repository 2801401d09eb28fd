"""Funds of public finance (四本预算): names that hold 预算 without making a budget figure."""

from __future__ import annotations

import re
from functools import cache

from extraction.lexicon.source import any_of, load, longest_first


@cache
def fund_names() -> tuple[str, ...]:
    """Return every name of every fund, longest first."""
    funds = load("funds.toml")["fund"]
    return longest_first(name for f in funds for name in (f["name"], *f["aliases"]))


@cache
def fund_aliases() -> dict[str, str]:
    """Return the lawful name of every way of writing a fund."""
    funds = load("funds.toml")["fund"]
    return {name: f["name"] for f in funds for name in (f["name"], *f["aliases"])}


@cache
def _named() -> re.Pattern[str]:
    return re.compile(any_of(n for n in fund_names() if "预算" in n))


def without_funds(text: str) -> str:
    """Return the text with every fund's name that holds 预算 taken out."""
    return _named().sub("", text)

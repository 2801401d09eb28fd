"""Comparators and approximations (比较词、近似词): words that bound the number beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, cast

from extraction.lexicon.source import any_of, load

Comparator = Literal[">=", "<=", ">", "<", "="]

_OPPOSITE: Mapping[str, Comparator] = {"<": ">=", ">": "<="}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Words around a number and their effects.

    Attributes:
        before, after: word -> comparator, for words before the number and behind its unit.
        cell: word -> comparator, for a cell that gives the comparator alone.
        near_before, near_after: word -> "about", "below" or "odd" (see `comparators.toml`).
        ratio: phrase -> (percent, effect), for a proportion told in words (过半).
    """

    before: Mapping[str, Comparator]
    after: Mapping[str, Comparator]
    cell: Mapping[str, Comparator]
    near_before: Mapping[str, str]
    near_after: Mapping[str, str]
    ratio: Mapping[str, tuple[Decimal, str]]


@cache
def bounds() -> Bounds:
    """Return the shipped words."""
    data = load("comparators.toml")
    signs = dict(_turned(data["signs"]))
    before = signs | dict(_turned(data["before"])) | dict(_verbs(data))
    near = data["approximate"]
    ratio = {phrase: (Decimal(value), effect) for phrase, (value, effect) in data["ratio"].items()}
    return Bounds(
        before=MappingProxyType(before),
        after=MappingProxyType(dict(_turned(data["after"]))),
        cell=MappingProxyType(before | dict(_turned(data["cell"]))),
        near_before=MappingProxyType({w: e for e, ws in near["before"].items() for w in ws}),
        near_after=MappingProxyType({w: e for e, ws in near["after"].items() for w in ws}),
        ratio=MappingProxyType(ratio),
    )


def comparator_before(word: str) -> Comparator | None:
    """Return what a word before a number says of it (不得低于 -> ">="), None if it is no comparator."""
    return bounds().before.get(word)


@cache
def before_pattern(*, equality: bool = False) -> str:
    """Return an expression for a comparator before a number; words of mere equality (达到) only if asked.

    Words of one character (过, 超, 逾) are left out: they end other words too (通过12家).
    """
    words = bounds().before
    kept = (w for w, sign in words.items() if equality or sign != "=" or w in ("=", "等于"))
    return any_of(w for w in kept if len(w) > 1 or w in sign_characters())


@cache
def compared_pattern() -> str:
    """Return an expression for the words that say which of two figures is more (大于, 低于)."""
    return any_of(w for w in bounds().before if len(w) == 2 and w.endswith("于"))


@cache
def verb_pattern() -> str:
    """Return an expression for the verbs that compare two figures (低于, 超过)."""
    stems = load("comparators.toml")["stems"]
    return any_of(w for words in stems.values() for w in words if len(w) > 1)


@cache
def sign_characters() -> str:
    """Return the comparators that are one sign (≥, <)."""
    signs = load("comparators.toml")["signs"]
    return "".join(w for words in signs.values() for w in words if len(w) == 1)


@cache
def bound_pattern() -> str:
    """Return an expression for a bound behind a number's unit that makes it a target (以上, 以内)."""
    return any_of(w for w, s in bounds().after.items() if s in (">=", "<=") and len(w) > 1)


@cache
def after_pattern() -> str:
    """Return an expression for a bound behind a number's unit (以上, 以内, 左右)."""
    found = bounds()
    return any_of(
        [*(w for w, sign in found.after.items() if sign != "="), *_spoken(found.near_after)]
    )


def _spoken(near: Mapping[str, str]) -> Iterator[str]:
    return (word for word, effect in near.items() if effect == "about")


def _turned(table: Mapping[str, Any]) -> Iterator[tuple[str, Comparator]]:
    return ((word, cast("Comparator", sign)) for sign, words in table.items() for word in words)


def _verbs(data: Mapping[str, Any]) -> Iterator[tuple[str, Comparator]]:
    for sign, verbs in data["stems"].items():
        for verb in verbs:
            yield verb, sign
            for negation in data["negation"]["words"]:
                yield negation + verb, _OPPOSITE[sign]

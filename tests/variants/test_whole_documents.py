"""Whole documents with several slips each (`whole_*.toml`): nothing but slips is told, and so many of them are found."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.variants.asking import Read

_FOUND = {"seven": 24, "eight_a": 24, "eight_b": 24}
"""Slips found of those there, by round; more is better."""
_PAIRS = {"eight_a": 57, "eight_b": 52}
"""Goals and results read under their own name, of those there."""


def _documents(name: str) -> list[dict[str, Any]]:
    file = Path(__file__).parent / f"whole_{name}.toml"
    found: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["text"]
    return found


@pytest.mark.parametrize("name", sorted(_PAIRS))
def test_goals_and_results_stand_under_their_names(name: str) -> None:
    read = 0
    for document in _documents(name):
        left = Read(document["text"], "txt").pairs()
        for wanted in ([_plain(part) for part in pair] for pair in document["pairs"]):
            found = next((pair for pair in left if _alike(wanted, pair)), None)
            if found is not None:
                left.remove(found)
                read += 1
    assert read >= _PAIRS[name]


def _alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether three parts overlap, or are absent in both."""
    return all(bool(a) is bool(b) and (a in b or b in a) for a, b in zip(one, other, strict=True))


def _plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", sorted(_FOUND))
def test_only_slips_are_told_and_most_of_them(name: str) -> None:
    found = 0
    for document in _documents(name):
        told = Read(document["text"], "txt").told()
        slips = [_plain(w) for w in document["wrong"]]
        false = [f for f in told if not any(w in t or t in w for w in slips for t in f)]
        assert false == [], document["why"]
        found += sum(any(w in t or t in w for f in told for t in f) for w in slips)
    assert found >= _FOUND[name]

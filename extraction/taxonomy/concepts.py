"""The concepts of the taxonomy (概念): totals, balances, debts and counts, found by their names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain, product
from typing import Any

from extraction.taxonomy.naming import by_plain_name, plain_name

_OWNERS = ["@owners"]
_SUBTOTAL = re.compile(r"(?<=.)(?:小计|合计)\Z")


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept; `concepts.toml` documents its fields."""

    id: str
    names: tuple[str, ...]
    side: str
    bare: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    nature: str | None = None
    fund: str | None = None
    part_of: str | None = None


@cache
def load_concepts() -> tuple[Concept, ...]:
    """Return all concepts in file order."""
    text = resources.files(__package__).joinpath("concepts.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return tuple(_concept(entry, data["owners"]) for entry in data["concept"])


def _concept(entry: dict[str, Any], owners: list[str]) -> Concept:
    lists = {name: tuple(entry.get(name, ())) for name in ("names", "bare")}
    rows = ([owners if words == _OWNERS else words for words in r] for r in entry.get("beside", ()))
    spelled = (product(*row) for row in rows)
    beside = tuple(dict.fromkeys("".join(words) for words in chain.from_iterable(spelled)))
    return Concept(**{**entry, **lists, "beside": beside})


@cache
def concepts_by_id() -> dict[str, Concept]:
    """Return the concepts by their id."""
    return {c.id: c for c in load_concepts()}


@cache
def _by_name() -> Mapping[str, tuple[Concept, ...]]:
    return by_plain_name(load_concepts())


@cache
def _by_bare_name() -> dict[str, Concept]:
    return {plain_name(name): c for c in load_concepts() for name in c.bare}


@cache
def _by_name_beside() -> dict[str, Concept]:
    return {plain_name(name): c for c in load_concepts() for name in c.beside}


def find_concept(name: str, *, fund_named: bool = False) -> Concept | None:
    """Return the concept that a name means, None where it means none or several.

    Args:
        name: without scope, year, role and fund.
        fund_named: whether the name held a fund, so that 收入 alone means the fund's revenue.
    """
    plain = plain_name(name)
    found = _by_name().get(plain, ()) or _by_name().get(_SUBTOTAL.sub("", plain), ())
    if len(found) == 1:
        return found[0]
    return _by_bare_name().get(plain) if fund_named else None


def find_beside(name: str) -> Concept | None:
    """Return the concept that a name means beside the other figures of an identity (结余 beside 收入 and 支出).

    A 小计 is part of the figure that an identity speaks of, so that it means none.
    """
    plain = plain_name(name)
    found = _by_name().get(plain, ())
    return found[0] if len(found) == 1 else _by_name_beside().get(plain)

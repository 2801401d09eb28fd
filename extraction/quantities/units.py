"""The table of units and classifiers, loaded once from `units.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from extraction.lexicon.comparators import bounds
from extraction.lexicon.source import longest_first

_OR_OTHERS = re.compile(r"(?P<unit>[^()/每]+)\((?P<others>[^()]+)\)(?P<times>次?)")
"""A unit with others in brackets for things of another sort (头(只、匹), 篇(条)), or how often they were dealt with (头(羽)次)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: `kind` as in `Quantity.kind`; `percent` for rates; `code` for currencies."""

    name: str
    kind: str
    code: str | None = None
    percent: Decimal = Decimal(1)
    per: str | None = None

    @property
    def full_name(self) -> str:
        """The name with what it is counted per: 元/人·年."""
        return f"{self.name}/{self.per}" if self.per else self.name


@dataclass(frozen=True, slots=True)
class Words:
    """Words around a number and their effects (see `extraction/lexicon/comparators.toml`)."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    ratio: Mapping[str, tuple[Decimal, str]]


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Every spelling of every unit, folded and without blanks."""

    units: Mapping[str, Unit]
    prefixes: Mapping[str, Unit]
    subunits: Mapping[str, tuple[Unit, Decimal]]
    per: frozenset[str]
    spelt: frozenset[str]
    refused: Mapping[str, str]
    not_found: frozenset[str]
    continues: Mapping[str, str]

    def get(self, spelling: str) -> Unit | None:
        """Return the unit written so, with its "/人·年" part, or None; "/人" alone has no name."""
        if unit := self.units.get(spelling):
            return unit
        if (other := _OR_OTHERS.fullmatch(spelling)) and self._counts(other):
            return self.units[other["unit"] + other["times"]]
        base, slash, per = spelling.partition("/")
        if not slash:
            base, slash, per = spelling.partition("每")
        known = base in self.units or spelling.startswith("/")
        if not slash or not known or not per:
            return None
        if not all(part in self.per for part in per.replace("/", "·").split("·")):
            return None
        unit = self.units[base] if base else Unit("", "number")
        return Unit(unit.name, unit.kind, unit.code, unit.percent, per)

    def _counts(self, other: re.Match[str]) -> bool:
        """Tell whether all units of 头(只、匹) count things."""
        names = (other["unit"], other["unit"] + other["times"], *re.split("[、/]", other["others"]))
        return all(n in self.units and self.units[n].kind == "count" for n in names)


def _read(name: str) -> dict[str, Any]:
    source = resources.files(__package__).joinpath(name)
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _counts(data: Mapping[str, Any]) -> dict[str, Unit]:
    aliases: Mapping[str, str] = data["count_alias"]
    names = [name for group in data["count"].values() for name in group.split()]
    return {name: Unit(aliases.get(name, name), "count") for name in (*names, *aliases)}


def _add_currencies(
    data: Mapping[str, Any],
    units: dict[str, Unit],
    prefixes: dict[str, Unit],
    subunits: dict[str, tuple[Unit, Decimal]],
) -> None:
    for name, entry in data.items():
        unit = Unit(name, "money", entry["code"])
        for spelling in (name, *entry.get("aliases", ())):
            units[spelling] = unit
        for spelling in entry.get("prefixes", ()):
            prefixes[spelling] = unit
        for spelling, size in entry.get("subunits", {}).items():
            subunits[spelling] = (unit, Decimal(size))


@cache
def noted_units() -> tuple[str, ...]:
    """Return the units of money that a report states once for its figures (单位：万元), longest first."""
    return longest_first(_read("units.toml")["noted"]["names"].split())


@cache
def unit_table() -> UnitTable:
    """Return the shipped table of units."""
    data = _read("units.toml")
    units = _counts(data)
    prefixes: dict[str, Unit] = {}
    subunits: dict[str, tuple[Unit, Decimal]] = {}
    _add_currencies(data["money"], units, prefixes, subunits)
    for name, entry in data["rate"].items():
        unit = Unit(name, "rate", percent=Decimal(entry["percent"]))
        for spelling in (name, *entry.get("aliases", ())):
            units[spelling] = unit
    per = frozenset(data["per"]["names"].split()) | {
        name for name, unit in units.items() if unit.kind == "count"
    }
    spelt = frozenset(data["spelt"]["names"].split())
    not_found = frozenset(data["not_found"]["names"].split())
    return UnitTable(
        units, prefixes, subunits, per, spelt, data["refused"], not_found, data["continues"]
    )


@cache
def words() -> Words:
    """Return the words around numbers that the lexicon lists."""
    found = bounds()
    return Words(
        {**found.before, **found.near_before}, {**found.after, **found.near_after}, found.ratio
    )


def alternatives(spellings: Iterable[str]) -> str:
    """Return a regular expression for any of `spellings`, longest first."""
    ordered = sorted(set(spellings), key=lambda spelling: (-len(spelling), spelling))
    return "|".join(re.escape(spelling) for spelling in ordered)

"""Indicator classes (指标类别) with their ranks, and the verdicts of reports on their goals (完成与否)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from extraction.lexicon.source import any_of, load, longest_first

Verdict = Literal["met", "unmet", "partly"]


@dataclass(frozen=True, slots=True)
class IndicatorClass:
    """A class of indicators.

    Attributes:
        rank: 1 for 一级指标, 2 for 二级指标.
        kind: what its indicators measure (quantity, quality, time, cost, social …).
        in_prose: whether the name marks a class wherever it stands; else only in a cell of classes.
    """

    rank: int
    kind: str
    in_prose: bool


@cache
def indicator_classes() -> Mapping[str, IndicatorClass]:
    """Return the classes by every name they have."""
    data = load("indicators.toml")
    names: dict[str, IndicatorClass] = {}
    for entry in data["class"]:
        names.update(_named(entry, data["tails"]["words"]))
    return MappingProxyType(names)


def _named(entry: Mapping[str, Any], tails: list[str]) -> Iterator[tuple[str, IndicatorClass]]:
    for stem in entry["stems"]:
        for tail in tails:
            yield stem + tail, IndicatorClass(entry["rank"], entry["kind"], True)
        bare = bool(entry.get("bare"))
        if bare or entry.get("cell"):
            yield stem, IndicatorClass(entry["rank"], entry["kind"], bare)


@cache
def class_ends() -> tuple[str, ...]:
    """Return how a short cell ends that names a class which is not listed (…效益指标)."""
    return tuple(load("indicators.toml")["tails"]["ends"])


@cache
def classes_in_prose() -> tuple[str, ...]:
    """Return the names that mark a class in running text too, longest first."""
    return longest_first(name for name, found in indicator_classes().items() if found.in_prose)


@cache
def standards() -> frozenset[str]:
    """Return the kinds of standards that a goal may be taken from (计划标准): no name and no goal."""
    return frozenset(load("indicators.toml")["standards"]["words"])


@cache
def verdicts() -> Mapping[str, Verdict]:
    """Return what each phrase of verdict says, longest phrase first."""
    table = load("indicators.toml")["verdict"]
    kinds: tuple[Verdict, ...] = ("met", "unmet", "partly")
    said = {phrase: verdict for verdict in kinds for phrase in table[verdict]}
    return MappingProxyType(dict(sorted(said.items(), key=lambda item: -len(item[0]))))


@cache
def within_limit() -> tuple[str, ...]:
    """Return the phrases that claim a limit kept (未超预算), longest first; prose has them of budgets too."""
    return longest_first(load("indicators.toml")["verdict"]["within"])


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """How running text says that a result meets its goal; see `indicators.toml`.

    Attributes:
        met, unmet: the whole of a clause (均完成了年度目标, 未达到考核要求).
        reached, missed, kept: what opens such a clause and stands before the number of the goal.
        held: the verbs of `kept` that hold a value to a limit (控制在).
        ways, hedges: what may stand before the verb; hedges take some of it back (基本).
        aim: what stands behind that number (的年度目标).
    """

    met: re.Pattern[str]
    unmet: re.Pattern[str]
    reached: re.Pattern[str]
    missed: re.Pattern[str]
    kept: re.Pattern[str]
    held: re.Pattern[str]
    ways: re.Pattern[str]
    hedges: re.Pattern[str]
    aim: re.Pattern[str]


@cache
def claim_words() -> ClaimWords:
    """Return the shipped words as expressions."""
    data = load("indicators.toml")["claim"]
    ways, verbs, missed = (any_of(data[k]) for k in ("ways", "reached", "missed"))
    aim = rf"{any_of(data['of'])}*{any_of(data['aims'])}"
    return ClaimWords(
        met=re.compile(rf"(?:{ways})*{verbs}了?{aim}"),
        unmet=re.compile(rf"(?:{ways})*{missed}{verbs}了?{aim}"),
        reached=re.compile(rf"(?:{ways})*{verbs}了?{any_of(data['of'])}*"),
        missed=re.compile(rf"(?:{ways})*{missed}{verbs}{any_of(data['of'])}*"),
        kept=re.compile(
            rf"(?:{ways})*{any_of([*data['held'], *data['kept']])}{any_of(data['of'])}*"
        ),
        held=re.compile(any_of(data["held"])),
        ways=re.compile(ways),
        hedges=re.compile(any_of(data["hedges"])),
        aim=re.compile(rf"的?{aim}"),
    )

"""Words of totals and of parts (合计、其中、其他)."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from extraction.lexicon.source import any_of, load, longest_first


@cache
def _data() -> dict[str, Any]:
    return load("totals.toml")


SumKind = Literal["grand", "part", "said", "amount"]


@cache
def sum_words(*kinds: SumKind) -> tuple[str, ...]:
    """Return the words that name a sum (合计, 小计) of some kinds, of any where none is named; longest first."""
    lists = _data()["sum"]
    return longest_first(word for kind in kinds or lists for word in lists[kind])


@cache
def sum_pattern(*kinds: SumKind) -> str:
    """Return an expression for the words that name a sum of some kinds; see `sum_words`."""
    return any_of(sum_words(*kinds))


@cache
def marks_totals() -> frozenset[str]:
    """Return the row labels that stand for a total of marks (总分)."""
    return frozenset(_data()["marks"]["words"])


@cache
def whole_mark_words() -> str:
    """Return an expression for the words in names of the mark of a whole report or table (绩效自评总分)."""
    return any_of(_data()["marks"]["whole"])


@cache
def weighing_words() -> str:
    """Return an expression for the words that say marks are weighed before they are added (加权)."""
    return any_of(_data()["marks"]["weighing"])


@cache
def complements() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return sets of words whose names make up a whole between them, each with what may join them."""
    found = _data()["complement"]
    return tuple((frozenset(c["needed"]), frozenset(c["further"])) for c in found)


@cache
def staff_words(kind: Literal["in_office", "former", "people", "vacant"]) -> tuple[str, ...]:
    """Return the words that say that people are counted as staff, or no longer are; that people, or empty posts, are counted."""
    return longest_first(_data()["staff"][kind])


@cache
def staff_classes() -> frozenset[str]:
    """Return the names of the groups of staff that nobody is in twice (行政, 事业编制)."""
    staff = _data()["staff"]
    tails = ("", *staff["tails"])
    return frozenset(f"{group}{tail}" for group in staff["classes"] for tail in tails)


@cache
def kinds_counted() -> tuple[frozenset[str], ...]:
    """Return the sets of kinds (of vehicles, of units) that a template counts, no thing in two of them."""
    return tuple(frozenset(names) for names in _data()["kinds"].values())


@cache
def crossing_classes() -> tuple[str, ...]:
    """Return words of classes that cut across those of the budget, so that they overlap (八项支出, 民生)."""
    return longest_first(_data()["crossing"]["words"])


@cache
def answers() -> tuple[str, ...]:
    """Return the words of answers of a survey (非常满意, 一般), of which everybody gives one."""
    return longest_first(_data()["answers"]["words"])


@cache
def weighed_answers() -> tuple[str, ...]:
    """Return the words by which a degree of satisfaction weighs the answers (加权, 赋分)."""
    return longest_first(_data()["answers"]["weighed"])


@cache
def part_words(kind: Literal["kinds", "pieces", "divided"]) -> tuple[str, ...]:
    """Return the words for what something is divided into (类; 块), or for dividing it (分, 归)."""
    return longest_first(_data()["parts"][kind])


def side_of(name: str) -> Literal["sources", "uses"] | None:
    """Return which side of a balance a name is of (上年结转 a source, 上解支出 a use), None where it does not say."""
    sides = _data()["sides"]
    last = max(sides["named"], key=name.rfind)
    if last in name:
        return "sources" if last in sides["sources"] else "uses"
    told = {side for side in ("sources", "uses") if any(word in name for word in sides[side])}
    if len(told) != 1:
        return None
    return "sources" if "sources" in told else "uses"


@cache
def levels() -> tuple[tuple[str, str], ...]:
    """Return the pairs of levels of government that make up a region between them (中央, 地方)."""
    return tuple((one, other) for one, other in _data()["levels"]["pairs"])


@cache
def opposites() -> tuple[tuple[str, str], ...]:
    """Return the pairs of words that tell the two halves of a whole apart (线上, 线下)."""
    return tuple((one, other) for one, other in _data()["opposites"]["pairs"])

"""Words of time (期间词): relative years, parts of the year, ends, and what dates only the paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from extraction.lexicon.source import any_of, load

YEAR_DIGITS = r"(?:19|20)\d\d"
"""A year in four digits; what may stand beside it is for who reads it to say."""


@cache
def relative_years() -> Mapping[str, int]:
    """Return the shift in years that each relative word means (上年 -> -1), longest word first."""
    entries = load("periods.toml")["relative"]
    shifts = {word: entry["shift"] for entry in entries for word in entry["words"]}
    return MappingProxyType(dict(sorted(shifts.items(), key=lambda item: -len(item[0]))))


@cache
def last_year() -> str:
    """Return an expression for the words that mean the year before (上年, 去年, 上一年度)."""
    return any_of(word for word, shift in relative_years().items() if shift == -1)


@cache
def parts_of_year() -> Mapping[str, tuple[int, int]]:
    """Return the first and last month of each named part of a year, longest word first."""
    entries = load("periods.toml")["part"]
    parts = {word: (e["months"][0], e["months"][1]) for e in entries for word in e["words"]}
    return MappingProxyType(dict(sorted(parts.items(), key=lambda item: -len(item[0]))))


@cache
def part_pattern() -> str:
    """Return an expression for a named part of a year."""
    return any_of(parts_of_year())


@cache
def end_pattern() -> str:
    """Return an expression for the words that name a moment of a year or month (底, 末, 初)."""
    ends = load("periods.toml")["ends"]
    kept = any_of(ends["not_before"])
    return rf"(?:{any_of([*ends['end'], *ends['begin']])}(?!{kept}))"


@cache
def over_years_pattern() -> re.Pattern[str]:
    """Return the expression of words that span several years (五年来, 近三年, 年均, 2021年以来)."""
    over = load("periods.toml")["over"]
    number = r"(?:[二两三四五六七八九十]{1,2}|[2-9]|1\d)\s*个?年"
    return re.compile(
        rf"{any_of(over['words'])}|{any_of(over['counting'])}\s*{number}|{number}{any_of(over['counted'])}"
        rf"|{YEAR_DIGITS}\s*年{any_of(over['since'])}|{any_of(over['plans'])}[”\"’]?(?:规划)?{any_of(over['during'])}"
    )


@cache
def _plan() -> re.Pattern[str]:
    over = load("periods.toml")["over"]
    return re.compile(
        rf"\s*[“\"‘]?(?P<plan>{any_of(over['plans'])})[”\"’]?(?:(?:规划)?(?:时期|期间))?"
        r"(?=[，,]|全[省市州县区]|我[省市州县区]|[省市州县区]本?级|累计|共|\Z)"
    )


@cache
def names_of_plans() -> tuple[str, ...]:
    """Return the names of the plans of five years (十四五)."""
    return tuple(load("periods.toml")["over"]["plans"])


@cache
def _any_plan() -> re.Pattern[str]:
    return re.compile(any_of(names_of_plans()))


def plan_period(words: str) -> str | None:
    """Return the years of the plan of five years that opens a clause as its time (“十四五”全市…), in normal form."""
    match = _plan().match(words)
    return _years_of_plan(match["plan"]) if match else None


def named_plan(heading: str) -> str | None:
    """Return the years of the plan of five years that a heading is on (“十四五”财政工作回顾), None where it is on other things too."""
    named = set(_any_plan().findall(heading))
    if _JOINED.search(heading):
        return None
    return _years_of_plan(named.pop()) if len(named) == 1 else None


def _years_of_plan(plan: str) -> str:
    first = _FIRST_PLAN + 5 * _PLANS.index(plan)
    return f"{first}/{first + 4}"


_JOINED = re.compile(r"[及和与暨]")
_FIRST_PLAN = 2001
_PLANS = ("十五", "十一五", "十二五", "十三五", "十四五", "十五五", "十六五")
"""The plans of five years from the one that began in 2001."""


@cache
def whole_time_pattern() -> re.Pattern[str]:
    """Return an expression for words of what is to be reached in all years of a project (实施周期)."""
    return re.compile(any_of(load("periods.toml")["whole"]["words"]))


@cache
def signature_words() -> tuple[str, ...]:
    """Return the words before a date that dates the paper and no fact (填报日期)."""
    return tuple(load("periods.toml")["signature"]["before"])

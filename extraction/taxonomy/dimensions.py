"""The words that decide a key's parts beside its concept (口径词), and names without them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from extraction.lexicon.funds import fund_aliases
from extraction.lexicon.source import alternation, any_of
from extraction.remembering import remembered


@cache
def _data() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("dimensions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _values(dimension: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return an expression for every word of a dimension and the value of each."""
    values = {word: e["value"] for e in _data()[dimension] for word in e["words"]}
    if dimension == "fund":
        names = {e["name"]: e["value"] for e in _data()["fund"]}
        values |= {alias: names[name] for alias, name in fund_aliases().items() if name in names}
        values |= {word: e["value"] for e in _data()["fund"] for word in e["debt"]}
    return re.compile(alternation(values)), values


def last_value(dimension: str, text: str) -> str | None:
    """Return the value of the last word of scope, fund or nature in the text, None where none stands there."""
    pattern, values = _values(dimension)
    found = pattern.findall(text)
    return values[found[-1]] if found else None


_ACCOUNT_OF_LEVELS = re.compile(
    r"(?:补助|转贷)下级|对下级?(?:补助|转移)|下级上解|上解上级|上级补助"
)
"""Accounts of what one level pays another: they name no scope of the figures beside them."""

_WITHIN = re.compile(
    r"(?:补助|转贷|返还|上解|拨付|对)(?:下级|市县|县区|县市区|县市|区县|省级|市级|上级)"
    r"|(?:下级|市县|县区|县市区|县市|区县)(?:上解|返还|补助)"
    r"|政府性基金(?=及对应)|对应(?:的)?专项债[务券]|专项债[务券](?=对应|收入安排)"
)
"""Words of scope and fund that belong to the name of an account (补助市县支出, 专项债务对应项目专项收入)."""


def scope_at_ends(words: str) -> str | None:
    """Return the scope that a label or header begins or ends with; 跨市县总机构 names a scope only in passing."""
    pattern, values = _values("scope")
    plain = _ACCOUNT_OF_LEVELS.sub("", "".join(words.split()).strip("()（）:："))
    for match in pattern.finditer(plain):
        bracketed = plain[match.start() - 1 : match.start()] in ("(", "（")
        if match.start() == 0 or match.end() == len(plain) or bracketed:
            return _noted(values[match[0]], plain[match.end() :])
    return None


def last_scope(text: str) -> str | None:
    """Return the scope named last, with the note behind it (市本级（含高新区） is not 市本级)."""
    pattern, values = _values("scope")
    text = _ACCOUNT_OF_LEVELS.sub("", text)
    found = list(pattern.finditer(text))
    if len(found) > 1 and _JOINED.fullmatch(text, found[-2].end(), found[-1].start()):
        return "whole"  # 市级和部分县区: both levels together
    return _noted(values[found[-1][0]], text[found[-1].end() :]) if found else None


def all_scopes(text: str) -> frozenset[str]:
    """Return every scope named in the text, with the notes behind them."""
    pattern, values = _values("scope")
    text = _ACCOUNT_OF_LEVELS.sub("", text)
    return frozenset(_noted(values[m[0]], text[m.end() :]) for m in pattern.finditer(text))


_JOINED = re.compile(r"[和及与、](?:部分|各|所[辖属]|其他|有关)?")
_NOTE = re.compile(r"\s*[（(]((?:不?含|不?包括)[^()（）]{2,20})[)）]")


def _noted(value: str, behind: str) -> str:
    note = _NOTE.match(behind)
    return f"{value}（{note[1]}）" if note else value


def all_values(dimension: str, text: str) -> frozenset[str]:
    """Return the values of every word of a dimension in the text."""
    pattern, values = _values(dimension)
    return frozenset(values[word] for word in pattern.findall(text))


def measure_words(kind: str) -> re.Pattern[str]:
    """Return an expression for the words of a kind of measure: share, completion, growth, change, per."""
    return _measures(kind)


@cache
def _measures(kind: str) -> re.Pattern[str]:
    return re.compile(any_of(_data()["measure"][kind]))


@cache
def _stages() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(any_of(words))) for name, words in _data()["stage"].items())


def budget_stage(text: str) -> str | None:
    """Return which budget the words name: "initial", "adjusted", None where they name none or both."""
    found = [name for name, pattern in _stages() if pattern.search(text)]
    return found[0] if len(found) == 1 else None


@cache
def _places() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = _data()["places"]
    named = rf"[\u4e00-\u9fff]{{2,6}}?{any_of(data['endings'])}"
    return re.compile(named), re.compile(any_of(data["none"]))


@remembered(8192)
def place_named(text: str) -> str | None:
    """Return the name of a region at the end of the words, or filling them (东山区, 河口镇), else None."""
    named, none = _places()
    plain = "".join(text.split())
    if len(plain) > 2 and is_division(plain):  # a word of two may run on (西区 in 山西区域)
        return plain
    match = re.search(named.pattern + r"$", plain)
    if match is None or none.fullmatch(match[0]) or none.search(match[0][-4:]):
        return None
    return match[0]


@cache
def _divisions() -> dict[str, bool]:
    """Return the full names of all listed divisions, and whether one of that name has others below it."""
    text = resources.files("extraction.data").joinpath("divisions.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    divisions: dict[str, bool] = {}
    for code, name in rows:
        divisions[name] = divisions.get(name, False) or code.endswith("00")
    return divisions


def is_division(name: str) -> bool:
    """Tell whether a name is one of the listed divisions (肥城市, 泰山区), not a word that ends like them."""
    return name in _divisions() and not _places()[1].fullmatch(name)


def has_parts(name: str) -> bool:
    """Tell whether a division is a province or prefecture, which counties and districts lie below."""
    return _divisions().get(name, False)


@cache
def _debts() -> tuple[tuple[re.Pattern[str], str], ...]:
    words = [word for e in _data()["fund"] for word in e["debt"]]
    return tuple((re.compile(w), w[-2:]) for w in words)


@remembered(2048)
def without_dimensions(name: str) -> str:
    """Return a name without words of scope and fund; 一般债务余额 becomes 债务余额.

    Words inside an account's own name stay (补助下级支出, 其他政府性基金及对应专项债务收入安排的支出).
    """
    kept_words = [m.span() for m in _WITHIN.finditer(name)]
    stretches, start = [], 0
    for first, last in kept_words:
        stretches += [_without(name[start:first]), name[first:last]]
        start = last
    return "".join((*stretches, _without(name[start:])))


def _without(words: str) -> str:
    for pattern, kept in _debts():
        words = pattern.sub(kept, words)
    for dimension in ("scope", "fund"):
        words = _values(dimension)[0].sub("", words)
    return words

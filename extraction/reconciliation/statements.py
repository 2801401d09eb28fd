"""What the reports of a unit state about figures that other reports of it state too (可比数据).

A figure counts only where its names leave no doubt: one names a known subject, all others are neutral
(决算数, 上年数) or narrow it in a known way (财政拨款). Whatever else stands by it may change its meaning,
and then it is not compared.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Literal

from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.ledger.naming import bare

Measure = Literal["actual", "budget"]
KINDS = ("绩效自评", "部门决算", "部门预算")
_BRACKETED = re.compile(r"[(（【\[][^()（）【】\[\]]*[)）】\]]")
_SEALS = re.compile(r"\((?:公章|盖章|签章)\)")
_BUDGET_KIND = "部门预算"


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of one report.

    Attributes:
        unit: normalised name; year: the year that the figure is of, not that of the report.
        subject, scope, measure: what it is; two statements with the same ones must agree.
        change: it is a change against the year before, signed.
        value: in 元.
        report_year, report_kind, path, sha256: the report; mention: the figure's mention there.
        name, text: as written.
    """

    unit: str
    year: int
    subject: str
    scope: frozenset[str]
    measure: Measure
    change: bool
    value: Interval
    report_year: int
    report_kind: str
    path: str
    sha256: str
    mention: dict[str, Any]
    name: str
    text: str
    scale: Decimal
    unit_of_value: str


def unit_key(name: str) -> str:
    """Return a unit's name as units are matched: width, spaces and 公章 notes do not count."""
    plain = re.sub(r"[\s\"'“”]", "", unicodedata.normalize("NFKC", name))
    return _SEALS.sub("", plain)


def statements(record: dict[str, Any]) -> Iterator[Statement]:
    """Yield the comparable figures of a record's JSON; none where unit, year or kind are unknown."""
    document = record["document"]
    unit, year, kind = document["unit_name"], document["fiscal_year"], document["report_kind"]
    if not unit or year is None or kind not in KINDS:
        return
    mentions = {m["id"]: m for m in record["mentions"]}
    for amount in record["amounts"]:
        found = _statement(amount, mentions, document)
        if found is not None:
            yield found


def _statement(
    amount: dict[str, Any], mentions: dict[str, Any], document: dict[str, Any]
) -> Statement | None:
    value = _interval(amount)
    owner = amount["owner"]
    unit = unit_key(document["unit_name"])
    if value is None or (owner and unit_key(mentions[owner]["text"]) != unit):
        return None
    written = [mentions[i]["text"] for i in amount["items"]]
    named = _subject([_plain(name) for name in written])
    measure = _measure(amount, written, document["report_kind"])
    year = _year(amount, document["fiscal_year"])
    if named is None or measure is None or year is None:
        return None
    subject, scope, opening, place = named
    mention = mentions[amount["mention"]]
    return Statement(
        unit=unit,
        year=year - 1 if opening else year,
        subject=subject,
        scope=scope,
        measure=measure,
        change=amount["change"] is not None,
        value=value[0],
        report_year=document["fiscal_year"],
        report_kind=document["report_kind"],
        path=document["path"],
        sha256=document["sha256"],
        mention={k: mention[k] for k in ("id", "start", "end", "page", "text")},
        name=written[place],
        text=re.sub(r"\s", "", mention["text"]),
        scale=value[1],
        unit_of_value=amount["unit"] or "元",
    )


def _interval(amount: dict[str, Any]) -> tuple[Interval, Decimal] | None:
    """Return an amount's interval in 元, signed by its change, and 元 for one of its unit."""
    if amount["yuan"] is None or amount["low"] is None or amount["high"] is None:
        return None
    value, yuan = Decimal(amount["value"]), Decimal(amount["yuan"])
    if not value:
        return None  # nothing, 0 and a dash are too often written for what is not told
    scale = yuan / value
    low, high = (Decimal(amount[k]) * scale for k in ("low", "high"))
    found = Interval(low, yuan, high)
    return (-found if amount["change"] == "decrease" else found), scale


def _plain(name: str) -> str:
    return _BRACKETED.sub("", bare(name))


def _measure(amount: dict[str, Any], written: list[str], kind: str) -> Measure | None:
    """Return what the figure is; None for budgets other than the one of the year's beginning."""
    said = "".join(re.sub(r"\s", "", name) for name in written)
    words = _words()
    if any(word in said for word in words["adjusted"]) or amount["role"] in ("standard", "other"):
        return None
    if kind == _BUDGET_KIND:
        return "budget"
    if amount["role"] == "budget" or "预算数" in said:
        return "budget" if any(word in said for word in words["initial"]) else None
    return "actual"


def _year(amount: dict[str, Any], fiscal_year: int) -> int | None:
    period, prior = amount["period"], amount["role"] == "prior"
    if period is None or amount["change"] is not None:
        return fiscal_year - 1 if prior else fiscal_year
    whole = re.fullmatch(r"(\d{4})(?:-12-31)?", period)
    if whole is None:
        return None
    year = int(whole[1])
    return None if prior and year == fiscal_year else year


@cache
def _words() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("subjects.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    found = []
    for subject in _words()["subject"]:
        pattern = re.compile("|".join(f"(?:{name})" for name in subject["names"]))
        found.append((pattern, subject["key"], subject["moment"] == "opening"))
    return tuple(found)


@cache
def _neutral() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{name})" for name in _words()["neutral"]))


def _subject(names: list[str]) -> tuple[str, frozenset[str], bool, int] | None:
    """Return subject, scope, whether it is an opening balance, and which name says so."""
    found: tuple[str, bool, int] | None = None
    scope: set[str] = set()
    for place, name in enumerate(names):
        narrowed = [word for word in _words()["scope"] if word in name]
        scope.update(narrowed)
        rest = name
        for word in narrowed:
            rest = rest.replace(word, "")
        hit = next(((key, o) for p, key, o in _patterns() if p.fullmatch(rest)), None)
        if hit is not None:
            if found is not None and found[:2] != hit:
                return None
            found = (*hit, place)
        elif rest and not _neutral().fullmatch(rest):
            return None
    return None if found is None else (found[0], frozenset(scope), found[1], found[2])

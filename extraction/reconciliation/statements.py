"""What the reports of a unit or a government state about figures that other reports of it state too (可比数据).

A figure counts only where its key says all that two figures must share: whose it is, what, of which fund and
year, and at which stage of the budget's year. What the key leaves open may mean something else, and is not
compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from extraction.constraints.arithmetic.intervals import Interval, last_place
from extraction.constraints.ledger.naming import bare
from extraction.facts.key import Key
from extraction.facts.key_context import UNIT_REPORTS

Stage = Literal["initial", "executed", "final"]
"""年初预算, the execution told before the accounts are closed (执行数), and the final accounts (决算)."""

_SEALS = re.compile(r"\((?:公章|盖章|签章)\)")
_YEAR = re.compile(r"(\d{4})(?:-12-31)?")
_REGIONAL = frozenset({"own", "whole", "down"})
_FINAL = "决算"
_BUDGET_KIND = "部门预算"
_PROJECT_KIND = "项目自评"
_OPENING = {"carry-over-start": "carry-over-end"}
"""Concepts that are the closing balance of the year before, as its closed accounts have it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What two statements have in common when they must agree.

    Attributes:
        body: the unit's normalised name, or the region of a government with the scope of its figures.
        subject: id of the taxonomy's concept, or the code of an account.
        fund, nature: as in the key.
        stage, year: of which stage and year the figure is, not the report.
    """

    body: str
    subject: str
    fund: str
    nature: str | None
    stage: Stage
    year: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of one report.

    Attributes:
        fact: what it is of; body: whose it is, as a reader names it.
        change: it is a change against the year before, signed.
        value: in 元; scale: 元 of one of its unit; unit_of_value: its unit.
        report_year, report_kind, path, sha256: the report; mention: the figure's mention there.
        name, text: as written.
    """

    fact: Fact
    body: str
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
    """Yield the comparable figures of a record's JSON; none where body or year are unknown, or of a project."""
    document = record["document"]
    if document["fiscal_year"] is None or document["report_kind"] == _PROJECT_KIND:
        return
    reader = _Reader(record)
    for amount in record["amounts"]:
        found = reader.statement(amount)
        if found is not None:
            yield found


class _Reader:
    """Reads the statements off one record."""

    def __init__(self, record: dict[str, Any]) -> None:
        self._document = record["document"]
        self._mentions = {m["id"]: m for m in record["mentions"]}
        self._of_unit = self._document["report_kind"] in UNIT_REPORTS
        self._draft_year = _draft_year(record["amounts"])

    def statement(self, amount: dict[str, Any]) -> Statement | None:
        key = Key.from_json(amount["key"]) if amount.get("key") else Key()
        value = _interval(amount)
        fact = self._fact(key, amount)
        if value is None or fact is None:
            return None
        mention = self._mentions[amount["mention"]]
        region = self._document.get("region") or ""
        return Statement(
            fact=fact,
            body=unit_key(self._document["unit_name"]) if key.scope == "unit" else region,
            change=key.measure == "change",
            value=value[0],
            report_year=self._document["fiscal_year"],
            report_kind=self._document["report_kind"],
            path=self._document["path"],
            sha256=self._document["sha256"],
            mention={k: mention[k] for k in ("id", "start", "end", "page", "text")},
            name=self._name(amount, mention),
            text=re.sub(r"\s", "", mention["text"]),
            scale=value[1],
            unit_of_value=amount["unit"] or "元",
        )

    def _fact(self, key: Key, amount: dict[str, Any]) -> Fact | None:
        subject = key.concept or key.account
        known = key.complete and subject is not None and key.item is None
        is_change = key.measure == "change" and key.base == "prior" and amount["change"] is not None
        body, year = self._body(key), _YEAR.fullmatch(key.period or "")
        stage = self._stage(key, amount)
        if not known or not (key.measure == "level" or is_change):
            return None
        if body is None or year is None or stage is None or subject is None:
            return None
        opening = _OPENING.get(subject)
        return Fact(
            body=body,
            subject=opening or subject,
            fund=key.fund or "",
            nature=key.nature,
            stage="final" if opening and stage == "executed" else stage,
            year=int(year[1]) - (opening is not None),
        )

    def _body(self, key: Key) -> str | None:
        """Return whose figure it is; None for another unit's, and where the document does not say."""
        if key.scope == "unit" and self._document["unit_name"]:
            return unit_key(self._document["unit_name"])
        if key.scope in _REGIONAL and self._document.get("region"):
            return f"{self._document['region']}/{key.scope}"
        return None

    def _stage(self, key: Key, amount: dict[str, Any]) -> Stage | None:
        """Return the stage of a figure; None for budgets other than the one of the year's beginning."""
        if key.role == "actual":
            if self._of_unit:
                return "final" if self._document["report_kind"] != _BUDGET_KIND else None
            return "final" if self._is_of_accounts(amount) else "executed"
        if key.role == "initial":
            return "initial"
        if key.role != "budget" or self._draft_year is None:
            return None
        drafts = self._document["report_kind"] == _BUDGET_KIND or not self._of_unit
        return "initial" if drafts and key.period == self._draft_year else None

    def _is_of_accounts(self, amount: dict[str, Any]) -> bool:
        mention = self._mentions[amount["mention"]]
        cell = mention.get("cell")
        words = [*cell["column_path"], *cell["row_path"]] if cell else self._items(amount)
        return any(_FINAL in word for word in (*words, self._document.get("title") or ""))

    def _items(self, amount: dict[str, Any]) -> list[str]:
        return [self._mentions[i]["text"] for i in amount["items"]]

    def _name(self, amount: dict[str, Any], mention: dict[str, Any]) -> str:
        cell = mention.get("cell")
        names = (cell["row_path"][-1:] if cell else []) or self._items(amount)
        return bare(names[0]) if names else ""


def _draft_year(amounts: list[dict[str, Any]]) -> str | None:
    """Return the year that a report plans: the last of its budgets, where it tells no actual figure of it."""
    years: dict[str, list[str]] = {"budget": [], "actual": []}
    for amount in amounts:
        key = amount.get("key") or {}
        if key.get("role") in years and _YEAR.fullmatch(key.get("period") or ""):
            years[key["role"]].append(key["period"][:4])
    last = max(years["budget"], default=None)
    return last if last is not None and last > max(years["actual"], default="") else None


def _interval(amount: dict[str, Any]) -> tuple[Interval, Decimal] | None:
    """Return what an amount may be in 元 before it was rounded, signed by its change, and 元 for one of its unit."""
    if amount["yuan"] is None or amount["low"] is None or amount["high"] is None:
        return None
    value, yuan = Decimal(amount["value"]), Decimal(amount["yuan"])
    if not value:
        return None  # nothing, 0 and a dash are too often written for what is not told
    scale = yuan / value
    half = last_place(value) / 2
    low, high = (Decimal(amount["low"]) - half) * scale, (Decimal(amount["high"]) + half) * scale
    found = Interval(low, yuan, high)
    return (-found if amount["change"] == "decrease" else found), scale

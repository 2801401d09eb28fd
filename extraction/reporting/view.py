"""What a reader sees of a record: findings by cause with their sentence, targets, figures by year.

Built from records' JSON and their canonical texts; nothing here is computed anew.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extraction.census.record import FIELDS
from extraction.census.words import census_line, unread_words
from extraction.decisions import decision_words, record_decisions
from extraction.reporting.overview import Verdict, verdict

STATUS_WORDS = {"met": "达成", "unmet": "未达成", "undetermined": "无法判断"}
KIND_WORDS = {
    "sum": "合计", "share": "占比", "growth": "增幅", "product": "乘积", "equal": "前后一致", "diff": "差额",
    "target": "目标完成", "score": "得分", "format": "书写",
}  # fmt: skip
MOST_UNREAD = 200
"""Unread numbers that one report's page lists; all of them are in numerals.csv."""
LABEL_WORDS = {
    "ORG": "单位", "PERIOD": "期间", "ITEM": "项目", "AMOUNT": "金额", "RATE": "比率", "COUNT": "数量", "INDICATOR": "指标",
    "LEVEL": "级别", "TARGET": "目标值", "ACTUAL": "完成值", "STATUS": "结论", "WEIGHT": "分值", "SCORE": "得分",
}  # fmt: skip
_REACH = 300


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of context; `marked` where it is a figure of the finding."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A stretch of the whole text; `label` where it is a mention, `wrong` where a finding uses it."""

    text: str
    label: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding: its sentence, where it stands, its figures in their context, what people said of it."""

    kind: str
    message: str
    repair: str | None
    confidence: str
    place: str
    context: tuple[Segment, ...]
    verdict: str = ""
    decision: str = ""
    word: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator with target and actual as written; `gap` where both are numbers of one unit."""

    name: str
    level: str
    target: str
    actual: str
    status: str
    weight: str
    score: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class UnreadView:
    """A number that was not read: why, where it stands, and its sentence."""

    reason: str
    place: str
    context: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report; `causes` are groups of findings that one figure breaks, worst first; `to_look_at`
    does not fit, but is too unsure for a finding (待核); `partial` could not be read."""

    title: str
    unit: str
    year: str
    kind: str
    path: str
    counts: tuple[tuple[str, int], ...]
    causes: tuple[tuple[FindingView, ...], ...]
    to_look_at: tuple[FindingView, ...]
    indicators: tuple[IndicatorView, ...]
    corrected: int = 0
    partial: tuple[str, ...] = ()
    verdict: Verdict | None = None
    marked: tuple[MarkedText, ...] = ()
    census: str = ""
    unread: tuple[UnreadView, ...] = ()
    more_unread: int = 0


@dataclass(frozen=True, slots=True)
class YearTable:
    """The key figures of one unit, a row an item, a column a year (万元)."""

    unit: str
    years: tuple[int, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def report_view(record: dict[str, Any], text: str) -> ReportView:
    """Return the view of one record."""
    document = record["document"]
    counted = (
        ("金额", "amounts"), ("比率", "rates"), ("数量", "counts"), ("绩效指标", "indicators"),
        ("勾稽关系", "checks"),
    )  # fmt: skip
    year = document["fiscal_year"]
    return ReportView(
        title=document["title"] or document["path"],
        unit=document["unit_name"] or "单位不详",
        year=f"{year}年度" if year else "年度不详",
        kind=document["report_kind"],
        path=document["path"],
        counts=tuple((name, len(record[key])) for name, key in counted),
        causes=_causes(record, text),
        to_look_at=_to_look_at(record, text),
        indicators=_indicators(record),
        corrected=(record.get("corrections") or {}).get("count", 0),
        verdict=verdict(record),
        marked=tuple(marked_text(record, text)),
        partial=tuple(f"{g['place']}：{g['reason']}" for g in record.get("partial") or ()),
        census=census_line(record["census"]) if record.get("census") else "",
        unread=_unread(record, text),
        more_unread=max(0, (record.get("census") or {}).get("unread", 0) - MOST_UNREAD),
    )


def _unread(record: dict[str, Any], text: str) -> tuple[UnreadView, ...]:
    """Return the first unread numbers of a report with the sentences that they stand in."""
    entries = (dict(zip(FIELDS, n, strict=True)) for n in record.get("numerals", ()))
    unread = itertools.islice((n for n in entries if n["fate"] == "unread"), MOST_UNREAD)
    return tuple(
        UnreadView(
            unread_words(n["reason"]),
            f"第{n['page']}页" if n["page"] else f"第{n['start']}字",
            context(text, [(n["start"], n["end"])]),
        )
        for n in unread
    )


def _mentions(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {m["id"]: m for m in record["mentions"]}


def _indicators(record: dict[str, Any]) -> tuple[IndicatorView, ...]:
    """The indicators, unmet ones first."""
    mentions = _mentions(record)
    ordered = sorted(record["indicators"], key=lambda i: i["status"] != "unmet")
    return tuple(_indicator(i, mentions) for i in ordered)


def marked_text(record: dict[str, Any], text: str) -> Iterator[MarkedText]:
    """Yield the whole text cut at its mentions; those that a finding uses are wrong."""
    told = [c for c in record["checks"] if c["status"] == "violated" and c.get("told", True)]
    wrong = {t for c in told for t in c["terms"]}
    position = 0
    for m in sorted(record["mentions"], key=lambda m: m["start"]):
        if m["start"] < position:
            continue
        if m["start"] > position:
            yield MarkedText(text[position : m["start"]])
        yield MarkedText(text[m["start"] : m["end"]], m["label"], m["id"] in wrong)
        position = m["end"]
    if position < len(text):
        yield MarkedText(text[position:])


def _causes(record: dict[str, Any], text: str) -> tuple[tuple[FindingView, ...], ...]:
    """Findings grouped by the figure that breaks them; most findings first, what is rejected last."""
    mentions, decisions = _mentions(record), record_decisions(record)
    groups: dict[str, list[dict[str, Any]]] = {}
    for check in record["checks"]:
        if check["status"] == "violated" and check.get("told", True):
            groups.setdefault(check["group"] or check["id"], []).append(check)
    ordered = sorted(
        groups.values(),
        key=lambda g: (
            all(_rejected(decisions, c) for c in g),
            -len(g),
            -max(c["confidence"] or 0 for c in g),
        ),
    )
    return tuple(
        tuple(_finding(c, mentions, text, decisions.get(c["id"])) for c in group)
        for group in ordered
    )


def _rejected(decisions: Mapping[str, Mapping[str, Any]], check: dict[str, Any]) -> bool:
    return decisions.get(check["id"], {}).get("verdict") == "rejected"


def _to_look_at(record: dict[str, Any], text: str) -> tuple[FindingView, ...]:
    """Violated checks too unsure for a finding, the surest first."""
    mentions, decisions = _mentions(record), record_decisions(record)
    unsure = [c for c in record["checks"] if not c.get("told", True)]
    unsure.sort(key=lambda c: -(c["confidence"] or 0))
    return tuple(_finding(c, mentions, text, decisions.get(c["id"])) for c in unsure)


def _finding(
    check: dict[str, Any],
    mentions: dict[str, Any],
    text: str,
    decision: Mapping[str, Any] | None,
) -> FindingView:
    terms = [mentions[t] for t in dict.fromkeys(check["terms"])]
    confidence = check["confidence"]
    return FindingView(
        kind=KIND_WORDS[check["kind"]],
        message=check["message"],
        repair=check["repair"],
        confidence="" if confidence is None else f"{confidence:.0%}",
        place=_place(terms[0]),
        context=context(text, [(t["start"], t["end"]) for t in terms]),
        verdict=decision["verdict"] if decision else "",
        decision=decision_words(decision),
        word=decision,
    )


def _place(mention: dict[str, Any]) -> str:
    cell = mention["cell"]
    page = f"第{mention['page']}页" if mention["page"] else ""
    row = f"表{cell['table'].removeprefix('t')}第{cell['row'] + 1}行" if cell else ""
    return " ".join(p for p in (page, row) if p) or f"第{mention['start']}字"


def context(text: str, extents: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    """Return the sentence around the first extent, with every extent inside it marked.

    Args:
        extents: half-open code-point offsets; the first decides which sentence is shown.
    """
    start, end = _sentence(text, *extents[0])
    inside = sorted({e for e in extents if start <= e[0] and e[1] <= end})
    segments, position = [], start
    for a, b in inside:
        if a < position:
            continue
        segments += [Segment(text[position:a], False), Segment(text[a:b], True)]
        position = b
    segments.append(Segment(text[position:end], False))
    return tuple(s for s in segments if s.text)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    before = max((text.rfind(c, max(0, start - _REACH), start) for c in "。\n"), default=-1)
    left = before + 1 if before >= 0 else max(0, start - _REACH)
    stops = [p for c in "。\n" if (p := text.find(c, end, end + _REACH)) >= 0]
    return left, min(stops) + 1 if stops else min(len(text), end + _REACH)


def _indicator(indicator: dict[str, Any], mentions: dict[str, Any]) -> IndicatorView:
    def words(identifier: str | None) -> str:
        return one_line(mentions[identifier]["text"]) if identifier else ""

    target, actual = (one_line((indicator[k] or {}).get("text", "")) for k in ("target", "actual"))
    return IndicatorView(
        name=words(indicator["name"]),
        level="/".join(words(k) for k in indicator["levels"]),
        target=target,
        actual=actual,
        status=STATUS_WORDS[indicator["status"]],
        weight=words(indicator["weight"]),
        score=words(indicator["score"]),
        gap=_gap(indicator),
    )


def _gap(indicator: dict[str, Any]) -> str:
    """Actual less target, where both are numbers of one unit."""
    target, actual = indicator["target"] or {}, indicator["actual"] or {}
    if target.get("value") is None or actual.get("value") is None:
        return ""
    if target.get("unit") != actual.get("unit"):
        return ""
    gap = Decimal(actual["value"]) - Decimal(target["value"])
    unit = {"%": "个百分点"}.get(target["unit"], target["unit"] or "")
    return f"{gap:+f}{unit}" if gap else "0"


def one_line(text: str) -> str:
    """Return text without any white space (names that run over lines)."""
    return "".join(text.split())


def by_year(records: Iterable[dict[str, Any]]) -> tuple[YearTable, ...]:
    """Return the key figures of each unit that reports on at least two years."""
    units: dict[str, dict[str, dict[int, str]]] = {}
    for record in records:
        document, mentions = record["document"], _mentions(record)
        for amount in record["amounts"]:
            year = _year(amount, document)
            if document["unit_name"] and year and _is_key(amount):
                name = one_line(mentions[amount["items"][-1]]["text"])
                figures = units.setdefault(document["unit_name"], {}).setdefault(name, {})
                figures.setdefault(year, amount["yuan"])
    tables = (_year_table(unit, items) for unit, items in sorted(units.items()))
    return tuple(t for t in tables if len(t.years) > 1)


def _is_key(amount: dict[str, Any]) -> bool:
    named = amount["account"] is not None and not str(amount["account"]).isdigit()
    level = amount["role"] == "actual" and amount["change"] is None
    return bool(named and level and amount["items"] and amount["yuan"])


def _year(amount: dict[str, Any], document: dict[str, Any]) -> int | None:
    period = amount["period"]
    if period is None:
        year = document["fiscal_year"]
        return int(year) if year else None
    return int(period) if len(period) == 4 else None


def _year_table(unit: str, items: dict[str, dict[int, str]]) -> YearTable:
    years = tuple(sorted({y for figures in items.values() for y in figures}))
    rows = tuple(
        (name, tuple(_in_wan(figures.get(y)) for y in years)) for name, figures in items.items()
    )
    return YearTable(unit, years, rows)


def _in_wan(yuan: str | None) -> str:
    """A yuan value in 万元 by moving the decimal point; no rounding."""
    if yuan is None:
        return ""
    sign, digits = ("-", yuan[1:]) if yuan.startswith("-") else ("", yuan)
    whole, _, fraction = digits.partition(".")
    whole = whole.zfill(5)
    moved = f"{int(whole[:-4])}.{whole[-4:]}{fraction}".rstrip("0").rstrip(".")
    return sign + moved

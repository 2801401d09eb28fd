"""What stands on the sheets of the workbook: titles, headings in Chinese, rows of values (表页内容)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from extraction.census.words import unread_words
from extraction.decisions import REASONS, VERDICT_WORDS
from extraction.output.rows import rows
from extraction.reporting.overview import verdict
from extraction.reporting.view import KIND_WORDS, STATUS_WORDS, by_year, report_view
from extraction.taxonomy.accounts import load_accounts
from extraction.taxonomy.concepts import load_concepts

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, its headings and its rows."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


_COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "indicators": (
        ("unit_name", "单位"), ("fiscal_year", "年度"), ("level", "指标类别"), ("name", "指标"), ("target", "目标值"),
        ("actual", "实际完成值"), ("status", "判断"), ("claimed", "报告自称"), ("weight", "分值"), ("score", "得分"),
        ("corrected", "人工更正"), ("page", "页"), ("path", "文件"),
    ),
    "amounts": (
        ("unit_name", "单位"), ("fiscal_year", "年度"), ("kind", "类别"), ("item", "项目"), ("text", "原文"),
        ("value", "数值"), ("unit", "计量单位"), ("yuan", "折合元"), ("period", "期间"), ("role", "口径"),
        ("change", "增减"), ("account", "科目"), ("corrected", "人工更正"), ("page", "页"), ("path", "文件"),
    ),
}  # fmt: skip
_FACTS = {"amount": "金额", "rate": "比率", "count": "数量"}
_WORDS: dict[str, dict[str, str]] = {
    "kind": {**KIND_WORDS, **_FACTS},
    "status": STATUS_WORDS,
    "corrected": {"added": "补充", "changed": "修改"},
    "change": {"increase": "增加", "decrease": "减少"},
    "role": {
        "actual": "实际", "budget": "预算", "prior": "上年", "standard": "标准", "other": "其他",
    },
}  # fmt: skip
_NUMBERS = frozenset({"value", "yuan"})
_EXACT_DIGITS = 15
_ALWAYS, _NOTHING = 7, (None, "", 0)
_EMPTY = {
    "发现的问题": "未发现数字不符", "目标与实际": "没有读出绩效指标", "金额与数量": "没有读出金额、比率或数量",
    "未读的数字": "没有未读的数字",
}  # fmt: skip


def sheets(records: Sequence[dict[str, Any]], texts: Sequence[str]) -> Iterator[Sheet]:
    """Yield the sheets of a batch: overview, findings, indicators, figures, figures by year.

    Columns that hold nothing in the whole batch are left out; a sheet without rows says so in words.
    """
    for sheet in _sheets(records, texts):
        if not sheet.rows:
            yield Sheet(sheet.title, (sheet.title,), ((_EMPTY[sheet.title],),))
            continue
        kept = [
            i
            for i in range(len(sheet.headings))
            if i < _ALWAYS or any(row[i] not in _NOTHING for row in sheet.rows)
        ]
        head = tuple(sheet.headings[i] for i in kept)
        yield Sheet(sheet.title, head, tuple(tuple(row[i] for i in kept) for row in sheet.rows))


def _sheets(records: Sequence[dict[str, Any]], texts: Sequence[str]) -> Iterator[Sheet]:
    yield _overview(records)
    yield _findings(records, texts)
    tables = [rows(r) for r in records]
    for title, table in (("目标与实际", "indicators"), ("金额与数量", "amounts")):
        columns = _COLUMNS[table]
        found = sorted((row for t in tables for row in t[table]), key=_not_unmet)
        body = tuple(tuple(_value(k, row[k]) for k, _ in columns) for row in found)
        yield Sheet(title, tuple(name for _, name in columns), body)
    for years in by_year(records):
        head = ("项目（万元）", *map(str, years.years))
        body = tuple(
            (name, *(Decimal(f) if f else None for f in figures)) for name, figures in years.rows
        )
        yield Sheet(f"分年 {years.unit}", head, body)
    yield _unread(tables)


def _unread(tables: Sequence[dict[str, list[dict[str, Any]]]]) -> Sheet:
    headings = ("单位", "年度", "原文", "原因", "位置", "单元格", "页", "文件")
    keys = ("unit_name", "fiscal_year", "text", "reason", "offset", "cell", "page", "path")
    found = (n for t in tables for n in t["numerals"] if n["fate"] == "unread")
    told = ({**n, "reason": unread_words(n["reason"]), "path": _file(n["path"])} for n in found)
    return Sheet("未读的数字", headings, tuple(tuple(n[k] for k in keys) for n in told))


def _not_unmet(row: dict[str, Any]) -> bool:
    """False for an unmet indicator, which comes first; figures keep their order."""
    return row.get("status") != "unmet"


def _overview(records: Sequence[dict[str, Any]]) -> Sheet:
    headings = (
        "单位", "年度", "类别", "标题", "年初预算（万元）", "调整预算（万元）", "执行数（万元）", "执行率（%）", "指标达成", "指标未达成",
        "无法判断", "自评总分", "数字不符", "已确认", "已驳回", "已说明", "未读数字", "人工更正", "文件",
    )  # fmt: skip
    return Sheet("总览", headings, tuple(_overview_row(r) for r in records))


def _overview_row(record: dict[str, Any]) -> Row:
    d, v = record["document"], verdict(record)
    corrected = (record.get("corrections") or {}).get("count", 0)
    return (
        d["unit_name"], d["fiscal_year"], d["report_kind"], d["title"],
        v.initial, v.adjusted, v.actual, v.rate,
        v.met, v.unmet, v.undetermined, v.score, v.findings, v.confirmed, v.rejected, v.explained,
        v.unread, corrected, _file(d["path"]),
    )  # fmt: skip


def _findings(records: Sequence[dict[str, Any]], texts: Sequence[str]) -> Sheet:
    headings = (
        "单位", "年度", "类别", "问题", "原文", "所在", "可能的更正", "把握", "结论", "理由", "备注", "复核人", "文件",
    )  # fmt: skip
    body = [row for r, t in zip(records, texts, strict=True) for row in _finding_rows(r, t)]
    return Sheet("发现的问题", headings, tuple(body))


def _finding_rows(record: dict[str, Any], text: str) -> Iterator[Row]:
    d = record["document"]
    for cause in report_view(record, text).causes:
        for f in cause:
            word = f.word or {}
            yield (
                d["unit_name"], d["fiscal_year"], f.kind, f.message,
                "".join(s.text for s in f.context).strip(), f.place, f.repair, f.confidence,
                VERDICT_WORDS.get(f.verdict), REASONS.get(word.get("reason", ""), None),
                word.get("note") or None, word.get("who") or None, _file(d["path"]),
            )  # fmt: skip


def _value(key: str, value: Any) -> Any:
    if value is None:
        return None
    if key in _NUMBERS and len(value.replace(".", "").lstrip("-0")) <= _EXACT_DIGITS:
        return Decimal(value)
    if key == "corrected" and value.startswith("should be "):
        return "应为" + value.removeprefix("should be ")
    if key == "path":
        return _file(value)
    if key == "account":
        return _account_names().get(value, value)
    return _WORDS[key].get(value, value) if key in _WORDS else value


def _file(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]


@cache
def _account_names() -> dict[str, str]:
    """Codes and concepts with the name that a reader knows them by."""
    named = {a.code: f"{a.code} {a.names[0]}" for a in load_accounts()}
    return named | {c.id: c.names[0] for c in load_concepts() if c.names}

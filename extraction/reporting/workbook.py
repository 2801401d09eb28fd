"""The findings and facts of a run as a workbook that a person would send on (核对工作簿)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from extraction.census.words import unread_words
from extraction.decisions import REASONS, VERDICT_WORDS
from extraction.output.folder import guarded, read_records
from extraction.output.rows import rows
from extraction.reporting.view import KIND_WORDS, STATUS_WORDS, by_year

_SHEETS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("发现的问题", "findings", (
        ("unit_name", "单位"), ("fiscal_year", "年度"), ("kind", "类别"), ("message", "问题"), ("repair", "可能的更正"),
        ("stated", "报告写为"), ("computed", "推算为"), ("gap", "相差"), ("confidence", "把握"), ("verdict", "结论"), ("reason", "理由"), ("note", "备注"), ("who", "复核人"),
        ("page", "页"), ("path", "文件"),
    )),
    ("目标与实际", "indicators", (
        ("unit_name", "单位"), ("fiscal_year", "年度"), ("level", "指标类别"), ("name", "指标"), ("target", "目标值"),
        ("actual", "实际完成值"), ("status", "判断"), ("weight", "分值"), ("score", "得分"), ("corrected", "人工更正"), ("page", "页"), ("path", "文件"),
    )),
    ("金额与数量", "amounts", (
        ("unit_name", "单位"), ("fiscal_year", "年度"), ("item", "项目"), ("text", "原文"), ("value", "数值"),
        ("unit", "计量单位"), ("yuan", "折合元"), ("period", "期间"), ("role", "口径"), ("change", "增减"),
        ("account", "科目"), ("corrected", "人工更正"), ("page", "页"), ("path", "文件"),
    )),
    ("报告汇总", "summary", (
        ("unit_name", "单位"), ("fiscal_year", "年度"), ("report_kind", "类别"), ("title", "标题"), ("region", "地区"),
        ("amounts", "金额"), ("indicators", "指标"), ("met", "达成"), ("unmet", "未达成"), ("checks", "勾稽关系"),
        ("violated", "不符"), ("confirmed", "确认"), ("rejected", "驳回"), ("explained", "已说明"), ("unread", "未读"),
        ("corrected", "人工更正"), ("numerals_read", "读出的数字"), ("numerals_unread", "未读的数字"),
        ("numerals_ignored", "不计的数字"), ("path", "文件"),
    )),
)  # fmt: skip
_UNREAD = (
    ("unit_name", "单位"), ("fiscal_year", "年度"), ("text", "原文"), ("reason", "原因"), ("offset", "位置"),
    ("cell", "单元格"), ("page", "页"), ("path", "文件"),
)  # fmt: skip
_WORDS = {
    "kind": KIND_WORDS,
    "status": STATUS_WORDS,
    "verdict": VERDICT_WORDS,
    "reason": REASONS,
    "corrected": {"added": "补充", "changed": "修改"},
    "change": {"increase": "增加", "decrease": "减少"},
    "role": {
        "actual": "实际",
        "budget": "预算",
        "prior": "上年",
        "standard": "标准",
        "other": "其他",
    },
}
_NUMBERS = {"value", "yuan"}
_WIDEST = 60


def write_workbook(folder: str | Path, path: str | Path) -> None:
    """Write the workbook of an output folder.

    Raises:
        RecordError: the folder holds no records.
    """
    records = list(read_records(folder))
    tables = [rows(r) for r in records]
    book = Workbook()
    book.remove(book.active)
    for title, table, columns in _SHEETS:
        sheet = book.create_sheet(title)
        found = (row for t in tables for row in t[table])
        _fill(sheet, [name for _, name in columns], (_row(r, columns) for r in found))
    for years in by_year(records):
        sheet = book.create_sheet(_sheet_name(book, f"分年 {years.unit}"))
        body = (
            [name, *(Decimal(f) if f else None for f in figures)] for name, figures in years.rows
        )
        _fill(sheet, ["项目（万元）", *map(str, years.years)], body)
    unread = (_told(n) for t in tables for n in t["numerals"] if n["fate"] == "unread")
    _fill(
        book.create_sheet("未读的数字"),
        [name for _, name in _UNREAD],
        (_row(r, _UNREAD) for r in unread),
    )
    book.save(path)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row of an unread number with its reason in the words of a reader."""
    return {**row, "reason": unread_words(row["reason"])}


def _row(row: dict[str, Any], columns: Sequence[tuple[str, str]]) -> list[Any]:
    return [_value(key, row[key]) for key, _ in columns]


def _value(key: str, value: Any) -> Any:
    if value is None:
        return None
    if key in _NUMBERS and len(value.replace(".", "").lstrip("-0")) <= 15:
        return Decimal(value)
    if key == "corrected" and isinstance(value, str) and value.startswith("should be "):
        return "应为" + value.removeprefix("should be ")
    if key in _WORDS:
        return _WORDS[key].get(value, value)
    return guarded(ILLEGAL_CHARACTERS_RE.sub("", value)) if isinstance(value, str) else value


def _fill(sheet: Worksheet, head: Sequence[str], body: Iterable[Sequence[Any]]) -> None:
    sheet.append(list(head))
    widths = [2 * len(h) + 2 for h in head]
    for row in body:
        sheet.append(list(row))
        widths = [max(w, min(_WIDEST, _width(v))) for w, v in zip(widths, row, strict=True)]
    for i, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(i)].width = width
        cell = sheet.cell(1, i)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE3F0")
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _width(value: Any) -> int:
    return sum(2 if ord(c) > 255 else 1 for c in str(value)) + 2 if value is not None else 0


def _sheet_name(book: Workbook, wanted: str) -> str:
    """Return a sheet name that spreadsheets accept and that is not taken."""
    name = "".join("_" if c in "[]:*?/\\" else c for c in wanted)[:28]
    taken = {s.lower() for s in book.sheetnames}
    free = (f"{name}{n or ''}" for n in range(len(taken) + 1))
    return next(n for n in free if n.lower() not in taken)

"""Sentences in Chinese for readers of a report: what is stated, what follows, how far apart."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from extraction.constraints.intervals import last_place
from extraction.constraints.judging import Judged
from extraction.constraints.ledger import Entry, Ledger
from extraction.constraints.relation import (
    Constant,
    Expression,
    Product,
    Sum,
    Term,
)
from extraction.constraints.repair import Repair

_HUNDRED = Decimal(100)
_MANY_PARTS = 6
_SLIPS = {
    "swap": "两位数字颠倒",
    "digit": "一位数字有误",
    "point": "小数点错位",
    "unit": "万元与元混用",
    "lost": "漏写一位数字",
    "doubled": "多写一位数字",
    "copied": "误抄邻近数字",
    "exchanged": "两数互换",
}


def plain(number: Decimal) -> str:
    """Return plain decimal notation without exponent."""
    return f"{number:f}"


def label(entry: Entry) -> str:
    """Return a figure with its name, as written."""
    text = re.sub(r"\s+", "", entry.mention.text)
    unit = entry.unit if entry.unit and not re.search(r"[^\d.,，．\-−()（）%]", text) else ""
    if (entry.kind == "rate" and entry.unit == "%" and "%" in text) or "％" in text:
        unit = ""
    name = entry.name
    return f"{name}{text}{unit}" if name else f"{text}{unit}"


def written(expression: Expression, ledger: Ledger, *, names: bool = True) -> str:
    """Return an expression with names and numbers as written."""
    if isinstance(expression, Term):
        return label(ledger.by_id[expression.id])
    if isinstance(expression, Constant):
        return expression.text
    if isinstance(expression, Sum):
        parts = [
            ("-" if sign < 0 else "+") + written(part, ledger)
            for part, sign in zip(expression.parts, expression.signs, strict=True)
        ]
        return "".join(parts).removeprefix("+")
    mark = "×" if isinstance(expression, Product) else "÷"
    return f"{_inside(expression.left, ledger)}{mark}{_inside(expression.right, ledger)}"


def _inside(expression: Expression, ledger: Ledger) -> str:
    text = written(expression, ledger)
    simple = isinstance(expression, Term | Constant)
    return text if simple else f"（{text}）"


def in_unit(value: Decimal, entry: Entry) -> Decimal:
    """Return a value in the unit of a figure, one place finer than it is printed."""
    if entry.number and entry.value.point:
        number = value / abs(entry.value.point / entry.number)
    elif entry.kind == "rate":
        number = value * _HUNDRED
    else:
        number = value / (Decimal(10_000) if entry.unit.startswith("万") else 1)
    place = last_place(entry.number)
    rounded = number.quantize(place, rounding=ROUND_HALF_UP)
    if rounded == entry.number and number != entry.number:
        rounded = number.quantize(place / 100, rounding=ROUND_HALF_UP)
    return rounded


def unit_of(entry: Entry) -> str:
    """Return the unit to print after a computed number."""
    return entry.unit or ("%" if entry.kind == "rate" else "")


def numbers(judged: Judged, ledger: Ledger) -> tuple[str, str, str]:
    """Return stated, computed and gap with their units; computed is empty over a zero base."""
    entry = ledger.by_id[judged.relation.stated]
    unit = unit_of(entry)
    stated = _signed(entry.number, entry)
    computed = judged.verdict.computed
    if computed is None:
        return plain(stated) + unit, "", ""
    follows = in_unit(computed.point, entry)
    return plain(stated) + unit, plain(follows) + unit, plain(abs(stated - follows)) + unit


def _signed(number: Decimal, entry: Entry) -> Decimal:
    return -abs(number) if entry.value.point < 0 else number


def sentence(judged: Judged, ledger: Ledger) -> str:
    """Return what a relation says, in one sentence without its full stop."""
    entry = ledger.by_id[judged.relation.stated]
    stated, computed, gap = numbers(judged, ledger)
    name = entry.name or entry.mention.text
    expression = judged.relation.expression
    if judged.verdict.computed is None:
        return f"“{name}”写为{stated}，但按{written(expression, ledger)}计算的基数为0，该比率不成立"
    if judged.verdict.status != "violated":
        fits = "相符" if judged.verdict.status == "holds" else "在四舍五入范围内相符"
        return f"“{name}”{stated}与{_short(expression, ledger)}{fits}"
    if judged.relation.kind in ("share", "growth"):
        gap = gap.replace("%", "个百分点")
        return f"“{name}”写为{stated}，按{written(expression, ledger)}计算应为{computed}，相差{gap}"
    if judged.relation.kind == "equal":
        return f"“{name}”前后不一：此处为{stated}，另处为{_short(expression, ledger)}，相差{gap}"
    if judged.relation.bound:
        return f"“{name}”写为{stated}，却小于其组成部分{_short(expression, ledger)}，相差{gap}"
    if judged.relation.kind == "sum":
        return f"“{name}”写为{stated}，按{_short(expression, ledger)}计算为{computed}，相差{gap}"
    return f"“{name}”写为{stated}，由{_short(expression, ledger)}得{computed}，相差{gap}"


def _short(expression: Expression, ledger: Ledger) -> str:
    if isinstance(expression, Sum) and len(expression.parts) > _MANY_PARTS:
        first = written(Sum(expression.parts[:2], expression.signs[:2]), ledger)
        last = written(expression.parts[-1], ledger)
        return f"{first}+…+{last}共{len(expression.parts)}项"
    return written(expression, ledger)


def repair_text(repair: Repair) -> str:
    """Return what to change, and the slip that would explain it."""
    entry = repair.entry
    if repair.other is not None:
        return f"将{label(entry)}与{label(repair.other)}互换（疑为两数填反）"
    number = plain(abs(repair.number) if entry.change else repair.number)
    why = f"（疑为{_SLIPS[repair.slip]}）" if repair.slip else ""
    change = f"将{label(entry)}改为{number}{unit_of(entry)}{why}"
    return f"{change}，或{repair_text(repair.instead)}" if repair.instead else change


def sureness(confidence: float) -> str:
    """Return how sure a finding is, in words."""
    if confidence >= 0.85:
        return "把握较大"
    return "把握中等" if confidence >= 0.65 else "仅供复核"

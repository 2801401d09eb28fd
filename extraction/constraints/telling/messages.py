"""Sentences in Chinese for readers of a report: what is stated, what follows, how far apart."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from extraction.constraints.arithmetic.intervals import last_place
from extraction.constraints.arithmetic.relation import (
    Constant,
    Expression,
    Product,
    Sum,
    Tally,
    Term,
)
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import bare
from extraction.constraints.verdicts.judged import Judged
from extraction.constraints.verdicts.repair import Repair

_HEADING = re.compile(r"^.{2,}?情况(?:说明)?(?=.{3,})")
_HUNDRED = Decimal(100)
_WAN = Decimal(10_000)
_MANY_PARTS = 6
_NAMELESS = {"score": "得分合计", "weight": "分值合计"}
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


def label(entry: Entry, *, beside: str = "") -> str:
    """Return a figure with its name, as written; the name `beside` it is not said again."""
    name = shown(entry)
    if name == beside:
        name = _across(entry) if entry.place is not None else ""
    return f"{name}{surface(entry)}"


def _across(entry: Entry) -> str:
    """Return the column that tells a figure from others of its row."""
    column = entry.place.column_name if entry.place else ""
    return bare(column.rsplit("/", 1)[-1])


def surface(entry: Entry) -> str:
    """Return a figure as written, with its unit."""
    text = re.sub(r"\s+", "", entry.mention.text)
    unit = entry.unit if entry.unit and not re.search(r"[^\d.,，．\-−()（）%]", text) else ""
    if (entry.unit == "%" and "%" in text) or "％" in text:
        unit = ""
    return f"{text}{unit}"


def shown(entry: Entry) -> str:
    """Return the name that a reader knows a figure by: no heading, no number, last of a path."""
    last = entry.name.rsplit("/", 1)[-1] if "/" in entry.name.rstrip("/") else entry.name
    name = bare(last.lstrip("●·-—")) or entry.name
    return _HEADING.sub("", name) or name


def written(expression: Expression, ledger: Ledger, *, beside: str = "") -> str:
    """Return an expression with names and numbers as written, without the name `beside`."""
    if isinstance(expression, Term):
        return label(ledger.by_id[expression.id], beside=beside)
    if isinstance(expression, Constant):
        return expression.text
    if isinstance(expression, Tally):
        names = "、".join(shown(ledger.by_id[i]) for i in expression.listed)
        return f"列出的{len(expression.listed)}项（{names}）"
    if isinstance(expression, Sum):
        return "".join(_signed_parts(expression, ledger, beside)).removeprefix("+")
    mark = "×" if isinstance(expression, Product) else "÷"
    left, right = (_inside(e, ledger, beside) for e in (expression.left, expression.right))
    return f"{left}{mark}{right}"


def _signed_parts(expression: Sum, ledger: Ledger, beside: str) -> list[str]:
    parts = []
    for part, sign in zip(expression.parts, expression.signs, strict=True):
        text = written(part, ledger, beside=beside)
        minus = isinstance(part, Term) and ledger.by_id[part.id].value.point < 0
        if minus and not text.startswith(("-", "−", "负")):
            sign = -sign
        parts.append(("-" if sign < 0 else "+") + text)
    return parts


def _inside(expression: Expression, ledger: Ledger, beside: str) -> str:
    text = written(expression, ledger, beside=beside)
    simple = isinstance(expression, Term | Constant)
    return text if simple else f"（{text}）"


def in_unit(value: Decimal, entry: Entry) -> Decimal:
    """Return a value in the unit of a figure, one place finer than it is printed."""
    if entry.number and entry.value.point:
        number = value / abs(entry.value.point / entry.number)
    elif entry.kind == "rate":
        number = value * _HUNDRED
    else:
        number = value / (_WAN if entry.unit.startswith("万") else 1)
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
    relation = judged.relation
    entry = ledger.by_id[relation.stated]
    name = shown(entry) or _NAMELESS.get(entry.kind, "该数")
    if relation.kind == "growth":
        return f"“{name}”{_growth(judged, ledger, name)}"
    stated, computed, gap = numbers(judged, ledger)
    follows = _short(relation.expression, ledger, name)
    if judged.verdict.computed is None:
        return f"“{name}”为{stated}，但{follows}的分母为0，该比率无从计算"
    if judged.verdict.status != "violated":
        if relation.bound and judged.verdict.status == "holds":
            return f"“{name}”{stated}不小于{follows}"
        return f"“{name}”{stated}与{follows}{_fits(judged)}"
    if relation.kind == "share":
        gap = gap.replace("%", "个百分点")
        return f"“{name}”的比率为{stated}，按{follows}应为{computed}，相差{gap}"
    if relation.kind == "equal":
        return f"“{name}”前后不一：此处为{stated}，另处为{follows}，相差{gap}"
    if relation.word and relation.bound:
        return f"“{name}”为{stated}，却称比上年增加{follows}，上年成为负数"
    if relation.word:
        return f"“{name}”为{stated}，与{follows}相比，文中却称“{relation.word}”，文字与数字不符"
    if relation.rule in ("debt-limit", "limit-kept"):
        return f"“{name}”的债务余额{follows}超过债务限额{stated}，相差{gap}"
    if relation.bound and relation.kind == "score":
        return f"“{name}”分值为{stated}，得分却为{follows}，超过满分{gap}"
    if relation.bound:
        return f"“{name}”为{stated}，小于其组成部分{follows}，相差{gap}"
    if relation.kind == "sum" and isinstance(relation.expression, Sum):
        return f"“{name}”为{stated}，而{follows}等于{computed}，相差{gap}"
    return f"“{name}”为{stated}，按{follows}应为{computed}，相差{gap}"


def _fits(judged: Judged) -> str:
    return "相符" if judged.verdict.status == "holds" else "在四舍五入范围内相符"


def _growth(judged: Judged, ledger: Ledger, name: str) -> str:
    """Return what a rate of change says, with the words that an account uses for it."""
    entry = ledger.by_id[judged.relation.stated]
    stated, computed, gap = numbers(judged, ledger)
    follows = written(judged.relation.expression, ledger, beside=name)
    if judged.verdict.computed is None:
        return f"称变动{stated}，但按{follows}计算，基数为0，变动率无从计算"
    if judged.verdict.status != "violated":
        return f"变动{stated}与{follows}{_fits(judged)}"
    down = judged.verdict.computed.point < 0
    word = "下降" if entry.value.point < 0 else "增长"
    should = "下降" if down else "增长"
    gap = gap.replace("%", "个百分点")
    stated, computed = stated.lstrip("-"), computed.lstrip("-")
    return f"称{word}{stated}，按{follows}应{should}{computed}，相差{gap}"


def _short(expression: Expression, ledger: Ledger, beside: str) -> str:
    if isinstance(expression, Sum) and len(expression.parts) > _MANY_PARTS:
        parts = _signed_parts(expression, ledger, beside)
        first = "".join(parts[:2]).removeprefix("+")
        return f"{first}+…{parts[-1]}共{len(parts)}项"
    return written(expression, ledger, beside=beside)


def repair_text(repair: Repair) -> str:
    """Return what to change, and the slip that would explain it."""
    entry = repair.entry
    if repair.other is not None:
        return f"将{label(entry)}与{label(repair.other)}互换（疑为两数填反）"
    if repair.slip == "turned":
        way = _direction(entry, up=entry.change == "decrease")
        return f"将{label(entry)}改为{way}（疑为增减方向写反）"
    number = plain(abs(repair.number) if entry.change else repair.number)
    why = f"（疑为{_SLIPS[repair.slip]}）" if repair.slip else ""
    change = f"将{label(entry)}改为{_in_other_unit(repair) or number + unit_of(entry)}{why}"
    return f"{change}，或{repair_text(repair.instead)}" if repair.instead else change


def _direction(entry: Entry, *, up: bool) -> str:
    """Return the word for a rise or fall of an amount, or of a rate."""
    if entry.kind == "rate":
        return "增长" if up else "下降"
    return "增加" if up else "减少"


def _in_other_unit(repair: Repair) -> str:
    """Return the figure as written with the other unit, where 元 and 万元 were taken for each other."""
    entry = repair.entry
    other = {"元": "万元", "万元": "元"}.get(entry.unit)
    if repair.slip != "unit" or other is None or not entry.number:
        return ""
    factor = repair.number / entry.number
    fits = factor == (_WAN if other == "万元" else 1 / _WAN)
    return f"{plain(abs(entry.number))}{other}" if fits else ""


def sureness(confidence: float) -> str:
    """Return how sure a finding is, in words."""
    if confidence >= 0.85:
        return "把握较大"
    return "把握中等" if confidence >= 0.65 else "仅供复核"

"""What the number of a figure cell measures: amount, share, count or marks, its own place and its unit.

The unit comes from the cell, the row's label, the column's header, a column of units, the block's
captions and the lines above the table, in this order; the money of a caption never falls on a column
of people, years or shares.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.labels import Label
from extraction.quantities import Quantity, read_quantity
from extraction.span import Span
from extraction.tables.cell_figures import is_capital
from extraction.tables.cells import CellText, Kind
from extraction.tables.model import Column, Meaning
from extraction.tables.units import is_money, per_in_header, unit_in_header

_MARK_UNIT = re.compile(r"\s*([\d０-９]+(?:[.．][\d０-９]+)?\s*分?)\s*\Z")
_MONEY_CELL = re.compile(
    r"[-+]?(?:人民币)?[¥￥]?\s*[\d０-９][\d０-９,，]*(?:[.．\ue010][\d０-９]+)?\s*(?:[亿万千百]*元|万|亿)整?\s*\Z"
)
_MONEY_WORDS = re.compile(
    r"支出|收入|预算|决算|经费|资金|金额|拨款|费|款|资产|结余|结转|补助|额度|限额|余额|万元"
)
_COUNT_WORDS = re.compile(
    r"人数|人次|批次|个数|[户件台辆次处起座家场亩套间张所名笔]数(?![额据])|编制(?:数|人数|总数)|(?:人员|行政|事业|核定|在编)编制\Z|保有量"
)
_RATE_WORDS = re.compile(r"(?:执行|完成|控制|变动|增长|到位|支付)率|占比|比重|[（(][%％][)）]|%\Z")
_NOTED = re.compile(
    r"[-+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{3,})[(\[/、;,](?!\d{3}(?!\d))"
)
"""A sum with more behind it (68.30（含培训费5.10）): a figure of its column that is refused when it is read."""
_RATE_UNITS = frozenset({"%", "％", "‰"})
_TERM = re.compile(r"(?:期限|年限|工期|周期|时长)(?:[（(].*[)）])?\Z")
_YEARS = re.compile(r"\d{1,2}[年月日天]")
_UNMEASURED = re.compile(r"[年月日号]\Z")


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure as its cell, row and column give it."""

    label: Label
    span: Span
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the cell.

    Attributes:
        labels: the texts of the row's labels, outermost first.
        measure: the unit of a 计量单位 cell of the row.
        inherited: the unit of the block or of the lines above the table.
        money: whether the table speaks of money at all.
        above: the unit of things of the heading that the row stands below.
    """

    labels: tuple[str, ...] = ()
    measure: str | None = None
    inherited: str | None = None
    money: bool = False
    above: str | None = None


def speaks_of_money(text: str) -> bool:
    """Tell whether a caption or header speaks of money."""
    return _MONEY_WORDS.search(text) is not None


def measure_of(column: Column, cell: CellText, around: Surroundings) -> Measure | None:
    """Return what the cell measures, None where it holds no figure of the column."""
    if column.meaning in (Meaning.WEIGHT, Meaning.SCORE):
        return _marks(column, cell)
    if cell.kind is Kind.PERCENT:
        return Measure(Label.RATE, cell.figure or cell.span)
    name = "".join(around.labels[-1].split()) if around.labels else ""
    if column.meaning is Meaning.RATE or _RATE_WORDS.search(name):
        known = cell.kind in (Kind.NUMBER, Kind.UNCLEAR)
        return Measure(Label.RATE, cell.figure or cell.span, "%") if known else None
    if cell.kind in (Kind.NUMBER, Kind.UNCLEAR, Kind.YEAR):
        return _number(column, cell, around, name) if cell.kind is not Kind.YEAR else None
    if _MONEY_CELL.match(cell.text) or is_capital(cell.text):
        return Measure(Label.AMOUNT, cell.span)
    if column.meaning is Meaning.AMOUNT and around.money and _NOTED.match(cell.plain):
        return Measure(Label.AMOUNT, cell.span)
    if cell.kind is not Kind.QUANTITY:
        return None
    return _counted(cell, lasting=_TERM.search("".join(column.path)) is not None)


def _marks(column: Column, cell: CellText) -> Measure | None:
    match = _MARK_UNIT.match(cell.text)
    if match is None or len(match.group(1).split(".")[0]) > 3:
        return None
    label = Label.WEIGHT if column.meaning is Meaning.WEIGHT else Label.SCORE
    start = cell.span.start + match.start(1)
    return Measure(label, Span(start, start + len(match.group(1).rstrip())))


def _counted(cell: CellText, *, lasting: bool) -> Measure | None:
    """Return the count of a cell that gives its own unit (3台); dates are none, a term of years is one."""
    if _UNMEASURED.search(cell.plain) and not (lasting and _YEARS.fullmatch(cell.plain)):
        return None
    read = read_quantity(cell.text, kind="count")
    counted = isinstance(read, Quantity) and read.kind == "count"
    return Measure(Label.COUNT, cell.span) if counted else None


def _number(column: Column, cell: CellText, around: Surroundings, name: str) -> Measure | None:
    span = cell.figure or cell.span
    header = "".join(column.path) + name
    stated = _stated(column, around.labels[-1] if around.labels else "") or around.measure
    whole = "." not in cell.plain
    if whole and around.above and (stated is None or (is_money(stated) and stated == column.unit)):
        return Measure(Label.COUNT, span, around.above)
    if whole and column.path and _TERM.search(column.path[-1]):
        return Measure(Label.COUNT, span, "年" if "年" in column.path[-1] else None)
    counted = column.meaning is Meaning.COUNT or (whole and _COUNT_WORDS.search(header) is not None)
    if stated in _RATE_UNITS:
        return Measure(Label.RATE, span, stated)
    if stated:
        counted = not is_money(stated)
    if counted:
        thing = next((u for u in (stated, around.inherited) if u and not is_money(u)), None)
        return Measure(Label.COUNT, span, thing)
    outer = (u for text in reversed(around.labels) if is_money(u := unit_in_header(text)))
    unit = stated or next(outer, None) or around.inherited
    if unit is not None and not is_money(unit):
        return Measure(Label.COUNT, span, unit)
    if unit is None and cell.currency:
        unit = "元"
    if unit is None and not around.money and not speaks_of_money(header):
        return None
    return Measure(Label.AMOUNT, span, _per(unit, column, name))


def _per(unit: str | None, column: Column, name: str) -> str | None:
    """Return the unit of money with what header or label counts it per (投入/亩, 户均补助)."""
    if unit is None or "/" in unit:
        return unit
    headers = (*reversed(column.path), name)
    per = next((p for text in headers if (p := per_in_header(text))), None)
    return unit if per is None else f"{unit}/{per}"


def _stated(column: Column, label: str) -> str | None:
    """Return the unit of label or header: the label is nearer, but tells nothing in a column of things."""
    own = unit_in_header(label)
    if column.unit is None or own is None:
        return column.unit or own
    return column.unit if not is_money(column.unit) else own

"""Write tables of every kind of column as texts and pages, whose every figure has a known place.

A table has a title with a year, a unit in one of many forms, header rows of years, roles, counts, shares and
changes, and one of the layouts of `numeral_layouts`. Seeded and endless; names are invented.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from eval.bench.numeral_layouts import LAYOUTS, Parts, Rows
from eval.bench.numeral_writer import Figure
from extraction.markup import Role

_NAMES = (
    "河道保洁",
    "苗木补植",
    "校舍修缮",
    "宣传印刷",
    "设备购置",
    "路灯维护",
    "职工培训",
    "档案整理",
    "车辆租赁",
    "机房改造",
    "水质监测",
    "物业管理",
    "防汛物资储备",
    "困难职工慰问",
)
_PLACES = ("柏溪镇", "青石县", "临江区", "云岭市")
_OFFICES = ("水利站", "档案馆", "文化馆", "农技中心", "环卫所")
_NUMBERED = ("", "", "", "{n}.", "{n}、", "（{c}）", "{c}、", "其中：")
_DIGITS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header on each header row, what it holds, and what its figures are.

    Attributes:
        unit: 万元, 元, 台, 人, % or "money" for the unit that the table states.
        period: the year of its figures, None where nothing says it for certain.
        role: None where readers could differ.
    """

    heads: tuple[str, ...]
    unit: str = "money"
    period: int | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure of a table and where it belongs; half-open offsets of its surface in the page's text."""

    figure: Figure
    row: str
    column: Column


@dataclass(frozen=True, slots=True)
class Page:
    """A file to be loaded and the figures that it holds, each surface once in it."""

    name: str
    content: str
    figures: tuple[Placed, ...]


def _roles(year: int) -> tuple[Column, ...]:
    return (
        Column(("年初预算数",), period=year, role="budget"),
        Column(("决算数",), period=year, role="actual"),
    )


def _years(year: int) -> tuple[Column, ...]:
    return (Column((f"{year - 1}年",), period=year - 1), Column((f"{year}年",), period=year))


def _last_year(year: int) -> tuple[Column, ...]:
    return (
        Column(("上年决算数",), period=year - 1, role="prior"),
        Column(("本年预算数",), period=year, role="budget"),
        Column(("本年决算数",), period=year, role="actual"),
    )


def _changes(year: int) -> tuple[Column, ...]:
    return (
        Column((f"{year - 1}年决算数",), period=year - 1),
        Column((f"{year}年决算数",), period=year, role="actual"),
        Column(("增减%",), "%"),
    )


def _plans(year: int) -> tuple[Column, ...]:
    return (
        Column((f"{year - 1}年执行数",), period=year - 1),
        Column((f"{year}年预算数",), period=year, role="budget"),
    )


def _two_rows(year: int) -> tuple[Column, ...]:
    return tuple(
        Column((f"{y}年", word), period=y, role="budget" if word == "预算数" else None)
        for y in (year - 1, year)
        for word in ("预算数", "执行数")
    )


def _natures(year: int) -> tuple[Column, ...]:
    return tuple(Column((w,), period=year) for w in ("合计", "基本支出", "项目支出"))


def _quantities(year: int) -> tuple[Column, ...]:
    return (
        Column(("数量（台）",), "台"),
        Column(("单价（元）",), "元"),
        Column(("金额（万元）",), "万元", period=year),
    )


def _grants(_: int) -> tuple[Column, ...]:
    return (Column(("补助人数（人）",), "人"), Column(("补助金额（元）",), "元"))


def _progress(year: int) -> tuple[Column, ...]:
    return (
        Column(("全年预算数",), period=year, role="budget"),
        Column(("全年执行数",), period=year, role="actual"),
        Column(("执行率（%）",), "%"),
    )


def _parts(year: int) -> tuple[Column, ...]:
    return (
        Column(("合计", ""), period=year),
        Column(("其中", "人员经费"), period=year),
        Column(("其中", "公用经费"), period=year),
    )


def _sources(year: int) -> tuple[Column, ...]:
    return tuple(
        Column((w, part), period=year)
        for w in ("一般公共预算", "政府性基金预算")
        for part in ("本年收入", "本年支出", "年末结余")
    )


def _shares(year: int) -> tuple[Column, ...]:
    return (Column(("金额",), period=year), Column(("占比（%）",), "%"))


COLUMNS: tuple[Callable[[int], tuple[Column, ...]], ...] = (
    _roles,
    _years,
    _last_year,
    _changes,
    _plans,
    _two_rows,
    _natures,
    _quantities,
    _grants,
    _progress,
    _shares,
    _parts,
    _sources,
)
_FIRST = ("项目", "项目名称", "科目名称", "支出项目")
_SCALES = {"万元": 4, "元": 0, "千元": 3, "亿元": 8, "台": 0, "人": 0, "%": 0}
_UNITS = ("单位：{}", "单位:{}", "金额单位：{}", "（单位：{}）", "单位：人民币{}", "计量单位：{}")


def page(rng: random.Random) -> Page:
    """Return a page of one table, in one of the layouts."""
    year, unit = rng.randint(2017, 2025), rng.choice(("万元", "元", "万元", "千元"))
    kind = rng.choice(COLUMNS)
    layout = rng.choice(tuple(LAYOUTS))
    columns = kind(year)
    figures, body = _body(rng, columns, unit, full=layout == "stacked")
    heads = len(columns[0].heads)
    first = rng.choice(_FIRST)
    side = heads - 1 if layout != "web" and rng.random() < 0.5 else 0
    header = [
        [first if row == side else "", *(c.heads[row] for c in columns)] for row in range(heads)
    ]
    if rng.random() < 0.25 and layout != "stacked":
        header, body = _numbered(header, body)
    if rng.random() < 0.25 and layout != "stacked":
        header, body = _remarked(rng, header, body)
    title = f"{rng.choice(_PLACES)}{rng.choice(_OFFICES)}{year}年度{rng.choice(('支出情况表', '经费明细表', '项目支出表'))}"
    note = rng.choice(_UNITS).format(unit)
    suffix, write = LAYOUTS[layout]
    apart = " " * rng.randint(2, 4)
    return Page(
        f"{layout} {kind.__name__.strip('_')}{suffix}",
        write(Parts(title, note, apart), header, body),
        tuple(figures),
    )


def _body(
    rng: random.Random, columns: Sequence[Column], unit: str, *, full: bool
) -> tuple[list[Placed], list[list[str]]]:
    """Return the figures and the rows of cells; some are blank unless the table is `full`."""
    names = rng.sample(_NAMES, rng.randint(3, 7))
    names = ["合计", *names] if rng.random() < 0.4 else names
    pattern = rng.choice(_NUMBERED)
    figures: list[Placed] = []
    rows: list[list[str]] = []
    taken: set[str] = set()
    for number, name in enumerate(names, 1):
        mark = pattern.format(n=number, c=_DIGITS[(number - 1) % 9]) if name != "合计" else ""
        row = [mark + name]
        for column in columns:
            blank = not full and name != "合计" and rng.random() < 0.05
            figure = None if blank else _figure(rng, column, unit, taken, plain=full)
            row.append(figure.surface if figure else rng.choice(("", "-", "—")))
            if figure is not None:
                figures.append(Placed(figure, name, column))
        rows.append(row)
    return figures, rows


def _numbered(header: Rows, body: Rows) -> tuple[list[list[str]], list[list[str]]]:
    """Return the rows with a column of line numbers before them."""
    heads = ["序号" if row[0] else "" for row in header]
    return [[h, *row] for h, row in zip(heads, header, strict=True)], [
        [str(n), *row] for n, row in enumerate(body, 1)
    ]


def _remarked(
    rng: random.Random, header: Rows, body: Rows
) -> tuple[list[list[str]], list[list[str]]]:
    """Return the rows with a column of remarks behind them."""
    remarks = ("", "", "见附件2", "含上年追加", "2021年已验收", "第3批")
    heads = ["备注" if number == 0 else "" for number in range(len(header))]
    return [[*row, h] for h, row in zip(heads, header, strict=True)], [
        [*row, rng.choice(remarks)] for row in body
    ]


def _figure(
    rng: random.Random, column: Column, unit: str, taken: set[str], *, plain: bool
) -> Figure:
    own = unit if column.unit == "money" else column.unit
    while True:
        written, value = _written(rng, own, plain=plain)
        bare = "".join(c for c in written if c.isdigit())
        if not any(bare in t or t in bare for t in taken):
            taken.add(bare)
            return Figure(written, value, value, own)


def _written(rng: random.Random, unit: str, *, plain: bool) -> tuple[str, Decimal]:
    """Return a figure of four digits at least, and its value in base units."""
    if unit in ("台", "人"):
        count = rng.randint(1001, 98_999)
        return rng.choice((str(count), f"{count:,}")), Decimal(count)
    if unit == "%":
        share = Decimal(rng.randint(1001, 9999)) / 100
        return f"{share:.2f}{rng.choice(('', '%'))}", share
    digits = Decimal(rng.randint(100_001, 99_999_999)) / 100
    value = digits.scaleb(_SCALES[unit])
    if plain:
        return rng.choice((f"{digits:.2f}", f"{digits:,.2f}")), value
    forms = ("{:.2f}", "{:.2f}", "{:,.2f}", "-{:.2f}", "({:,.2f})", "△{:.2f}", "{:.2f}①", "{:.2f}*", "￥{:,.2f}")  # fmt: skip
    form = rng.choice(forms)
    return form.format(digits), -value if form[0] in "-(△" else value

"""Tables of figures with known truth, written as one web page, for `eval.bench.flattening`.

Every value occurs once in the page, so that a value found in a flattened text tells which cell it is.
"""

from __future__ import annotations

import html
import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

_PLACES = ("清水", "东源", "云溪", "石泉", "南桥", "龙湾", "青山", "西岭")
_UNITS = ("水利站", "林业站", "档案室", "福利院", "农技中心", "文化馆", "环卫所", "疾控站")
_WORKS = (
    "渠道清淤",
    "苗木补植",
    "路灯维护",
    "校舍修缮",
    "设备购置",
    "人员培训",
    "宣传印刷",
    "车辆运行",
    "房屋租赁",
    "信息系统运维",
)
_OBJECTS = ("东片区", "西片区", "一期", "二期", "中心城区", "乡镇")
_COLUMNS = (
    ("预算数", "决算数"),
    ("年初预算数", "全年预算数", "全年执行数"),
    ("上年决算数", "本年预算数", "本年决算数"),
    ("合计", "基本支出", "项目支出"),
    ("2021年", "2022年"),
    ("金额（万元）", "已支付（万元）", "未支付（万元）"),
)
_FIRST = ("项目", "项目名称", "科目名称", "支出项目")


@dataclass(frozen=True, slots=True)
class Truth:
    """A value of a table with its row label and column header."""

    table: int
    value: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page's HTML and what its tables hold."""

    html: str
    truths: tuple[Truth, ...]


def write_page(count: int, *, seed: int = 1) -> Page:
    """Return a page of `count` tables, each under its title and unit line."""
    chooser = random.Random(seed)
    values = iter(chooser.sample(range(100_000, 9_999_999), 60 * count))
    parts: list[str] = []
    truths: list[Truth] = []
    for number in range(count):
        place, unit = chooser.choice(_PLACES), chooser.choice(_UNITS)
        parts.append(f"<h2>{place}县{unit}{2015 + number % 10}年度支出情况表</h2><p>单位：万元</p>")
        rows, held = _table(chooser, values, number)
        truths += held
        parts.append(_html(rows))
        parts.append("<p>说明：以上数据均为决算口径。</p>")
    body = "\n".join(parts)
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>汇总</title></head><body>{body}</body></html>'
    return Page(page, tuple(truths))


def _table(
    chooser: random.Random, values: object, number: int
) -> tuple[list[list[str]], list[Truth]]:
    columns = chooser.choice(_COLUMNS)
    names = _names(chooser, chooser.randint(3, 7))
    rows = [[chooser.choice(_FIRST), *columns]]
    truths: list[Truth] = []
    for name in names:
        row = [name]
        for column in columns:
            if chooser.random() < 0.06:
                row.append("")
                continue
            value = _shown(chooser, next(values))  # type: ignore[call-overload]
            truths.append(Truth(number, value, name, column))
            row.append(value)
        rows.append(row)
    return rows, truths


def _names(chooser: random.Random, count: int) -> list[str]:
    pool = [f"{o}{w}" for o in _OBJECTS for w in _WORKS]
    return chooser.sample(pool, count)


def _shown(chooser: random.Random, cents: int) -> str:
    value = Decimal(cents) / 100
    return f"{value:,.2f}" if chooser.random() < 0.5 else f"{value:.2f}"


def _html(rows: Sequence[Sequence[str]]) -> str:
    lines = (
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return '<table border="1">' + "".join(lines) + "</table>"

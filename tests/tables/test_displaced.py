"""Rows of a form of funds that are shifted against their header: nothing of them is read."""

from __future__ import annotations

import pytest

from tests.tables.texts import read_text

FORM = """青岩县2031年度项目支出绩效自评表
单位：元
| 资金 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| {row} |
| 其中：财政拨款 | 71500.40 | 71500.40 | 70300.20 | - | 98.32% | - |
"""


def figures(row: str) -> list[str]:
    """Return the amounts and rates of the form with that row, in text order."""
    mentions = read_text(FORM.format(row=row)).markup.mentions
    found = [m for m in mentions if m.label in ("AMOUNT", "RATE")]
    return [m.text for m in sorted(found, key=lambda m: m.start)]


@pytest.mark.parametrize(
    "row",
    [
        "71500.40 | 71500.40 | 70300.20 | 10 | 98.32% | 9.83",
        "年度资金总额 | 71500.40 | 71500.40 | 20 | 98.32% | 19.66",
    ],
    ids=["the label is lost", "the outturn is lost"],
)
def test_a_rate_under_the_marks_leaves_its_row_unread(row) -> None:
    assert figures(row) == ["71500.40", "71500.40", "70300.20", "98.32%"]


def test_a_row_under_its_own_columns_is_read() -> None:
    row = "年度资金总额 | 71500.40 | 71500.40 | 70300.20 | 10 | 98.32% | 9.83"
    assert figures(row) == ["71500.40", "71500.40", "70300.20", "98.32%"] * 2


def test_marks_told_as_shares_shift_nothing() -> None:
    row = "年度资金总额 | 71500.40 | 71500.40 | 70300.20 | 10% | 98.32 | 9.83"
    assert figures(row)[:4] == ["71500.40", "71500.40", "70300.20", "98.32"]

"""A balance in the list of what was spent is of one part."""

from __future__ import annotations

import pytest

from tests.constraints.marked import found, terms_told
from tests.constraints.reports import about

_TEXT = (
    "⟦ITEM i1|总收入⟧⟦AMOUNT a1>i1|6870万元⟧，其构成是：①⟦ITEM i2|机关养老保险收入⟧⟦AMOUNT a2>i2|3610万元⟧；"
    "②⟦ITEM i3|居民养老保险收入⟧⟦AMOUNT a3>i3|3260万元⟧。⟦ITEM i4|总支出⟧⟦AMOUNT a4>i4|5003万元⟧，其构成是："
    "①⟦ITEM i5|机关养老保险支出⟧⟦AMOUNT a5>i5|2480万元⟧，⟦ITEM i6|当期结余⟧⟦AMOUNT a6>i6|1130万元⟧；"
    "②⟦ITEM i7|居民养老保险支出⟧⟦AMOUNT a7>i7|2523万元⟧，⟦ITEM i8|当期结余⟧⟦AMOUNT a8>i8|737万元⟧。"
    "收支相抵，⟦ITEM i9|当期结余⟧⟦AMOUNT a9>i9|1867万元⟧。"
)


def test_the_balance_of_a_part_is_not_held_against_the_totals():
    assert found(_TEXT, "sum", "a6", "a1", "a4") is None
    assert found(_TEXT, "sum", "a8", "a1", "a4") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("⟦ITEM i1|养老保险基金收入⟧⟦AMOUNT a1>i1|682.15万元⟧，支出⟦AMOUNT a2>i1|598.74万元⟧，当年结余⟦AMOUNT a3>i1|{}万元⟧。", True),
        ("⟦ITEM i1|养老保险基金收入⟧⟦AMOUNT a1>i1|682.15万元⟧，支出⟦AMOUNT a2>i1|598.74万元⟧，年末结余⟦AMOUNT a3>i1|{}万元⟧。", False),
        ("⟦ITEM i1|收入总量⟧⟦AMOUNT a1>i1|682.15亿元⟧，⟦ITEM i2|支出总量⟧⟦AMOUNT a2>i2|598.74亿元⟧，⟦ITEM i3|结转下年⟧⟦AMOUNT a3>i3|{}亿元⟧。", True),
        ("⟦ITEM i1|利息收入⟧⟦AMOUNT a1>i1|682.15万元⟧，待遇支出⟦AMOUNT a2>i1|598.74万元⟧，当年结余⟦AMOUNT a3>i1|{}万元⟧。", False),
    ],
)  # fmt: skip
def test_income_and_spending_side_by_side_net_to_the_years_balance(text: str, told: bool) -> None:
    assert terms_told(text.format("83.41")) == []
    assert terms_told(text.format("83.14")) == ([("sum", "a3")] if told else [])


def test_totals_that_are_alike_hold_what_is_left_in_them() -> None:
    text = (
        "⟦ITEM i1|基金收入⟧⟦AMOUNT a1>i1|92.15亿元⟧，上年结转⟦AMOUNT a2|67.20亿元⟧，⟦ITEM i3|收入总计⟧⟦AMOUNT a3>i3|159.35亿元⟧；"
        "⟦ITEM i4|基金支出⟧⟦AMOUNT a4>i4|86.35亿元⟧，滚存结余⟦AMOUNT a5|73.00亿元⟧，⟦ITEM i6|支出总计⟧⟦AMOUNT a6>i6|159.35亿元⟧。"
        "收支相抵，⟦ITEM i7|当年预算结余⟧⟦AMOUNT a7>i7|5.80亿元⟧。"
    )
    assert terms_told(text) == []


@pytest.mark.parametrize(
    ("left", "told"), [("5.38亿元", False), ("5.42亿元", True), ("3.58亿元", True)]
)
def test_totals_of_last_year_and_of_the_budget_are_no_sides_of_a_balance(tmp_path, left, told):
    text = (
        "2031年全市七项社会保险基金总收入68.72亿元，完成预算67.52亿元的101.8%，比上年的64.24亿元增长7.0%；"
        "总支出63.34亿元，完成预算64.05亿元的98.9%，比上年的58.82亿元增长7.7%。"
    )
    assert about(tmp_path, f"{text}当年收支结余{left}。\n", left) is told

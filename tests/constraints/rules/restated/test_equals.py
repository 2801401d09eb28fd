"""One fact told twice."""

from __future__ import annotations

import pytest

from tests.constraints.marked import findings, found
from tests.constraints.reports import checks_told, told_of_region


@pytest.mark.parametrize(
    "text",
    [
        "县人民代表大会批准的2031年县本级一般公共预算总支出是214600万元。\n因收入调整，2031年县本级一般公共预算总支出调整为223600万元，调增9000万元。",
        "人大批准的2031年县本级政府性基金预算总支出为38100万元。\n债券下达后，2031年县本级政府性基金预算总支出调整为40300万元，调增2200万元。",
        "年初批准2031年区本级一般公共预算总收入为88400万元。\n调整后，2031年区本级一般公共预算总收入调增至91000万元，调增2600万元。",
    ],
)  # fmt: skip
def test_a_budget_before_and_after_its_adjustment_are_two_facts(tmp_path, text):
    assert told_of_region(tmp_path, text) == []


def test_one_item_stated_twice_with_a_slip() -> None:
    text = (
        "⟦ITEM i1|信息化建设费⟧安排⟦AMOUNT a1>i1|135.25万元⟧。\n\n附件：\n"
        "⟦ITEM i2|信息化建设费⟧⟦AMOUNT a2>i2|153.25万元⟧。\n"
    )
    (finding,) = findings(text)
    assert (finding.kind, finding.terms) == ("equal", ("a2", "a1"))


def test_two_scopes_of_one_item_are_no_error() -> None:
    text = (
        "⟦ITEM i1|办公费⟧⟦AMOUNT a1>i1|110.00万元⟧。\n\n机关运行：\n"
        "⟦ITEM i2|办公费⟧⟦AMOUNT a2>i2|167.03万元⟧。\n"
    )
    assert not findings(text)


def test_total_expenditure_is_one_thing_by_any_of_its_names() -> None:
    text = (
        "⟦ITEM i1|全年支出⟧⟦AMOUNT a1>i1|1598.34万元⟧。全年支出中，⟦ITEM i2|基本支出⟧"
        "⟦AMOUNT a2>i2|986.12万元⟧，占总支出的⟦RATE r1>i2|61.70%⟧；⟦ITEM i3|项目支出⟧"
        "⟦AMOUNT a3>i3|612.22万元⟧，占总支出的⟦RATE r2>i3|36.30%⟧。"
    )
    check = found(text, "share", "r2", "a3", "a1")
    assert check is not None
    assert (check.status, check.computed) == ("violated", "38.30%")


def test_parts_of_one_total_are_not_held_against_another() -> None:
    text = (
        "⟦ITEM i1|支出总计⟧⟦AMOUNT a1>i1|1200.00万元⟧，⟦ITEM i2|支出合计⟧⟦AMOUNT a2>i2|1245.70万元⟧。\n"
        "⟦ITEM i3|基本支出⟧⟦AMOUNT a3>i3|894.65万元⟧，⟦ITEM i4|项目支出⟧⟦AMOUNT a4>i4|351.05万元⟧。"
    )
    assert findings(text) == []


@pytest.mark.parametrize(
    ("first", "again", "raised"),
    [
        ("204.92万元", "2049197.00元", False),
        ("204.91万元", "2049197.00元", False),
        ("204.92万元", "204.82万元", True),
    ],
    ids=["rounded", "cut off", "one digit off"],
)
def test_a_figure_may_be_told_again_rounded_or_cut_off(
    first: str, again: str, raised: bool
) -> None:
    text = (
        f"⟦ITEM i1|住房公积金支出⟧⟦AMOUNT a1>i1|{first}⟧。\n"
        f"⟦ITEM i2|住房公积金支出⟧⟦AMOUNT a2>i2|{again}⟧。"
    )
    assert bool(findings(text)) is raised


def test_debts_that_are_parts_of_a_limit_are_not_those_of_a_balance(tmp_path):
    text = (
        "松岩市2031年预算调整方案\n"
        "其中市本级2031年末政府债务限额为183.91亿元（一般债务73.20亿元，专项债务110.71亿元）。\n"
        "本次举借债务后，预计2031年底市本级政府债务余额182.27亿元（一般债务72.09亿元，专项债务110.18亿元）。\n"
    )
    assert not checks_told(tmp_path, text)

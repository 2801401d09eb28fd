"""Prices of a month and of a year."""

from __future__ import annotations

import pytest

from tests.constraints.marked import stated_told, told


def _kinds(text: str) -> list[str]:
    return [kind for kind, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("{补助}年人均<7,200元>，折合每人每月<X>。", "600元", "660元"),
        ("{生活费}每人每月<1,800元>，全年<X>。", "21,600元", "26,100元"),
        ("{岗位}年工资<34,800元>，月均<X>。", "2,900元", "2,800元"),
    ],
)
def test_twelve_months_are_a_year(text, right, wrong):
    assert _kinds(text.replace("X", right)) == []
    assert _kinds(text.replace("X", wrong)) == ["product"]


def test_what_was_paid_over_a_year_may_be_of_fewer_months():
    assert _kinds("{生活费}每人每月<1,800元>，全年实际发放<18,000元>。") == []


_MONTHS = "政府对领取人员⟦ITEM i1|年人均补助⟧⟦AMOUNT a1>i1|2,308元⟧，{joint}⟦ITEM i2|{name}⟧⟦AMOUNT a2>i2|194元⟧。"


@pytest.mark.parametrize(
    ("joint", "name", "told"),
    [("", "月人均养老金", []), ("折合", "月人均补助", ["a2"]), ("", "月人均养老金支出", [])],
)
def test_a_month_of_another_thing_is_no_twelfth(joint: str, name: str, told: list[str]) -> None:
    assert stated_told(_MONTHS.format(joint=joint, name=name)) == told


def test_standards_of_two_groups_behind_fenbie_are_no_twelfths_of_each_other() -> None:
    assert _kinds("{救助标准}分别达到每人每月<560元>和每人每年<4,120元>。") == []

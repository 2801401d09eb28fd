"""Figures that seem to make a relation and say themselves that they do not: plans, sums of several, parts of a part."""

from __future__ import annotations

import pytest

from tests.constraints.marked import checks_of

_PLANNED = (
    "⟦ITEM i1|收入⟧⟦AMOUNT a1>i1|284.00万元⟧，较⟦PERIOD p1|上年⟧⟦AMOUNT a2>i1,p1|278.50万元⟧增长⟦RATE r1+>i1|{rate}⟧，低于{plan}"
    "⟦RATE r2+>i1|12%⟧的水平。"
)
_CUT = (
    "⟦ITEM i1|冷库补贴⟧由⟦AMOUNT a1>i1|600.0万元⟧减至⟦AMOUNT a2>i1|240.0万元⟧，压减⟦RATE r1->i1|60%⟧，"
    "⟦ITEM i2|停车补贴⟧由⟦AMOUNT a3>i2|350.0万元⟧减至⟦AMOUNT a4>i2|280.0万元⟧，压减⟦RATE r2->i2|{rate}⟧，共压减⟦AMOUNT a5-|430.0万元⟧。"
)
_SHARED = (
    "⟦ITEM i1|收入⟧⟦AMOUNT a1>i1|36,820万元⟧，其中⟦ITEM i2|县本级⟧完成⟦AMOUNT a2>i2|31,445万元⟧，⟦COUNT c1|九个⟧乡镇完成⟦AMOUNT a3|5,375万元⟧，"
    "分别占⟦RATE r1|85.4%⟧和⟦RATE r2|14.6%⟧。"
)
_MOVED = (
    "⟦ITEM i1|年初预算⟧为⟦AMOUNT a1b>i1|865.30万元⟧，追加⟦ITEM i2|专项⟧⟦AMOUNT a2b+>i2|247.60万元⟧、⟦ITEM i3|核减赛事经费⟧⟦AMOUNT a3b{sign}>i3|38.50万元⟧，"
    "⟦ITEM i4|调整后预算⟧⟦AMOUNT a4b>i4|1,074.40万元⟧。"
)
_PART = (
    "⟦ITEM i1|支付⟧⟦AMOUNT a1>i1|4,015万元⟧，含⟦ITEM i2|上年结转资金⟧⟦AMOUNT a2>i2|1,060万元⟧{behind}；⟦ITEM i3|到位⟧⟦AMOUNT a3>i3|1,900万元⟧，"
    "⟦ITEM i4|支付⟧⟦AMOUNT a4>i4|2,476万元⟧。"
)


def _told(marked: str) -> list[str]:
    return [c.terms[0] for c in checks_of(marked) if c.finding]


@pytest.mark.parametrize("plan", ["年初预定的", "设定的", "计划增长", "预期目标"])
def test_a_growth_that_was_meant_to_be_is_held_against_nothing(plan: str) -> None:
    assert _told(_PLANNED.format(rate="2.0%", plan=plan)) == []
    assert _told(_PLANNED.format(rate="3.0%", plan=plan)) == ["r1"]


def test_a_rate_between_two_levels_is_not_of_the_sum_behind_it() -> None:
    assert _told(_CUT.format(rate="20%")) == []
    assert _told(_CUT.format(rate="26%")) == ["r2"]


def test_shares_told_together_of_levels_that_are_no_row_are_left() -> None:
    assert _told(_SHARED) == []


@pytest.mark.parametrize("sign", ["+", "-"])
def test_a_cut_in_a_name_is_never_added(sign: str) -> None:
    assert _told(_MOVED.format(sign=sign)) == []


@pytest.mark.parametrize("behind", ["中的一部分", "里的尾款"])
def test_what_is_part_of_a_part_opens_no_list(behind: str) -> None:
    assert _told(_PART.format(behind=behind)) == []


_COMPLETED = (
    "⟦ITEM i1|环保支出⟧⟦AMOUNT a1>i1|9.54亿元⟧，同比下降⟦RATE r1->i1|41.7%⟧，完成变动预算数的⟦RATE r2->i1|81.3%⟧。\n"
    "⟦PERIOD p1|上年⟧⟦ITEM i2|环保支出⟧⟦AMOUNT a2>i2,p1|16.36亿元⟧。"
)
_MONTHS = "政府对领取人员⟦ITEM i1|年人均补助⟧⟦AMOUNT a1>i1|2,308元⟧，{joint}⟦ITEM i2|{name}⟧⟦AMOUNT a2>i2|194元⟧。"


def test_a_completion_is_no_fall() -> None:
    assert _told(_COMPLETED) == []


@pytest.mark.parametrize(
    ("joint", "name", "told"),
    [("", "月人均养老金", []), ("折合", "月人均补助", ["a2"]), ("", "月人均养老金支出", [])],
)
def test_a_month_of_another_thing_is_no_twelfth(joint: str, name: str, told: list[str]) -> None:
    assert _told(_MONTHS.format(joint=joint, name=name)) == told

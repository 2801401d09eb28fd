"""Rates of growth: over the level that the words name, with the change beside them, never over another."""

from __future__ import annotations

import pytest

from tests.constraints.marked import findings, found, holds, stated_told, told
from tests.constraints.reports import checks_told, told_of_region

_LEVEL = "⟦ITEM i1|会务费⟧⟦AMOUNT a1>i1|18.00万元⟧"


def test_a_rate_against_another_base_than_the_amount_beside_it_is_not_its_own() -> None:
    two = f"{_LEVEL}，较年初预算减少⟦AMOUNT a2->i1|6.00万元⟧，比上年下降⟦RATE r1->i1|10%⟧。"
    assert findings(two) == []
    one = f"{_LEVEL}，比上年减少⟦AMOUNT a2->i1|6.00万元⟧，下降⟦RATE r1->i1|10%⟧。"
    assert [c.kind for c in findings(one)] == ["growth"]


def test_an_average_rate_has_no_base_beside_it() -> None:
    text = f"{_LEVEL}，比上年增加⟦AMOUNT a2+>i1|6.00万元⟧，年均增长⟦RATE r1+>i1|3%⟧。"
    assert findings(text) == []


def test_an_income_is_no_base_of_an_expenditure() -> None:
    text = (
        "⟦ITEM i1|养老基金预算收入⟧⟦AMOUNT a1>i1|80.00亿元⟧，完成预算的⟦RATE r1>i1|101%⟧；"
        "⟦ITEM i2|养老基金预算支出⟧⟦AMOUNT a2>i2|72.00亿元⟧，完成预算的⟦RATE r2>i2|98%⟧。"
    )
    assert findings(text) == []


def test_the_kth_rate_belongs_to_the_kth_change() -> None:
    text = (
        "⟦ITEM i1|收入总计⟧⟦AMOUNT a1>i1|300.00万元⟧、⟦ITEM i2|支出总计⟧⟦AMOUNT a2>i2|270.00万元⟧。"
        "与上年相比，⟦ITEM i3|收入总计⟧减少⟦AMOUNT c1->i3|30.00万元⟧、⟦ITEM i4|支出总计⟧减少"
        "⟦AMOUNT c2->i4|30.00万元⟧，分别下降⟦RATE r1->i4|9.1%⟧、⟦RATE r2->i4|{}%⟧。"
    )
    assert findings(text.format("10")) == []
    (finding,) = findings(text.format("9.1"))
    assert finding.terms == ("r2", "c2", "a2")


def test_last_years_figure_may_stand_in_a_sentence_of_its_own() -> None:
    text = (
        "⟦PERIOD p1|2021年度⟧⟦ITEM i1|差旅费⟧支出⟦AMOUNT a1>i1,p1|9.00万元⟧。"
        "⟦PERIOD p2|2022年度⟧⟦ITEM i2|差旅费⟧支出⟦AMOUNT a2>i2,p2|7.50万元⟧，"
        "比上年减少⟦AMOUNT c1->i2|{}万元⟧。"
    )
    assert findings(text.format("1.50")) == []
    (finding,) = findings(text.format("2.50"))
    assert (finding.kind, set(finding.terms)) == ("diff", {"c1", "a1", "a2"})


def test_an_increase_over_the_level_makes_last_year_negative() -> None:
    text = "⟦ITEM i1|{}⟧⟦AMOUNT a1>i1|2.00万元⟧，比上年增加⟦AMOUNT c1+>i1|3.00万元⟧。"
    (finding,) = findings(text.format("差旅费"))
    assert set(finding.terms) == {"a1", "c1"}
    assert findings(text.format("年末结余")) == []


def test_a_base_that_rounding_brings_near_zero_tells_nothing() -> None:
    text = "⟦ITEM i1|基金收入⟧⟦AMOUNT a1>i1|0.6亿元⟧，比上年增加⟦AMOUNT c1+>i1|0.6亿元⟧，增长⟦RATE r1+>i1|940%⟧。"
    assert findings(text) == []


def test_a_reason_that_opens_a_sentence_mutes_nothing_behind_its_comma() -> None:
    text = (
        "由于减免政策，⟦ITEM i1|非税收入⟧完成⟦AMOUNT a1>i1|90.00亿元⟧，比上年减少⟦AMOUNT c1->i1|10.00亿元⟧，"
        "下降⟦RATE r1->i1|12%⟧。"
    )
    assert [c.kind for c in findings(text)] == ["growth"]
    text = f"{_LEVEL}，主要是因为新增⟦AMOUNT a2>i1|6.00万元⟧，下降⟦RATE r1->i1|12%⟧。"
    assert findings(text) == []


def test_a_rate_of_adjustment_with_two_items_stands_in_a_sentence() -> None:
    text = (
        "⟦ITEM i1|疗养补助项目⟧⟦ITEM i2|年初预算数⟧⟦AMOUNT a1>i1,i2|436.80万元⟧，⟦ITEM i3|调整后预算数⟧⟦AMOUNT a2>i1,i3|327.60万元⟧，"
        "⟦ITEM i4|预算调整率⟧⟦RATE r1>i1,i4|25.00%⟧。"
    )
    assert found(text, "growth", "r1", "a1", "a2") is not None


def test_rates_told_before_their_changes() -> None:
    text = (
        "⟦ITEM i1|地方收入⟧⟦AMOUNT a1>i1|136.50亿元⟧，同口径下降⟦RATE r1->i1|2.2%⟧，减收⟦AMOUNT a2->i1|3.50亿元⟧，"
        "账面下降⟦RATE r2->i1|15.0%⟧，减收⟦AMOUNT a3->i1|24.10亿元⟧。"
    )
    assert found(text, "growth", "r2", "a3", "a1") is not None


@pytest.mark.parametrize(
    "text",
    [
        "2031年收入367亿元（部分收入调整为专项债务对应收入，调整前为420亿元），可比下降37.2%。",
        "2031年基金收入88亿元（部分收入调整为专项收入，调整前为96亿元），同口径下降11.5%。",
        "2031年租金收入5.4亿元（口径调整为净额，调整前为7.1亿元），可比增长3.1%。",
    ],
)
def test_a_level_of_another_scope_in_brackets_is_no_base(tmp_path, text):
    assert checks_told(tmp_path, f"松涧区2031年预算执行情况\n{text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "全省地区生产总值达到13500.0亿元，较2025年的9400.0亿元增加4100.0亿元，增长33.6%。",
        "第二产业增加值达到330.0亿元，较2030年的290.0亿元增加40.0亿元，增长7.2%。",
        "规模以上工业增加值完成96.0亿元，比上年增加12.0亿元，增长9.1%。",
    ],
)
def test_growth_at_constant_prices_is_not_that_of_the_levels(tmp_path, text):
    assert told_of_region(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("本年度收入、支出预算总计1955.35万元，与上年相比收、支预算总计各增加358.67万元，增长25.46%。", ["25.46%"]),
        ("本年度收入、支出预算总计1955.35万元，与上年相比收、支预算总计各增加358.67万元，增长22.46%。", []),
        ("收入支出总计862.40万元，与上年相比，收、支总计各减少95.20万元，下降19.94%。", ["19.94%"]),
    ],
)  # fmt: skip
def test_both_sides_told_together_are_one_account(tmp_path, text, wrong):
    assert told_of_region(tmp_path, text) == wrong


_PLANNED = (
    "⟦ITEM i1|收入⟧⟦AMOUNT a1>i1|284.00万元⟧，较⟦PERIOD p1|上年⟧⟦AMOUNT a2>i1,p1|278.50万元⟧增长⟦RATE r1+>i1|{rate}⟧，低于{plan}"
    "⟦RATE r2+>i1|12%⟧的水平。"
)


@pytest.mark.parametrize("plan", ["年初预定的", "设定的", "计划增长", "预期目标"])
def test_a_growth_that_was_meant_to_be_is_held_against_nothing(plan: str) -> None:
    assert stated_told(_PLANNED.format(rate="2.0%", plan=plan)) == []
    assert stated_told(_PLANNED.format(rate="3.0%", plan=plan)) == ["r1"]


@pytest.mark.parametrize(("bound", "told_growths"), [("以上", 0), ("左右", 0), ("", 1)])
def test_a_growth_told_as_a_bound_is_no_growth_to_the_point(bound, told_growths):
    text = (
        "2022年⟦ITEM i1|财政收入⟧⟦AMOUNT a1>i1|730.00万元⟧，上年⟦AMOUNT a2>i1|710.00万元⟧，"
        f"增长⟦RATE r1+>i1|2.5%⟧{bound}。"
    )
    assert sum(c.kind == "growth" for c in findings(text)) == told_growths


_GROWTH = (
    "⟦ITEM i1|机关运行经费⟧支出⟦AMOUNT a1>i1|110.00万元⟧，比上年增加⟦AMOUNT a2+>i1|10.00万元⟧，"
    "增长⟦RATE r1+>i1|{rate}%⟧。"
)


@pytest.mark.parametrize(
    ("rate", "status"),
    [("10.00", "holds"), ("9.09", "violated")],
    ids=["over the old level", "over the new level"],
)
def test_growth_over_its_base(rate: str, status: str) -> None:
    check = found(_GROWTH.format(rate=rate), "growth", "r1", "a2", "a1")
    assert check is not None
    assert check.status == status


def test_growth_from_nothing_is_raised() -> None:
    text = (
        "⟦ITEM i1|支出总计⟧⟦AMOUNT a1>i1|30.78万元⟧，比上年增加⟦AMOUNT a2+>i1|30.78万元⟧，"
        "增长⟦RATE r1+>i1|100.00%⟧。"
    )
    (finding,) = findings(text)
    assert finding.kind == "growth"
    assert finding.computed == ""
    assert finding.repair is None


def test_a_rise_told_as_a_fall_is_raised() -> None:
    text = (
        "⟦ITEM i1|“三公”经费⟧支出⟦AMOUNT a1>i1|7.60万元⟧，比上年减少⟦AMOUNT a2->i1|1.40万元⟧，"
        "增长⟦RATE r1+>i1|15.56%⟧。"
    )
    assert [f.kind for f in findings(text)] == ["growth"]


def test_change_between_two_stated_levels() -> None:
    text = (
        "⟦ITEM i1|总收入⟧调整为⟦AMOUNT a1>i1|54.45亿元⟧，比年初预算⟦AMOUNT a2>i1|21.35亿元⟧增加"
        "⟦AMOUNT a3+>i1|33.10亿元⟧，增长⟦RATE r1+>i1|57.7%⟧。"
    )
    difference = found(text, "diff", "a3", "a1", "a2")
    growth = found(text, "growth", "r1", "a3", "a2")
    assert difference is not None
    assert growth is not None
    assert (difference.status, growth.status) == ("holds", "violated")


def test_an_increase_larger_than_the_level_is_of_another_level() -> None:
    text = (
        "⟦ITEM i1|其他收入⟧⟦AMOUNT a1>i1|10.00万元⟧，收入比上年增加⟦AMOUNT a2+>i1|211.83万元⟧，"
        "增长⟦RATE r1+>i1|5.86%⟧。"
    )
    assert findings(text) == []


def test_the_rate_of_a_cut_is_over_what_was_asked_for() -> None:
    text = (
        "⟦ITEM i1|送评资金⟧⟦AMOUNT a1>i1|5.80亿元⟧，核减⟦AMOUNT a2->i1|0.93亿元⟧，"
        "⟦ITEM i2|核减率⟧⟦RATE r1->i2|16.03%⟧。"
    )
    check = found(text, "growth", "r1", "a2", "a1")
    assert check is not None
    assert check.status == "rounding"
    assert findings(text) == []


def test_rates_said_respectively_belong_to_the_figures_in_their_order() -> None:
    text = (
        "⟦ITEM i0|基本支出⟧⟦AMOUNT a0>i0|1842.67万元⟧。⟦ITEM i9|基本支出⟧中，⟦ITEM i1|人员经费⟧"
        "⟦AMOUNT a1>i1|1526.31万元⟧，⟦ITEM i2|公用经费⟧⟦AMOUNT a2>i2|316.36万元⟧，"
        "分别占⟦RATE r1>i1|82.83%⟧和⟦RATE r2>i2|17.17%⟧。"
    )
    assert not findings(text)


def test_an_adjustment_within_the_year_is_over_the_budget_it_began_with() -> None:
    text = (
        "⟦ITEM i1|项目年初预算⟧⟦AMOUNT a1b>i1|186.00万元⟧，年中调增⟦AMOUNT a2+>i1|27.50万元⟧，"
        "增幅⟦RATE r1+>i1|{rate}%⟧。"
    )
    assert not findings(text.format(rate="14.78"))
    assert findings(text.format(rate="17.48"))


@pytest.mark.parametrize("rate", ["累计<+增长47.0%>", "累计增长<+47.0%>", "累计增幅为<+47.0%>"])
def test_a_rate_over_years_is_that_of_the_change_right_before_it(rate):
    text = f"{{人均收入}}<27904元>，比2015年增加<+8925元>，{rate}。"
    assert holds(text, "growth")
    assert told(text) == []
    assert told(text.replace("47.0", "74.0")) == [("growth", "74.0%")]


def test_a_rate_over_years_of_its_own_is_left_alone():
    assert told("{人均收入}<27904元>，五年累计<+增长74.0%>。") == []
    assert (
        told("{人均收入}<27904元>，比上年增加<+2067元>，增长<+8.0%>，五年累计<+增长74.0%>。") == []
    )


@pytest.mark.parametrize("words", ["收、支与上年相比", "收支较2021年", "收入、支出总计均比上年"])
def test_both_sides_of_an_account_move_together(words):
    text = f"{{收入总计}}<7548.19万元>，{{支出总计}}<7548.19万元>。{words}减少<-?719.66万元>，<-?下降8.7%>。"
    assert holds(text, "growth")
    assert told(text) == []
    assert told(text.replace("8.7%", "7.8%")) == [("growth", "-7.8%")]


def test_two_sides_that_differ_have_no_change_in_common():
    text = "{收入总计}<7548.19万元>，{支出总计}<7300.00万元>。收、支与上年相比减少<-?719.66万元>，<-?下降7.8%>。"
    assert told(text) == []

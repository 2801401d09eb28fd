"""One small report a rule: what is found, and what must not be raised."""

from __future__ import annotations

import pytest

from tests.constraints.marked import findings, found

_SPENDING = (
    "⟦ITEM i1|本年支出合计⟧⟦AMOUNT a1>i1|{total}万元⟧，其中：⟦ITEM i2|基本支出⟧"
    "⟦AMOUNT a2>i2|{basic}万元⟧，占⟦RATE r1>i2|{share}%⟧；⟦ITEM i3|项目支出⟧"
    "⟦AMOUNT a3>i3|200.50万元⟧，占⟦RATE r2>i3|40.10%⟧。"
)
_GROWTH = (
    "⟦ITEM i1|机关运行经费⟧支出⟦AMOUNT a1>i1|110.00万元⟧，比上年增加⟦AMOUNT a2+>i1|10.00万元⟧，"
    "增长⟦RATE r1+>i1|{rate}%⟧。"
)


def _spending(total: str = "500.00", basic: str = "299.50", share: str = "59.90") -> str:
    return _SPENDING.format(total=total, basic=basic, share=share)


def test_a_complete_breakdown_holds() -> None:
    check = found(_spending(), "sum", "a1", "a2", "a3")
    assert check is not None
    assert check.status == "holds"


def test_a_breakdown_with_a_wrong_total_is_raised() -> None:
    check = found(_spending(total="550.00"), "sum", "a1", "a2", "a3")
    assert check is not None
    assert check.status == "violated"
    assert (check.stated, check.computed, check.gap) == ("550.00万元", "500.00万元", "50.00万元")


@pytest.mark.parametrize(
    ("share", "status"), [("59.90", "holds"), ("59.95", "violated")], ids=["right", "wrong"]
)
def test_shares_of_a_list(share: str, status: str) -> None:
    check = found(_spending(share=share), "share", "r1", "a2", "a1")
    assert check is not None
    assert check.status == status


def test_shares_of_all_parts_reach_a_hundred() -> None:
    kinds = {(c.kind, len(c.terms)) for c in findings(_spending(share="60.90"))}
    assert ("share", 3) in kinds


def test_an_incomplete_list_is_not_raised() -> None:
    text = (
        "⟦ITEM i1|总支出⟧⟦AMOUNT a1>i1|900.00万元⟧，主要有⟦ITEM i2|教育支出⟧⟦AMOUNT a2>i2|310.20万元⟧、"
        "⟦ITEM i3|卫生支出⟧⟦AMOUNT a3>i3|205.70万元⟧等。"
    )
    assert not findings(text)


def test_a_list_closed_by_its_rest_is_complete() -> None:
    text = (
        "“⟦ITEM i1|工资福利支出⟧”⟦AMOUNT a1>i1|90.00万元⟧，“⟦ITEM i2|基本工资⟧”⟦AMOUNT a2>i2|40.00万元⟧，"
        "“⟦ITEM i3|奖金⟧”⟦AMOUNT a3>i3|20.00万元⟧，“⟦ITEM i4|其他工资福利支出⟧”⟦AMOUNT a4>i4|15.00万元⟧。"
    )
    check = found(text, "sum", "a1", "a2", "a3", "a4")
    assert check is not None
    assert check.status == "violated"


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


@pytest.mark.parametrize(
    ("rate", "status"), [("95.89", "rounding"), ("98.00", "violated")], ids=["right", "wrong"]
)
def test_fulfilment_of_the_budget(rate: str, status: str) -> None:
    text = (
        "⟦ITEM i1|行政运行⟧年初预算为⟦AMOUNT a1b>i1|321.02万元⟧，支出决算为⟦AMOUNT a2>i1|307.82万元⟧，"
        f"完成年初预算的⟦RATE r1>i1|{rate}%⟧。"
    )
    check = found(text, "share", "r1", "a2", "a1")
    assert check is not None
    assert check.status == status


def test_execution_rate() -> None:
    text = (
        "⟦ITEM i1|部门预算数⟧⟦AMOUNT a1b>i1|1413.96万元⟧，⟦ITEM i2|实际支出数⟧⟦AMOUNT a2>i2|916.11万元⟧，"
        "⟦ITEM i3|预算执行率⟧⟦RATE r1>i3|64.79%⟧。"
    )
    check = found(text, "share", "r1", "a2", "a1")
    assert check is not None
    assert check.status == "rounding"


def test_class_totals_from_account_chains() -> None:
    text = (
        "⟦ITEM i1|卫生健康支出⟧（类）⟦AMOUNT a1>i1|6.00万元⟧。\n"
        "1、卫生健康支出（类）医疗（款）⟦ITEM i2|行政单位医疗⟧（项）⟦AMOUNT a2>i2|4.25万元⟧。\n"
        "2、卫生健康支出（类）医疗（款）⟦ITEM i3|事业单位医疗⟧（项）⟦AMOUNT a3>i3|1.75万元⟧。\n"
    )
    check = found(text, "sum", "a1", "a2", "a3")
    assert check is not None
    assert check.status == "holds"


def test_numbered_paragraphs_add_up_to_their_heading() -> None:
    text = (
        "（一）⟦ITEM i1|收入总计⟧⟦AMOUNT a1>i1|812.40万元⟧。包括：\n"
        "1．⟦ITEM i2|财政拨款收入⟧⟦AMOUNT a2>i2|700.15万元⟧。\n"
        "2．⟦ITEM i3|其他收入⟧⟦AMOUNT a3>i3|112.25万元⟧。\n"
    )
    check = found(text, "sum", "a1", "a2", "a3")
    assert check is not None
    assert check.status == "holds"


def test_accumulated_balance_is_last_years_and_this_years() -> None:
    text = (
        "⟦ITEM i1|上年结转⟧⟦AMOUNT a1>i1|40.57万元⟧，⟦ITEM i2|当年结余⟧⟦AMOUNT a2>i2|50.89万元⟧，"
        "⟦ITEM i3|累计结余⟧⟦AMOUNT a3>i3|50.89万元⟧。"
    )
    check = found(text, "sum", "a3", "a1", "a2")
    assert check is not None
    assert check.status == "violated"


def test_changes_add_up_beside_levels_that_do() -> None:
    text = (
        "（一）⟦ITEM i1|支出总计⟧⟦AMOUNT a1>i1|812.40万元⟧，比上年增加⟦AMOUNT a2+>i1|90.00万元⟧。包括：\n"
        "1．⟦ITEM i2|教育支出⟧⟦AMOUNT a3>i2|700.15万元⟧，比上年增加⟦AMOUNT a4+>i2|60.00万元⟧。\n"
        "2．⟦ITEM i3|其他支出⟧⟦AMOUNT a5>i3|112.25万元⟧，比上年增加⟦AMOUNT a6+>i3|20.00万元⟧。\n"
    )
    check = found(text, "sum", "a2", "a4", "a6")
    assert check is not None
    assert check.status == "violated"


_TABLE = (
    "\t⟦ITEM h1|合计⟧\n\t⟦ITEM h2|基本支出⟧\n\t⟦ITEM h3|项目支出⟧\n\n"
    "\t⟦ITEM r1|甲⟧\n\t⟦AMOUNT a1>h1,r1|30.10⟧\n\t⟦AMOUNT a2>h2,r1|10.10⟧\n\t⟦AMOUNT a3>h3,r1|20.00⟧\n\n"
    "\t⟦ITEM r2|乙⟧\n\t⟦AMOUNT b1>h1,r2|51.20⟧\n\t⟦AMOUNT b2>h2,r2|20.20⟧\n\t⟦AMOUNT b3>h3,r2|31.00⟧\n\n"
    "\t⟦ITEM r3|丙⟧\n\t⟦AMOUNT c1>h1,r3|{wrong}⟧\n\t⟦AMOUNT c2>h2,r3|15.30⟧\n\t⟦AMOUNT c3>h3,r3|26.00⟧\n"
)


@pytest.mark.parametrize(
    ("wrong", "status"), [("41.30", "holds"), ("47.30", "violated")], ids=["right", "wrong"]
)
def test_a_column_pattern_binds_every_row(wrong: str, status: str) -> None:
    check = found(_TABLE.format(wrong=wrong), "sum", "c1", "c2", "c3")
    assert check is not None
    assert check.status == status


def test_class_marks_and_the_total_score() -> None:
    text = "".join(
        f"⟦INDICATOR k{i}|指标{c}⟧ ⟦WEIGHT w{i}>k{i}|{w}⟧ ⟦SCORE s{i}>k{i}|{s}⟧\n"
        for i, (c, w, s) in enumerate([("甲", 50, 48), ("乙", 30, 30), ("丙", 20, 19)], 1)
    )
    text += "⟦ITEM i1|总分⟧ ⟦WEIGHT w9>i1|100⟧ ⟦SCORE s9>i1|98⟧\n"
    weights = found(text, "sum", "w9", "w1", "w2", "w3")
    scores = found(text, "sum", "s9", "s1", "s2", "s3")
    assert weights is not None
    assert scores is not None
    assert (weights.status, scores.status) == ("holds", "violated")


def test_price_times_number() -> None:
    text = "按每人⟦AMOUNT a1>i1|2200元⟧⟦ITEM i1|标准⟧补助⟦COUNT c1>i2|100名⟧⟦ITEM i2|儿童⟧，共⟦AMOUNT a2>i3|22万元⟧⟦ITEM i3|补助⟧。"
    check = found(text, "product", "a2", "c1", "a1")
    assert check is not None
    assert check.status == "holds"


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


def test_nothing_is_found_in_nothing() -> None:
    assert not findings("")
    assert not findings("没有数字的一段话。")


def test_a_missing_amount_is_a_format_finding() -> None:
    (finding,) = findings("⟦ITEM i1|政府性基金⟧预算支出万元，与上年持平。")
    assert (finding.kind, finding.terms) == ("format", ("i1",))


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


def test_an_increase_larger_than_the_level_is_of_another_level() -> None:
    text = (
        "⟦ITEM i1|其他收入⟧⟦AMOUNT a1>i1|10.00万元⟧，收入比上年增加⟦AMOUNT a2+>i1|211.83万元⟧，"
        "增长⟦RATE r1+>i1|5.86%⟧。"
    )
    assert findings(text) == []


def test_the_next_part_after_a_comparison_is_still_of_the_list() -> None:
    text = (
        "⟦ITEM i1|一般公共预算收入⟧⟦AMOUNT a1>i1|3.38亿元⟧。其中：⟦ITEM i2|税收收入⟧"
        "⟦AMOUNT a2>i2|2.81亿元⟧，同比增长⟦RATE r1+>i2|9.1%⟧；⟦ITEM i3|非税收入⟧⟦AMOUNT a3>i3|0.45亿元⟧。"
    )
    check = found(text, "sum", "a1", "a2", "a3")
    assert check is not None
    assert check.status == "violated"


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


def test_standards_per_head_are_no_parts_of_a_total() -> None:
    text = (
        "为⟦ITEM i1|老人⟧⟦COUNT c1>i1|4127人⟧按年人均⟦AMOUNT a1>i1|600元⟧发放⟦AMOUNT a2>i1|247.62万元⟧，"
        "为⟦ITEM i2|百岁老人⟧⟦COUNT c2>i2|11人⟧按年人均⟦AMOUNT a3>i2|6000元⟧发放⟦AMOUNT a4>i2|6.60万元⟧，"
        "⟦ITEM i3|高龄津贴⟧共⟦AMOUNT a5>i3|254.22万元⟧。"
    )
    assert not findings(text)


def test_the_retired_are_no_part_of_the_staff_in_office() -> None:
    text = (
        "⟦ITEM i1|在职职工⟧⟦COUNT c1>i1|76人⟧，其中⟦ITEM i2|卫生专业技术人员⟧⟦COUNT c2>i2|61人⟧，"
        "占⟦RATE r1>i2|80.26%⟧；⟦ITEM i3|退休人员⟧⟦COUNT c3>i3|48人⟧。"
    )
    assert not findings(text)


def test_an_average_of_projects_is_not_the_report_s_own_score() -> None:
    text = "⟦ITEM i1|部门整体自评得分⟧⟦SCORE s1>i1|96.48分⟧。自评项目⟦COUNT c1|15个⟧，自评平均分⟦SCORE s2|92.79分⟧。"
    assert not findings(text)
    assert findings(text.replace("平均分", "得分"))


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

"""Lists whose inner parts only the taxonomy tells, staff beside people who left, totals that are exact."""

from __future__ import annotations

import pytest

from tests.constraints.marked import checks_of

_VEHICLES = (
    "⟦ITEM i1|“三公”经费支出⟧⟦AMOUNT a1>i1|{total}万元⟧。其中：⟦ITEM i2|因公出国（境）费⟧⟦AMOUNT a2>i2|0万元⟧；"
    "⟦ITEM i3|公务用车购置及运行维护费⟧⟦AMOUNT a3>i3|18.37万元⟧，⟦ITEM i4|公务用车购置费⟧⟦AMOUNT a4>i4|0万元⟧，"
    "⟦ITEM i5|公务用车运行维护费⟧⟦AMOUNT a5>i5|18.37万元⟧；⟦ITEM i6|公务接待费⟧⟦AMOUNT a6>i6|4.26万元⟧。"
)
_STAFF = (
    "⟦ITEM i1|年末在职人员⟧⟦COUNT a1>i1|{total}人⟧，其中⟦ITEM i2|行政人员⟧⟦COUNT a2>i2|14人⟧、⟦ITEM i3|事业人员⟧⟦COUNT a3>i3|27人⟧，"
    "⟦ITEM i4|退休人员⟧⟦COUNT a4>i4|9人⟧。"
)
_NET = (
    "⟦ITEM i1|县级收入⟧⟦AMOUNT a1>i1|6.45亿元⟧，加上⟦ITEM i2|上级补助收入⟧⟦AMOUNT a2>i2|7.25亿元⟧、⟦ITEM i3|上年结余⟧⟦AMOUNT a3>i3|0.30亿元⟧，"
    "⟦ITEM i4|收入总计⟧⟦AMOUNT a4>i4|14.00亿元⟧。⟦ITEM i5|县级支出⟧⟦AMOUNT a5>i5|11.75亿元⟧，加上⟦ITEM i6|上解上级支出⟧⟦AMOUNT a6>i6|1.25亿元⟧，"
    "⟦ITEM i7|支出总计⟧⟦AMOUNT a7>i7|13.00亿元⟧。收支相抵，⟦ITEM i8|年终结余⟧⟦AMOUNT a8>i8|{left}亿元⟧。"
)


def wrong(marked: str) -> list[tuple[str, str]]:
    """Return kind and stated figure of the findings that are told."""
    return [(check.kind, check.terms[0]) for check in checks_of(marked) if check.finding]


@pytest.mark.parametrize(("total", "told"), [("22.63", []), ("23.62", [("sum", "a1")])])
def test_what_the_taxonomy_knows_as_a_part_is_not_added_again(total: str, told: list[str]) -> None:
    assert wrong(_VEHICLES.format(total=total)) == told


@pytest.mark.parametrize(("total", "told"), [("41", []), ("40", [("sum", "a1")]), ("50", [])])
def test_people_who_left_are_no_part_of_the_staff(total: str, told: list[str]) -> None:
    assert wrong(_STAFF.format(total=total)) == told


@pytest.mark.parametrize(("left", "told"), [("1.00", []), ("1.50", [("sum", "a8")])])
def test_whole_totals_that_decimals_add_up_to_are_not_rounded(left: str, told: list[str]) -> None:
    assert wrong(_NET.format(left=left)) == told


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
    assert wrong(text.format("83.41")) == []
    assert wrong(text.format("83.14")) == ([("sum", "a3")] if told else [])


@pytest.mark.parametrize(
    ("verdict", "told"),
    [("未超预算", True), ("已完成", True), ("略高于目标", False), ("未完成", False)],
)
def test_a_verdict_right_behind_a_result_is_a_claim(verdict: str, told: bool) -> None:
    marked = (
        "⟦INDICATOR n1|公用经费控制率⟧⟦TARGET t1>n1|≤100%⟧，实际⟦ACTUAL x1>n1|103.2%⟧，"
        + verdict
        + "。"
    )
    assert bool(wrong(marked)) is told


_CROSS = (
    "⟦ITEM i1|一般公共预算支出⟧⟦AMOUNT a1>i1|28.15亿元⟧。其中：⟦ITEM i2|教育支出⟧⟦AMOUNT a2>i2|16.82亿元⟧，占⟦RATE r2>i2|59.75%⟧；"
    "⟦ITEM i3|社会保障支出⟧⟦AMOUNT a3>i3|5.37亿元⟧，占⟦RATE r3>i3|19.08%⟧；⟦ITEM i4|“三保”支出⟧⟦AMOUNT a4>i4|18.60亿元⟧，占⟦RATE r4>i4|{}%⟧。"
)


def test_parts_whose_printed_shares_are_over_a_hundred_overlap() -> None:
    assert wrong(_CROSS.format("66.07")) == []
    assert ("share", "r4") in wrong(_CROSS.format("60.67"))


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        ("⟦ITEM i1|一般公共预算支出⟧⟦AMOUNT a1>i1|28.15亿元⟧，完成调整预算⟦AMOUNT a2b>i1|{}亿元⟧的⟦RATE r1>i1|50.09%⟧。", "56.20", "52.60"),
        ("发放问卷⟦COUNT c1|500份⟧，收回⟦COUNT c2|478份⟧，⟦ITEM i1|有效回收率⟧⟦RATE r1>i1|{}%⟧。", "95.6", "75.6"),
        ("⟦ITEM i1|项目资金到位⟧⟦AMOUNT a1>i1|452万元⟧，⟦ITEM i2|到位率⟧⟦RATE r1>i2|94.17%⟧；⟦ITEM i3|实际使用⟧⟦AMOUNT a2>i3|437.6万元⟧，结余⟦AMOUNT a3|{}万元⟧。", "14.4", "15.4"),
        ("⟦ITEM i1|工程收入⟧⟦AMOUNT a1>i1|28.60亿元⟧。分部门看，⟦ITEM i2|税务部门⟧⟦AMOUNT a2>i2|{}亿元⟧；⟦ITEM i3|财政部门⟧⟦AMOUNT a3>i3|4.48亿元⟧。", "24.12", "42.12"),
        ("⟦ITEM i1|自评⟧得分⟦SCORE s1>i1|95.5分⟧，其中⟦LEVEL l1|投入⟧⟦WEIGHT w1>l1|20分⟧得⟦SCORE s2>l1|{}分⟧，⟦LEVEL l2|过程⟧⟦WEIGHT w2>l2|30分⟧得⟦SCORE s3>l2|29分⟧，⟦LEVEL l3|产出⟧⟦WEIGHT w3>l3|50分⟧得⟦SCORE s4>l3|47分⟧。", "19.5", "15.9"),
        ("⟦ITEM i1|三公经费支出⟧⟦AMOUNT a1>i1|48.62万元⟧，其中⟦ITEM i2|公务接待费⟧⟦AMOUNT a2>i2|4.51万元⟧。比上年减少⟦AMOUNT a3-|2.38万元⟧，下降⟦RATE r1-|{}%⟧。", "4.67", "6.47"),
    ],
    ids=["whole beside", "counted rate", "unused", "by department", "class scores", "topic left out"],
)  # fmt: skip
def test_what_a_sentence_states_is_told_where_it_fails(text: str, right: str, slip: str) -> None:
    assert wrong(text.format(right)) == []
    assert wrong(text.format(slip))


def test_a_level_over_two_budgets_has_two_shares() -> None:
    text = (
        "⟦ITEM i1|一般公共预算收入⟧完成⟦AMOUNT a1>i1|68.42亿元⟧，为年初预算⟦AMOUNT a2b>i1|70.00亿元⟧的⟦RATE r1>i1|97.74%⟧，"
        "为调整预算⟦AMOUNT a3b>i1|68.00亿元⟧的⟦RATE r2>i1|{}%⟧。"
    )
    assert wrong(text.format("100.62")) == []
    assert [stated for _, stated in wrong(text.format("106.20"))] == ["r2"]


@pytest.mark.parametrize(("spending", "told"), [("318.45", []), ("318.54", ["a2"])])
def test_both_sides_of_a_units_accounts_are_one_number(spending: str, told: list[str]) -> None:
    text = f"⟦ITEM i1|收入总计⟧⟦AMOUNT a1>i1|318.45万元⟧，⟦ITEM i2|支出总计⟧⟦AMOUNT a2>i2|{spending}万元⟧。"
    assert [stated for _, stated in wrong(text)] == told


def test_totals_that_are_alike_hold_what_is_left_in_them() -> None:
    text = (
        "⟦ITEM i1|基金收入⟧⟦AMOUNT a1>i1|92.15亿元⟧，上年结转⟦AMOUNT a2|67.20亿元⟧，⟦ITEM i3|收入总计⟧⟦AMOUNT a3>i3|159.35亿元⟧；"
        "⟦ITEM i4|基金支出⟧⟦AMOUNT a4>i4|86.35亿元⟧，滚存结余⟦AMOUNT a5|73.00亿元⟧，⟦ITEM i6|支出总计⟧⟦AMOUNT a6>i6|159.35亿元⟧。"
        "收支相抵，⟦ITEM i7|当年预算结余⟧⟦AMOUNT a7>i7|5.80亿元⟧。"
    )
    assert wrong(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "⟦ITEM i1|新技术目标⟧⟦COUNT c1b>i1|17项⟧，实际完成⟦COUNT c2>i1|20项⟧，⟦ITEM i2|完成率⟧⟦RATE r1>i2|100%⟧。",
        "2022年全市增加⟦ITEM i1|政府债务限额⟧⟦AMOUNT a1>i1|39.40亿元⟧，增加后⟦ITEM i2|政府债务限额⟧⟦AMOUNT a2>i2|381.80亿元⟧。"
        "2022年末全市⟦ITEM i3|政府债务余额⟧⟦AMOUNT a3>i3|377.90亿元⟧。",
        "收回问卷⟦COUNT c1|478份⟧，共发放⟦COUNT c2|500份⟧，⟦ITEM i1|回收率⟧⟦RATE r1>i1|95.6%⟧。",
    ],
    ids=["beyond a goal", "what a limit was raised by", "the other way round"],
)
def test_what_reads_otherwise_accuses_nobody(text: str) -> None:
    assert wrong(text) == []

"""Lists of parts in prose: a complete one is held against its whole, one that may be incomplete is not."""

from __future__ import annotations

import pytest

from tests.constraints.marked import findings, found, terms_told
from tests.constraints.reports import told_of_region


def test_a_figure_that_nothing_explains_silences_its_list() -> None:
    text = (
        "⟦ITEM i1|总支出⟧⟦AMOUNT a1>i1|100.00万元⟧，其中：⟦ITEM i2|人员支出⟧⟦AMOUNT a2>i2|60.00万元⟧，"
        "⟦ITEM i3|公用支出⟧⟦AMOUNT a3>i3|30.00万元⟧{}。"
    )
    assert [c.kind for c in findings(text.format(""))] == ["sum"]
    assert findings(text.format("，⟦ITEM i4|项目支出⟧⟦AMOUNT a4>i4|20.00万元⟧等")) == []


def test_other_kinds_of_account_are_no_parts() -> None:
    text = (
        "⟦ITEM i1|保险基金预算收入⟧⟦AMOUNT a1>i1|90.00亿元⟧，其中⟦ITEM i2|财政补贴收入⟧⟦AMOUNT a2>i2|20.00亿元⟧；"
        "⟦ITEM i3|保险基金预算支出⟧⟦AMOUNT a3>i3|80.00亿元⟧，⟦ITEM i4|当年结余⟧⟦AMOUNT a4>i4|10.00亿元⟧。"
    )
    assert findings(text) == []


_VEHICLES = (
    "⟦ITEM i1|“三公”经费支出⟧⟦AMOUNT a1>i1|{total}万元⟧。其中：⟦ITEM i2|因公出国（境）费⟧⟦AMOUNT a2>i2|0万元⟧；"
    "⟦ITEM i3|公务用车购置及运行维护费⟧⟦AMOUNT a3>i3|18.37万元⟧，⟦ITEM i4|公务用车购置费⟧⟦AMOUNT a4>i4|0万元⟧，"
    "⟦ITEM i5|公务用车运行维护费⟧⟦AMOUNT a5>i5|18.37万元⟧；⟦ITEM i6|公务接待费⟧⟦AMOUNT a6>i6|4.26万元⟧。"
)


@pytest.mark.parametrize(("total", "told"), [("22.63", []), ("23.62", [("sum", "a1")])])
def test_what_the_taxonomy_knows_as_a_part_is_not_added_again(total: str, told: list[str]) -> None:
    assert terms_told(_VEHICLES.format(total=total)) == told


_STAFF = (
    "⟦ITEM i1|年末在职人员⟧⟦COUNT a1>i1|{total}人⟧，其中⟦ITEM i2|行政人员⟧⟦COUNT a2>i2|14人⟧、⟦ITEM i3|事业人员⟧⟦COUNT a3>i3|27人⟧，"
    "⟦ITEM i4|退休人员⟧⟦COUNT a4>i4|9人⟧。"
)


@pytest.mark.parametrize(("total", "told"), [("41", []), ("40", [("sum", "a1")]), ("50", [])])
def test_people_who_left_are_no_part_of_the_staff(total: str, told: list[str]) -> None:
    assert terms_told(_STAFF.format(total=total)) == told


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("“三公”经费合计32.40万元，其中：公务接待费2.10万元，车辆运行费28.90万元，因公出国（境）费0万元。", ["32.40万元"]),
        ("“三公”经费合计18.65万元，其中：因公出国费0万元，公车运行费15.30万元，接待费3.55万元。", ["18.65万元"]),
        ("“三公”经费合计18.85万元，其中：因公出国费0万元，公车运行费15.30万元，接待费3.55万元。", []),
    ],
)  # fmt: skip
def test_the_three_public_expenses_under_short_names_are_all(tmp_path, text, wrong):
    assert told_of_region(tmp_path, text) == wrong


_SPENDING = (
    "⟦ITEM i1|本年支出合计⟧⟦AMOUNT a1>i1|{total}万元⟧，其中：⟦ITEM i2|基本支出⟧"
    "⟦AMOUNT a2>i2|{basic}万元⟧，占⟦RATE r1>i2|{share}%⟧；⟦ITEM i3|项目支出⟧"
    "⟦AMOUNT a3>i3|200.50万元⟧，占⟦RATE r2>i3|40.10%⟧。"
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


def test_the_next_part_after_a_comparison_is_still_of_the_list() -> None:
    text = (
        "⟦ITEM i1|一般公共预算收入⟧⟦AMOUNT a1>i1|3.38亿元⟧。其中：⟦ITEM i2|税收收入⟧"
        "⟦AMOUNT a2>i2|2.81亿元⟧，同比增长⟦RATE r1+>i2|9.1%⟧；⟦ITEM i3|非税收入⟧⟦AMOUNT a3>i3|0.45亿元⟧。"
    )
    check = found(text, "sum", "a1", "a2", "a3")
    assert check is not None
    assert check.status == "violated"


def test_the_retired_are_no_part_of_the_staff_in_office() -> None:
    text = (
        "⟦ITEM i1|在职职工⟧⟦COUNT c1>i1|76人⟧，其中⟦ITEM i2|卫生专业技术人员⟧⟦COUNT c2>i2|61人⟧，"
        "占⟦RATE r1>i2|80.26%⟧；⟦ITEM i3|退休人员⟧⟦COUNT c3>i3|48人⟧。"
    )
    assert not findings(text)

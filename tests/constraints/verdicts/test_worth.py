"""Which figure of a rate, of points, of a list is wrong: two levels alike, a part that should be nothing, a base of nothing."""

from __future__ import annotations

import pytest

from tests.constraints.marked import examined, sketch, told


def _named(text: str) -> set[str]:
    """Return the figures that the repairs name, both where two are as likely."""
    found = [r for r in examined(sketch(text)).repairs if r.clear or r.instead]
    both = [*found, *(r.instead for r in found if r.instead)]
    return {e.mention.text for r in both for e in (r.entry, r.other) if e is not None}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("{清扫单价}由2021年的<5.38元>下降到<5.38元>，下降<-4.6%>。", "5.38元"),
        ("{参保人数}由上年的<31280人>增加到<31280人>，增长<+3.4%>。", "31280人"),
        ("{门诊量}从<486批次>增长到<486批次>，增长<+11.7%>。", "486批次"),
    ],
)
def test_two_levels_alike_are_likelier_wrong_than_the_move_between_them(
    text: str, level: str
) -> None:
    assert _named(text) == {level}


def test_a_goal_is_often_as_large_as_its_result() -> None:
    text = (
        "{办案经费}年初预算<b210.00万元>，{办案经费}支出决算<210.00万元>，完成年初预算的<98.6%>。"
    )
    assert "98.6%" in _named(text)


_BOUGHT = [
    "{政府采购支出}<138.69万元>，其中：{货物支出}<90.46万元>、{工程支出}<{0}>、{服务支出}<48.23万元>。{合同金额}<2.40万元>。",
    "{采购总额}<138.69万元>，其中：{工程支出}<{0}>，{货物支出}<90.46万元>，{服务支出}<48.23万元>。{代理费}<2.40万元>。",
    "{三公经费支出}<138.69万元>，其中：{因公出国（境）费}<{0}>；{公务用车购置及运行维护费}<90.46万元>；{公务接待费}<48.23万元>。{会议费}<2.40万元>。",
]


@pytest.mark.parametrize("text", _BOUGHT)
def test_a_part_copied_from_a_figure_beside_it_may_have_to_be_nothing(text: str) -> None:
    assert _named(text.replace("{0}", "0.00万元")) == set()
    (repair, *_) = examined(sketch(text.replace("{0}", "2.40万元"))).repairs
    assert (repair.entry.mention.text, repair.number) == ("2.40万元", 0)


def test_a_share_over_a_printed_nothing_has_its_base_wrong() -> None:
    text = "{办案经费}全年预算数<b{0}>，{办案经费}执行数<474.12万元>，完成全年预算的<94.82%>。"
    assert told(text.replace("{0}", "500.02万元")) == []
    assert _named(text.replace("{0}", "0.00万元")) == {"0.00万元"}


def test_totals_of_both_sides_are_alike_by_rule() -> None:
    """That the total repeats the one of the other side makes it no copy."""
    text = (
        "{收入总计}<3980.06万元>。{本年支出}<1128.00万元>，加上{上解支出}<2486.00万元>、{调出资金}<1200.00万元>、"
        "{年终结余}<246.06万元>，{支出总计}<3980.06万元>。"
    )
    assert _named(text) == {"1200.00万元"}


@pytest.mark.parametrize(
    ("price", "expected"), [("9000元", []), ("900元", ["product"]), ("90000元", ["product"])]
)
def test_the_rounding_of_an_amount_is_divided_by_its_number(
    price: str, expected: list[str]
) -> None:
    text = f"发放{{救助金}}<48.6万元>，救助{{困难群众}}<54人>，人均救助<?{price}>。"
    assert [kind for kind, _ in told(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "{机关运行经费}<128.65元>，比上年增加<+6.35万元>，增长<+5.19%>。",
        "{债券资金}<113.86万元>，比上年增加<+708.5万元>，增长<+164.7%>。",
        "{提租补贴}支出<751.77元>，与上年相比增加<+380.65万元>，增长<+102.57%>。",
    ],
)
def test_a_rise_beyond_its_level_is_a_slip_in_one_of_the_two(text: str) -> None:
    named = _named(text)
    assert named
    assert not any("%" in t for t in named)


_INCOME = (
    "⟦ITEM i1|收入合计⟧⟦AMOUNT a1>i1|3826.45万元⟧，其中：⟦ITEM i2|财政拨款收入⟧⟦AMOUNT a2>i2|3618.02万元⟧；"
    "⟦ITEM i3|事业收入⟧⟦AMOUNT a3>i3|{business}万元⟧；⟦ITEM i4|其他收入⟧⟦AMOUNT a4>i4|{other}万元⟧，占收入合计的⟦RATE r4>i4|{share}⟧。"
)


def test_a_figure_outside_the_relation_is_exchanged_with_one_of_its_terms() -> None:
    (repair,) = examined(_INCOME.format(business="12.35", other="196.08", share="0.32%")).repairs
    assert {repair.entry.id, repair.other.id if repair.other else ""} == {"a3", "a4"}


def test_a_point_moved_in_a_rate_moves_its_last_digit_along() -> None:
    """5.126% that should read 51.26% is exact to a hundredth, not to a thousandth."""
    text = _INCOME.format(business="196.08", other="12.35", share="0.32%") + (
        "\n⟦ITEM i5|项目支出⟧⟦AMOUNT a5>i5|1961.40万元⟧，占收入合计的⟦RATE r5>i5|5.126%⟧。"
    )
    (repair,) = examined(text).repairs
    assert (repair.entry.id, str(repair.number)) == ("r5", "51.26")


@pytest.mark.parametrize(("sent", "back"), [("486", "486"), ("392", "392")])
def test_a_part_copied_over_its_whole_is_likelier_than_a_share_of_a_hundred(sent, back) -> None:
    text = (
        f"全年⟦ITEM i1|监督抽检⟧⟦COUNT c1>i1|{sent}批次⟧，其中⟦ITEM i2|生产环节⟧⟦COUNT c2>i2|{back}批次⟧，"
        "占监督抽检的⟦RATE r1>i2|11.78%⟧。"
    )
    (repair,) = examined(text).repairs
    assert repair.entry.id == "c1"


def test_a_copy_is_no_likeness_that_mending_it_would_break() -> None:
    """The wrong figure is alike to its neighbour for the very reason that it was copied from it."""
    text = (
        "⟦ITEM i1|总支出⟧⟦AMOUNT a1>i1|1779.40万元⟧，其中：⟦ITEM i2|人员经费⟧⟦AMOUNT a2>i2|731.25万元⟧，占总支出的⟦RATE r2>i2|"
        "41.10%⟧；⟦ITEM i3|其他支出⟧⟦AMOUNT a3>i3|731.25万元⟧，占总支出的⟦RATE r3>i3|58.90%⟧。"
    )
    best = examined(text).repairs[0]
    assert (best.entry.id, str(best.number)) == ("a3", "1048.15")

"""Balances of two or three figures (收支结余): what comes in, what goes out and what is left."""

from __future__ import annotations

import pytest

from tests.constraints.marked import checks_told_of, findings, found, holds, told


def test_a_total_closes_a_balance_over_a_full_stop() -> None:
    text = (
        "⟦ITEM i1|公共预算支出⟧⟦AMOUNT a1>i1|40.20亿元⟧，增长⟦RATE r1+>i1|5%⟧。加上⟦ITEM i2|上解支出⟧"
        "⟦AMOUNT a2>i2|1.30亿元⟧、⟦ITEM i3|结转下年⟧⟦AMOUNT a3>i3|2.50亿元⟧，⟦ITEM i4|支出总计⟧"
        "⟦AMOUNT a4>i4|{}亿元⟧。"
    )
    holds = text.format("44.00")
    assert found(holds, "sum", "a4", "a1", "a2", "a3") is not None
    (finding,) = findings(text.format("47.00"))
    assert set(finding.terms) == {"a1", "a2", "a3", "a4"}


def test_a_balance_with_an_item_that_has_no_figure_accuses_nobody() -> None:
    text = (
        "⟦ITEM i1|基金收入⟧⟦AMOUNT a1>i1|40.20亿元⟧，加上转移性收入、⟦ITEM i3|上年结余⟧"
        "⟦AMOUNT a3>i3|2.50亿元⟧，⟦ITEM i4|收入总计⟧⟦AMOUNT a4>i4|47.00亿元⟧。"
    )
    assert findings(text) == []


def test_a_balance_takes_off_what_a_long_clause_takes_off() -> None:
    text = (
        "⟦ITEM i1|稳定调节基金余额⟧⟦AMOUNT a1>i1|6.24亿元⟧，当年⟦ITEM i2|补充⟧⟦AMOUNT a2>i2|58.31亿元⟧，扣除调入2032年一般公共预算的"
        "⟦AMOUNT a3>i2|41.17亿元⟧后，⟦ITEM i3|余额⟧为⟦AMOUNT a4>i3|23.38亿元⟧。"
    )
    assert found(text, "sum", "a4", "a1", "a2", "a3") is not None


@pytest.mark.parametrize("opening", ["分收入项目看", "从项目看", "分级次看"])
def test_a_balance_goes_on_from_the_years_revenue_not_from_a_part_of_it(opening):
    text = (
        "⟦ITEM i1|国有资本经营预算收入⟧预计⟦AMOUNT a1>i1|15.87亿元⟧。"
        f"{opening}，⟦ITEM i2|利润收入⟧预计⟦AMOUNT a2>i2|15.67亿元⟧；⟦ITEM i3|其他收入⟧预计⟦AMOUNT a3>i3|0.20亿元⟧。"
        "当年收入加上⟦ITEM i4|转移支付收入⟧⟦AMOUNT a4>i4|0.13亿元⟧、⟦ITEM i5|上年结转资金⟧⟦AMOUNT a5>i5|10.79亿元⟧，"
        "⟦ITEM i6|收入总计⟧⟦AMOUNT a6>i6|26.79亿元⟧。"
    )
    assert checks_told_of(text) == []


def test_accumulated_balance_is_last_years_and_this_years() -> None:
    text = (
        "⟦ITEM i1|上年结转⟧⟦AMOUNT a1>i1|40.57万元⟧，⟦ITEM i2|当年结余⟧⟦AMOUNT a2>i2|50.89万元⟧，"
        "⟦ITEM i3|累计结余⟧⟦AMOUNT a3>i3|50.89万元⟧。"
    )
    check = found(text, "sum", "a3", "a1", "a2")
    assert check is not None
    assert check.status == "violated"


@pytest.mark.parametrize(
    ("spending", "left"),
    [
        ("，2022年度{总支出}为", "，2022年{事业结余}"),
        ("，2022年度{支出合计}", "，{年末结余}为"),
        ("，当年{总支出}", "，{结余}"),
    ],
)
def test_a_year_before_the_spending_parts_no_balance(spending, left):
    text = f"2022年度{{总收入}}<2681.64万元>{spending}<2630.19万元>{left}<51.45万元>。"
    assert holds(text, "sum")
    assert told(text) == []
    assert told(text.replace("51.45", "54.15")) == [("sum", "54.15万元")]


def test_a_balance_of_earlier_years_is_left_alone():
    text = (
        "2022年度{总收入}<2681.64万元>，2022年度{总支出}为<2630.19万元>，{累计结余}<482.99万元>。"
    )
    assert told(text) == []

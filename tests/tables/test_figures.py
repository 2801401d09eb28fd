"""Tables of figures: amounts with headers, labels, units, periods and owners."""

from __future__ import annotations

import pytest

from tests.tables.texts import links_of, mentions_of, read_text

BUDGET = """2020年度经费执行情况
单位：万元
项目\t年初预算数\t决算数\t执行率
基本支出\t120.00\t118.50\t98.75%
项目支出\t80\t0\t-
合计\t200.00\t118.50\t59.25%
"""


def test_amounts_carry_unit_role_and_headers() -> None:
    markup = read_text(BUDGET).markup
    first = next(m for m in markup.mentions if m.text == "120.00")
    assert (first.label, first.unit, first.role) == ("AMOUNT", "万元", "budget")
    assert first.cell is not None
    assert (first.cell.row_header, first.cell.column_header) == ("基本支出", "年初预算数")


def test_zero_counts_and_a_dash_does_not() -> None:
    markup = read_text(BUDGET).markup
    assert ("AMOUNT", "0") in mentions_of(markup)
    assert all(m.text != "-" for m in markup.mentions)


def test_a_value_links_to_header_label_and_period() -> None:
    markup = read_text(BUDGET).markup
    assert {t for v, t in links_of(markup) if v == "98.75%"} == {"执行率", "基本支出", "2020年度"}


_YEARS = """禾川市2031年税收收入完成情况表（单位：{unit}）
项目\t2031年完成\t2030年完成\t增减
增值税\t52310\t48900\t{a}
企业所得税\t19460\t17720\t{b}
个人所得税\t6180\t6340\t{c}
契税\t18750\t19930\t{d}
"""


@pytest.mark.parametrize(
    ("unit", "changes", "label"),
    [
        ("万元、%", ("7.0", "9.8", "-2.5", "5.9"), "RATE"),
        ("万元", ("7.0", "9.8", "-2.5", "-5.9"), "RATE"),
        ("万元", ("3410", "1740", "-160", "-1180"), "AMOUNT"),
        ("万元、%", ("3410", "1740", "-160", "-1180"), "AMOUNT"),
    ],
    ids=["percent, one wrong", "percent, not said", "amounts", "amounts, percent said"],
)
def test_what_a_column_of_changes_holds_the_years_beside_it_tell(unit, changes, label) -> None:
    a, b, c, d = changes
    markup = read_text(_YEARS.format(unit=unit, a=a, b=b, c=c, d=d)).markup
    assert {m.label for m in markup.mentions if m.text in changes} == {label}


def test_figures_of_two_years_are_no_verdicts() -> None:
    text = _YEARS.format(unit="万元", a="7.0", b="9.8", c="-2.5", d="-5.9")
    assert ("AMOUNT", "48900") in mentions_of(read_text(text).markup)


def test_a_unit_of_things_in_a_bracketed_note_holds_for_columns_of_years() -> None:
    text = """2031年家庭改造完成情况（单位：户）
县区\t2031年\t2030年\t增长
城关区\t112\t98\t14.29%
东浦区\t96\t85\t12.94%
"""
    assert {("COUNT", "112"), ("COUNT", "85")} <= set(mentions_of(read_text(text).markup))


def test_rates_beside_results_of_indicators_stay_verdicts() -> None:
    text = """2031年绩效自评表
一级指标\t三级指标\t年度指标值\t实际完成值\t完成情况
产出指标\t维修桥梁\t12座\t12座\t100%
产出指标\t清淤长度\t30公里\t27公里\t90%
"""
    found = [m.text for m in read_text(text).markup.mentions if m.label == "ACTUAL"]
    assert found == ["12座", "27公里"]

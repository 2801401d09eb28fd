"""Tables of figures: amounts with headers, labels, units, periods and owners."""

from __future__ import annotations

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

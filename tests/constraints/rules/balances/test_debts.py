"""Debt goes from one year to the next."""

from __future__ import annotations

import pytest

from tests.constraints.reports import told_of_tables


def debts(closing):
    return (
        "2031年全市政府一般债务余额情况表",
        "项目\t预算数\t执行数",
        "一、2030年末地方政府一般债务余额\t5210\t5210",
        "二、2031年末地方政府一般债务余额限额\t6100\t6100",
        "三、2031年地方政府一般债务发行额\t900\t1130",
        "四、2031年地方政府一般债务还本额\t410\t460",
        f"五、2031年末地方政府一般债务余额\t5700\t{closing}",
    )


@pytest.mark.parametrize(
    ("closing", "expected"),
    [("5880", []), ("5830", [("sum", "5830")])],
    ids=["right", "repaid twice"],
)
def test_debt_goes_from_one_year_to_the_next(tmp_path, closing, expected):
    assert told_of_tables(tmp_path, debts(closing)) == expected


def test_debts_of_a_report_that_counts_in_another_way_are_not_raised(tmp_path):
    other = tuple(line.replace("5210\t5210", "4890\t4890") for line in debts("5880"))
    assert told_of_tables(tmp_path, other) == []


def template(issued, limit, settled="1200"):
    return (
        "2031年松岩市地方政府一般债务余额情况表",
        "项目\t执行数",
        "一、2030年末地方政府一般债务余额实际数\t438759",
        "二、2031年末地方政府一般债务余额限额\t462958",
        f"三、2031年地方政府一般债务发行额\t{issued}",
        "中央转贷地方的国际金融组织和外国政府贷款\t1640",
        "2031年地方政府一般债券发行额\t41070",
        "四、2031年地方政府一般债务还本额\t30139",
        f"五、2031年采取其他方式化解一般债务额\t{settled}",
        "六、2031年末地方政府一般债务余额预计执行数\t450130",
        "七、2032年地方财政赤字\t22100",
        f"八、2032年地方政府一般债务余额限额\t{limit}",
    )


@pytest.mark.parametrize(
    ("issued", "limit", "expected"),
    [
        ("42710", "485058", set()),
        ("42710", "480558", {"480558"}),
        ("47210", "485058", {"47210"}),
    ],
    ids=["right", "the limit of the next year", "what was issued"],
)
def test_the_template_of_debts_is_held_row_by_row(tmp_path, issued, limit, expected):
    assert {stated for _, stated in told_of_tables(tmp_path, template(issued, limit))} == expected

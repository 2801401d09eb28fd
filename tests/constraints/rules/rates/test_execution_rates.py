"""Execution rates, in prose and in tables."""

from __future__ import annotations

import pytest

from tests.constraints.marked import found
from tests.constraints.reports import about

_RATES = """松涧区水务局2031年度部门整体支出绩效自评报告
2031年度项目支出预算执行率为{rate}。
单位：万元
项目\t预算数\t执行数\t执行率
基本支出\t640.00\t628.00\t98.13%
项目支出\t400.00\t358.00\t89.50%
"""


@pytest.mark.parametrize(("rate", "wrong"), [("89.5%", False), ("96.5%", True)])
def test_an_execution_rate_in_prose_and_in_a_table(tmp_path, rate, wrong):
    assert about(tmp_path, _RATES.format(rate=rate), rate) is wrong


@pytest.mark.parametrize(("rate", "wrong"), [("115%", False), ("110%", True)])
def test_a_reason_between_budget_and_outturn_mutes_nothing(tmp_path, rate, wrong):
    text = (
        "苍梧区档案馆2031年度部门决算说明\n"
        "住房公积金（项）。年初预算为80.00万元，受政策性调资影响，支出决算为92.00万元，"
        f"完成年初预算的{rate}。\n"
    )
    assert about(tmp_path, text, rate) is wrong


def test_execution_rate() -> None:
    text = (
        "⟦ITEM i1|部门预算数⟧⟦AMOUNT a1b>i1|1413.96万元⟧，⟦ITEM i2|实际支出数⟧⟦AMOUNT a2>i2|916.11万元⟧，"
        "⟦ITEM i3|预算执行率⟧⟦RATE r1>i3|64.79%⟧。"
    )
    check = found(text, "share", "r1", "a2", "a1")
    assert check is not None
    assert check.status == "rounding"

"""Shares whose whole stands in another sentence."""

from __future__ import annotations

import pytest

from tests.constraints.reports import about


@pytest.mark.parametrize(("share", "wrong"), [("75.0%", False), ("71.0%", True)])
def test_a_share_of_all_expenditure_of_the_region(tmp_path, share, wrong):
    text = (
        "关于2031年预算执行情况的报告\n"
        "2031年全市一般公共预算支出完成160.0亿元，完成预算的98.0%。\n"
        "全市一般公共预算收入完成80.0亿元。市本级一般公共预算收入完成30.0亿元。\n"
        f"2031年全市民生支出完成120.0亿元，占支出总额的{share}。\n"
    )
    assert about(tmp_path, text, share) is wrong

"""Rates and excesses whose base follows from the identity of the figures."""

from __future__ import annotations

import pytest

from tests.constraints.reports import about, told_of_region


@pytest.mark.parametrize(("excess", "wrong"), [("4.0亿元", False), ("6.4亿元", True)])
def test_what_is_beyond_the_budget_follows_from_the_completion(tmp_path, excess, wrong):
    text = (
        "关于2031年预算执行情况的报告\n"
        f"2031年全市一般公共预算收入完成84.0亿元，为年初预算的105%，超收{excess}。\n"
    )
    assert about(tmp_path, text, excess) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("教育支出1841.75万元，完成年初预算100%，决算数大于预算数75.93万元。", ["100%"]),
        ("教育支出1841.75万元，完成年初预算104.3%，决算数大于预算数75.93万元。", []),
        ("培训费支出90.00万元，完成预算的90%，比预算减少10.00万元。", []),
        ("培训费支出90.00万元，完成调整预算的100%，比年初预算减少10.00万元。", []),
    ],
)
def test_what_a_result_is_beyond_its_budget_fits_its_completion(tmp_path, text, wrong):
    assert told_of_region(tmp_path, text) == wrong


_VERSIONS = """松岩市2032年预算草案的报告
一、2031年预算
2031年全市政府性基金预算支出年初预算200000万元。
二、2032年预算安排
2032年全市政府性基金预算支出安排{planned}万元。
{again}三、2032年预算安排的增幅
2032年全市政府性基金预算支出安排24.0亿元，比2031年预算增长{rate}。
"""


@pytest.mark.parametrize(
    ("again", "rate", "wrong"),
    [
        ("", "20.0%", False),
        ("", "26.3%", True),
        ("2032年全市政府性基金预算支出预算239600万元。\n", "26.3%", False),
    ],
    ids=["right", "wrong", "told in two versions"],
)
def test_growth_of_a_budget_that_is_told_in_two_versions_has_no_sure_base(
    tmp_path, again, rate, wrong
):
    text = _VERSIONS.format(planned="240400", again=again, rate=rate)
    assert about(tmp_path, text, rate) is wrong

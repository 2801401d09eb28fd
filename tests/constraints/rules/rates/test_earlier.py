"""Changes over last year's level, which stands in another sentence or section."""

from __future__ import annotations

import pytest

from tests.constraints.reports import about, checks_told

_BUDGET = """2032年全市预算草案的报告
一、2031年预算执行情况
2031年全市一般公共预算收入完成80.0亿元，增长4.0%；全市一般公共预算支出完成160.0亿元，增长5.0%。
二、2032年预算安排
2032年全市一般公共预算收入安排84.0亿元，增长{income}；全市一般公共预算支出安排172.0亿元，增长{spending}。
"""


@pytest.mark.parametrize(
    ("income", "spending", "wrong"),
    [("5.0%", "7.5%", None), ("5.0%", "7.8%", "7.8%"), ("9.1%", "2.2%", None)],
    ids=["right", "one wrong", "another base"],
)
def test_growth_over_last_years_figure_of_another_section(tmp_path, income, spending, wrong):
    text = _BUDGET.format(income=income, spending=spending)
    assert bool(checks_told(tmp_path, text)) is (wrong is not None)
    assert wrong is None or about(tmp_path, text, wrong)


@pytest.mark.parametrize(("rate", "wrong"), [("15%", False), ("12%", True)])
def test_growth_behind_a_completion_finds_last_years_level(tmp_path, rate, wrong):
    text = (
        "松岩县图书馆2031年度部门决算情况说明\n群众文化（项）。上年决算为40.00万元，年初预算为50.00万元，"
        f"支出决算为46.00万元，完成年初预算的92%，比上年决算增长{rate}。\n"
    )
    assert about(tmp_path, text, rate) is wrong


@pytest.mark.parametrize(("change", "wrong"), [("10.00万元", False), ("15.00万元", True)])
def test_a_difference_against_last_years_budget(tmp_path, change, wrong):
    text = (
        "海棠县2031年部门预算说明\n"
        f"差旅费2031年预算50.00万元，2030年预算60.00万元，比上年减少{change}。\n"
    )
    assert about(tmp_path, text, change) is wrong

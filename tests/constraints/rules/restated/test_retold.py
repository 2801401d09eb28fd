"""Lists and totals that are told a second time, in prose or in a table."""

from __future__ import annotations

import pytest

from tests.constraints.marked import checks_of, sketch, told
from tests.constraints.reports import about

_LIST = """2031年转移支付执行情况说明
2031年返还性支出215.31万元、一般性转移支付支出{amount}万元、专项转移支付支出853.94万元。
2031年转移支付决算表
单位：万元
项目\t决算数
返还性支出\t215.31
一般性转移支付支出\t3545.17
专项转移支付支出\t853.94
"""


@pytest.mark.parametrize(("amount", "wrong"), [("3545.17", False), ("3488.93", True)])
def test_a_list_of_prose_and_a_column_that_agree_in_all_but_one(tmp_path, amount, wrong):
    assert about(tmp_path, _LIST.format(amount=amount), f"{amount}万元") is wrong


def _kinds(text: str) -> list[str]:
    return [kind for kind, _ in told(text)]


def test_a_table_told_again_with_two_digits_exchanged():
    text = "{教育支出}<612.30万元>，{农林水支出}<X>。\n附：{教育支出}<612.30万元>，{农林水支出}<931.50万元>。"
    assert [c for c in checks_of(sketch(text.replace("X", "931.50万元"))) if c.finding] == []
    assert _kinds(text.replace("X", "913.50万元")) == ["equal"]


_ACCOUNT = """松岩市2031年预算草案的报告
2031年全市国有资本经营收入预算{income}万元，其中：利润收入12000万元。
2031年全市国有资本经营支出预算{spent}万元，其中：改革成本支出6120万元，国企资本金注入7180万元。
2031年全市国有资本经营预算收支总表
单位：万元
项目\t预算数\t项目\t预算数
利润收入\t12000\t改革成本支出\t6120
股利收入\t5300\t国企资本金注入\t7180
收入合计\t17300\t支出合计\t13300
上年结转\t1450\t调出资金\t5450
收入总计\t18750\t支出总计\t18750
"""


@pytest.mark.parametrize(
    ("spent", "wrong"), [("18750", False), ("13300", False), ("13900", True)], ids=str
)
def test_the_grand_total_told_by_the_name_of_the_years_own(tmp_path, spent, wrong):
    text = _ACCOUNT.format(income="17300", spent=spent)
    assert about(tmp_path, text, f"{spent}万元") is wrong

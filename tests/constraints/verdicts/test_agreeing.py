"""Two relations that want the same of one figure speak for each other, though each alone would be left open."""

from __future__ import annotations

import pytest

from tests.constraints.marked import examined as examined_marks
from tests.constraints.marked import sketch, told
from tests.constraints.reports import page
from tests.constraints.reports import told as told_page

_SPENT = [
    "{专项资金}预算<b1920万元>，{专项资金}实际支出<{0}>，{资金使用率}<88%>。按用途分：{停车场}<760万元>，{民宿奖补}<512万元>，{景点奖补}<300万元>，{宣传}<117.6万元>。",
    "下达{奖补资金}<1920万元>，累计{支出}<{0}>，{执行率}<88%>，其中：{甲项}<760万元>，{乙项}<512万元>，{丙项}<300万元>，{丁项}<117.6万元>。",
    "{改造资金}到位<1920万元>，{改造资金}支付<{0}>，{支付率}<88%>，包括{屋面}<760万元>、{管网}<512万元>、{门窗}<300万元>、{监理}<117.6万元>。",
]


@pytest.mark.parametrize("text", _SPENT)
def test_a_rate_and_a_list_that_want_the_same_of_a_figure(text: str) -> None:
    assert told(text.replace("{0}", "1689.6万元")) == []
    wrong = text.replace("{0}", "300万元")
    assert told(wrong) != []
    assert examined_marks(sketch(wrong)).repairs[0].entry.mention.text == "300万元"


@pytest.mark.parametrize("text", _SPENT)
def test_a_rate_and_a_list_that_want_something_else_of_it_are_left_open(text: str) -> None:
    wrong = text.replace("{0}", "300万元").replace("117.6万元", "217.6万元")
    assert told(wrong) == []


_ACCOUNT = ("项目|2031年执行数|2030年决算数", "税收收入|697698|680322", "非税收入|195319|245566", "本年收入合计|893017|925888",
            "债务收入|134650|135326", "转移性收入|{}|752076", "一般性转移支付收入|253159|257937", "专项转移支付收入|24896|19515",
            "调入资金|257212|281826", "上年结转收入|167302|192798", "收入总计|1730236|1813290")  # fmt: skip


@pytest.mark.parametrize(("transfers", "expected"), [("702569", []), ("701998", ["701998"])])
def test_an_inner_total_that_its_parts_and_the_grand_total_want_alike(
    tmp_path, transfers, expected
) -> None:
    rows = [r.format(transfers) for r in _ACCOUNT]
    found = told_page(tmp_path / "t.html", page(("收入执行情况表", *rows)))
    assert [f for f in found if f in ("701998", "702569")] == expected

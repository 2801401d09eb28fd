"""Figures that stand inside others: rows under a row, a list inside a list."""

from __future__ import annotations

import pytest

from tests.constraints.reports import about, checks_told

_TRANSFERS = """松岩省2031年政府性基金预算收入执行情况表
单位：万元
项目\t2031年执行数\t2030年决算数
一、土地出让收入\t640000\t590000
二、彩票公益金收入\t12300\t11800
本年收入合计\t652300\t601800
专项债务收入\t210000\t180000
转移性收入\t{transfers}\t31500
基金转移支付收入\t4100\t9500
基金补助收入\t4100\t9500
上年结转收入\t{carried}\t22000
收入总计\t{total}\t813300
"""


@pytest.mark.parametrize(
    ("transfers", "carried", "total", "wrong"),
    [("45300", "41200", "907600", False), ("45300", "41200", "970600", True)],
    ids=["right", "wrong"],
)
def test_rows_that_make_up_the_row_above_are_no_addends(tmp_path, transfers, carried, total, wrong):
    text = _TRANSFERS.format(transfers=transfers, carried=carried, total=total)
    assert about(tmp_path, text, total) is wrong


def test_a_part_of_a_list_that_adds_up_is_no_total_of_the_parts_behind_it(tmp_path):
    text = (
        "松岩市2031年财政工作情况\n"
        "争取新增债券资金88.0亿元，其中安排36.5亿元用于重点项目建设，安排24亿元用于补充财力，"
        "安排23.2亿元用于偿还欠款，安排4.3亿元用于土地收储。\n"
    )
    assert not checks_told(tmp_path, text)


_SHARES = """松岩市2031年预算草案的报告
2031年市直一般公共预算支出安排225000万元，增长2.4%。分项情况如下：
1. 教育支出60500万元，支出占比26.89%，主要用于保障教育事业；
2. 农林水支出50800万元，支出占比22.58%，主要用于农业生产；
3. 卫生健康支出41300万元，支出占比18.36%，主要用于医疗卫生；
4. 住房保障支出30200万元，支出占比13.42%，主要用于住房改革；
5. 文化旅游体育与传媒支出22700万元，支出占比10.09%，主要用于文化事业；
6. 城乡社区支出{last}万元，支出占比8.67%，主要用于市政维护。
"""


@pytest.mark.parametrize("last", ["19500", "19200"], ids=["right", "a part that is wrong"])
def test_shares_of_a_list_are_over_the_whole_that_is_printed(tmp_path, last):
    text = _SHARES.format(last=last)
    assert not about(tmp_path, text, "10.09%")
    assert about(tmp_path, text, "8.67%") is (last != "19500")

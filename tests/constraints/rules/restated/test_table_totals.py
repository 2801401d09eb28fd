"""Totals that prose tells of tables."""

from __future__ import annotations

import pytest

from tests.constraints.reports import about, checks_told

_TABLE = """石桥镇2031年补贴发放情况
全年全镇共发放春耕补贴{total}万元，各村发放明细见下表。
单位：万元
村名\t春耕补贴
上湾村\t46.20
下湾村\t39.80
河西村\t40.50
合计\t126.50
"""


@pytest.mark.parametrize(("total", "wrong"), [("126.50", False), ("128.50", True)])
def test_the_sentence_above_a_table_tells_its_total(tmp_path, total, wrong):
    assert about(tmp_path, _TABLE.format(total=total), f"{total}万元") is wrong


_TABLES = """青岩县2031年专项资金安排情况
{lead}
教育专项
单位：万元
项目\t金额
校舍维修\t70.00
设备购置\t30.00
合计\t100.00
卫生专项
单位：万元
项目\t金额
村医补助\t60.00
疫苗冷链\t20.00
合计\t80.00
"""


@pytest.mark.parametrize(
    ("lead", "wrong"),
    [
        ("今年两类专项资金共计180.00万元。", False),
        ("今年两类专项资金共计190.00万元。", True),
        ("今年五类专项资金共计190.00万元。", False),
    ],
)
def test_a_total_over_the_tables_that_it_counts(tmp_path, lead, wrong):
    assert bool(checks_told(tmp_path, _TABLES.format(lead=lead))) is wrong

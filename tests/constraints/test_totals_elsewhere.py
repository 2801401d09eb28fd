"""Totals that text and tables tell of one another: of lists, tables, balances, debts, marks and payments."""

from __future__ import annotations

import pytest

from tests.constraints.test_elsewhere import about, told

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
    assert bool(told(tmp_path, _TABLES.format(lead=lead))) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全县收入总计74.23亿元，支出总计71.11亿元。收支相抵，年终结转3.12亿元。", False),
        ("全县收入总计74.23亿元，支出总计71.11亿元。收支相抵，年终结转3.52亿元。", True),
        ("全县收入总计74.23亿元，支出总计71.11亿元。收支相抵，年末滚存结余9.52亿元。", False),
        (
            "2030年末政府债务余额80.15亿元，2031年新增发行22.30亿元，偿还本金8.40亿元，2031年末政府债务余额94.05亿元。",
            False,
        ),
        (
            "2030年末政府债务余额80.15亿元，2031年新增发行22.30亿元，偿还本金8.40亿元，2031年末政府债务余额95.05亿元。",
            True,
        ),
        ("村道硬化100.00万元，桥梁维修50.00万元，水渠修复60.00万元，三项合计210.00万元。", False),
        ("村道硬化100.00万元，桥梁维修50.00万元，水渠修复60.00万元，三项合计220.00万元。", True),
        ("村道硬化100.00万元，桥梁维修50.00万元，水渠修复60.00万元，四项合计220.00万元。", False),
        ("全年为50名护林员发放补助，每人每年2000元，共发放100000元。", False),
        ("全年为50名护林员发放补助，每人每年2000元，共发放120000元。", True),
        ("全年为50名护林员发放补助，每人每月2000元，共发放120000元。", False),
    ],
)
def test_what_a_sentence_sums_nets_rolls_or_pays(tmp_path, text, wrong):
    assert bool(told(tmp_path, f"云阳县2031年执行情况说明\n{text}\n")) is wrong


_CODES = """青岩县民政局2031年支出决算表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t{total}\t380\t120
208\t社会保障和就业支出\t420\t300\t120
20802\t民政管理事务\t420\t300\t120
2080201\t行政运行\t{running}\t300\t0
2080299\t其他民政管理事务支出\t120\t0\t120
221\t住房保障支出\t80\t80\t0
22102\t住房改革支出\t80\t80\t0
2210201\t住房公积金\t80\t80\t0
"""


@pytest.mark.parametrize(
    ("total", "running", "wrong"), [("500", "300", 0), ("530", "300", 1), ("500", "310", 1)]
)
def test_a_table_of_codes_that_lists_every_account(tmp_path, total, running, wrong):
    found = told(tmp_path, _CODES.format(total=total, running=running))
    assert bool(found) is bool(wrong)


_TWO_SIDED = """青岩县民政局2031年收入支出决算总表
单位：万元
项目\t决算数
一、财政拨款收入\t500
二、事业收入\t60
本年收入合计\t560
年初结转和结余\t45
总计\t{total}
"""


@pytest.mark.parametrize(("total", "wrong"), [("605", False), ("615", True)])
def test_the_grand_total_is_the_years_total_with_the_balance(tmp_path, total, wrong):
    assert bool(told(tmp_path, _TWO_SIDED.format(total=total))) is wrong


_MARKS = """鹿鸣县2031年项目绩效自评表
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t质量指标\t设备故障率\t≤5%\t3%\t10\t{marks}
产出指标\t数量指标\t参训人数\t≥200人\t210人\t10\t10
"""


@pytest.mark.parametrize(("marks", "wrong"), [("10", False), ("12", True)])
def test_marks_above_full_marks(tmp_path, marks, wrong):
    assert bool(told(tmp_path, _MARKS.format(marks=marks))) is wrong

"""Sums of columns: rows under their total, grand totals, codes that list every account."""

from __future__ import annotations

import pytest

from tests.constraints.reports import checks_told, told_of_tables

_GROUPS = """2031年社会保险基金收入预算表
单位：万元
项目\t执行数\t预算数
一、甲险基金收入\t3500\t3710
其中：保险费收入\t2100\t2200
财政补贴收入\t1150\t1240
利息收入\t250\t270
二、乙险基金收入\t4400\t4655
其中：保险费收入\t2600\t2750
财政补贴收入\t1460\t1545
利息收入\t340\t360
收入小计\t7900\t8365
其中：保险费收入\t4700\t4950
{first}
{second}
"""


_SUBSIDIES, _INTEREST = "\t2610\t2785", "\t590\t630"


@pytest.mark.parametrize("exchanged", [False, True])
def test_two_rows_of_a_total_that_stand_in_each_others_place(tmp_path, exchanged):
    values = (_INTEREST, _SUBSIDIES) if exchanged else (_SUBSIDIES, _INTEREST)
    text = _GROUPS.format(first=f"财政补贴收入{values[0]}", second=f"利息收入{values[1]}")
    found = checks_told(tmp_path, text)
    assert len(found) == (4 if exchanged else 0)


_INSURANCE = """松岩市2031年企业职工基本养老保险基金收支表
单位：万元
项目\t2030年执行数\t2031年预算数\t项目\t2030年执行数\t2031年预算数
一、保险费收入\t36920\t35610\t一、待遇支出\t41250\t43870
二、其他收入\t6780\t7170\t二、其他支出\t310\t295
三、本年收入合计\t43700\t42780\t三、本年支出合计\t41560\t44165
×\t×\t×\t四、本年收支结余\t2140\t-1385
四、上年结余\t16295\t18435\t五、{carried}滚存结余\t18435\t17050
总计\t59995\t61215\t总计\t59996\t{total}
"""


@pytest.mark.parametrize(
    ("carried", "total", "wrong"),
    [("年末", "61216", False), ("累计", "61216", False), ("年末", "61316", True)],
)
def test_the_years_own_balance_is_no_part_beside_the_one_carried_on(
    tmp_path, carried, total, wrong
):
    assert bool(checks_told(tmp_path, _INSURANCE.format(carried=carried, total=total))) is wrong


HEAD = "科目\t预算数\t执行数"


def listed(total, spent="1150"):
    return (
        "2031年全市一般公共预算支出执行情况表",
        HEAD,
        f"本年支出合计\t{total}\t{spent}",
        "一、教育支出\t620\t600",
        "二、卫生健康支出\t410\t390",
        "三、住房保障支出\t170\t160",
    )


@pytest.mark.parametrize(
    ("total", "expected"),
    [("1200", []), ("1320", [("sum", "1320")]), ("1100", [("sum", "1100")])],
    ids=["right", "too much", "too little"],
)
def test_a_total_over_a_numbered_list_is_held_against_it(tmp_path, total, expected):
    assert told_of_tables(tmp_path, listed(total)) == expected


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
    found = checks_told(tmp_path, _CODES.format(total=total, running=running))
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
    assert bool(checks_told(tmp_path, _TWO_SIDED.format(total=total))) is wrong

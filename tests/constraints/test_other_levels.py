"""Figures of one word and two levels: gaps, versions of a budget, 合计 and 总计, the main items of a list."""

from __future__ import annotations

import pytest

from tests.constraints.test_elsewhere import about, told


@pytest.mark.parametrize("gap", ["短收0.31亿元", "超收0.31亿元", "较预算欠收0.31亿元"])
def test_parts_behind_a_gap_are_of_the_level_before_it(tmp_path, gap):
    text = (
        "2031年青岩县财政决算报告\n"
        f"县本级一般公共预算收入8.20亿元，{gap}（其中：税收收入5.10亿元；非税收入3.10亿元）。\n"
    )
    assert not told(tmp_path, text)


def test_a_part_above_its_own_level_is_still_told(tmp_path):
    text = (
        "2031年青岩县财政决算报告\n"
        "县本级一般公共预算收入8.20亿元（其中：税收收入9.10亿元，同比增长3.2%）。\n"
    )
    assert about(tmp_path, text, "9.10亿元")


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


_TAXES = """松岩市2031年决算报告
（1）{heading}
税收收入完成{whole}万元，为预算的103.2%。其中{main}：增值税完成61240万元，为预算的101.1%；企业所得税完成20310万元，为预算的98.4%；资源税完成9850万元，为预算的104.6%。
"""


@pytest.mark.parametrize(
    ("heading", "main", "whole", "wrong"),
    [
        ("收入完成情况", "", "91430", True),
        ("主要收入项目完成情况", "", "91430", False),
        ("收入完成情况", "主要税种", "91430", False),
        ("主要收入项目完成情况", "", "91370", True),
    ],
    ids=["all items", "main items", "main taxes", "main items above their total"],
)
def test_a_list_of_the_main_items_need_not_be_all(tmp_path, heading, main, whole, wrong):
    text = _TAXES.format(heading=heading, main=main, whole=whole)
    assert about(tmp_path, text, f"{whole}万元") is wrong


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
    assert bool(told(tmp_path, _INSURANCE.format(carried=carried, total=total))) is wrong

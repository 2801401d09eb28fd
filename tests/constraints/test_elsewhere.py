"""Bases, wholes and second tellings that stand in another sentence, section or table."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.constraints.arithmetic.check import Check
from extraction.pipeline import extract


def told(folder: Path, text: str) -> list[Check]:
    """Return what is told of a report."""
    path = folder / "report.txt"
    path.write_text(text, "utf-8")
    return [c for c in extract(path, model="pattern").checks if c.finding]


def about(folder: Path, text: str, surface: str) -> bool:
    """Tell whether a finding has a figure that is written so among its terms."""
    path = folder / "report.txt"
    path.write_text(text, "utf-8")
    record = extract(path, model="pattern")
    words = {m.id: m.text for m in record.facts.markup.mentions}
    return any(surface in {words[t] for t in c.terms} for c in record.checks if c.finding)


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
    assert bool(told(tmp_path, text)) is (wrong is not None)
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


@pytest.mark.parametrize(("excess", "wrong"), [("4.0亿元", False), ("6.4亿元", True)])
def test_what_is_beyond_the_budget_follows_from_the_completion(tmp_path, excess, wrong):
    text = (
        "关于2031年预算执行情况的报告\n"
        f"2031年全市一般公共预算收入完成84.0亿元，为年初预算的105%，超收{excess}。\n"
    )
    assert about(tmp_path, text, excess) is wrong


@pytest.mark.parametrize(("share", "wrong"), [("75.0%", False), ("71.0%", True)])
def test_a_share_of_all_expenditure_of_the_region(tmp_path, share, wrong):
    text = (
        "关于2031年预算执行情况的报告\n"
        "2031年全市一般公共预算支出完成160.0亿元，完成预算的98.0%。\n"
        "全市一般公共预算收入完成80.0亿元。市本级一般公共预算收入完成30.0亿元。\n"
        f"2031年全市民生支出完成120.0亿元，占支出总额的{share}。\n"
    )
    assert about(tmp_path, text, share) is wrong


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


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("政府采购支出总额120.00万元，其中：政府采购货物支出150.00万元。", True),
        ("政府采购支出总额150.00万元，其中：政府采购货物支出120.00万元。", False),
        ("全县一般公共预算收入完成15.24亿元，其中县本级一般公共预算收入完成18.40亿元。", True),
        ("2031年政府债务限额90.00亿元，年末政府债务余额94.00亿元。", True),
        ("2031年政府债务限额98.00亿元，年末政府债务余额94.00亿元。", False),
    ],
)
def test_a_part_above_its_whole_in_prose(tmp_path, text, wrong):
    assert bool(told(tmp_path, f"云阳县2031年决算情况说明\n{text}\n")) is wrong


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
    found = told(tmp_path, text)
    assert len(found) == (4 if exchanged else 0)


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        ("线上培训18场，线下培训28场", False),
        ("线上培训18场，线下培训30场", True),
        ("骨干培训18场，夜间培训30场", False),
    ],
)
def test_opposites_make_up_a_whole(tmp_path, parts, wrong):
    text = f"柳河县2031年绩效管理情况\n全年开展培训46场，其中{parts}。\n"
    assert bool(told(tmp_path, text)) is wrong


_RATES = """松涧区水务局2031年度部门整体支出绩效自评报告
2031年度项目支出预算执行率为{rate}。
单位：万元
项目\t预算数\t执行数\t执行率
基本支出\t640.00\t628.00\t98.13%
项目支出\t400.00\t358.00\t89.50%
"""


@pytest.mark.parametrize(("rate", "wrong"), [("89.5%", False), ("96.5%", True)])
def test_an_execution_rate_in_prose_and_in_a_table(tmp_path, rate, wrong):
    assert about(tmp_path, _RATES.format(rate=rate), rate) is wrong


@pytest.mark.parametrize(("rate", "wrong"), [("115%", False), ("110%", True)])
def test_a_reason_between_budget_and_outturn_mutes_nothing(tmp_path, rate, wrong):
    text = (
        "苍梧区档案馆2031年度部门决算说明\n"
        "住房公积金（项）。年初预算为80.00万元，受政策性调资影响，支出决算为92.00万元，"
        f"完成年初预算的{rate}。\n"
    )
    assert about(tmp_path, text, rate) is wrong


_CELL = """<html><meta charset="utf-8"><body><h1>竹溪县林业局2031年度整体支出绩效自评表</h1><table>
<tr><td>单位名称</td><td colspan="2">竹溪县林业局</td></tr>
<tr><td rowspan="2">年度总体目标</td><td>预期目标</td><td>实际完成情况</td></tr>
<tr><td>管护林地{area}。</td><td>全年部门支出合计1284.60万元，其中基本支出{basic}万元，项目支出620.00万元；发放问卷500份，回收问卷{back}份，回收率92%。</td></tr>
</table></body></html>"""


@pytest.mark.parametrize(
    ("basic", "back", "wrong"),
    [("664.60", "460", ()), ("684.60", "460", ("684.60万元",)), ("664.60", "480", ("480份",))],
    ids=["right", "a part", "a count"],
)
def test_sentences_in_a_cell_are_checked_like_any_others(tmp_path, basic, back, wrong):
    path = tmp_path / "form.html"
    path.write_text(_CELL.format(area="9.5万亩", basic=basic, back=back), "utf-8")
    record = extract(path, model="pattern")
    words = {m.id: m.text for m in record.facts.markup.mentions}
    said = {words[t] for c in record.checks if c.finding for t in c.terms}
    assert bool(said) is bool(wrong)
    assert said.issuperset(wrong)


def test_what_opens_behind_a_bracket_is_no_list_of_the_figure_in_it(tmp_path):
    text = (
        "松岩大学2031年部门预算说明\n（二）收入预算情况说明\n我校2031年收入预算490,800.00万元（本年预算收入390,100.00万元），其中：一般公共预算拨款收入"
        "216,500.00万元，占总收入的44.11%；事业收入124,000.00万元，占总收入的25.26%;其他收入49,600.00万元，占总收入的10.11%；"
        "使用非财政拨款结余30,000.00万元，占总收入的6.11%；上年结转70,700.00万元，占总收入的14.41%。\n"
    )
    assert not told(tmp_path, text)

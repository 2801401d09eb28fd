"""Which figure of a sentence a list is of, where it begins and where it ends."""

from __future__ import annotations

import pytest

from extraction.pipeline import extract
from tests.constraints.marked import checks_told_of, holds, told
from tests.constraints.reports import about, checks_told

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
    assert not checks_told(tmp_path, text)


@pytest.mark.parametrize(
    "numbers",
    [
        ("318,407", "321,602", "271,655", "273,411"),
        ("4,175.20", "4,332.60", "4,101.30", "4,207.10"),
        ("90,017", "91,554", "60,402", "62,118"),
    ],
)
def test_a_second_row_of_its_own_name_is_no_list_of_the_first_rows_last(numbers):
    text = (
        "预计收入分别为⟦AMOUNT a1|{}万元⟧和⟦AMOUNT a2|{}万元⟧，"
        "预计支出分别为⟦AMOUNT a3|{}万元⟧和⟦AMOUNT a4|{}万元⟧。"
    )
    assert checks_told_of(text.format(*numbers)) == []


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


@pytest.mark.parametrize(
    "opening",
    [
        "，系定额补助，分项情况是：",
        "，是由于人口增加，具体构成为：",
        "，受政策调整影响，明细如下：",
    ],
)
def test_the_parts_behind_a_reason_are_no_reason(opening):
    text = f"{{补助收入}}<812.4万元>{opening}{{甲项补助}}<500.1万元>；{{乙项补助}}<200.2万元>；{{其他补助}}<112.1万元>。"
    assert holds(text, "sum")
    assert told(text) == []
    assert told(text.replace("200.2", "220.0")) == [("sum", "812.4万元")]


def test_a_list_inside_a_reason_stays_one():
    text = "{补助收入}<812.4万元>，主要是上级加大投入，其中{甲项补助}<500.1万元>，{乙项补助}<220.0万元>。"
    assert told(text) == []


@pytest.mark.parametrize(
    "split",
    ["分中央和地方看", "从城镇与农村看", "分省本级、市县看"],
    ids=["levels", "places", "own"],
)
def test_a_split_that_names_its_classes_opens_a_list(split):
    first, second = {"城": ("城镇", "农村"), "中": ("中央", "地方"), "省": ("省本级", "市县")}[
        next(c for c in split if c in "城中省")
    ]
    text = (
        f"{{基金收入}}<9764.3亿元>，比上年<-下降4.1%>。{split}，{{{first}基金收入}}<3120.1亿元>，<-下降2.2%>；"
        f"{{{second}基金收入}}<6644.2亿元>，<-下降5.0%>，其中，{{出让收入}}<5012.0亿元>。"
    )
    assert holds(text, "sum")
    assert told(text) == []
    assert ("sum", "9764.3亿元") in told(text.replace("3120.1", "3210.1"))


def test_a_split_by_a_thing_alone_names_no_classes():
    text = "{基金收入}<9764.3亿元>，比上年<-下降4.1%>。分月份看，{三月收入}<3120.1亿元>；{六月收入}<2644.2亿元>。"
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{渠道三期预算}下达<b8,400万元>，支付<7,916.3万元>，执行率<94.24%>。资金来源为{专项债券}<5,000万元>、{省级补助}<1,300万元>、{区级财政}<2,100万元>。",
        "{水库维修}安排<b620.00万元>，支出<588.40万元>。其中{中央资金}<310.00万元>、{省级资金}<190.00万元>、{县级资金}<120.00万元>。",
        "{育苗项目}指标<b93.50万元>，实际支付<90.12万元>，包括{省级}<50.00万元>、{市级}<20.50万元>、{县级}<23.00万元>。",
    ],
)
def test_a_list_that_adds_up_to_the_budget_before_it_is_no_list_of_the_outturn(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "资金支出中{教材补贴}<52.00万元>、{师资课酬}<23.40万元>、{场地布置}<28.71万元>。",
        "另有{养殖补助}<71.25万元>、{防疫补助}<35.40万元>和{圈舍改造}<35.91万元>。",
        "同期拨付{种子款}<46.20万元>、{肥料款}<21.18万元>、{农药款}<24.92万元>，均已结清。",
    ],
)
def test_a_member_of_a_row_is_no_total_of_the_others(text):
    assert told(text) == []


@pytest.mark.parametrize("stop", [".", "。"])
@pytest.mark.parametrize(("parts", "expected"), [("3120", []), ("3210", [("sum", "14860万元")])])
def test_a_list_ends_with_its_sentence_whatever_its_full_stop(stop, parts, expected):
    text = (
        "{整合资金}<14860万元>,其中{中央}<8215万元>、{省级}<3120万元>、{市级}<1225万元>、{县级}<2300万元>,重点用于道路和补充本金"
        f"{stop}筹措{{风险补偿金}}<1400万元>,撬动{{贷款}}<1.16亿元>{stop}"
    )
    assert told(text.replace("<3120", f"<{parts}")) == expected


@pytest.mark.parametrize(
    ("second", "expected"), [("186.30", []), ("168.30", [("sum", "1259.40万元")])]
)
def test_a_row_told_under_the_names_before_it_is_a_list_of_parts(second, expected):
    text = (
        "{防控经费}<1,259.40万元>，其中免疫规划、血吸虫防治、结核病与包虫病防治、精神卫生和{慢性病防治}分别为"
        f"<412.60万元>、<{second}万元>、<224.50万元>、<258.00万元>和<178.00万元>。"
    )
    assert told(text.replace("、精神卫生和{", "、精神卫生、{")) == expected


@pytest.mark.parametrize(
    ("owed", "expected"), [("98.05亿元", []), ("98.50亿元", [("sum", "98.50亿元")])]
)
def test_two_kinds_of_debt_in_a_row_make_up_the_debt(owed, expected):
    text = f"年末{{政府债务余额}}<{owed}>，一般债务和{{专项债务}}各为<21.14亿元>、<76.91亿元>。"
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{门诊收入}<1,041.70万元>，{住院收入}<2,556.60万元>。按性质分，{药品}<1,280.25万元>，{材料}<327.85万元>，{检查}<846.50万元>，{服务}<1,143.70万元>。",
        "{线上销售}<84.0万元>，{线下销售}<116.5万元>。按产品分，{粮食}<120.3万元>，{果蔬}<80.2万元>。",
        "{上半年}<12.40亿元>，{三季度}<6.10亿元>，{四季度}<7.35亿元>。按级次分，{中央}<9.20亿元>，{省级}<4.15亿元>，{市级}<12.50亿元>。",
    ],
)
def test_a_list_may_split_several_figures_together(text):
    assert told(text) == []

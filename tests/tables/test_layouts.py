"""Layouts of tables of figures as reports print them: what their cells are marked as, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.loading.load import load
from extraction.tables.interpret import interpret
from tests.tables.texts import read_text

_SHORT = {"ITEM": "i", "ORG": "o", "AMOUNT": "a", "RATE": "r", "COUNT": "c", "PERIOD": "p"}
_SHORT |= {
    "INDICATOR": "K",
    "TARGET": "T",
    "ACTUAL": "R",
    "WEIGHT": "W",
    "SCORE": "S",
    "LEVEL": "L",
}


def marked(text: str) -> list[str]:
    """Return the lines of a text with what its tables mark in brackets."""
    out, position = [], 0
    for m in read_text(text).markup.mentions:
        out.append(f"{text[position : m.start]}[{_SHORT[m.label]} {m.text}]")
        position = m.end
    return ("".join(out) + text[position:]).split("\n")


GROUPED = """表1：专项资金基本情况
单位：万元

部门\t预算安排金额\t\t实际支出金额\t
\t2020\t2021\t2020\t2021
市工信局\t537\t261\t333\t212
市科技局\t250\t600\t234\t596
合计\t787\t861\t567\t808
"""

GOING_ON = """表1：专项资金基本情况
单位：万元

部门\t预算安排金额\t实际支出金额\t资金使用率
市工信局\t537\t333\t62%

第170页
市通信管理局 763 500 66%

市科技局\t250\t234\t94%
小计\t787\t567\t72%
"""

WEIGHED = """表3：专项资金评价指标体系

绩效指标\t一级指标\t二级指标\t三级指标\t指标值（评分标准）
\t决策（12分）\t项目设立（7分)\t设立依据充分性（4分）\t①符合有关法规；（1分）②没有重复设立。（3分）
\t\t\t设立程序规范性（3分）\t①经过集体研究；（2分）②有批复文件。（1分）
\t\t绩效目标(5分)\t绩效目标合理性（5分）\t①目标与工作内容相关；（2分）②执行率≥80%。（3分）
"""

CUT_OFF = """三\t防汛设施类项目\t\t1,189.00\t965.05
1\t青山河防汛图编制\t青山市防汛保障中心\t715.00\t619.63
2\t河长制测绘专项服务\t市水利局、市测绘院\t364.00\t315.91
3\t修订16条河“一河一策”方案（2021－2023年）\t市水利局\t110.00\t29.51
\t合计\t\t1,189.00\t965.05
"""

MARKS_CUT_OFF = """1\t河西小学\t20.00\t18.50
2\t河东小学\t20.00\t19.00
3\t河北小学\t60.00\t55.50
"""

OWNED = """表2 资金分配及项目情况表

序号\t资金使用方向\t项目实施单位\t预算资金额（万元）
一\t道路养护类\t\t4,550.00
1\t河西路面整修工程\t青山县公路局\t4,000.00
2\t北渡桥加固工程\t青山县公路局\t550.00
"""

GROUPS_OF_UNITS = """表2 单位支出情况表

序号\t单位类别\t预算单位\t支出金额（万元）
1\t行政类\t青山县公路局\t4,000.00
2\t\t青山县水务局\t550.00
"""

PANELS = """表2：专项资金支出方向情况表
单位：万元

序号\t部门\t政策名称\t额度\t项目数\t\t序号\t部门\t政策名称\t额度\t项目数
1\t市工信局\t流动资金贷款贴息\t35781\t98\t\t3\t市科技局\t研发投入后补助\t37207\t963
2\t\t首台（套）新产品认定奖励\t13846\t86\t\t4\t\t孵化器后补助\t3920\t62
"""

DELIVERED = """表3 项目完成及时性情况表

序号\t项目名称\t应产出数量\t实际产出数量\t按时完成率\t分值\t得分
1\t河西路面整修工程\t4\t3\t75%\t3.36\t2.52
2\t北渡桥加固工程\t9\t9\t100%\t0.12\t0.12
\t合计\t\t\t\t3.48\t2.64
"""

TERMS = """表5-4
2025年青江市政府债务期限结构表
单位:亿元

债务类型\t期末余额\t1-3年\t3-5年(不含3年)\t5年以上
合计\t5261.12\t1004.45\t527.22\t3729.45
一般债务\t1207.66\t535.71\t167.54\t504.41
"""

TERMS_BELOW = """表131
南城市地方政府债券年限情况表
单位：万元

债券类型\t余额\t地方政府债券期限\t
\t\t5年期\t7年期
合计\t300\t100\t200
新增债券\t180\t60\t120
"""

BEHIND = """中央提前下达2019年专项转移支付明细表
表十三 单位：万元

科目\t金额\t项目明细
合计\t80,403\t
教育\t80,403\t
\t26,100\t支持幼儿园发展资金
\t54,303\t改善高中条件补助资金
"""

TITLED_AGAIN = """表四十三：
2019年市级重大投资项目资金安排表
金额单位：万元

序号\t项目名称\t2019年预算数\t实施部门
1\t北港航道二期工程\t77,000\t市港口局
2\t东山机场集团增资\t99,000\t东山机场集团有限公司

─ 81 ─
表四十三：
2019年市级重大投资项目资金安排表
金额单位：万元

3\t西河铁路建设\t900,000\t西河铁路集团有限公司
4\t农村公路提档升级\t245,000\t市交通运输局
"""

CROSSED = """2019年养老保险基金预算表
社预10表单位：万元

项目\t2018年执行数\t\t2019年预算数
\t\t其中：2018年当年数\t
一、基本养老金支出\t176,041\t176,041\t191,570
二、利息收入\t×\t×\t×
三、转移收入\t×\t×\t×
四、其他收入\t×\t×\t×
"""

UNTOLD_UNIT = """表20
2026年市级一般公共预算转移支付表（按项目分地区）

项目\t越山区\t海河区
合计\t817,420\t461,010
一、税收返还\t100,061\t101,255
"""

FORM = """专项资金绩效目标表

项目名称\t\t质量发展专项资金\t\t\t\t
实施期限\t\t起始年度\t2024\t到期年度\t2028\t
资金需求\t\t总金额（万元）\t7,260.00\t当年度金额（万元）\t1,890.00\t
绩效指标\t一级指标\t二级指标\t三级指标\t\t实施周期指标值\t当年度指标值
\t1-产出指标\t11-数量指标\t举办大型展览（面积≥6万平方米）项目个数\t\t≥150场\t≥30场
\t\t12-质量指标\t奖励申报率\t\t80%\t80%
"""

SPLIT_HEAD = """项目绩效目标表

绩效\t一级\t\t\t\t分值
指标\t指标\t二级指标\t三级指标\t指标值\t（90）
绩效指标\t产出指标\t数量指标\t完成培训人数\t250人\t15
\t\t质量指标\t总体参训率\t95%\t15
\t\t\t总体结业率\t95%\t10
"""

CRITERIA = """项目支出绩效评价评分表

一级指标及分值\t二级指标及分值\t三级指标绩效指\t设定分数\t指标值\t得分
决策（15分）\t项目立项（15分）\t立项程序规范性\t15\t①按程序申请；②材料齐全。评分标准：规范[13,15]，一般[9,13)。\t13
过程（25分）\t资金管理（25分）\t预算执行率\t25\t预算执行率=(实际支出资金/实际到位资金)×100%\t5
产出指标（60分）\t数量指标（60分）\t招生完成率\t60\t>90%\t60
"""

MARKED = """
\t资金投入\t4\t预算编制科学性\t2\t2\t项目预算编制是否经过科学论证。\t①经过科学论证得0.5分，未论证的不得分。
\t\t\t资金分配合理性\t2\t1.5\t资金分配是否有测算依据。\t①依据充分得1分，一般得0.5分。
项目管理\t资金管理\t9\t资金到位率\t3\t\t实际到位资金与预算资金的比率。\t低于90%不得分。
\t\t\t预算执行率\t3\t1\t项目预算资金是否按照计划执行。\t高于90%得满分，低于70%不得分。
"""

FIGURES = """
\t河西村\t修路\t12\t10\t已完工。
\t河东村\t架桥\t30\t28\t在建。
\t北山村\t打井\t8\t8\t已完工。
"""

INDEX = """
\t项目名称\t金额（万元）
0\t水泵采购\t12
1\t阀门采购\t40
"""

BLANK_FIRST = """表三十九：
2019年专项转移支付分地区分项目预算表
单位：万元

序号\t项目\t东江市\t西陵市
20\t农村客运出租车油补\t\t
21\t价格补贴基金\t789\t620
22\t帮扶慰问经费\t438\t287
"""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(
            GROUPED,
            [
                "部门\t[i 预算安排金额]\t\t[i 实际支出金额]\t",
                "\t[p 2020]\t[p 2021]\t[p 2020]\t[p 2021]",
                "[o 市工信局]\t[a 537]\t[a 261]\t[a 333]\t[a 212]",
            ],
            id="years below group headers",
        ),
        pytest.param(
            GOING_ON, ["[o 市科技局]\t[a 250]\t[a 234]\t[r 94%]"], id="a row between two pages"
        ),
        pytest.param(
            OWNED,
            ["1\t[i 河西路面整修工程]\t[o 青山县公路局]\t[a 4,000.00]"],
            id="a name beside its unit",
        ),
        pytest.param(
            GROUPS_OF_UNITS,
            ["1\t行政类\t[o 青山县公路局]\t[a 4,000.00]", "2\t\t[o 青山县水务局]\t[a 550.00]"],
            id="a group of units is no name of a row",
        ),
        pytest.param(
            PANELS,
            [
                "2\t\t[i 首台（套）新产品认定奖励]\t[a 13846]\t[c 86]\t\t4\t\t[i 孵化器后补助]\t[a 3920]\t[c 62]"
            ],
            id="a second panel; 套 inside a name",
        ),
        pytest.param(
            DELIVERED,
            ["1\t[K 河西路面整修工程]\t[T 4]\t[R 3]\t[r 75%]\t[W 3.36]\t[S 2.52]"],
            id="numbers due and delivered, with marks",
        ),
        pytest.param(
            TERMS,
            ["[i 一般债务]\t[a 1207.66]\t[a 535.71]\t[a 167.54]\t[a 504.41]"],
            id="terms as headers",
        ),
        pytest.param(
            TERMS_BELOW,
            ["\t\t[i 5年期]\t[i 7年期]", "[i 新增债券]\t[a 180]\t[a 60]\t[a 120]"],
            id="terms below a header",
        ),
        pytest.param(
            BEHIND, ["\t[a 26,100]\t[i 支持幼儿园发展资金]"], id="names behind their values"
        ),
        pytest.param(
            TITLED_AGAIN,
            ["3\t[i 西河铁路建设]\t[a 900,000]\t西河铁路集团有限公司"],
            id="a title that stands again",
        ),
        pytest.param(
            CROSSED,
            ["一、[i 基本养老金支出]\t[a 176,041]\t[a 176,041]\t[a 191,570]"],
            id="crosses are empty cells",
        ),
        pytest.param(
            UNTOLD_UNIT, ["一、[i 税收返还]\t[a 100,061]\t[a 101,255]"], id="money by its title"
        ),
        pytest.param(
            FORM,
            [
                "实施期限\t\t起始年度\t2024\t到期年度\t2028\t",
                "\t1-[L 产出指标]\t11-[L 数量指标]\t[K 举办大型展览（面积≥6万平方米）项目个数]\t\t[T ≥150场]\t[T ≥30场]",
            ],
            id="a form: years, numbered classes, a sign within a name",
        ),
        pytest.param(
            SPLIT_HEAD,
            ["绩效指标\t[L 产出指标]\t[L 数量指标]\t[K 完成培训人数]\t[T 250人]\t[W 15]"],
            id="a group's header in two rows",
        ),
        pytest.param(
            CRITERIA,
            [
                "[L 决策]（[W 15分]）\t[L 项目立项]（[W 15分]）\t[K 立项程序规范性]\t[W 15]\t①按程序申请；②材料齐全。评分标准：规范[13,15]，一般[9,13)。\t[S 13]",
                "[L 过程]（[W 25分]）\t[L 资金管理]（[W 25分]）\t[K 预算执行率]\t[W 25]\t预算执行率=(实际支出资金/实际到位资金)×100%\t[S 5]",
            ],
            id="classes with their marks; formulas and criteria are no goals",
        ),
        pytest.param(
            MARKED,
            [
                "\t[L 资金投入]\t4\t[K 预算编制科学性]\t[W 2]\t[S 2]\t项目预算编制是否经过科学论证。\t①经过科学论证得0.5分，未论证的不得分。",
                "[L 项目管理]\t[L 资金管理]\t9\t[K 资金到位率]\t[W 3]\t\t实际到位资金与预算资金的比率。\t低于90%不得分。",
            ],
            id="rows of marks whose header stands on another page",
        ),
        pytest.param(
            FIGURES,
            ["\t河西村\t修路\t12\t10\t已完工。"],
            id="pairs of numbers without criteria or classes are no marks",
        ),
        pytest.param(INDEX, ["1\t[i 阀门采购]\t[a 40]"], id="rows numbered from nought"),
        pytest.param(
            WEIGHED,
            [
                "\t[L 决策]（[W 12分]）\t[L 项目设立]（[W 7分])\t[K 设立依据充分性]（[W 4分]）\t①符合有关法规；（1分）②没有重复设立。（3分）",
                "\t\t\t[K 设立程序规范性]（[W 3分]）\t①经过集体研究；（2分）②有批复文件。（1分）",
            ],
            id="weights behind names, criteria where goals stand elsewhere",
        ),
        pytest.param(
            CUT_OFF,
            [
                "三\t[i 防汛设施类项目]\t\t[a 1,189.00]\t[a 965.05]",
                "2\t[i 河长制测绘专项服务]\t[o 市水利局]、[o 市测绘院]\t[a 364.00]\t[a 315.91]",
                "3\t[i 修订16条河“一河一策”方案（2021－2023年）]\t[o 市水利局]\t[a 110.00]\t[a 29.51]",
            ],
            id="names and sums whose header stands on another page",
        ),
        pytest.param(
            MARKS_CUT_OFF,
            ["2\t河东小学\t20.00\t19.00"],
            id="numbers that marks may be are no sums without a header",
        ),
        pytest.param(
            BLANK_FIRST,
            ["21\t[i 价格补贴基金]\t[a 789]\t[a 620]"],
            id="a first row without figures",
        ),
    ],
)
def test_cells(text: str, lines: list[str]) -> None:
    found = marked(text)
    assert [line for line in lines if line not in found] == []


def test_parts_take_the_header_and_period_of_their_whole() -> None:
    (reading,) = read_text(CROSSED).readings
    part = reading.blocks[0].columns[2]
    assert part.path == ("2018年执行数", "其中:2018年当年数")
    assert (part.role, part.period) == ("actual", "2018年")


def test_years_below_group_headers_date_their_columns() -> None:
    found = read_text(GROUPED).markup.mentions
    periods = [m.period for m in found if m.text in ("537", "261")]
    assert periods == ["2020年", "2021年"]


MERGED = """<table><caption>表1 专项资金基本情况（单位：万元）</caption>
<tr><th rowspan="2">部门</th><th colspan="2">预算安排金额</th><th colspan="2">实际支出金额</th></tr>
<tr><th>2020</th><th>2021</th><th>2020</th><th>2021</th></tr>
<tr><td>市工信局</td><td>537</td><td>261</td><td>333</td><td>212</td></tr>
<tr><td>市科技局</td><td>250</td><td>600</td><td>234</td><td>596</td></tr></table>"""


def test_years_beside_a_header_that_reaches_down_are_no_money(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(f"<html><body>{MERGED}</body></html>", encoding="utf-8")
    found = interpret(load(path)).markup.mentions
    assert {m.label for m in found if m.text in ("2020", "2021")} == {"PERIOD"}
    assert [m.period for m in found if m.text in ("537", "261")] == ["2020年", "2021年"]

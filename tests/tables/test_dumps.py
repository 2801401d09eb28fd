"""Tables of text dumps, from the characters to mentions and links, in the layouts of many provinces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables.texts import links_of, mentions_of, pairs_of, read_text

INDICATORS = {
    "tabs": """项目支出绩效自评表
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因
产出指标\t数量指标\t维修道路\t≥12公里\t12.4公里\t20\t20\t
\t\t安装路灯\t60盏\t52盏\t10\t8.7\t设备到货晚
\t质量指标\t验收合格率\t100%\t100%\t20\t20\t
总分\t\t\t\t\t50\t48.7\t
""",
    "cells": """项目支出绩效自评表

\t一级指标
\t二级指标
\t三级指标
\t年度指标值
\t实际完成值
\t分值
\t得分
\t偏差原因

\t产出指标
\t数量指标
\t维修道路
\t≥12公里
\t12.4公里
\t20
\t20
\t

\t
\t
\t安装路灯
\t60盏
\t52盏
\t10
\t8.7
\t设备到货晚

\t
\t质量指标
\t验收合格率
\t100%
\t100%
\t20
\t20
\t

\t总分
\t50
\t48.7
\t

""",
    "stack": """项目支出绩效自评表
一级指标
二级指标
三级指标
年度指标值
实际完成值
分值
得分
偏差原因
产出指标
数量指标
维修道路
≥12公里
12.4公里
20
20
安装路灯
60盏
52盏
10
8.7
设备到货晚
质量指标
验收合格率
100%
100%
20
20
总分
50
48.7
""",
    "bars": """| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 维修道路 | ≥12公里 | 12.4公里 | 20 | 20 | |
| | | 安装路灯 | 60盏 | 52盏 | 10 | 8.7 | 设备到货晚 |
| | 质量指标 | 验收合格率 | 100% | 100% | 20 | 20 | |
| 总分 | | | | | 50 | 48.7 | |
""",
    "aligned": """一级指标   二级指标   三级指标      年度指标值   实际完成值   分值   得分   偏差原因
产出指标   数量指标   维修道路      ≥12公里      12.4公里     20     20
                      安装路灯      60盏         52盏         10     8.7    设备到货晚
           质量指标   验收合格率    100%         100%         20     20
总分                                                          50     48.7
""",
    "spaces": """一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因
产出指标 数量指标 维修道路 ≥12公里 12.4公里 20 20
安装路灯 60盏 52盏 10 8.7 设备到货晚
质量指标 验收合格率 100% 100% 20 20
总分 50 48.7
""",
}


@pytest.mark.parametrize("text", INDICATORS.values(), ids=INDICATORS.keys())
def test_every_layout_gives_the_same_indicators(text: str) -> None:
    markup = read_text(text).markup
    assert pairs_of(markup) == {
        "维修道路": {"target": "≥12公里", "actual": "12.4公里", "weight": "20", "score": "20"},
        "安装路灯": {"target": "60盏", "actual": "52盏", "weight": "10", "score": "8.7"},
        "验收合格率": {"target": "100%", "actual": "100%", "weight": "20", "score": "20"},
    }
    links = links_of(markup)
    assert {("安装路灯", "数量指标"), ("安装路灯", "产出指标")} <= links
    assert {("验收合格率", "质量指标"), ("验收合格率", "产出指标")} <= links
    assert {("50", "总分"), ("48.7", "总分")} <= links


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("绩效指标\t完成情况", "购买电脑数量12台\t12台", ("购买电脑数量", "12台", "12台")),
        (
            "指标名称\t目标值\t完成值",
            "指标1：参保率\t98%以上\t97.2%",
            ("参保率", "98%以上", "97.2%"),
        ),
        ("考核指标\t计划值\t实际值", "（1）满意度≥90%\t≥90%\t93%", ("满意度", "≥90%", "93%")),
        (
            "目标任务\t年初目标\t完成情况",
            "植树造林\t完成3万亩\t3.1万亩，已完成",
            ("植树造林", "3万亩", "3.1万亩"),
        ),
        (
            "三级指标\t指标值\t实际完成情况",
            "资金发放及时率\t及时发放\t按时完成",
            ("资金发放及时率", "及时发放", "按时完成"),
        ),
    ],
    ids=["target in the name", "numbering", "target repeated", "verb and verdict", "qualitative"],
)
def test_names_targets_and_achievements(
    header: str, row: str, expected: tuple[str, str, str]
) -> None:
    other = "其他事项" + "\t5个" * header.count("\t")
    found = pairs_of(read_text(f"{header}\n{row}\n{other}\n").markup)
    name, target, actual = expected
    assert found[name]["target"] == target
    assert found[name]["actual"] == actual


def test_a_bare_target_inherits_the_unit_column() -> None:
    text = "三级指标\t计量单位\t指标性质\t指标值\t实际完成值\n抽检批次\t批次\t≥\t400\t412\n合格率\t%\t≥\t98\t99.1\n"
    units = {m.text: m.unit for m in read_text(text).markup.mentions if m.unit}
    assert units == {"400": "批次", "412": "批次", "98": "%", "99.1": "%"}


def test_blocks_of_one_table_have_their_own_headers() -> None:
    text = """
\t年度收入情况（万元）

\t单位名称
\t收入合计
\t财政拨款

\t局机关
\t80.5
\t80.5

\t年度支出情况（万元）

\t单位名称
\t支出合计
\t基本支出

\t1、局机关
\t79.0
\t60.2

"""
    links = links_of(read_text(text).markup)
    assert {
        ("80.5", "局机关"),
        ("80.5", "收入合计"),
        ("60.2", "基本支出"),
        ("60.2", "局机关"),
    } <= links
    assert ("60.2", "财政拨款") not in links


def test_a_merged_weight_is_shared_where_the_scores_fit() -> None:
    text = """
\t二级指标
\t三级指标
\t分值
\t得分

\t履职效益
\t经济效益
\t15
\t5

\t
\t社会效益
\t
\t5

\t
\t群众满意度
\t5
\t5

"""
    links = links_of(read_text(text).markup)
    assert {("15", "经济效益"), ("15", "社会效益")} <= links
    assert ("15", "群众满意度") not in links


def test_numbered_goals_meet_their_results() -> None:
    text = """
\t预期目标
\t实际完成

\t目标1：新建公厕8座
目标2：绿化管护合格率达到95%
\t新建公厕8座；管护合格率96.1%

\t项目
\t预算数

\t绿化费
\t3

"""
    pairs = pairs_of(read_text(text).markup)
    assert pairs["新建公厕"] == {"target": "8座", "actual": "8座"}
    assert pairs["绿化管护合格率"] == {"target": "95%", "actual": "96.1%"}


def test_phone_numbers_and_codes_are_no_facts() -> None:
    text = "联系人\t甲\t联络电话\t7669005\n人员编制\t46\t预算编码\t435001\n"
    assert mentions_of(read_text(text).markup) == {("ITEM", "人员编制"), ("COUNT", "46")}


PIECES = st.sampled_from(
    [
        "项目",
        "预算数",
        "3.2",
        "≥95%",
        "产出指标",
        "数量指标",
        "分值",
        "得分",
        "10",
        "-",
        "",
        "合计",
        "备注",
    ]
)
ROWS = st.lists(st.lists(PIECES, min_size=1, max_size=5), min_size=1, max_size=8)
PARTINGS = st.sampled_from(["\t", " | ", "   ", "\n\t", "\n", " "])


@settings(max_examples=150, deadline=None)
@given(ROWS, PARTINGS)
def test_any_arrangement_is_read_without_error(rows: list[list[str]], parting: str) -> None:
    text = "\n\n".join(parting.join(row) for row in rows)
    read_text(text)


def test_goal_table_of_projects_keeps_its_funds() -> None:
    read = read_text(
        "部门预算项目绩效目标表\n单位：万元\n"
        "项目名称\t预算执行率权重(%)\t资金总额\t一级指标\t二级指标\t三级指标\t绩效指标性质\t绩效指标值\t绩效度量单位\t权重\n"
        "51172324T0001-图书采购\t10\t28.60\t产出指标\t数量指标\t新购图书\t≥\t2600\t册\t20\n"
        "\t\t\t满意度指标\t满意度指标\t读者满意度\t≥\t92\t%\t10\n"
    )
    [funds] = [m for m in read.markup.mentions if m.label.value == "AMOUNT"]
    assert (funds.text, funds.unit, funds.role) == ("28.60", "万元", "budget")
    assert {("28.60", "资金总额"), ("28.60", "图书采购")} <= links_of(read.markup)
    assert not any(m.text == "10" and m.span.start < 120 for m in read.markup.mentions)


def test_numbers_of_columns_are_never_amounts() -> None:
    read = read_text(
        "单位：万元\n项  目        本年支出合计   基本支出\n科目编码  科目名称\n"
        "  栏次                 1            2\n213     农林水支出   41.50        30.00\n"
        "21301   农业农村     41.50        30.00\n"
    )
    amounts = [m.text for m in read.markup.mentions if m.label.value == "AMOUNT"]
    assert amounts == ["41.50", "30.00", "41.50", "30.00"]


def test_years_phones_and_file_numbers_are_never_amounts() -> None:
    read = read_text(
        "单位：万元\n项目名称\t预算金额\t起始年度\t竣工\t联系电话\n"
        "档案整理\t36.50\t2023\t2024\t5712345\n网络运维\t12.80\t2022\t2024\t5712346\n"
        "批复文号\t118\t2022\t2024\t5712346\n"
    )
    amounts = [m.text for m in read.markup.mentions if m.label.value == "AMOUNT"]
    assert amounts == ["36.50", "12.80"]


def test_a_balance_at_the_start_of_the_year_is_no_budget() -> None:
    read = read_text("单位：元\n项目\t年初数\t年末数\n固定资产\t2356800\t2412600\n车辆\t45\t45\n")
    assert {m.role for m in read.markup.mentions if m.label.value == "AMOUNT"} == {None}

"""Every way a dump writes tables: rows, columns and offsets; and prose that is none."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extraction.document import Table
from extraction.loading.dumps import find_tables


def rows_of(text: str, table: Table) -> list[list[str]]:
    """Return the table's texts row by row, merged cells repeated, line breaks closed up."""
    return [
        ["".join(cell.span.of(text).split()) if cell else "" for cell in row]
        for row in table.grid()
    ]


def only(text: str) -> list[list[str]]:
    """Return the rows of the one table in `text`."""
    (table,) = find_tables(text)
    return rows_of(text, table)


TABBED = (
    "说明\n项目\t预算数\t决算数\n办公费\t3.20\t3.00\n差旅费\t\t1.25\n合计\t3.20\t4.25\n以上。\n"
)
CELL_A_LINE = """一、收支
\t（一）收支情况

\t项目
\t预算数
\t决算数

\t办公费
\t3.20
\t3.00

\t差旅
费
\t
\t1.25

二、说明
"""
BARS = "|项目|预算数|决算数|\n|---|---|---|\n|办公费|3.20|3.00|\n|差旅费||1.25|\n"
FRAMED = """┌────┬────┬────┐
│项目│预算数│决算数│
├────┼────┼────┤
│办公费│3.20│3.00│
│差旅费│    │1.25│
└────┴────┴────┘
"""
ALIGNED = """项目            预算数      决算数
办公费           3.20        3.00
差旅费                       1.25
合计             3.20        4.25
"""
SINGLE_SPACED = "科目编码 科目名称 金额\n30201 办公费 3.00\n30211 差旅费 1.25\n合计 4.25\n"
STACKED = """指标名称
目标值
完成值
分值
得分
培训人数
≥300人
312人
10
10
培训合格率
≥95%
93.6%
10
8
"""


@pytest.mark.parametrize(
    "text",
    [TABBED, CELL_A_LINE, BARS, FRAMED, ALIGNED],
    ids=["tabbed", "cells", "bars", "framed", "aligned"],
)
def test_a_blank_cell_keeps_its_column(text: str) -> None:
    found = only(text)
    assert found[:3] == [
        ["项目", "预算数", "决算数"],
        ["办公费", "3.20", "3.00"],
        ["差旅费", "", "1.25"],
    ]


def test_rows_joined_with_single_spaces() -> None:
    assert only(SINGLE_SPACED)[:3] == [
        ["科目编码", "科目名称", "金额"],
        ["30201", "办公费", "3.00"],
        ["30211", "差旅费", "1.25"],
    ]


def test_cells_on_lines_of_their_own_without_row_marks() -> None:
    assert only(STACKED)[1:] == [
        ["培训人数", "≥300人", "312人", "10", "10"],
        ["培训合格率", "≥95%", "93.6%", "10", "8"],
    ]


def test_class_names_that_a_stack_leaves_out_are_blank() -> None:
    text = (
        "一级指标\n二级指标\n三级指标\n指标值\n实际完成值\n分值\n得分\n备注\n"
        "产出指标\n数量指标\n新建泵站\n2座\n2座\n20\n20\n"
        "维修渠道\n6公里\n5公里\n20\n16\n雨季停工\n"
        "质量指标\n验收合格率\n100%\n100%\n10\n10\n"
    )
    assert only(text)[1:] == [
        ["产出指标", "数量指标", "新建泵站", "2座", "2座", "20", "20", ""],
        ["", "", "维修渠道", "6公里", "5公里", "20", "16", "雨季停工"],
        ["", "质量指标", "验收合格率", "100%", "100%", "10", "10", ""],
    ]


def test_a_stacked_row_with_a_lost_blank_is_refused() -> None:
    text = (
        "项目\n年初预算数\n调整预算数\n决算数\n"
        "人员经费\n10.5\n11.5\n11.0\n公用经费\n3.0\n2.5\n项目支出\n7.0\n7.5\n7.2\n"
    )
    assert [row[0] for row in only(text)[1:]] == ["人员经费", "项目支出"]


def test_merged_headers_of_a_cell_a_line_dump_span_their_columns() -> None:
    text = """
\t单位名称
\t支出合计
\t其中：
\t结余

\t
\t
\t基本支出
\t项目支出
\t

\t局机关
\t9.5
\t6.5
\t3.0
\t0.5

\t二级单位
\t4.0
\t4.0
\t
\t

"""
    (table,) = find_tables(text)
    top = {c.span.of(text): (c.column, c.column_span) for c in table.cells if c.row == 0}
    assert top == {"单位名称": (0, 1), "支出合计": (1, 1), "其中：": (2, 2), "结余": (4, 1)}


def test_a_blank_line_inside_a_cell_does_not_end_the_row() -> None:
    row = "\t{name}\n\t{note}\n\t5\n\t4\n\n"
    text = (
        "\t指标名称\n\t评分标准\n\t分值\n\t得分\n\n"
        + row.format(name="甲指标", note="达到得5分")
        + row.format(name="乙指标", note="按考核办法折算\n")
        + row.format(name="丙指标", note="酌情")
    )
    assert [r[0] for r in only(text)[1:]] == ["甲指标", "乙指标", "丙指标"]
    assert all(r[2:] == ["5", "4"] for r in only(text)[1:])


def test_a_row_broken_inside_a_cell_is_mended() -> None:
    text = (
        "一级指标\t指标名称\t目标值\t完成值\t得分\n"
        "产出指标\n（50分）\t里程\t5公里\t5公里\t20\n"
        "\t工期\t6个月\t7个月\t12\n"
        "\t成本\t90万元\t88万元\t15\n"
    )
    found = only(text)
    assert found[1] == ["产出指标（50分）", "里程", "5公里", "5公里", "20"]
    assert len(found) == 4


PROSE = [
    "一、基本情况\n全年支出12.5万元，其中办公费3万元、差旅费2万元。\n二、主要做法\n加强管理，严格审批。\n",
    "\t一、概况\n\t本单位编制20人，实有18人。\n\n\t二、收支\n\t收入120万元，支出118万元。\n",
    "关于开展自评工作的通知 财绩〔2022〕3号\n各预算单位 现将有关事项 通知如下\n",
    "目标1：新建公园3个。完成情况：建成3个。\n目标2：绿化率达到40%。完成情况：41%。\n",
    "填报人：张三    联系电话：1234567\n填报日期：2022年3月1日    （盖章）\n",
    "   （一）预算执行率。全年预算 100 万元，执行 95 万元。\n   （二）得分 95 分，满分 100 分。\n",
]


@pytest.mark.parametrize("text", PROSE, ids=range(len(PROSE)))
def test_prose_is_no_table(text: str) -> None:
    assert find_tables(text) == ()


LINES = st.sampled_from(
    [
        "项目\t预算数\t决算数",
        "\t办公费",
        "\t3.20",
        "\t",
        "",
        "一级指标",
        "分值",
        "得分",
        "10",
        "≥95%",
        "|a|b|",
        "合计   1.5   2.5",
        "\xa0 \xa0",
        "说明：无。",
        "产出指标",
        "指标名称  目标值  完成值",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=30).map("\n".join))
@example("指标名称  目标值  完成值\n" + "项目\t预算数\t决算数\n\t办公费\n" * 4)
@example(
    "指标名称  目标值  完成值\n\t3.20\n\t办公费\n项目\t预算数\t决算数\n项目\t预算数\t决算数\n\t办公费\n"
    "\t办公费\n项目\t预算数\t决算数\n项目\t预算数\t决算数\n\t办公费"
)
def test_cells_lie_in_order_inside_their_table(text: str) -> None:
    tables = find_tables(text)
    for before, after in itertools.pairwise(tables):
        assert before.span.end <= after.span.start
    for table in tables:
        assert table.span.end <= len(text)
        places = [(c.row, c.column) for c in table.cells]
        assert len(set(places)) == len(places)
        for cell in table.cells:
            assert table.span.covers(cell.span) or not len(cell.span)
        starts = [c.span.start for c in sorted(table.cells, key=lambda c: (c.row, c.column))]
        assert starts == sorted(starts)


def test_a_number_between_two_columns_is_refused() -> None:
    text = (
        "项目          年初预算    调整预算    决算数\n"
        "人员经费       10.50       11.00       10.90\n"
        "公用经费       3.20              2.90\n"
        "项目支出       7.00        7.10        7.05\n"
    )
    assert only(text)[2] == ["公用经费", "", "", ""]
    assert only(text)[3] == ["项目支出", "7.00", "7.10", "7.05"]


def test_a_single_spaced_row_with_a_missing_number_is_refused() -> None:
    text = "项目 年初预算 调整预算 决算数\n人员经费 10.5 11 10.9\n公用经费 3.2 2.9\n项目支出 7 7.1 7.05\n"
    found = only(text)
    assert found[2] == ["公用经费", "", "", ""]
    assert found[3] == ["项目支出", "7", "7.1", "7.05"]


def test_a_class_name_after_the_last_row_is_no_row() -> None:
    text = (
        "指标名称  目标值  完成值\n培训人数  20人  22人\n培训次数  2次  2次\n产出指标\n其他内容\n"
    )
    assert only(text)[-1] == ["培训次数", "2次", "2次"]


def test_a_divided_label_column_and_broken_codes() -> None:
    text = (
        "     项    目            本年支出合计   基本支出   项目支出\n"
        "科目编码   科目名称\n"
        "  栏次                        1            2          3\n"
        "213        农林水支出        41.50        30.00      11.50\n"
        "213 01     农业农村          41.50        30.00      11.50\n"
    )
    assert only(text)[1][:2] == ["科目编码", "科目名称"]
    assert only(text.replace("213 01", "213 01 05"))[4][:2] == ["2130105", "农业农村"]
    assert only(text)[4] == ["21301", "农业农村", "41.50", "30.00", "11.50"]


def test_a_quoted_csv_keeps_grouped_digits() -> None:
    text = '"项目","预算数","决算数"\n"培训费","1,200.50","1,180.00"\n"会议费","3.20",""\n'
    assert only(text)[1] == ["培训费", "1,200.50", "1,180.00"]
    assert only(text)[2] == ["会议费", "3.20", ""]


def test_bare_commas_that_may_group_digits_part_nothing() -> None:
    text = "项目,预算数,决算数\n培训费,1,200,1,180\n会议费,3,200,2,900\n差旅费,4,100,4,000\n"
    assert find_tables(text) == ()


def test_arrows_for_tabs_part_cells() -> None:
    text = "项目→预算数→决算数\n培训费→12.5→11.8\n会议费→3.2→\n"
    assert only(text)[1] == ["培训费", "12.5", "11.8"]


def test_stacked_funds_begin_with_their_budget() -> None:
    words = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    rows = ["年度资金总额", "32", "30", "28.6", "10", "95.33%", "9.53"]
    rows += ["其中：财政拨款", "32", "30", "28.6", "-", "95.33%", "-"]
    text = "\n".join(["项目资金（万元）", "", *words, *rows]) + "\n"
    assert only(text)[1] == ["年度资金总额", "32", "30", "28.6", "10", "95.33%", "9.53"]

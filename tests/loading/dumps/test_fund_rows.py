"""The money of a project whose form lost its lines: header and rows within running words."""

from __future__ import annotations

import pytest

from extraction.loading.dumps.fund_rows import fund_rows
from tests.tables.texts import links_of, read_text

FORM = (
    "项目支出绩效自评表 （2022年度） 项目名称 测绘服务项目 主管部门 柳溪镇人民政府 项目资金 （万元） "
    "年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额： 80 84.5 79.961 10 94.63% 9.46 "
    "其中：本年财政拨款 60 64.5 59.961 上年结转资金 其他资金 20 20 20 年度总体目标 预期目标 实际完成情况 完成测绘。\n"
)


def cells(text: str) -> list[list[list[str]]]:
    return [[[c.text for c in row.cells] for row in rows] for rows in fund_rows(text)]


def test_rows_have_the_columns_of_their_header():
    assert cells(FORM) == [
        [
            [
                "项目资金 （万元）",
                "年初预算数",
                "全年预算数",
                "全年执行数",
                "分值",
                "执行率",
                "得分",
            ],
            ["年度资金总额", "80", "84.5", "79.961", "10", "94.63%", "9.46"],
            ["其中：本年财政拨款", "60", "64.5", "59.961", "", "", ""],
            ["上年结转资金", "", "", "", "", "", ""],
            ["其他资金", "20", "20", "20", "", "", ""],
        ]
    ]


@pytest.mark.parametrize(
    "words",
    [
        "全年预算数 全年执行数 执行率 按月核对。",
        "年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额： 80 84.5 79.961 10 94.63% 9.46\n",
        "年度资金总额： 80 84.5 79.961 10 94.63% 9.46",
    ],
    ids=["no row", "a row on a line of its own", "no header"],
)
def test_without_header_and_row_in_one_line_there_is_none(words):
    assert cells(words) == []


def test_marks_shares_and_money_are_told_apart():
    markup = read_text(FORM).markup
    found = {(m.text, m.label.value, m.unit) for m in markup.mentions}
    assert {
        ("79.961", "AMOUNT", "万元"),
        ("10", "WEIGHT", None),
        ("94.63%", "RATE", None),
        ("9.46", "SCORE", None),
        ("59.961", "AMOUNT", "万元"),
    } <= found
    assert ("9.46", "年度资金总额") in links_of(markup)


_MOVED = ["480.00", "456.00", "433.20", "10", "95.00%", "9.5"]
LAYOUTS = {
    "group head on two lines": "项目资金\n(万元)\n年初预算数\n全年预算数\n全年执行数\n分值\n执行率\n得分\n年度资金总额\n"
    "480.00\n456.00\n433.20\n10\n95.00%\n9.5\n上年结转资金\n80.00\n76.00\n72.20\n—\n95.00%\n—\n",
    "group heads before the heads": "预算执行情况(10分) | 年度预算数(万元) | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因\n"
    "总额 | 480.00 | 456.00 | 433.20 | 95.00% | 10 | 9.5 | 无\n其中:财政资金 | 400.00 | 380.00 | 361.00 | 95.00% | / | /\n",
    "a blank head": "项目资金(万元) | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n"
    "年度资金总额 | 480.00 | 456.00 | 433.20 | 10 | 95.00% | 9.5 |\n上年结转资金 | | | 72.20 | — | — | — |\n",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_a_group_head_at_the_left_moves_no_column(text):
    (rows,) = cells(text)
    assert sorted(rows[1][1:]) == sorted(_MOVED)
    assert rows[0][0].endswith(("万元)", "（万元）"))
    assert len(rows) == 3


def test_blank_cells_between_bars_stay_blank():
    (rows,) = cells(LAYOUTS["a blank head"])
    assert rows[2] == ["上年结转资金", "", "", "72.20", "—", "—", "—"]


def test_a_grid_of_tabs_that_stands_under_its_heads_is_left_to_others():
    text = "项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\t年度资金总额\t48\t52\t49.4\t10\t95%\t9.5\n"
    assert cells(text) == []

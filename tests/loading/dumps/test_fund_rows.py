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

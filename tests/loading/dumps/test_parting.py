"""Headers that stand evenly apart: cells parted by so many blanks, or columns as wide as their headers."""

from __future__ import annotations

import pytest

from tests.loading.dumps.test_find import only

_NOTE = "单位：万元\n"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "支出项目   2019年执行数   2020年预算数   备注\n"
            "合计       ￥642,310.07   ￥518,204.66\n"
            "堤岸加固      713058.19     △230417.38\n"
            "泵站检修     -184622.03   ￥287,787.28\n",
            [
                ["合计", "￥642,310.07", "￥518,204.66", ""],
                ["堤岸加固", "713058.19", "△230417.38", ""],
                ["泵站检修", "-184622.03", "￥287,787.28", ""],
            ],
        ),
        (
            "科目名称  上年决算数  本年决算数  说明\n"
            "图书采购     ￥93.18      △71.04\n"
            "展厅灯具       12.60       15.22  含运费\n"
            "讲座课酬     (8.35)\n",
            [
                ["图书采购", "￥93.18", "△71.04", ""],
                ["展厅灯具", "12.60", "15.22", "含运费"],
                ["讲座课酬", "(8.35)", "", ""],
            ],
        ),
        (
            "项目名称    全年预算数    全年执行数    备注\n"
            "苗圃扩建      1,204.50    ￥1,180.22\n"
            "护栏油漆       ￥64.00        -3.17\n",
            [["苗圃扩建", "1,204.50", "￥1,180.22", ""], ["护栏油漆", "￥64.00", "-3.17", ""]],
        ),
    ],
    ids=["signs move the edges", "two blanks", "four blanks"],
)
def test_columns_as_wide_as_their_headers_are_read_by_place(
    text: str, rows: list[list[str]]
) -> None:
    assert only(_NOTE + text + "说明：未经审计。\n")[1:] == rows


@pytest.mark.parametrize("parting", [2, 3, 4])
def test_a_row_as_near_as_the_header_but_not_as_wide_shows_that_blanks_part(parting: int) -> None:
    rows = [
        ["支出项目", "年初预算数", "决算数", "备注"],
        ["堤岸加固工程款", "12.50", "13.60", "追加"],
        ["苗木", "7.25", "", "跨年"],
        ["泵站检修", "", "8.40", ""],
    ]
    text = "\n".join((" " * parting).join(row).rstrip() for row in rows)
    assert only(_NOTE + text + "\n说明：未经审计。\n") == rows


def test_rows_that_may_be_either_lose_their_figures() -> None:
    text = "项目名称  预算数  决算数\n苗圃扩建  123.45  234.56\n护栏油漆    1.50\n"
    assert only(_NOTE + text)[1:] == [["苗圃扩建", "123.45", "234.56"], ["护栏油漆", "", ""]]


def test_a_row_parted_otherwise_makes_all_rows_columns() -> None:
    text = (
        "项目名称   预算数   决算数   备注\n"
        "苗圃扩建   123.45   234.56\n"
        "护栏油漆     1.50     2.75\n"
        "水管更换    21.50      3.05\n"
    )
    assert [row[1:3] for row in only(_NOTE + text)[1:3]] == [["123.45", "234.56"], ["1.50", "2.75"]]

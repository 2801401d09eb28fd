"""A figure of a table told otherwise in the words below it."""

import pytest

from tests.constraints.reports import told_of_tables

TABLE = (
    "2031年重点项目支出情况表",
    "项目\t2030年决算数\t2031年决算数",
    "水库加固\t3970\t4562",
    "渠道衬砌\t2280\t2415",
    "合计\t6250\t6977",
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("从上表看，水库加固支出4652万元，居首位。", [("equal", "4652万元")]),
        ("由表可知，渠道衬砌2451万元，低于水库加固。", [("equal", "2451万元")]),
        ("表中2031年水库加固支出4526万元，渠道衬砌2415万元。", [("equal", "4526万元")]),
        ("从上表看，水库加固支出4562万元，居首位。", []),
        ("从上表看，上年水库加固支出3970万元，居首位。", []),
        ("从上表看，连同配套设备，水库加固支出4652万元。", []),
        ("从上表看，水库加固年初预算4652万元。", []),
        ("从上表看，水库加固后续还需5100万元。", []),
        ("水库加固支出4652万元，另见专项说明。", []),
        ("从上表看，2030年水库加固支出4652万元。", []),
    ],
)
def test_a_level_below_a_table_is_held_against_its_cell(tmp_path, words, expected):
    assert told_of_tables(tmp_path, (*TABLE, words)) == expected

"""A table of contents holds pages, no amounts."""

from __future__ import annotations

from extraction.census import Reason
from tests.census.test_census import census
from tests.census.test_layout import _table


def test_pages_are_no_amounts() -> None:
    rows = [f"表{n}\t2023年清河县{name}情况表\t{page}" for n, name, page in (
        ("一", "一般公共预算收入", 3), ("二", "一般公共预算支出", 7), ("三", "政府性基金收入", 12),
        ("四", "政府性基金支出", 15), ("五", "三公经费", 19), ("六", "政府债务", 26),
    )]  # fmt: skip
    text, table = _table("编号\t预算表名称\t金额", *rows)
    found = census(text, table)
    assert [found[p] for p in ("3", "12", "26")] == [("ignored", Reason.PAGE_NUMBER)] * 3


def test_a_table_that_names_one_form_is_no_contents() -> None:
    rows = (
        "道路养护\t3\t12.50",
        "绿化补植表\t7\t8.30",
        "路灯维护\t9\t4.20",
        "桥梁检测\t2\t6.10",
        "排水疏通\t5\t1.70",
    )
    text, table = _table("项目\t数量\t金额（万元）", *rows)
    assert census(text, table)["12.50"][0] == "read"

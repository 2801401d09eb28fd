"""Names without what surrounds them, and names of totals."""

from __future__ import annotations

import pytest

from extraction.constraints.ledger.naming import bare, core, is_rest_of, names_total


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("（一）“三公” 经费", "三公经费"),
        ("其中：基本支出", "基本支出"),
        ("其他收入", "其他收入"),
        ("2．项目支出：", "项目支出"),
    ],
)
def test_bare_leaves_only_the_name(name: str, expected: str) -> None:
    assert bare(name) == expected


def test_core_leaves_out_the_statement() -> None:
    assert core("收入预算总计") == core("收入总计")
    assert core("一般公共服务（类）支出") == "一般公共服务支出"


@pytest.mark.parametrize("name", ["合计", "支出总计", "小 计", "总 分"])
def test_totals_are_known_by_name(name: str) -> None:
    assert names_total(name)


def test_the_catch_all_part_closes_its_parents_list() -> None:
    assert is_rest_of("其他工资福利支出", "工资福利支出")
    assert not is_rest_of("其他用车", "执法执勤用车")

"""Tables whose digits ran together: rows that codes, ordinals or arithmetic prove, and no others."""

from __future__ import annotations

import pytest

from extraction.loading.dumps import find_tables

_HEAD = "全市基金收支决算表单位：万元"


def rows(text: str) -> list[list[str]]:
    (table,) = find_tables(text)
    found: dict[int, list[str]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append(cell.span.of(text))
    return [found[k] for k in sorted(found)][1:]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "项目预算数决算数完成预算%一、保险费收入62038361.8二、补助收入24072431101.0合计3027281493.0",
            [
                ["一、保险费收入", "620", "383", "61.8"],
                ["二、补助收入", "2407", "2431", "101.0"],
                ["合计", "3027", "2814", "93.0"],
            ],
        ),
        (
            "序号项目预算数决算数完成预算%备注一当年收入4180370988.71保险费收入620651105.02补助收入3560305885.9",
            [
                ["一", "当年收入", "4180", "3709", "88.7"],
                ["1", "保险费收入", "620", "651", "105.0"],
                ["2", "补助收入", "3560", "3058", "85.9"],
            ],
        ),
        (
            "地区预算数决算数完成预算%一、北岭县62038361.8二、南溪县24072431101.0合计3027281493.0",
            [
                ["一、北岭县", "620", "383", "61.8"],
                ["二、南溪县", "2407", "2431", "101.0"],
                ["合计", "3027", "2814", "93.0"],
            ],
        ),
        (
            "序号项目决算数1机关工资福利支出48122机关商品和服务支出20713对企业补助330",
            [
                ["1", "机关工资福利支出", "4812"],
                ["2", "机关商品和服务支出", "2071"],
                ["3", "对企业补助", "330"],
            ],
        ),
        (
            "科目编码科目名称决算数20132组织事务62,0312013201行政运行61,1072013202一般行政管理事务924",
            [
                ["20132", "组织事务", "62,031"],
                ["2013201", "行政运行", "61,107"],
                ["2013202", "一般行政管理事务", "924"],
            ],
        ),
    ],
)
def test_rows_that_prove_themselves(body: str, expected: list[list[str]]) -> None:
    found = rows(_HEAD + body)
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "本项目2021年预算数159.84万元，其中上年结转23.64万元，实际支出130.89万元，预算执行率81.89%，执行情况良好。",
        f"{_HEAD}项目预算数决算数保险费收入513861补助收入24072426合计29111044经办费用13001280",
        f"{_HEAD}项目预算数决算数完成预算%保险费收入513871.8补助收入2407243.9经办费用130012.6其他费用20013.9",
        f"{_HEAD}项目预算数决算数完成预算%偏差情况说明保险费收入513861.8补助收入24025.8经办费用1301280.6",
        f"{_HEAD}科目编码科目名称决算数20132海事服务62,0312013201港口运行61,1072013202船检管理924",
    ],
)
def test_what_nothing_proves_stays_text(text: str) -> None:
    assert find_tables(text) == ()

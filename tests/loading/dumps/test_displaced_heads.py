"""Second header rows at the left edge: laid over the columns that they head, or nothing is read."""

from __future__ import annotations

import pytest

from extraction.facts.build import build_facts
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.tables import interpret

_TITLE = "松涧镇2031年收入执行情况表\n单位：万元\n"


def _placed(table: str) -> dict[str, str]:
    """Return the header path of every figure that is read, by the figure."""
    document = load_source(Source.of("a.txt", (_TITLE + table).encode()))
    facts = build_facts(interpret(document).markup)
    cells = ((f.mention.text, f.mention.cell) for f in (*facts.amounts, *facts.rates))
    return {value: "/".join(c.column_path) for value, c in cells if c}


_RATES = """项目 | 2030年决算数 | 2031年预算数 | 2031年执行数 | ||
金额 | 占预算% | 比上年增长% | |||
增值税 | 250 | 300 | 330 | 110.00 | 32.00 |
契税 | 80 | 90 | 72 | 80.00 | -10.00 |
印花税 | 40 | 40 | 46 | 115.00 | 15.00 |
{last}合计 | 370 | 430 | 448 | 104.19 | 21.08 |
"""


@pytest.mark.parametrize(
    "last", ["", "房产税 | 20 | 25 | 24 | 96.00 | 25.00 |\n"], ids=["all", "one wrong"]
)
def test_rates_that_come_out_under_one_layout_alone_place_the_row(last):
    found = _placed(_RATES.format(last=last))
    assert found["250"] == "2030年决算数"
    assert found["300"] == "2031年预算数"
    assert found["330"] == "2031年执行数/金额"
    assert found["110.00"] == "2031年执行数/占预算%"
    assert found["-10.00"] == "2031年执行数/比上年增长%"


def test_headers_that_repeat_under_every_group_place_the_row():
    found = _placed(
        "单位名称 | 收入 | 税收比重% | 支出 | ||\n预算数 | 执行数 | 预算数 | 执行数 | ||\n"
        "东桥镇 | 73 | 71 | 61.5 | 80 | 79 |\n西桥镇 | 53 | 51 | 71.5 | 60 | 59 |\n"
    )
    assert found["73"] == "收入/预算数"
    assert found["61.5"] == "税收比重%"
    assert found["79"] == "支出/执行数"


def test_where_nothing_tells_no_figure_is_read():
    table = _RATES.format(last="").replace("占预算% | 比上年增长%", "基本支出 | 项目支出")
    assert _placed(table) == {}


def test_a_second_header_row_with_a_name_of_its_own_stays():
    found = _placed(
        "项目 | 2030年 | 2031年 |\n名称 | 决算数 | 预算数 |\n增值税 | 250 | 300 |\n契税 | 80 | 90 |\n"
    )
    assert found["250"].endswith("决算数")
    assert found["300"].endswith("预算数")

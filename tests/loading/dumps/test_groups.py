"""Headers over two lines: which columns each upper one stands over, and nothing where that is not told."""

from __future__ import annotations

import pytest

from extraction.facts.build import build_facts
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.tables import interpret

_TITLE = "榆河县水文站2023年度经费情况表\n单位：万元\n"
_ALIGNED = """项目                    2021年                    2022年
              预算数      决算数        预算数      决算数
闸门检修       31.25       30.10         33.40       32.75
水尺更换        8.40        8.15          9.20        9.05
"""
_NAMED_BELOW = """                        2021年                    2022年
项目          预算数      决算数        预算数      决算数
闸门检修       31.25       30.10         33.40       32.75
水尺更换        8.40        8.15          9.20        9.05
"""
_STACKED = "\n".join(
    [
        "项目",
        "2021年",
        "2022年",
        "预算数",
        "决算数",
        "预算数",
        "决算数",
        "闸门检修",
        "31.25",
        "30.10",
        "33.40",
        "32.75",
        "水尺更换",
        "8.40",
        "8.15",
        "9.20",
        "9.05",
    ]
)
_YEARS_FIRST = "\n".join(
    [
        "2021年",
        "2022年",
        "项目",
        "预算数",
        "决算数",
        "预算数",
        "决算数",
        "闸门检修",
        "31.25",
        "30.10",
        "33.40",
        "32.75",
        "水尺更换",
        "8.40",
        "8.15",
        "9.20",
        "9.05",
    ]
)
_TABS = (
    "\t2021年\t\t2022年\t\n项目\t预算数\t决算数\t预算数\t决算数\n"
    "闸门检修\t31.25\t30.10\t33.40\t32.75\n水尺更换\t8.40\t8.15\t9.20\t9.05\n"
)


def _cells(text: str) -> dict[str, tuple[tuple[str, ...], str | None]]:
    document = load_source(Source.of("a.txt", text.encode()))
    amounts = build_facts(interpret(document).markup).amounts
    return {
        a.mention.text: (a.mention.cell.column_path if a.mention.cell else (), a.period)
        for a in amounts
    }


@pytest.mark.parametrize(
    "body",
    [_ALIGNED, _NAMED_BELOW, _STACKED, _YEARS_FIRST, _TABS],
    ids=["aligned", "names in the lower line", "stacked", "years first", "tabs"],
)
def test_every_column_has_the_year_above_it(body: str) -> None:
    found = _cells(_TITLE + body)
    assert found["31.25"] == (("2021年", "预算数"), "2021")
    assert found["8.15"] == (("2021年", "决算数"), "2021")
    assert found["33.40"] == (("2022年", "预算数"), "2022")
    assert found["9.05"] == (("2022年", "决算数"), "2022")


def test_parts_under_one_header_and_a_column_of_its_own() -> None:
    body = """项目           合计            其中             备注
                        人员经费     公用经费
闸门检修       31.25       21.10        10.15     已验收
水尺更换        8.40        5.15         3.25
"""
    found = _cells(_TITLE + body)
    assert found["31.25"][0] == ("合计",)
    assert found["10.15"][0] == ("其中", "公用经费")


def test_stacked_parts_under_one_header() -> None:
    words = "项目 合计 其中 人员经费 公用经费 闸门检修 31.25 21.10 10.15 水尺更换 8.40 5.15 3.25"
    found = _cells(_TITLE + "\n".join(words.split()))
    assert found["31.25"][0] == ("合计",)
    assert found["10.15"][0] == ("其中", "公用经费")


def test_years_that_stand_over_no_columns_date_nothing() -> None:
    body = """  2021年                        2022年
项目          预算数      决算数        预算数      调整数     决算数
闸门检修       31.25       30.10         33.40      33.00      32.75
水尺更换        8.40        8.15          9.20       9.10       9.05
"""
    assert {period for _, period in _cells(_TITLE + body).values()} == {None}


def test_figures_of_a_row_that_is_not_placed_are_not_read_as_prose() -> None:
    body = "项目 预算数 调整数 决算数\n闸门检修 31.25 32.00 30.10\n水尺更换 ￥8.40 8.15\n浮标维护 2.50 2.60 2.45\n"
    document = load_source(Source.of("a.txt", (_TITLE + body).encode()))
    markup = interpret(document)
    start = document.text.index("￥8.40")
    assert any(s.start <= start < s.end for s in markup.closed)

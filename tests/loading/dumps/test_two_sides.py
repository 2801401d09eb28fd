"""Tables of two sides, one cell a line: the shorter side's blanks left no trace, and its rows stay under their headers."""

from __future__ import annotations

import pytest

from extraction.facts.build import build_facts
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.tables import interpret


def _rows(*cells: str) -> dict[str, tuple[str, str]]:
    head = ("表四：沙坪县2020年基金收支平衡表", "单位：万元")
    text = "\n".join((*head, *" ".join(cells).split(), ""))
    markup = interpret(load_source(Source.of("a.txt", text.encode()))).markup
    found = ((a.mention.text, a.mention.cell) for a in build_facts(markup).amounts)
    return {value: (c.row_path[-1], str(c.column)) for value, c in found if c}


@pytest.mark.parametrize(
    ("body", "alone", "column"),
    [
        (
            (
                "一、本级收入 300 一、本级支出 420",
                "二、上级补助收入 180 二、调出资金 30",
                "三、结转下年 31",
            ),
            "31",
            "3",
        ),
        (("本级收入 300 本级支出 481", "上年结余 180", "调入资金 1"), "1", "1"),
        (
            (
                "一、本级收入 475 一、本级支出 420",
                "二、上年结转收入 6 二、上解支出 30",
                "三、债务还本支出 20",
                "四、年末结余 11",
            ),
            "11",
            "3",
        ),
    ],
    ids=["one use more", "two sources more", "two uses more"],
)
def test_a_longer_side_keeps_its_column(body, alone, column) -> None:
    found = _rows("收入 决算数 支出 决算数", *body, "收入总计 481 支出总计 481")
    assert found[alone][1] == column


def test_equal_sides_are_read_as_before() -> None:
    found = _rows(
        "收入 决算数 支出 决算数", "本级收入 300 本级支出 450", "上年结余 181 调出资金 31",
        "收入总计 481 支出总计 481",
    )  # fmt: skip
    assert found["181"] == ("上年结余", "1")
    assert found["31"] == ("调出资金", "3")


def test_headers_that_name_no_sides_put_nothing_in_between() -> None:
    found = _rows(
        "项目 决算数 项目 决算数", "车辆购置 300 车辆运行 450", "上年结余 181 上年结转 31",
        "培训费 12 会议费 14",
    )  # fmt: skip
    assert found["31"] == ("上年结转", "3")

"""Rows without a header and without a result: comparator, number, unit and weight in cells of their own."""

from __future__ import annotations

import pytest

from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.loading.dumps.indicator_accounts.headerless import headerless_accounts
from extraction.pipeline import default_pipeline

CUT_OFF = (
    "资料发放及时率 | = | 100 | % | 5 | ||||||\n成本指标 | 宣传手册印制成本 | ≤ | 86400 | 元 | 5 | |||||\n"
    "骨干培训单价 | = | 300 | 元/人 | 5 | ||||||\n"
    "效益指标 | 社会效益指标 | 居民政策知晓率 | ≥ | 92 | % | 15 | ||||\n"
    "满意度指标 | 服务对象满意度指标 | 参训居民满意度 | ≥ | 90 | % | 10 | ||||\n合计 | 100 | |||||||||\n"
)
ONE_ROW = "\n".join(CUT_OFF.split("\n")[1:2]) + "\n"
UNCOMPARED = CUT_OFF.replace("≥", "约").replace("≤", "约").replace("=", "约")


def told(text: str) -> list[tuple[str, str | None]]:
    """Name and goal of every indicator of a text."""
    document = Document("a.txt", "0" * 64, "txt", text, tables=find_tables(text))
    found = default_pipeline("pattern").extract(document).facts.indicators
    return [(i.name.text, i.target.mention.text if i.target else None) for i in found]


def test_goals_stand_behind_their_comparators() -> None:
    assert told(CUT_OFF) == [
        ("资料发放及时率", "100"),
        ("宣传手册印制成本", "86400"),
        ("骨干培训单价", "300"),
        ("居民政策知晓率", "92"),
        ("参训居民满意度", "90"),
    ]


@pytest.mark.parametrize("text", [UNCOMPARED, ONE_ROW], ids=["no comparators", "one row"])
def test_nothing_is_said_where_the_columns_are_not_those(text: str) -> None:
    assert not list(headerless_accounts(text, ()))

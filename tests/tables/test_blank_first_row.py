"""A header above a first row that is numbered and blank: the number of a row is no figure."""

from __future__ import annotations

import pytest

from extraction.facts.build import build_facts
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.tables import interpret


def _columns(rows: list[list[str]]) -> dict[str, str]:
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    page = f"<html><body><h1>桐岭县档案馆2021年度支出表</h1><p>单位：万元</p><table>{cells}</table></body></html>"
    document = load_source(Source.of("a.html", page.encode()))
    amounts = build_facts(interpret(document).markup).amounts
    return {a.mention.text: a.mention.cell.column_path[-1] for a in amounts if a.mention.cell}


@pytest.mark.parametrize("ordinal", ["序号", "行次", "编号"])
@pytest.mark.parametrize(
    ("first", "second"),
    [("年初预算数", "决算数"), ("2020年决算数", "2021年决算数"), ("合计", "项目支出")],
)
def test_figures_keep_their_headers(ordinal: str, first: str, second: str) -> None:
    rows = [
        [ordinal, "支出项目", first, second],
        ["1", "库房除湿", "", ""],
        ["2", "缩微拍照", "18.60", "17.25"],
        ["3", "目录著录", "6.40", "—"],
    ]
    assert _columns(rows) == {"18.60": first, "17.25": second, "6.40": first}

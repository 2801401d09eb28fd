"""Header cells that a page broke in two: one header where its words say so, two headers where they do not."""

from __future__ import annotations

import pytest

from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.tables import interpret
from tests.tables.texts import pairs_of

_BODY = [
    ["产出指标", "数量指标", "巡护次数", "≥48次", "20"],
    ["", "质量指标", "水质达标率", "≥95%", "15"],
    ["效益指标", "社会效益指标", "受益户数", "≥310户", "30"],
]
_WANTED = {
    "巡护次数": {"target": "≥48次", "weight": "20"},
    "水质达标率": {"target": "≥95%", "weight": "15"},
    "受益户数": {"target": "≥310户", "weight": "30"},
}


def _pairs(*heads: list[str], body: list[list[str]] | None = None) -> dict[str, dict[str, str]]:
    rows = [*heads, *(_BODY if body is None else body)]
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    page = f"<html><body><h1>桐岭水库2023年度绩效目标表</h1><table>{cells}</table></body></html>"
    return pairs_of(interpret(load_source(Source.of("a.html", page.encode()))).markup)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["一级", "", "", "", "分值"], ["指标", "二级指标", "三级指标", "指标值", "（90）"]),
        (["一级", "二级", "", "", "分值"], ["指标", "指标", "三级指标", "指标值", "(90分)"]),
        (["一级", "", "三级", "指标", ""], ["指标", "二级指标", "指标", "值", "分值"]),
        (["一级指标", "二级指标", "三级指标", "目标", "权重"], ["", "", "", "值", "（90）"]),
    ],
)
def test_a_broken_header_is_one(upper: list[str], lower: list[str]) -> None:
    assert _pairs(upper, lower) == _WANTED


def test_a_whole_header_stays() -> None:
    assert _pairs(["一级指标", "二级指标", "三级指标", "指标值", "分值"]) == _WANTED


def test_a_first_row_of_classes_is_no_half_of_a_header() -> None:
    found = _pairs(
        ["一级指标", "二级指标", "三级指标", "指标值", "分值"],
        body=[["产出指标", "数量指标", "指标", "≥4项", "20"], *_BODY[1:]],
    )
    assert found["受益户数"] == _WANTED["受益户数"]


@pytest.mark.parametrize("head", ["支出", "本年", "全年"])
def test_a_group_over_figures_stays_a_group(head: str) -> None:
    cells = [["项目", head, ""], ["", "预算数", "决算数"], ["水质监测", "12.10", "11.80"]]
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in cells)
    page = f"<html><body><h1>桐岭水库2023年度支出表</h1><p>单位：万元</p><table>{rows}</table></body></html>"
    markup = interpret(load_source(Source.of("a.html", page.encode()))).markup
    paths = {m.text: m.cell.column_path for m in markup.mentions if m.cell}
    assert paths["12.10"][-1] == "预算数"
    assert paths["11.80"][-1] == "决算数"

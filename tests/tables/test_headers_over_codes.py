"""Headers above rows that hold but codes and names: a code beside a name is no amount."""

from __future__ import annotations

import pytest

from extraction.facts.build import build_facts
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.tables import interpret

_Columns = dict[str, tuple[str, str]]


def _columns(rows: list[list[str]]) -> _Columns:
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    page = f"<html><body><h1>桐岭市2024年支出表</h1><p>单位：万元</p><table>{cells}</table></body></html>"
    document = load_source(Source.of("a.html", page.encode()))
    amounts = build_facts(interpret(document).markup).amounts
    return {
        a.mention.text: (a.mention.cell.row_path[-1], a.mention.cell.column_path[-1])
        for a in amounts
        if a.mention.cell and a.mention.cell.row_path and a.mention.cell.column_path
    }


@pytest.mark.parametrize(
    ("code", "name"), [("科目编码", "科目名称"), ("编码", "预算科目"), ("科目代码", "项目")]
)
@pytest.mark.parametrize("empty", ["", "-"])
def test_two_sides_keep_their_headers_over_blank_rows(code: str, name: str, empty: str) -> None:
    side = [code, name, "2023年决算数", "2024年完成数"]
    blank = [
        ["1030157", "移民扶助收入", "", empty, "2079899", "其他文体支出", "", ""],
        ["1030158", "水利基金收入", "", "", "208", "社会保障支出", "", empty],
        ["1030159", "车辆通行费", "", "", "20898", "养老服务设施", "", ""],
        ["1030166", "处理处置收入", "", "", "2089801", "就业服务设施", "", ""],
        ["1030168", "电价附加收入", "", "", "2089802", "公共服务设施", "", ""],
        ["1030171", "损害赔偿收入", "", "", "2089899", "其他保障支出", "", ""],
        ["1030175", "产品处理收入", "", "", "210", "卫生健康支出", "", ""],
    ]
    figures = [
        ["1030178", "污水处理收入", "169.59", "62.00", "21098", "疾控机构", "", "72.58"],
        ["1030180", "彩票业务费用", "3.10", "2.40", "211", "节能环保支出", "", "32.20"],
    ]
    assert _columns([[*side, *side], *blank, *figures]) == {
        "169.59": ("污水处理收入", "2023年决算数"),
        "62.00": ("污水处理收入", "2024年完成数"),
        "72.58": ("疾控机构", "2024年完成数"),
        "3.10": ("彩票业务费用", "2023年决算数"),
        "2.40": ("彩票业务费用", "2024年完成数"),
        "32.20": ("节能环保支出", "2024年完成数"),
    }


def test_a_side_without_roles_is_headed_too() -> None:
    side = ["科目编码", "预算科目", "全市", "本级"]
    rows = [["1102101", "援助收入", "", "", "2302101", "援助支出", "", ""]] * 6
    last = ["11011", "转贷收入", "697.80", "404.90", "23011", "转贷支出", "", "142.07"]
    assert _columns([[*side, *side], *rows, last]) == {
        "697.80": ("转贷收入", "全市"),
        "404.90": ("转贷收入", "本级"),
        "142.07": ("转贷支出", "本级"),
    }


@pytest.mark.parametrize("head", ["2024年底余额", "2024年末余额", "2024年初结余"])
def test_a_header_that_begins_with_a_year_is_no_quantity(head: str) -> None:
    rows = [
        ["债券类型", "类别", head, "2025年", "2026年", "偿还资金来源"],
        ["一般债券", "合计", "921.50", "58.10", "16.90", "一般公共预算"],
        ["", "新增债券", "548.90", "28.80", "0.00", ""],
    ]
    found = _columns(rows)
    assert found["921.50"][1] == head
    assert found["16.90"][1] == "2026年"

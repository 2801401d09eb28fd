"""Tables that go on in a second grid, headers of bare years."""

from __future__ import annotations

from extraction.facts.build import build_facts
from extraction.loading.builder import DocumentBuilder, GridCell, Piece
from extraction.tables import interpret
from tests.tables.texts import read_text


def _grid(builder: DocumentBuilder, *rows: str) -> None:
    cells = [
        GridCell(r, c, Piece(text))
        for r, row in enumerate(rows)
        for c, text in enumerate(row.split("|"))
    ]
    builder.table(cells)


def _continued(between: str) -> dict[str, tuple[object, ...]]:
    builder = DocumentBuilder(paged=False)
    builder.paragraph(Piece("柳溪县2021年度支出表 单位：万元"))
    _grid(builder, "项目|年初预算数|决算数", "水费|4.10|3.90")
    builder.paragraph(Piece(between))
    _grid(builder, "电费|7.20|7.05", "暖气费|2.00|1.85")
    document = builder.build(path="a.docx", sha256="0" * 64, format="docx")
    facts = build_facts(interpret(document).markup)
    return {f.mention.text: (f.role, f.quantity.unit, f.period) for f in facts.amounts}


def test_a_continued_table_has_the_columns_of_the_one_before() -> None:
    for between in ("（续表）", "续上表", "- 3 -", "第4页"):
        found = _continued(between)
        assert found["7.20"] == ("budget", "万元", "2021")
        assert found["1.85"] == ("actual", "万元", "2021")


def test_another_heading_begins_another_table() -> None:
    found = _continued("二、人员情况")
    assert found.get("7.20", (None,))[0] != "budget"


def test_bare_years_head_columns() -> None:
    facts = build_facts(read_text("单位：万元\n项目\t2019\t2020\n水费\t3.30\t3.10\n").markup)
    assert {(f.mention.text, f.period) for f in facts.amounts} == {
        ("3.30", "2019"),
        ("3.10", "2020"),
    }

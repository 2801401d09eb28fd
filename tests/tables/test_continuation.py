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


def test_a_header_set_as_a_table_of_its_own_heads_the_next_grid() -> None:
    builder = DocumentBuilder(paged=False)
    builder.paragraph(Piece("单位：亿元"))
    _grid(builder, "地区|2019年债务限额|2019年债务余额")
    _grid(builder, "东坪县|12.40|10.30", "西坪县|8.60|8.15")
    document = builder.build(path="a.html", sha256="0" * 64, format="html")
    facts = build_facts(interpret(document).markup)
    found = {f.mention.text: (f.quantity.unit, f.period) for f in facts.amounts}
    assert found["10.30"] == ("亿元", "2019")


def test_rows_of_a_template_without_values_do_not_hide_the_header() -> None:
    rows = "\n".join(f"第{n}类收入\t\t" for n in "甲乙丙丁戊己庚辛")
    text = f"单位：万元\n项目\t2020年执行数\t2021年预算数\n{rows}\n合计\t15.20\t16.40\n"
    facts = build_facts(read_text(text).markup)
    assert {(f.mention.text, f.period, f.role) for f in facts.amounts} == {
        ("15.20", "2020", "actual"),
        ("16.40", "2021", "budget"),
    }


def test_integers_under_earmarked_funds_are_no_codes() -> None:
    text = "单位：万元\n预算科目\t合计\t其中：上级专款\n道路养护\t900\t101\n桥梁检测\t800\t20301\n"
    facts = build_facts(read_text(text).markup)
    assert {f.mention.text for f in facts.amounts} == {"900", "101", "800", "20301"}


def test_a_header_repeated_on_each_page_keeps_the_title_of_the_first() -> None:
    builder = DocumentBuilder(paged=False)
    builder.paragraph(Piece("2019年支出决算表"))
    builder.paragraph(Piece("单位：万元"))
    for number, row in enumerate(("水费|4.10|4.00", "电费|7.20|7.05", "邮费|1.20|1.05"), 1):
        _grid(builder, "项目|决算数|完成预算％", row)
        builder.paragraph(Piece(f"—{number}—"))
        builder.paragraph(Piece("单位：万元"))
    document = builder.build(path="a.pdf", sha256="0" * 64, format="pdf")
    read = interpret(document)
    facts = build_facts(read.markup)
    assert {f.mention.text: f.period for f in facts.amounts} == {
        "4.10": "2019",
        "7.20": "2019",
        "1.20": "2019",
    }
    assert {f.mention.text for f in facts.rates} == {"4.00", "7.05", "1.05"}
    assert all(len(r.titles) <= 8 for r in read.readings)


def test_a_row_that_fell_out_at_the_edge_of_a_page_does_not_end_the_table() -> None:
    found = _continued("会议费 1.30 1.20 92.3%")
    assert found["7.05"] == ("actual", "万元", "2021")


def test_a_row_of_formulas_names_no_column() -> None:
    builder = DocumentBuilder(paged=False)
    builder.paragraph(Piece("青杨县债务情况表 单位：亿元"))
    _grid(
        builder, "地区|债务限额||", "||一般债务|专项债务", "公式|A=B+C|B|C", "东乡|3.50|1.20|2.30"
    )
    document = builder.build(path="a.docx", sha256="0" * 64, format="docx")
    cells = [a.mention.cell for a in build_facts(interpret(document).markup).amounts]
    assert [c.column_path[-1] for c in cells if c is not None] == [
        "债务限额",
        "一般债务",
        "专项债务",
    ]

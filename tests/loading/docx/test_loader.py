"""Word documents: what a reader sees, tables with their merges, nothing deleted or hidden."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extraction.document import Document, RegionKind
from extraction.errors import DamagedError, EncryptedError, LimitExceededError
from extraction.loading.docx import load_docx
from extraction.loading.source import Source

_MAIN = "word/document.xml"


def _load(word: WordDocument) -> Document:
    return load_docx(Source.of("report.docx", _bytes(word)))


def _bytes(word: WordDocument) -> bytes:
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def _with_body(inner: str) -> Document:
    """Load a document whose body is `inner`, WordprocessingML with the usual prefixes."""
    word = docx.Document()
    body = word.element.body
    spaces = nsdecls("w", "wp", "a") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    for element in parse_xml(f"<w:body {spaces}>{inner}</w:body>"):
        body.insert(len(body) - 1, element)
    return _load(word)


def _run(text: str, properties: str = "") -> str:
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _changed(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def test_paragraphs_are_lines() -> None:
    word = docx.Document()
    word.add_paragraph("　　本年收入1,200.50万元，")
    word.add_paragraph("")
    word.add_paragraph("支出1,100万元。\n其中：基本支出800万元。")
    assert _load(word).text == (
        "本年收入1,200.50万元，\n支出1,100万元。\n其中：基本支出800万元。\n"
    )


def test_merged_cells_stand_once() -> None:
    word = docx.Document()
    table = word.add_table(3, 4)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "项目"
    table.cell(0, 1).merge(table.cell(0, 3)).text = "支出"
    for k, text in enumerate(("年初\n预算数", "决算数", "差额"), 1):
        table.cell(1, k).text = text
    for k, text in enumerate(("合计", "10.00", "9.50", "0.50")):
        table.cell(2, k).text = text
    document = _load(word)
    (found,) = document.tables
    places = {
        (c.row, c.column, c.row_span, c.column_span): c.span.of(document.text) for c in found.cells
    }
    assert places[0, 0, 2, 1] == "项目"
    assert places[0, 1, 1, 3] == "支出"
    assert places[1, 1, 1, 1] == "年初预算数"
    assert "合计\t10.00\t9.50\t0.50\n" in document.text


def test_two_numbers_of_one_cell_do_not_fuse() -> None:
    word = docx.Document()
    table = word.add_table(1, 2)
    table.cell(0, 0).text = "数量"
    cell = table.cell(0, 1)
    cell.text = "12"
    cell.add_paragraph("15")
    assert "数量\t12 15" in _load(word).text


def test_title_and_unit_rows_stand_above_the_table() -> None:
    word = docx.Document()
    table = word.add_table(4, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "支出决算表"
    table.cell(1, 0).merge(table.cell(1, 2)).text = "单位：万元"
    for r, row in enumerate((("项目", "预算数", "决算数"), ("合计", "2.00", "1.00")), 2):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    document = _load(word)
    assert document.text.startswith("支出决算表\n单位：万元\n\n项目\t预算数\t决算数\n")
    assert document.tables[0].rows == 2


def test_a_table_nested_in_a_form_becomes_its_own() -> None:
    word = docx.Document()
    outer = word.add_table(3, 2)
    outer.cell(0, 0).text, outer.cell(0, 1).text = "项目名称", "道路养护"
    outer.cell(1, 0).text = "资金情况"
    inner = outer.cell(1, 1).add_table(2, 2)
    for place, text in {(0, 0): "预算数", (0, 1): "执行数", (1, 0): "30", (1, 1): "28"}.items():
        inner.cell(*place).text = text
    outer.cell(2, 0).text, outer.cell(2, 1).text = "自评得分", "95"
    document = _load(word)
    assert [t.rows for t in document.tables] == [1, 2, 1]
    assert "预算数\t执行数\n30\t28\n" in document.text


def test_a_layout_table_is_dissolved() -> None:
    word = docx.Document()
    cell = word.add_table(1, 1).cell(0, 0)
    cell.text = "全年支出5万元。"
    cell.add_paragraph("比上年增长3%。")
    document = _load(word)
    assert document.tables == ()
    assert document.text == "全年支出5万元。\n比上年增长3%。\n"


def test_tracked_changes_read_as_accepted() -> None:
    document = _with_body(
        "<w:p>"
        + _run("支出")
        + '<w:del w:id="1" w:author="a"><w:r><w:delText>90</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" w:author="a">{_run("95")}</w:ins>'
        + _run("万元")
        + "</w:p>"
    )
    assert document.text == "支出95万元\n"


def test_a_deleted_paragraph_mark_joins_lines() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr>'
    document = _with_body(f"<w:p>{mark}{_run('支出9')}</w:p><w:p>{_run('5万元')}</w:p>")
    assert document.text == "支出95万元\n"


@pytest.mark.parametrize("name", ["vanish", "strike", "dstrike"])
def test_hidden_and_struck_text_is_left_out(name: str) -> None:
    document = _with_body(f"<w:p>{_run('12', f'<w:{name}/>')}{_run('15万元')}</w:p>")
    assert document.text == "15万元\n"


def test_a_raised_note_mark_never_joins_a_number() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    document = _with_body(f"<w:p>{_run('120')}{_run('1', raised)}{_run('万元')}</w:p>")
    assert document.text == "120¹万元\n"


def test_field_codes_are_left_out_and_results_kept() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(1,2)</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + _run("3.00")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert _with_body(f"<w:p>{_run('合计')}{field}{_run('万元')}</w:p>").text == "合计3.00万元\n"


def test_a_table_of_contents_is_closed_to_extraction() -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> TOC \\o </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    document = _with_body(
        f"<w:p>{begin}{_run('一、收入')}<w:r><w:tab/></w:r>{_run('3')}</w:p>"
        f"<w:p>{_run('二、支出')}<w:r><w:tab/></w:r>{_run('5')}{end}</w:p><w:p>{_run('正文')}</w:p>"
    )
    assert [(r.kind, r.span.of(document.text)) for r in document.regions] == [
        (RegionKind.CONTENTS, "一、收入\t3"),
        (RegionKind.CONTENTS, "二、支出\t5"),
    ]


def test_a_text_box_follows_its_paragraph_once() -> None:
    box = f"<w:txbxContent><w:p>{_run('公开表格')}</w:p></w:txbxContent>"
    anchor = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert _with_body(f"<w:p>{_run('甲')}{anchor}{_run('乙')}</w:p>").text == "甲乙\n公开表格\n"


def test_symbol_fonts_become_signs() -> None:
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    assert _with_body(f"<w:p>{symbol}{_run('95%')}</w:p>").text == "≥95%\n"


def test_automatic_numbers_are_shown() -> None:
    word = docx.Document()
    for text in ("甲", "乙"):
        word.add_paragraph(text, style="List Number")
    assert _load(word).text == "1.甲\n2.乙\n"


def test_headers_and_footers_are_regions() -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "2022年度自评报告"
    word.sections[0].footer.paragraphs[0].text = "第1页"
    word.add_paragraph("支出3万元。")
    document = _load(word)
    assert document.text == "2022年度自评报告\n支出3万元。\n第1页\n"
    assert [r.kind for r in document.regions] == [RegionKind.HEADER, RegionKind.FOOTER]


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_MAIN, b"<w/>")
        archive.writestr("word/media/a.bin", bytes(64 * 1024 * 1024))
    return target.getvalue()


def _entities(name: str, content: bytes) -> bytes:
    if name != _MAIN:
        return content
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    head, mark, rest = content.partition(b"?>")
    return head + mark + declared + rest


_PLAIN = _bytes(docx.Document())
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("data", "error", "found"),
    [
        (b"", DamagedError, "an empty file"),
        (b"\x00\x01junk" * 40, DamagedError, "unknown bytes"),
        (b"%PDF-1.4 ...", DamagedError, "a PDF"),
        (b"<html><body>1</body></html>", DamagedError, "a web page"),
        (_PLAIN[: len(_PLAIN) // 2], DamagedError, "a truncated zip archive"),
        (_changed(_PLAIN, lambda n, c: None if n == _MAIN else c), DamagedError, _MAIN),
        (_changed(_PLAIN, lambda n, c: c[:200] if n == _MAIN else c), DamagedError, "not fit"),
        (_OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0", EncryptedError, "password"),
        (_bomb(), LimitExceededError, "to 1"),
        (_changed(_PLAIN, _entities), LimitExceededError, "entity declaration"),
    ],
    ids=[
        "empty",
        "junk",
        "pdf",
        "html",
        "truncated",
        "no-body",
        "cut-xml",
        "encrypted",
        "zip-bomb",
        "entity-bomb",
    ],
)
def test_bad_input_is_named(data: bytes, error: type[Exception], found: str) -> None:
    with pytest.raises(error, match=found):
        load_docx(Source.of("report.docx", data))


def test_styles_hide_strike_and_raise() -> None:
    word = docx.Document()
    styles = word.styles.element
    for ident, inner in (
        ("old", "<w:strike/>"),
        ("older", ""),
        ("note", '<w:position w:val="8"/>'),
    ):
        base = '<w:basedOn w:val="old"/>' if ident == "older" else ""
        styles.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="character" w:styleId="{ident}">'
                f'<w:name w:val="{ident}"/>{base}<w:rPr>{inner}</w:rPr></w:style>'
            )
        )
    runs = "".join(
        (
            _run("差旅费"),
            _run("6.60", '<w:rStyle w:val="older"/>'),
            _run("5.50"),
            _run("2", '<w:rStyle w:val="note"/>'),
            _run("万元"),
        )
    )
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>")
    word.element.body.insert(0, paragraph)
    assert _load(word).text == "差旅费5.50²万元\n"


def test_hidden_rows_are_gone_and_rows_of_several_entries_are_split() -> None:
    word = docx.Document()
    table = word.add_table(rows=3, cols=4)
    contents = [
        ("三级指标", "指标值", "完成值", "类别"),
        ("隐藏", "1", "2", "三"),
        ("栽植乔木\n修剪绿篱", "120株\n≥30公里", "118株\n31公里", "数量指标"),
    ]
    for row, texts in zip(table.rows, contents, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    properties = table.rows[1]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:hidden {nsdecls('w')}/>"))
    document = _load(word)
    assert document.text == (
        "三级指标\t指标值\t完成值\t类别\n栽植乔木\t120株\t118株\t数量指标\n修剪绿篱\t≥30公里\t31公里\t\n\n"
    )
    assert document.tables[0].cells[-1].row == 2

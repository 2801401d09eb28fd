"""Parts of documents: what is left out is not there, and the document says so."""

import io

import openpyxl
import pytest
import xlwt
from reportlab.pdfgen.canvas import Canvas

from extraction.document import Gap
from extraction.loading.load import load_source
from extraction.loading.portion import WHOLE, Portion, allot_rows
from extraction.loading.source import Source

HALF = Portion(0.5, reason="超出时限")


def pdf(pages):
    target = io.BytesIO()
    canvas = Canvas(target)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"Sheet {number} holds {number * 11} units of text on a line")
        canvas.showPage()
    canvas.save()
    return Source.of("a.pdf", target.getvalue())


def xlsx(sheets):
    book, target = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, (rows, state) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for row in range(1, rows + 1):
            sheet.append([f"{name}{row}", row])
    book.save(target)
    return Source.of("a.xlsx", target.getvalue())


def xls(sheets):
    book, target = xlwt.Workbook(), io.BytesIO()
    for name, (rows, state) in sheets.items():
        sheet = book.add_sheet(name)
        sheet.visibility = 0 if state == "visible" else 1
        for row in range(rows):
            sheet.write(row, 0, f"{name}{row + 1}")
            sheet.write(row, 1, row + 1)
    book.save(target)
    return Source.of("a.xls", target.getvalue())


def test_pages_behind_the_share_and_those_passed_over_are_ranges_in_partial():
    turned = []
    portion = Portion(0.5, without=(2,), reason="超出时限")
    document = load_source(pdf(9), portion, turned=lambda page, pages: turned.append((page, pages)))
    assert [p.number for p in document.pages] == [1, 3, 4, 5]
    assert turned == [(1, 9), (3, 9), (4, 9), (5, 9), (0, 9)]
    assert "Sheet 5" in document.text
    assert "Sheet 2" not in document.text
    assert document.partial == (
        Gap("第2页", "超出时限，未读"),
        Gap("第6–9页", "超出时限，未读"),
    )


@pytest.mark.parametrize("make", [xlsx, xls], ids=["xlsx", "xls"])
def test_rows_and_sheets_that_are_not_read_are_named(make):
    sheets = {
        "收入": (6, "visible"),
        "隐": (50, "hidden"),
        "支出": (8, "visible"),
        "三公": (6, "visible"),
    }
    document = load_source(make(sheets), HALF)
    assert "收入6" in document.text
    assert "支出4\t4" in document.text
    assert "支出5" not in document.text
    assert "三公" not in document.text
    assert document.partial == (
        Gap("工作表支出第5–8行", "超出时限，未读"),
        Gap("工作表三公", "超出时限，未读"),
    )


def test_a_table_is_cut_at_a_row_and_keeps_its_cells_within_the_text():
    rows = "".join(f"<tr><td>项目{i}</td><td>{i}.5</td></tr>" for i in range(20))
    page = f"<html><body><p>说明</p><table>{rows}</table><p>结尾</p></body></html>"
    whole = load_source(Source.of("a.html", page.encode()))
    part = load_source(Source.of("a.html", page.encode()), HALF)
    assert part.text == whole.text[: len(part.text)]
    assert part.text.endswith("\n")
    (table,) = part.tables
    kept = [part.text[c.span.start : c.span.end] for c in table.cells]
    assert (
        kept == [whole.text[c.span.start : c.span.end] for c in whole.tables[0].cells][: len(kept)]
    )
    assert len(kept) % 2 == 0
    assert table.rows == len(kept) // 2
    (gap,) = part.partial
    assert gap.reason == "超出时限，未读"


def test_the_whole_is_left_as_it_is():
    source = xlsx({"收入": (3, "visible")})
    assert load_source(source) == load_source(source, WHOLE)
    assert not load_source(source).partial


def test_one_unit_is_read_at_least():
    assert Portion(1 / 32).pages(3) == (1,)
    assert allot_rows([("a", 3), ("b", 0)], Portion(1 / 32, reason="x"))[0] == (1, 0)
    with pytest.raises(ValueError, match="share"):
        Portion(0)

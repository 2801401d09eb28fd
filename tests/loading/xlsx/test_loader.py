"""Workbooks: what is visible, as it is shown, in sheet order."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.workbook import Workbook

from extraction.document import Document
from extraction.errors import DamagedError, EncryptedError, LimitExceededError
from extraction.loading.source import Source
from extraction.loading.xlsx import load_xls, load_xlsx

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def _bytes(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _load(book: Workbook) -> Document:
    return load_xlsx(Source.of("annex.xlsx", _bytes(book)))


def _book(*rows: tuple[object, ...], title: str = "Sheet1") -> Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


def test_numbers_are_as_shown() -> None:
    book = _book(("项目", "金额", "占比"), ("合计", 1234.5, 0.5))
    sheet = book.worksheets[0]
    sheet["B2"].number_format, sheet["C2"].number_format = "#,##0.00", "0.0%"
    assert _load(book).text == "项目\t金额\t占比\n合计\t1,234.50\t50.0%\n\n"


def test_title_unit_and_sheet_name_stand_above() -> None:
    book = _book(("收支总表",), ("单位：万元",), ("项目", "金额"), ("合计", 5), title="表1 收支")
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A2:B2")
    document = _load(book)
    assert document.text == "表1 收支\n收支总表\n单位：万元\n\n项目\t金额\n合计\t5\n\n"
    assert document.tables[0].caption is not None


def test_merged_cells_keep_their_extent() -> None:
    book = _book(("项目", "支出", None), (None, "预算数", "决算数"), ("合计", 5, 4))
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    cells = {(c.row, c.column): (c.row_span, c.column_span) for c in _load(book).tables[0].cells}
    assert (cells[0, 0], cells[0, 1]) == ((2, 1), (1, 2))


def test_hidden_sheets_rows_and_columns_are_left_out() -> None:
    book = _book(("项目", "草稿", "金额"), ("甲", 1, 2), ("乙", 3, 4), ("丙", 5, 6))
    book.worksheets[0].row_dimensions[3].hidden = True
    book.worksheets[0].column_dimensions["B"].hidden = True
    book.create_sheet("旧").append(("秘", 9))
    book.worksheets[1].sheet_state = "hidden"
    assert _load(book).text == "项目\t金额\n甲\t2\n丙\t6\n\n"


def test_a_formula_without_a_value_shows_itself() -> None:
    document = _load(_book(("项目", "金额"), ("甲", 2), ("合计", "=SUM(B2:B2)")))
    assert "合计\t=SUM(B2:B2)" in document.text


def test_a_formula_whose_result_is_empty_text_is_blank() -> None:
    data = _bytes(_book(("项目", "金额"), ("甲", 2), ("合计", "=IF(B2>5,B2,0)"), ("乙", "=B2")))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b'<c r="B3">', b'<c r="B3" t="str">')
                assert b't="str"' in content
            new.writestr(name, content)
    text = load_xlsx(Source.of("a.xlsx", target.getvalue())).text
    assert text == "项目\t金额\n甲\t2\n合计\t\n乙\t=B2\n\n"


def test_sheets_follow_in_order() -> None:
    book = _book(("甲", 1), ("乙", 2))
    book.create_sheet("二").append(("丙", 3))
    assert _load(book).text == "甲\t1\n乙\t2\n\n二\n\n丙\t3\n\n"


def test_tables_under_one_another_are_cut_at_titles() -> None:
    book = _book(
        ("表一", None), ("甲", 1), ("乙", 2), (None, None), ("表二", None), ("丙", 3), ("丁", 4)
    )
    book.worksheets[0].merge_cells("A1:B1")
    book.worksheets[0].merge_cells("A5:B5")
    document = _load(book)
    assert [t.rows for t in document.tables] == [2, 2]
    assert "表二\n\n丙\t3" in document.text


def test_line_breaks_inside_a_cell_are_closed_up() -> None:
    assert "年初预算数\t" in _load(_book(("年初\n预算数", "b"), (1, 2))).text


def test_decimals_are_not_floats() -> None:
    assert "\t0.3\n" in _load(_book(("甲", 0.1 + 0.2), ("乙", Decimal("1.10")))).text


def _xls(rows: list[list[object]]) -> bytes:
    xlwt = pytest.importorskip("xlwt", reason="writing .xls needs the package xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("支出表")
    percent = xlwt.easyxf(num_format_str="0.0%")
    money = xlwt.easyxf(num_format_str="#,##0.00")
    sheet.write_merge(0, 0, 0, 2, "支出表")
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row):
            style = percent if c == 2 else money
            sheet.write(r, c, value, style)
    hidden = sheet.row(len(rows) + 1)
    hidden.write(0, "隐藏")
    hidden.hidden = True
    target = io.BytesIO()
    book.save(target)
    return bytes(target.getvalue())


def test_xls_keeps_formats_and_merges() -> None:
    data = _xls([["项目", "金额", "占比"], ["合计", 1234.5, 0.953]])
    document = load_xls(Source.of("a.xls", data))
    assert document.format == "xls"
    assert document.text.endswith("支出表\n\n项目\t金额\t占比\n合计\t1,234.50\t95.3%\n\n")


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (
            b"<html><table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>",
            "html",
        ),
        (_bytes(_book(("a", 1))), "xlsx"),
    ],
    ids=["web-page", "xlsx"],
)
def test_an_xls_that_is_something_else_is_read_as_that(data: bytes, format: str) -> None:
    assert load_xls(Source.of("a.xls", data)).format == format


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"<c/>" * (25 * 1024 * 1024))
    return target.getvalue()


def _merged_all() -> bytes:
    target = io.BytesIO()
    plain = io.BytesIO(_bytes(_book(("a", 1))))
    merge = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", merge))
    return target.getvalue()


_PLAIN = _bytes(_book(("a", 1)))


@pytest.mark.parametrize(
    ("data", "error", "found"),
    [
        (b"", DamagedError, "an empty file"),
        (b"a,b\n1,2\n", DamagedError, "unknown bytes"),
        (_PLAIN[:900], DamagedError, "truncated"),
        (_bytes(openpyxl.Workbook()), DamagedError, "no text"),
        (_bomb(), LimitExceededError, "to 1"),
        (_merged_all(), LimitExceededError, "cells"),
        (_OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0", EncryptedError, "password"),
    ],
    ids=["empty", "csv", "truncated", "blank", "zip-bomb", "merge-bomb", "encrypted"],
)
def test_bad_xlsx_is_named(data: bytes, error: type[Exception], found: str) -> None:
    with pytest.raises(error, match=found):
        load_xlsx(Source.of("annex.xlsx", data))


@pytest.mark.parametrize(
    ("data", "error", "found"),
    [
        (b"", DamagedError, "an empty file"),
        (b"a,b\n1,2\n", DamagedError, "unknown bytes"),
        (_OLE, DamagedError, "an OLE container"),
        (_OLE + "Workbook".encode("utf-16-le") + b"\0\0", DamagedError, "do not fit"),
        (_OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0", EncryptedError, "password"),
    ],
    ids=["empty", "csv", "ole", "broken", "encrypted"],
)
def test_bad_xls_is_named(data: bytes, error: type[Exception], found: str) -> None:
    with pytest.raises(error, match=found):
        load_xls(Source.of("annex.xls", data))


def test_rich_text_keeps_note_marks_apart_and_struck_runs_out() -> None:
    raised = TextBlock(InlineFont(vertAlign="superscript"), "3")
    struck = TextBlock(InlineFont(strike=True), "9.9")
    book = _book(
        ("项目", "金额"),
        ("水费", CellRichText("12.5", raised)),
        ("电费", CellRichText(struck, "8.1")),
    )
    assert _load(book).text == "项目\t金额\n水费\t12.5³\n电费\t8.1\n\n"

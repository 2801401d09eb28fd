"""Digits that nobody sees are not read into the figures beside them; formulas without values are told."""

import io

import docx
import openpyxl
import pytest
from docx.shared import Pt

from extraction.loading.load import load_source
from extraction.loading.source import Source

PAGE = "<html><body><p>青溪县水务局支出<span style='{}'>9</span>20.00万元，收入30.00万元。</p></body></html>"


def text(data: bytes, name: str) -> str:
    return load_source(Source.of(name, data)).text


@pytest.mark.parametrize(
    "style",
    [
        "font-size:0",
        "font-size: 0px; color: red",
        "font-size:1px",
        "opacity:0",
        "position:absolute; left:-9999px",
    ],
)
def test_words_of_a_line_without_size_colour_or_place_are_not_read(style: str) -> None:
    assert "支出20.00万元" in text(PAGE.format(style).encode(), "a.html")


@pytest.mark.parametrize(
    "style",
    [
        "font-size:10px",
        "font-size:0.9em",
        "opacity:0.5",
        "left:-1px",
        "font-size:12pt",
        "font-size:;opacity:",
    ],
)
def test_words_that_are_seen_are_read(style: str) -> None:
    assert "支出920.00万元" in text(PAGE.format(style).encode(), "a.html")


def test_blocks_that_scripts_show_later_and_their_children_are_read() -> None:
    page = "<body><div style='opacity:0'>支出20.00万元</div><p style='font-size:0'><span style='font-size:16px'>收入30.00万元</span></p></body>"
    found = text(page.encode(), "a.html")
    assert "支出20.00万元" in found
    assert "收入30.00万元" in found


@pytest.mark.parametrize(("size", "expected"), [(1, "支出20.00万元"), (9, "支出920.00万元")])
def test_a_run_that_is_too_small_to_be_seen_is_not_read(size: int, expected: str) -> None:
    document = docx.Document()
    line = document.add_paragraph("青溪县水务局支出")
    line.add_run("9").font.size = Pt(size)
    line.add_run("20.00万元，收入30.00万元。")
    target = io.BytesIO()
    document.save(target)
    assert expected in text(target.getvalue(), "a.docx")


def test_formulas_without_values_make_a_workbook_partial() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "收支表"
    for row in (
        ["项目", "预算数", "决算数"],
        ["甲", 10, 9.5],
        ["乙", 20, 19],
        ["合计", "=SUM(B2:B3)", 28.5],
    ):
        sheet.append(row)
    target = io.BytesIO()
    workbook.save(target)
    (gap,) = load_source(Source.of("a.xlsx", target.getvalue())).partial
    assert gap.place == "工作表收支表"
    assert "1个公式" in gap.reason
    sheet["B4"] = 30
    target = io.BytesIO()
    workbook.save(target)
    assert load_source(Source.of("a.xlsx", target.getvalue())).partial == ()

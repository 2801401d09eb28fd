"""Small files in the formats that reports come in, from plain rows and paragraphs."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import docx
import openpyxl
from docx.document import Document as WordDocument
from reportlab.pdfgen.canvas import Canvas

from tests.loading.pdf import sheets

UNIT = "柳岸区气象服务站2023年度部门决算"
"""The title of most small files."""
Rows = Sequence[Sequence[object]]
Part = str | Rows | Callable[[WordDocument], object]


def xlsx(rows: Rows, *, merge: Sequence[str] = ()) -> bytes:
    """Write one sheet; a cell may be a pair of value and number format."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for i, row in enumerate(rows, 1):
        for j, value in enumerate(row, 1):
            if isinstance(value, tuple):
                sheet.cell(i, j, value[0]).number_format = value[1]
            elif value is not None:
                sheet.cell(i, j, value)
    for area in merge:
        sheet.merge_cells(area)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def word(*parts: Part) -> bytes:
    """Write paragraphs and tables; a function draws on the document itself."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        elif callable(part):
            part(document)
        else:
            table = document.add_table(len(part), max(len(row) for row in part))
            table.style = "Table Grid"
            for i, row in enumerate(part):
                for j, value in enumerate(row):
                    table.cell(i, j).text = "" if value is None else str(value)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def page(body: str, style: str = "") -> bytes:
    """Write a web page."""
    head = f'<meta charset="utf-8"><style>{style}</style>'
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def grid(rows: Rows) -> str:
    """Return an HTML table; a cell may be a pair of text and attributes."""
    lines = []
    for row in rows:
        cells = [c if isinstance(c, tuple) else (c, "") for c in row if c is not None]
        lines.append("".join(f"<td {extra}>{text}</td>" for text, extra in cells))
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def drawn(
    canvas: Canvas,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    ruled: bool = True,
    height: float = 20.0,
) -> None:
    """Draw a table below y = 760; lines of a cell stand 12 points apart."""
    for i, row in enumerate(rows):
        x, y = 60.0, 760 - height * (i + 1)
        for width, value in zip(widths, row, strict=True):
            if ruled:
                canvas.rect(x, y, width, height)
            for k, line in enumerate(value.split("\n")):
                lift = height - 20 if "\n" in value else 0
                sheets.text(canvas, x + 3, y + 6 + lift - 12 * k, line)
            x += width

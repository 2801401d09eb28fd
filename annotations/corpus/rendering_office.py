"""Writes a sample as a Word document and as a workbook, the same bytes each time."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from annotations.corpus.rendering_source import Grid, Sample, plain

_EPOCH = datetime.datetime(2024, 1, 1)
_NUMBER = re.compile(r"-?\d+(?:\.(\d+))?(%?)")
_SIDE = Side(style="thin")


def to_docx(sample: Sample) -> bytes:
    """Return the report as a Word document with ruled tables."""
    word = docx.Document()
    properties = word.core_properties
    properties.title, properties.author = sample.title, ""
    properties.created = properties.modified = _EPOCH
    for block in sample.blocks:
        if isinstance(block, Grid):
            _word_table(word, block)
        elif block.level == 1:
            paragraph = word.add_paragraph(plain(block.marked), style="Title")
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif block.level:
            word.add_heading(plain(block.marked), block.level)
        else:
            word.add_paragraph(plain(block.marked))
    target = io.BytesIO()
    word.save(target)
    return _still(target.getvalue())


def _word_table(word: docx.document.Document, grid: Grid) -> None:
    table = word.add_table(grid.rows, grid.columns)
    table.style = "Table Grid"
    for cell in grid.cells:
        first = table.cell(cell.row, cell.column)
        last = table.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
        merged = first if first._tc is last._tc else first.merge(last)
        merged.text = plain(cell.marked)


def to_xlsx(sample: Sample) -> bytes:
    """Return the report as a workbook of one sheet; numbers are numbers with their formats."""
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = _EPOCH
    book.properties.creator = ""
    book.properties.title = sample.title
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError(f"expected a worksheet, found {sheet!r}")
    width = max((b.columns for b in sample.blocks if isinstance(b, Grid)), default=1)
    row = 1
    for block in sample.blocks:
        if isinstance(block, Grid):
            _sheet_table(sheet, block, row)
            row += block.rows
        else:
            sheet.cell(row, 1, plain(block.marked)).alignment = Alignment(wrap_text=True)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
            row += 1
        if isinstance(block, Grid):
            row += 1
    target = io.BytesIO()
    book.save(target)
    return _still(target.getvalue())


def _sheet_table(sheet: Worksheet, grid: Grid, top: int) -> None:
    for cell in grid.cells:
        text = plain(cell.marked)
        row, column = top + cell.row, cell.column + 1
        target = sheet.cell(row, column)
        number = _NUMBER.fullmatch(text)
        if number:
            scale = 100 if number[2] else 1
            decimals = len(number[1] or "")
            target.value = float(text.rstrip("%")) / scale
            target.number_format = ("0." + "0" * decimals if decimals else "0") + number[2]
        else:
            target.value = text or None
        target.border = Border(_SIDE, _SIDE, _SIDE, _SIDE)
        if cell.row_span > 1 or cell.column_span > 1:
            end = (row + cell.row_span - 1, column + cell.column_span - 1)
            sheet.merge_cells(start_row=row, start_column=column, end_row=end[0], end_column=end[1])


def _still(data: bytes) -> bytes:
    """Rewrite a package with fixed dates, so that the same sample gives the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                stamp = rb"(<dcterms:modified[^>]*>)[^<]*"
                content = re.sub(stamp, rb"\g<1>2024-01-01T00:00:00Z", content)
            member = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o600 << 16
            new.writestr(member, content, zipfile.ZIP_DEFLATED, 9)
    return target.getvalue()

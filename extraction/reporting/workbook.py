"""The findings and facts of a run as a workbook that a person would send on (核对工作簿).

Every sheet prints as it stands: landscape, as wide as the page, headings on every page, a footer with the
page number. Text that begins like a formula is text, without an apostrophe.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from extraction.output.folder import read_records, read_text
from extraction.reporting.sheets import Sheet, sheets

_WIDEST, _NARROWEST = 40, 7
_LINE = Side(style="thin", color="C5CAD6")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="DDE3F0")
_FILLS = {"未达成": "FDE3E3", "确认": "FDE3E3", "驳回": "EEEEEE", "已说明": "E6F3EA"}
_LINE_POINTS = 15


def write_workbook(folder: str | Path, path: str | Path) -> None:
    """Write the workbook of an output folder.

    Raises:
        RecordError: the folder holds no records.
    """
    records = list(read_records(folder))
    texts = [read_text(Path(folder), r["document"]["sha256"]) or "" for r in records]
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets(records, texts):
        _fill(book.create_sheet(_sheet_name(book, sheet.title)), sheet)
    book.save(path)


def _fill(page: Worksheet, sheet: Sheet) -> None:
    page.append(list(sheet.headings))
    for row in sheet.rows:
        page.append([None] * len(row))
        for column, value in enumerate(row, 1):
            _put(page.cell(page.max_row, column), value)
    widths = _widths(sheet)
    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
        head = page.cell(1, column)
        head.font, head.fill, head.border = Font(bold=True), _HEAD, _BORDER
        head.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    for number, row in enumerate(sheet.rows, 2):
        lines = max((_lines(v, w) for v, w in zip(row, widths, strict=True)), default=1)
        page.row_dimensions[number].height = min(400, _LINE_POINTS * lines + 3)
    _for_print(page, sheet)


def _put(cell: Cell, value: Any) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # never a formula, whatever it begins with
    else:
        cell.value = value
    number = isinstance(value, int | Decimal)
    if isinstance(value, Decimal):
        cell.number_format = "#,##0" + ("." + "0" * _places(value) if _places(value) else "")
    cell.border = _BORDER
    cell.alignment = Alignment(
        wrap_text=True, vertical="top", horizontal="right" if number else "left"
    )
    if isinstance(value, str) and value in _FILLS:
        cell.fill = PatternFill("solid", fgColor=_FILLS[value])


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _for_print(page: Worksheet, sheet: Sheet) -> None:
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    page.print_area = page.dimensions
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddHeader.center.text = sheet.title
    page.oddFooter.center.text = "第 &P 页，共 &N 页"
    page.page_margins.left = page.page_margins.right = 0.4


def _widths(sheet: Sheet) -> list[int]:
    """Column widths in characters: as wide as the content, at most `_WIDEST`."""
    widths = [max(_NARROWEST, min(14, _width(h) + 3)) for h in sheet.headings]
    for row in sheet.rows:
        widths = [max(w, min(_WIDEST, _width(v) + 2)) for w, v in zip(widths, row, strict=True)]
    return widths


def _width(value: Any) -> int:
    return sum(2 if ord(c) > 255 else 1 for c in str(value)) if value is not None else 0


def _lines(value: Any, width: int) -> int:
    parts = str(value).split("\n") if value is not None else [""]
    return sum(max(1, -(-_width(p) // max(1, width - 1))) for p in parts)


def _sheet_name(book: Workbook, wanted: str) -> str:
    """Return a sheet name that spreadsheets accept and that is not taken."""
    name = "".join("_" if c in "[]:*?/\\" else c for c in wanted)[:28]
    taken = {s.lower() for s in book.sheetnames}
    free = (f"{name}{n or ''}" for n in range(len(taken) + 1))
    return next(n for n in free if n.lower() not in taken)

"""Loads XLS workbooks (xlrd, which keeps number formats, merges and hidden rows).

A file named .xls that is a web page or an XLSX workbook, as reporting systems export them, is read
as what it is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import xlrd
from xlrd.biffh import XLRDError

from extraction.document import Document, Gap
from extraction.errors import DamagedError, EncryptedError, LimitExceededError
from extraction.loading.block_writing import write
from extraction.loading.blocks import Block
from extraction.loading.builder import DocumentBuilder
from extraction.loading.office_signature import describe, sniff
from extraction.loading.portion import WHOLE, Portion, allot_rows, cut
from extraction.loading.source import Source
from extraction.loading.xlsx.chains import has_broken_chains
from extraction.loading.xlsx.loader import MAXIMUM_CELLS, RAISED, load_xlsx
from extraction.loading.xlsx.number_format import Value, is_date_format, show
from extraction.loading.xlsx.records import (
    fault,
    has_whole_cells,
    has_whole_strings,
    has_whole_styles,
    workbook_stream,
)
from extraction.loading.xlsx.sheet import SheetCell, sheet_blocks

_STRINGS = Gap("全文", "共享文字表损坏，单元格中的文字可能缺失或错位")
_CELLS = Gap("全文", "工作表记录损坏，单元格可能缺失")
_FORMATS = Gap("全文", "数字格式损坏，数字可能显示有误")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
"""No number format that a person or program writes holds these."""
_SUPERSCRIPT = 1
_KIND = "an Excel 97–2003 workbook"
_MAXIMUM_BYTES = 128 * 1024 * 1024


def load_xls(source: Source, *, portion: Portion = WHOLE) -> Document:
    """Load an XLS workbook, or what else stands under that suffix; of it the rows of `portion`.

    Raises:
        EncryptedError: it is password protected.
        DamagedError: it is no workbook, is truncated, or no visible sheet has a cell.
        LimitExceededError: it has more than `MAXIMUM_CELLS` cells.
    """
    found = sniff(source.data)
    if found == "encrypted":
        raise _encrypted(source.path)
    if found == "xlsx":
        return load_xlsx(source, portion=portion)
    if found in ("html", "mhtml"):
        from extraction.loading.html import load_html

        return cut(load_html(source), portion)
    if found != "xls":
        remedy = "give the file the suffix of what it is, or save it anew"
        raise DamagedError(_KIND, describe(source.data), remedy, path=source.path)
    return _load(source, portion)


def _load(source: Source, portion: Portion) -> Document:
    if len(source.data) > _MAXIMUM_BYTES:
        limit = f"at most {_MAXIMUM_BYTES} bytes"
        found = f"{len(source.data)} bytes"
        raise LimitExceededError(limit, found, "split the workbook", path=source.path)
    if has_broken_chains(source.data):
        found, remedy = "sectors that run in a circle", "open it in Excel or WPS and save it anew"
        raise DamagedError(_KIND, found, remedy, path=source.path)
    try:
        book = xlrd.open_workbook(
            file_contents=source.data,
            formatting_info=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
        stream = workbook_stream(source.data)
        wrong = fault(stream)
        if wrong is not None:
            raise XLRDError(wrong)
        rows, gaps = _allotted(book, portion)
        gaps = (*gaps, *_damages(book, stream))
        blocks = list(_read(book, source.path, rows))
    except XLRDError as error:
        if "ncrypt" in str(error) or "password" in str(error).lower():
            raise _encrypted(source.path) from error
        raise _damaged(source.path, error) from error
    except LimitExceededError:
        raise
    except Exception as error:  # xlrd meets damaged records with whatever the bytes provoke
        raise _damaged(source.path, error) from error
    builder = DocumentBuilder(paged=False)
    write(blocks, builder)
    if not builder.length:
        remedy = "unhide the sheet that is meant, or leave the file out"
        found = "no text in any visible sheet"
        raise DamagedError("a workbook with cells", found, remedy, path=source.path)
    for gap in gaps:
        builder.gap(gap.place, gap.reason)
    return builder.build(path=source.path, sha256=source.sha256, format="xls")


def _damages(book: Any, stream: bytes) -> Iterator[Gap]:
    """Yield what shows that a workbook which can be read was damaged."""
    if not has_whole_strings(stream):
        yield _STRINGS
    if not has_whole_cells(stream):
        yield _CELLS
    controls = any(_CONTROL.search(f.format_str or "") for f in book.format_map.values())
    if controls or not has_whole_styles(stream):
        yield _FORMATS


def _allotted(book: Any, portion: Portion) -> tuple[dict[str, int], tuple[Gap, ...]]:
    """Return the rows to read of each visible sheet by its name, and what is missing."""
    shown = [(sheet.name, sheet.nrows) for sheet in book.sheets() if not sheet.visibility]
    rows, gaps = allot_rows(shown, portion)
    return dict(zip((name for name, _ in shown), rows, strict=True)), gaps


def _read(book: Any, path: str, rows: dict[str, int]) -> Iterator[Block]:
    cells = sum(sheet.nrows * sheet.ncols for sheet in book.sheets())
    if cells > MAXIMUM_CELLS * 4:
        limit = f"at most {MAXIMUM_CELLS * 4} places"
        raise LimitExceededError(limit, f"{cells}", "split the workbook", path=path)
    for sheet in book.sheets():
        if sheet.visibility:
            continue
        yield from sheet_blocks(
            sheet.name,
            _cells(book, sheet, rows[sheet.name]),
            hidden_rows=frozenset(r for r, info in sheet.rowinfo_map.items() if info.hidden),
            hidden_columns=frozenset(k for k, info in sheet.colinfo_map.items() if info.hidden),
        )


def _cells(book: Any, sheet: Any, rows: int) -> Iterator[SheetCell]:
    spans = {(r0, c0): (r1 - r0, c1 - c0) for r0, r1, c0, c1 in sheet.merged_cells}
    covered = {
        (r, c)
        for r0, r1, c0, c1 in sheet.merged_cells
        for r in range(r0, min(r1, sheet.nrows))
        for c in range(c0, min(c1, sheet.ncols))
    } - set(spans)
    for row in range(rows):
        for column in range(sheet.row_len(row)):
            if (row, column) not in covered:
                extent = spans.get((row, column), (1, 1))
                yield SheetCell(row, column, _printed(book, sheet, row, column), *extent)


def _printed(book: Any, sheet: Any, row: int, column: int) -> str:
    """Return what a cell shows: struck out words are gone, raised digits stay apart from a number."""
    shown = _text(book, sheet.cell(row, column))
    runs = sheet.rich_text_runlist_map.get((row, column))
    if not runs or sheet.cell(row, column).ctype != xlrd.XL_CELL_TEXT:
        return shown
    parts = [shown[: runs[0][0]]]
    ends = [offset for offset, _ in runs[1:]] + [len(shown)]
    for (start, number), end in zip(runs, ends, strict=True):
        font, part = book.font_list[number], shown[start:end]
        raised = font.escapement == _SUPERSCRIPT
        parts.append("" if font.struck_out else part.translate(RAISED) if raised else part)
    return "".join(parts)


def _text(book: Any, cell: Any) -> str:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    value: Value = cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        value = bool(cell.value)
    elif cell.ctype == xlrd.XL_CELL_DATE and is_date_format(code):
        value = xlrd.xldate_as_datetime(cell.value, book.datemode)
    return show(value, code)


def _encrypted(path: str) -> EncryptedError:
    found, remedy = "a password-protected file", "save it without a password"
    return EncryptedError(_KIND, found, remedy, path=path)


def _damaged(path: str, error: Exception) -> DamagedError:
    remedy = "open it in Excel or WPS and save it anew"
    return DamagedError(_KIND, f"records that do not fit ({error})", remedy, path=path)

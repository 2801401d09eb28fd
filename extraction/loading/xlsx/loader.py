"""Loads XLSX workbooks (openpyxl): visible sheets in order, cells as their formats show them.

Values are those the workbook was saved with. A formula that was never calculated has none; its cell
shows the formula itself, so that it is seen and not taken for a number, and its sheet is told as partial; one whose result is an empty
text is blank, as it is shown.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import range_boundaries

from extraction.document import Document, Gap
from extraction.errors import DamagedError, LimitExceededError
from extraction.loading.block_writing import write
from extraction.loading.blocks import Block
from extraction.loading.builder import DocumentBuilder
from extraction.loading.office_package import Package, open_package, verify_parts
from extraction.loading.portion import WHOLE, Portion
from extraction.loading.source import Source
from extraction.loading.xlsx.number_format import show
from extraction.loading.xlsx.rows import cut_sheets
from extraction.loading.xlsx.sheet import SheetCell, sheet_blocks

MAXIMUM_CELLS = 2_000_000
_KIND = "an XLSX workbook"
_UNCALCULATED = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_CELL = re.compile(rb"<(?:\w+:)?c[ >]")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']([^\"']+)")
_DRAWINGS = re.compile(r"xl/(?:drawings|media|charts|embeddings|diagrams)/")
_RELATIONS = re.compile(
    rb"<Relationship\b[^>]*/(?:drawing|image|chart|vmlDrawing|comments)\"[^>]*?/?>"
)
_BROKEN = (
    LookupError, ValueError, TypeError, AttributeError, OSError, zipfile.BadZipFile, zlib.error, struct.error,
    etree.XMLSyntaxError, SyntaxError, AssertionError, EOFError, RuntimeError, ArithmeticError,
)  # fmt: skip
_CONTROL = re.compile(r"_x000[dD]_|\r")
_log = logging.getLogger(__name__)


def load_xlsx(source: Source, *, portion: Portion = WHOLE) -> Document:
    """Load an XLSX workbook, or the first rows of it.

    Raises:
        EncryptedError: it is password protected.
        DamagedError: it is not an XLSX package, its XML is broken, or no visible sheet has a cell.
        LimitExceededError: it would unpack beyond bounds, or has more than `MAXIMUM_CELLS` cells.
    """
    package = open_package(source, kind=_KIND, required="xl/workbook.xml")
    verify_parts(package)
    _bound_cells(package, source.path)
    cuts, gaps = cut_sheets(package, portion)
    builder = DocumentBuilder(paged=False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            blocks, uncalculated = _read(package, cuts)
    except _BROKEN as error:
        remedy = "open it in Excel or WPS and save it anew"
        found = f"a workbook that does not fit ({error})"
        raise DamagedError(_KIND, found, remedy, path=source.path) from error
    write(blocks, builder)
    if not builder.length:
        remedy = "unhide the sheet that is meant, or leave the file out"
        found = "no text in any visible sheet"
        raise DamagedError("a workbook with cells", found, remedy, path=source.path)
    for gap in (*gaps, *uncalculated):
        builder.gap(gap.place, gap.reason)
    return builder.build(path=source.path, sha256=source.sha256, format="xlsx")


def _sheets(package: Package) -> tuple[str, ...]:
    return tuple(n for n in package.names if n.startswith("xl/worksheets/") and n.endswith(".xml"))


def _bound_cells(package: Package, path: str) -> None:
    """Count the cells and the places under merged ones, each of which openpyxl makes a cell."""
    cells = 0
    for name in _sheets(package):
        data = package.read_xml(name)
        cells += len(_CELL.findall(data))
        cells += sum(map(_area, _MERGE.findall(data)))
    if cells > MAXIMUM_CELLS:
        limit = f"at most {MAXIMUM_CELLS} cells"
        raise LimitExceededError(limit, f"{cells}", "split the workbook", path=path)


def _area(reference: bytes) -> int:
    """Return the number of places in a range such as A1:XFD3; a malformed one counts as one."""
    try:
        left, top, right, bottom = range_boundaries(reference.decode("ascii"))
    except (ValueError, TypeError):
        return 1
    if None in (left, top, right, bottom):
        return MAXIMUM_CELLS + 1
    return int((right - left + 1) * (bottom - top + 1))


def _read(package: Package, cuts: Mapping[str, bytes]) -> tuple[list[Block], list[Gap]]:
    """Return what the visible sheets hold, and those whose formulas have no values."""
    blocks: list[Block] = []
    gaps: list[Gap] = []
    bare = _without_drawings(package, cuts)
    uncalculated = any(_UNCALCULATED.search(package.read_xml(n)) for n in _sheets(package))
    values = openpyxl.load_workbook(
        io.BytesIO(bare), data_only=True, keep_links=False, rich_text=True
    )
    formulas = openpyxl.load_workbook(io.BytesIO(bare), keep_links=False) if uncalculated else None
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            _log.info("hidden sheet %s left out", sheet.title)
            continue
        written = None if formulas is None else formulas[sheet.title]
        blocks += sheet_blocks(
            sheet.title,
            _cells(sheet, written),
            hidden_rows=_hidden_rows(sheet),
            hidden_columns=_hidden_columns(sheet),
        )
        if count := sum(bool(_formula(c, written)) for c in sheet._cells.values()):
            gaps.append(Gap(f"工作表{sheet.title}", f"{count}个公式没有保存计算结果，其数值未读"))
    return blocks, gaps


def _without_drawings(package: Package, cuts: Mapping[str, bytes]) -> bytes:
    """Return the package with sheets as cut, without pictures and charts that would be decoded in vain."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in dict.fromkeys(package.names):
            if name.endswith("/") or _DRAWINGS.match(name):
                continue
            data = cuts.get(name) or package.read(name)
            if name.startswith("xl/worksheets/_rels/"):
                data = _RELATIONS.sub(b"", data)
            archive.writestr(name, data)
    return target.getvalue()


def _cells(sheet: Any, written: Any) -> Iterator[SheetCell]:
    spans = {
        (m.min_row, m.min_col): (m.max_row - m.min_row + 1, m.max_col - m.min_col + 1)
        for m in sheet.merged_cells.ranges
    }
    covered = _covered(sheet)
    for (row, column), cell in sorted(sheet._cells.items()):
        if (row, column) in covered:
            continue
        height, width = spans.get((row, column), (1, 1))
        yield SheetCell(row - 1, column - 1, _text(cell, written), height, width)


def _covered(sheet: Any) -> frozenset[tuple[int, int]]:
    """Return the places hidden under merged cells (only those that hold a cell object)."""
    return frozenset(
        place for place, cell in sheet._cells.items() if type(cell).__name__ == "MergedCell"
    )


def _text(cell: Any, written: Any) -> str:
    value = cell.value
    if isinstance(value, CellRichText):
        return _CONTROL.sub("", "".join(_run(part) for part in value))
    if value is None:
        return _formula(cell, written)
    return _CONTROL.sub("", show(value, cell.number_format))


def _formula(cell: Any, written: Any) -> str:
    """Return the formula of a cell that was never calculated; empty for every other cell."""
    if written is None or cell.value is not None or cell.data_type != "n":
        return ""
    formula = written.cell(cell.row, cell.column).value
    formula = getattr(formula, "text", formula)
    return formula if isinstance(formula, str) else ""


RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def _run(part: str | TextBlock) -> str:
    """Return a run of rich text as it is read: struck out it is gone, raised digits stay apart."""
    if isinstance(part, str):
        return part
    if part.font.strike:
        return ""
    text = str(part.text)
    return text.translate(RAISED) if part.font.vertAlign == "superscript" else text


def _hidden_rows(sheet: Any) -> frozenset[int]:
    return frozenset(
        row - 1
        for row, dimension in sheet.row_dimensions.items()
        if dimension.hidden or dimension.height == 0
    )


def _hidden_columns(sheet: Any) -> frozenset[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden or dimension.width == 0:
            first, last = dimension.min or 0, dimension.max or 0
            hidden.update(range(first - 1, min(last, sheet.max_column)))
    return frozenset(hidden)

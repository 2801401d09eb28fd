"""Cuts the sheets of an XLSX package to their first rows before anything reads their cells."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from extraction.document import Gap
from extraction.loading.office_package import Package
from extraction.loading.portion import Portion, allot_rows

_ROW = re.compile(rb"<(?:\w+:)?row[ >/]")
_END = re.compile(rb"</(?:\w+:)?sheetData>")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def cut_sheets(package: Package, portion: Portion) -> tuple[dict[str, bytes], tuple[Gap, ...]]:
    """Return the XML of each sheet part that is cut, and what is missing; nothing for a whole portion."""
    if portion.whole:
        return {}, ()
    sheets = [(name, part, package.read_xml(part)) for name, part in _visible(package)]
    taken, gaps = allot_rows([(n, len(_ROW.findall(data))) for n, _, data in sheets], portion)
    cuts = {part: _cut(data, rows) for (_, part, data), rows in zip(sheets, taken, strict=True)}
    return cuts, gaps


def _visible(package: Package) -> list[tuple[str, str]]:
    """Return name and part of each visible sheet in the workbook's order."""
    relations = etree.fromstring(package.read_xml("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): r.get("Target", "") for r in relations}
    found = []
    for sheet in etree.fromstring(package.read_xml("xl/workbook.xml")).iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part in package.names and sheet.get("state", "visible") == "visible":
            found.append((sheet.get("name", ""), part))
    return found


def _cut(data: bytes, rows: int) -> bytes:
    """Return a sheet's XML without the rows behind the first so many."""
    starts = [m.start() for m in _ROW.finditer(data)]
    end = _END.search(data)
    if rows >= len(starts) or end is None:
        return data
    return data[: starts[rows]] + data[end.start() :]

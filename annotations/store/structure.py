"""A document's pages, tables, regions and character boxes, written for the store and read back."""

from __future__ import annotations

import zlib
from array import array
from typing import Any

from extraction.document import (
    Box,
    Cell,
    CharacterBoxes,
    Document,
    Gap,
    Page,
    Region,
    RegionKind,
    Table,
)
from extraction.span import Span


def structure_to_json(document: Document) -> dict[str, Any]:
    """Return pages, tables and regions as compact JSON."""
    return {
        "pages": [[p.number, *_ends(p.span), p.width, p.height, p.ocr] for p in document.pages],
        "partial": [[g.place, g.reason] for g in document.partial],
        "regions": [[r.kind.value, *_ends(r.span)] for r in document.regions],
        "tables": [
            {
                "id": t.id,
                "span": _ends(t.span),
                "caption": _ends(t.caption) if t.caption else None,
                "cells": [_cell(c) for c in t.cells],
            }
            for t in document.tables
        ],
    }


def _ends(span: Span) -> list[int]:
    return [span.start, span.end]


def _cell(c: Cell) -> list[Any]:
    box = c.box.to_json() if c.box else None
    return [c.row, c.column, *_ends(c.span), c.row_span, c.column_span, c.page, box]


def boxes_to_bytes(boxes: CharacterBoxes | None) -> bytes | None:
    """Return the character boxes, compressed behind their array type code."""
    if boxes is None:
        return None
    return boxes.coordinates.typecode.encode() + zlib.compress(boxes.coordinates.tobytes(), 6)


def boxes_from_bytes(data: bytes | None) -> CharacterBoxes | None:
    """Read back what `boxes_to_bytes` wrote."""
    if data is None:
        return None
    coordinates = array("d" if data[:1] == b"d" else "f")
    coordinates.frombytes(zlib.decompress(data[1:]))
    return CharacterBoxes(coordinates)


def build_document(
    *,
    path: str,
    sha256: str,
    format: str,
    text: str,
    title: str | None,
    structure: dict[str, Any],
    boxes: bytes | None,
) -> Document:
    """Return the document that `structure_to_json` and `boxes_to_bytes` were taken from."""
    return Document(
        path=path,
        sha256=sha256,
        format=format,
        text=text,
        title=title,
        pages=tuple(
            Page(number, Span(start, end), width, height, ocr)
            for number, start, end, width, height, ocr in structure.get("pages", ())
        ),
        regions=tuple(
            Region(RegionKind(kind), Span(start, end))
            for kind, start, end in structure.get("regions", ())
        ),
        tables=tuple(_read_table(t) for t in structure.get("tables", ())),
        boxes=boxes_from_bytes(boxes),
        partial=tuple(Gap(place, reason) for place, reason in structure.get("partial", ())),
    )


def _read_table(t: dict[str, Any]) -> Table:
    cells = tuple(
        Cell(row, column, Span(start, end), rows, columns, page, Box(*box) if box else None)
        for row, column, start, end, rows, columns, page, box in t["cells"]
    )
    caption = Span(*t["caption"]) if t["caption"] else None
    return Table(t["id"], Span(*t["span"]), cells, caption)

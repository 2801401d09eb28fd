"""Reads sample PDFs in tests and shows tables as rows of text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extraction.document import Document, Table
from extraction.loading.pdf import PdfSettings, load_pdf
from extraction.loading.source import Source, read_source

SHARED = Path(os.environ.get("JIXIAO_SHARED", Path(__file__).resolve().parents[4] / "shared"))


def read(data: bytes, *, settings: PdfSettings | None = None) -> Document:
    """Load bytes as a PDF, without OCR unless settings say so."""
    return load_pdf(Source.of("sample.pdf", data), settings or PdfSettings(ocr="never"))


def shared(name: str) -> Document:
    """Load a report of the shared material, or skip the test."""
    path = SHARED / "reports" / "pdf" / name
    if not path.exists():
        pytest.skip(f"the shared report {name} is not there")
    return load_pdf(read_source(path), PdfSettings(ocr="never"))


def rows(document: Document, table: Table) -> list[list[str | None]]:
    """Return the cells' text by row; None where a merged cell from the left or above covers the place."""
    grid: list[list[str | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.span.of(document.text)
    return grid


def body(document: Document) -> list[str]:
    """Return the lines of text outside tables and page furniture."""
    closed = [t.span for t in document.tables] + [r.span for r in document.regions]
    lines, offset = [], 0
    for line in document.text.split("\n"):
        if line and not any(s.start <= offset < s.end for s in closed):
            lines.append(line)
        offset += len(line) + 1
    return lines

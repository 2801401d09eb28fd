"""Other readers of PDF files, by which the cost of ours is judged; each reads every page of a file.

What is not installed is left out: docling-parse, pymupdf, camelot and img2table are nobody's dependency here.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium

Reader = Callable[[Path], object]


def bare_text(path: Path) -> None:
    """Read the bare text of every page with pypdfium2."""
    with pdfium.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()


def plumbed(path: Path) -> None:
    """Read text and tables of every page with pdfplumber, one page in memory at a time."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def docling_parsed(path: Path) -> None:
    """Read cells and lines of every page with docling-parse, which interprets no tables."""
    from docling_parse.pdf_parser import DoclingPdfParser

    document = DoclingPdfParser(loglevel="fatal").load(path_or_stream=str(path))
    for _ in document.iterate_pages():
        pass
    document.unload()


def mupdf(path: Path) -> None:
    """Read text and tables of every page with pymupdf."""
    import pymupdf

    with pymupdf.open(path) as document:
        for page in document:
            page.get_text()
            for table in page.find_tables():
                table.extract()


def camelot_tables(path: Path) -> None:
    """Read the ruled tables of every page with camelot."""
    import camelot

    camelot.read_pdf(str(path), pages="all", flavor="lattice", suppress_stdout=True)


def pictured_tables(path: Path) -> None:
    """Find the tables of every page with img2table, on pictures of the pages and without OCR."""
    from img2table.document import PDF

    PDF(str(path)).extract_tables()


_OPTIONAL: dict[str, tuple[str, Reader]] = {
    "docling-parse, text": ("docling_parse", docling_parsed),
    "pymupdf, text and tables": ("pymupdf", mupdf),
    "camelot, ruled tables": ("camelot", camelot_tables),
    "img2table, tables of pictures": ("img2table", pictured_tables),
}


def optional_readers() -> tuple[dict[str, Reader], tuple[str, ...]]:
    """Return the further readers that are installed by name, and the names of those that are not."""
    found = {n: f for n, (module, f) in _OPTIONAL.items() if importlib.util.find_spec(module)}
    return found, tuple(name for name in _OPTIONAL if name not in found)

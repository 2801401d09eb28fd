"""Pages without a text layer: rendered, read by OCR, and laid out like printed ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module, util
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from extraction.document import Box
from extraction.loading.pdf.aligned import aligned_tables
from extraction.loading.pdf.layout import PageLayout
from extraction.loading.pdf.lines import Run, Strip, lines
from extraction.loading.pdf.pdfium import PdfFile, RawPage
from extraction.loading.pdf.reading import in_reading_order

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 200 / 72


class ReadLine(Protocol):
    """A line that OCR found: its text and box (page points from the top left)."""

    @property
    def text(self) -> str: ...

    @property
    def box(self) -> Box: ...


PageReader = Callable[["Image", float], Sequence[Any]]
"""Takes a page image and its pixels a point, returns its lines (`ReadLine`)."""


def installed_reader() -> PageReader | None:
    """Return the project's OCR where the `[ocr]` extra is installed, else None."""
    if util.find_spec("rapidocr_onnxruntime") is None:
        return None
    try:
        module = import_module("extraction.loading.ocr")
    except ImportError:
        return None
    reader: PageReader = module.read_page_image
    return reader


def read_scan(file: PdfFile, page: RawPage, reader: PageReader) -> PageLayout:
    """Read a page by OCR."""
    found = reader(file.picture(page.number, scale=SCALE), SCALE)
    pieces = [_run(line) for line in found if line.text.strip()]
    blocks = aligned_tables(lines(pieces), page.number)
    ordered = tuple(in_reading_order(blocks, page.width))
    return PageLayout(page.number, page.width, page.height, ordered, read_by_ocr=True)


def _run(line: ReadLine) -> Run:
    """Spread the characters of a read line evenly over its box."""
    text, box = " ".join(line.text.split()), line.box
    weights = np.array([1.0 if c >= "\u2e80" else 0.55 for c in text])
    ends = box.x0 + (box.x1 - box.x0) * np.cumsum(weights) / weights.sum()
    starts = np.concatenate([[box.x0], ends[:-1]])
    rows = [np.full(len(text), v) for v in (box.top, box.bottom)]
    boxes = np.stack([starts, rows[0], ends, rows[1]], axis=1).astype(np.float32)
    em = 0.85 * (box.bottom - box.top)
    base = box.bottom - 0.15 * (box.bottom - box.top)
    return Run(Strip(text, boxes), base, em, box.x0, box.top, box.x1, box.bottom)

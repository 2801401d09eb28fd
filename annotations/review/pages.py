"""Page images of PDF originals, drawn on demand (pdfium is not thread-safe: one at a time)."""

from __future__ import annotations

import io
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import Any

import pypdfium2 as pdfium

from extraction.errors import DamagedError

PDFIUM = Lock()
"""Held by whoever uses pdfium in this process."""
_SCALE, _MAXIMUM_PIXELS = 2.2, 2400
_KEPT = 64


class PageImages:
    """Draws and remembers page images as PNG."""

    def __init__(self) -> None:
        self._images: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def image(self, source: str, page: int) -> bytes | None:
        """Return a 1-based page of a PDF as PNG, None if there is no such page or file.

        Raises:
            DamagedError: the file cannot be drawn.
        """
        if not Path(source).is_file():
            return None
        with PDFIUM:
            if (source, page) not in self._images:
                drawn = _draw(source, page)
                if drawn is None:
                    return None
                self._images[source, page] = drawn
                while len(self._images) > _KEPT:
                    self._images.popitem(last=False)
            return self._images[source, page]


def _draw(source: str, number: int) -> bytes | None:
    try:
        document: Any = pdfium.PdfDocument(source)
    except pdfium.PdfiumError as error:
        remedy = "open it with a PDF reader"
        raise DamagedError("a PDF file", str(error), remedy, path=source) from error
    try:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        scale = min(_SCALE, _MAXIMUM_PIXELS / max(*page.get_size(), 1))
        out = io.BytesIO()
        page.render(scale=scale).to_pil().convert("L").save(out, "PNG", optimize=False)
        return out.getvalue()
    finally:
        document.close()

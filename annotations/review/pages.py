"""Page images of PDF originals, drawn on demand, apart: a file that brings the drawing down costs its page alone."""

from __future__ import annotations

import io
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import Any

from annotations.review.apart import Apart
from extraction.errors import DamagedError

_SCALE, _MAXIMUM_PIXELS = 2.2, 2400
_KEPT = 64


class PageImages:
    """Draws and remembers page images as PNG.

    Args:
        seconds, mebibytes: of processor time and memory, what one page may take.
    """

    def __init__(self, *, seconds: float = 30.0, mebibytes: int = 1024) -> None:
        self._images: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._lock = Lock()
        self._apart = Apart(seconds=seconds, mebibytes=mebibytes)

    def image(self, source: str, page: int) -> bytes | None:
        """Return a 1-based page of a PDF as PNG, None if there is no such page or file.

        Raises:
            DamagedError: the file cannot be drawn.
            LimitExceededError: the page takes more time or memory than it may.
        """
        if not Path(source).is_file():
            return None
        with self._lock:
            known = self._images.get((source, page))
        if known is not None:
            return known
        drawn = self._apart.run(source, _draw, source, page)
        if drawn is not None:
            with self._lock:
                self._images[source, page] = drawn
                while len(self._images) > _KEPT:
                    self._images.popitem(last=False)
        return drawn

    def close(self) -> None:
        """End the worker."""
        self._apart.close()


def _draw(source: str, number: int) -> bytes | None:
    import pypdfium2 as pdfium

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

"""Pictures that stand for text in a Word document: scanned pages are read by OCR or told (图片页).

A picture the size of a page is taken for a scanned one; in a document without text every larger picture is.
What cannot be read (no OCR installed, no line found) is noted as a gap, never passed over.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from extraction.document import Gap
from extraction.loading.pdf.scans import installed_reader

_EMU_A_POINT = 12_700
_PAGE_WIDTH, _PAGE_HEIGHT = 300.0, 380.0
"""Points; an A4 page without its margins is 450 by 650."""
_LEAST_SIDE = 90.0
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SIZE = re.compile(r"(width|height):\s*([\d.]+)(pt|in|cm|mm)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "": 0.75}


@dataclass(slots=True)
class Pictures:
    """Reads the pictures of one document.

    Attributes:
        find: gives a picture's bytes by its relation id, None where there are none.
        only_pictures: the document has no text of its own.
        gaps: what could not be read.
    """

    find: Callable[[str], bytes | None]
    only_pictures: bool = False
    gaps: list[Gap] = field(default_factory=list)
    _count: int = 0

    def lines(self, drawing: etree._Element) -> Iterator[str]:
        """Yield the lines that a `w:drawing` or `w:pict` shows instead of text."""
        width, height = _extent(drawing)
        limits = (_LEAST_SIDE, _LEAST_SIDE) if self.only_pictures else (_PAGE_WIDTH, _PAGE_HEIGHT)
        identifier = _relation(drawing)
        if identifier is None or width < limits[0] or height < limits[1]:
            return
        self._count += 1
        found = self._read(identifier, width)
        if not found:
            self.gaps.append(Gap(f"第{self._count}幅图片", "整页图片，没有识别出文字"))
        yield from found

    def _read(self, identifier: str, width: float) -> list[str]:
        data, reader = self.find(identifier), installed_reader()
        if data is None or reader is None:
            return []
        from PIL import Image

        try:
            with Image.open(io.BytesIO(data)) as image:
                shown: Any = image.convert("RGB")
                return [line.text for line in reader(shown, max(shown.width / width, 0.1))]
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return []  # a damaged picture, or a kind that Pillow does not read


def _extent(drawing: etree._Element) -> tuple[float, float]:
    """Return the largest width and height that a drawing declares, in points."""
    width = height = 0.0
    for element in drawing.iter():
        name = _local(element)
        if name in ("extent", "ext") and element.get("cx", "").isdecimal():
            width = max(width, int(element.get("cx") or 0) / _EMU_A_POINT)
            height = max(height, int(element.get("cy") or 0) / _EMU_A_POINT)
        elif name == "shape":
            sizes = {
                m[1]: float(m[2]) * _POINTS[m[3] or ""]
                for m in _SIZE.finditer(element.get("style", ""))
            }
            width, height = max(width, sizes.get("width", 0)), max(height, sizes.get("height", 0))
    return width, height


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _relation(drawing: etree._Element) -> str | None:
    for element in drawing.iter():
        if _local(element) == "blip":
            return element.get(f"{_RELATION}embed")
        if _local(element) == "imagedata":
            return element.get(f"{_RELATION}id")
    return None

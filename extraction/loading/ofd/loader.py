"""Loads OFD documents: marks of every page, laid out and written as those of a PDF.

Pages that are pictures are read by OCR where the `[ocr]` extra is installed, as in a PDF.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from extraction.document import Document
from extraction.errors import DamagedError, LimitExceededError, MissingToolError
from extraction.loading.ofd.marks import POINTS, Marks, TooManyMarksError, read_marks
from extraction.loading.ofd.package import OfdPackage
from extraction.loading.office_package import open_package
from extraction.loading.pdf.characters import Floats, characters
from extraction.loading.pdf.furniture import WINDOW, Furniture
from extraction.loading.pdf.layout import PageLayout, lay_out
from extraction.loading.pdf.pdfium import RawPage
from extraction.loading.pdf.writer import Writer
from extraction.loading.source import Source

_KIND = "an OFD document"


def load_ofd(source: Source) -> Document:
    """Load an OFD document with pages, boxes and tables.

    Raises:
        EncryptedError: it is password protected.
        DamagedError: it is no OFD package, a part is missing or broken, or no page has text.
        LimitExceededError: it would unpack beyond bounds, or has too many pages or marks.
        MissingToolError: its pages are pictures, and there is no OCR.
    """
    package = OfdPackage(open_package(source, kind=_KIND, required="OFD.xml"))
    writer, furniture = Writer(), Furniture()
    waiting: deque[PageLayout] = deque()
    try:
        for layout in _layouts(package, source.path):
            furniture.look(layout)
            waiting.append(layout)
            if len(waiting) > WINDOW:
                first = waiting.popleft()
                writer.add(first, furniture.regions(first))
    except TooManyMarksError as error:
        remedy = "split the file"
        raise LimitExceededError(
            "pages of a report", str(error), remedy, path=source.path
        ) from error
    for layout in waiting:
        writer.add(layout, furniture.regions(layout))
    document = writer.document(path=source.path, sha256=source.sha256, title=package.title)
    if not document.text.strip():
        found, remedy = "pages without any", "open it in an OFD reader and save it as PDF"
        raise DamagedError("an OFD document with text", found, remedy, path=source.path)
    return replace(document, format="ofd")


def _layouts(package: OfdPackage, path: str) -> Iterator[PageLayout]:
    for number, page in enumerate(package.pages(), 1):
        x, y, width, height = page.area
        marks = read_marks(page.contents, (x, y))
        raw = _raw_page(marks, number, width * POINTS, height * POINTS)
        if not marks.codes and marks.pictures:
            yield _read_pictures(package, marks, raw, path)
        else:
            yield lay_out(raw)


def _raw_page(marks: Marks, number: int, width: float, height: float) -> RawPage:
    boxes = _rows(marks.boxes)
    found = characters(
        np.array(marks.codes, dtype=np.uint32), boxes, np.array(marks.base, dtype=np.float32)
    )
    areas = [(b[2] - b[0]) * (b[3] - b[1]) for _, b in marks.pictures]
    picture = min(1.0, max(areas, default=0.0) / (width * height))
    return RawPage(number, width, height, found, _rows(marks.rules), _rows(marks.fills), picture)


def _rows(bounds: Iterable[tuple[float, float, float, float]]) -> Floats:
    return np.array(list(bounds), dtype=np.float32).reshape(-1, 4)


def _read_pictures(package: OfdPackage, marks: Marks, raw: RawPage, path: str) -> PageLayout:
    """Read the page's pictures by OCR, each where it stands."""
    from extraction.loading import ocr

    if not ocr.is_installed():
        remedy = "install jixiao[ocr] to read scans"
        raise MissingToolError("OCR for pages without text", "none", remedy, path=path)
    found = Marks()
    for resource, frame in marks.pictures:
        data = package.picture(resource)
        if data is not None and frame[2] > frame[0]:
            _recognise(data, frame, found)
    layout = lay_out(_raw_page(found, raw.number, raw.width, raw.height))
    return replace(layout, read_by_ocr=True)


def _recognise(data: bytes, frame: tuple[float, float, float, float], found: Marks) -> None:
    from PIL import Image, UnidentifiedImageError

    from extraction.loading.ocr import read_page_image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            image = opened.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return
    for line in read_page_image(np.asarray(image), image.width / (frame[2] - frame[0])):
        step = (line.box.x1 - line.box.x0) / len(line.text)
        for i, c in enumerate(line.text):
            x0 = frame[0] + line.box.x0 + i * step
            found.codes.append(ord(c))
            found.boxes.append((x0, frame[1] + line.box.top, x0 + step, frame[1] + line.box.bottom))
            found.base.append(frame[1] + line.box.bottom - 0.15 * (line.box.bottom - line.box.top))

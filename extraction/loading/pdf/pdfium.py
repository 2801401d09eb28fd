"""The one door to pdfium: pages as arrays of characters and ruling marks, errors as this project's own.

pdfium is not thread-safe: a process reads one document at a time. A page is released before the next is
read, so memory does not grow with the number of pages. Coordinates that leave this module are PDF points
from the top left corner of the page as displayed (its /Rotate and crop box applied).
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extraction.errors import DamagedError, EncryptedError, LimitExceededError
from extraction.loading.pdf.annotations import shows_annotations, typed
from extraction.loading.pdf.calls import untyped, utf16
from extraction.loading.pdf.characters import (
    UNMAPPED,
    Characters,
    Codes,
    Floats,
    characters,
)
from extraction.loading.pdf.clips import hidden
from extraction.loading.pdf.fallback import provide
from extraction.loading.pdf.frame import Placement
from extraction.loading.pdf.marks import MAXIMUM_OBJECTS, Marks
from extraction.loading.source import Source

if TYPE_CHECKING:
    from PIL.Image import Image

MAXIMUM_CHARACTERS = 200_000
_CHUNK = 4096
_SLANT = 0.04
"""Quarter turns: characters further from upright or sideways are a watermark and left out."""
_PAGES_AT_ONCE = 200
_PICTURED = 0.5
"""Share of a page under one picture from which its unpainted text is that of a scan."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as printed.

    Attributes:
        number: 1-based.
        width, height: in points.
        characters: see `Characters`.
        rules: thin marks and stroked edges, rows of x0, top, x1, bottom.
        fills: filled areas that are not thin, the same way.
        picture: share of the page covered by its largest image.
        back: clockwise quarter turns from the frame it is read in to the page as displayed; width,
            height and all coordinates here are those of the reading frame.
        curves: curved pieces of filled paths.
    """

    number: int
    width: float
    height: float
    characters: Characters
    rules: Floats
    fills: Floats
    picture: float
    back: int = 0
    curves: int = 0


class PdfFile:
    """An open document; use as a context manager.

    Raises:
        EncryptedError: it needs a password.
        DamagedError: pdfium cannot make sense of it.
        LimitExceededError: a page has more characters or objects than are ever printed on one.
    """

    def __init__(self, source: Source) -> None:
        provide()
        self._path = source.path
        self._source = source
        self._document = self._open()
        self._read_since_opened = 0

    def _open(self) -> pdfium.PdfDocument:
        try:
            return pdfium.PdfDocument(self._source.data)
        except pdfium.PdfiumError as error:
            raise _refusal(self._source, error) from error

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    @property
    def title(self) -> str | None:
        """The title in the document's own metadata; U+FFFD where it is no valid UTF-16."""
        title = utf16(partial(raw.FPDF_GetMetaText, self._document.raw, b"Title"))
        return title.strip("\0 ") or None

    def page(self, number: int) -> RawPage:
        """Read page `number` (1-based)."""
        self._read_since_opened += 1
        if self._read_since_opened > _PAGES_AT_ONCE:  # drop what pdfium keeps of the pages read
            self._document.close()
            self._document, self._read_since_opened = self._open(), 1
        handle = raw.FPDF_LoadPage(self._document.raw, number - 1)
        if not handle:
            found = f"page {number} of {len(self)} is unreadable"
            raise DamagedError("a whole PDF", found, "fetch the file again", path=self._path)
        try:
            if not shows_annotations(handle):
                return self._read(number, handle)
            notes = typed(handle)
            if raw.FPDFPage_Flatten(handle, raw.FLAT_NORMALDISPLAY):
                # Appearances become page content only when the page is loaded anew.
                raw.FPDF_ClosePage(handle)
                handle = raw.FPDF_LoadPage(self._document.raw, number - 1)
            return self._read(number, handle, notes)
        finally:
            raw.FPDF_ClosePage(handle)

    def picture(self, number: int, *, scale: float) -> Image:
        """Render page `number` at `scale` pixels a point."""
        page = self._document[number - 1]
        try:
            image: Image = page.render(scale=scale).to_pil()
            return image
        finally:
            page.close()

    def _read(self, number: int, handle: Any, notes: tuple[Codes, Floats] | None = None) -> RawPage:
        placement = _placement(handle)
        objects = raw.FPDFPage_CountObjects(handle)
        if objects > MAXIMUM_OBJECTS:
            self._excess(number, "objects", objects, MAXIMUM_OBJECTS)
        marks = Marks()
        marks.collect(handle, objects, raw.FPDFPage_GetObject, None, 0)
        text = raw.FPDFText_LoadPage(handle)
        if not text:
            found = f"no text layer structure on page {number}"
            raise DamagedError("a readable page", found, "fetch the file again", path=self._path)
        try:
            codes, boxes, base, angles = self._printed(number, text, placement, marks)
        finally:
            raw.FPDFText_ClosePage(text)
        if notes is not None and len(notes[0]):
            codes, boxes, base, angles = _with_notes(notes, codes, boxes, base, angles)
        upright = _upright(angles[codes > 0x20], placement.quarters)
        back = (placement.quarters - upright) % 4
        placement = placement.turned(upright)
        area = placement.width * placement.height
        return RawPage(
            number,
            placement.width,
            placement.height,
            characters(codes, placement.boxes(boxes), placement.heights(base)),
            placement.boxes(marks.rules()),
            placement.boxes(marks.fills()),
            marks.largest_image / area if area else 0.0,
            back,
            marks.curves,
        )

    def _printed(
        self, number: int, text: Any, page: Placement, marks: Marks
    ) -> tuple[Codes, Floats, Floats, Floats]:
        """Return code points, boxes, origins and angles of what is visible on the page."""
        count = max(0, raw.FPDFText_CountChars(text))
        if count > MAXIMUM_CHARACTERS:
            self._excess(number, "characters", count, MAXIMUM_CHARACTERS)
        codes, boxes, base = _buffer().read(text, count)
        angles = _buffer().angles(text, count)
        shown = page.shows(boxes)
        shown &= ~hidden(text, boxes, shown & (codes > 0x20), marks.placed)
        if marks.paint.stands_out:
            scan = marks.largest_image > _PICTURED * page.width * page.height
            shown &= ~marks.paint.unseen(text, boxes, scan=scan)
        shown &= np.abs(angles - np.round(angles)) < _SLANT
        return codes[shown], boxes[shown], base[shown], angles[shown]

    def _excess(self, number: int, what: str, found: int, limit: int) -> None:
        raise LimitExceededError(
            f"at most {limit} {what} on a page",
            f"{found} on page {number}",
            "split the file or print it anew",
            path=self._path,
        )


def _with_notes(
    notes: tuple[Codes, Floats], codes: Codes, boxes: Floats, base: Floats, angles: Floats
) -> tuple[Codes, Floats, Floats, Floats]:
    """Add the characters of notes, standing upright, behind those of the page."""
    added, places = notes
    line = places[:, 1] + 0.15 * (places[:, 3] - places[:, 1])
    origins = np.stack([places[:, 0], line], axis=1)
    return (
        np.concatenate([codes, added]),
        np.concatenate([boxes, places]),
        np.concatenate([base, origins]),
        np.concatenate([angles, np.zeros(len(added), np.float32)]),
    )


def _refusal(source: Source, error: Exception) -> DamagedError | EncryptedError:
    if "password" in str(error).lower():
        remedy = "remove its password protection"
        return EncryptedError("an open PDF", "an encrypted one", remedy, path=source.path)
    found = f"bytes that pdfium rejects ({error})"
    return DamagedError("a PDF file", found, "fetch the file again", path=source.path)


def _placement(handle: Any) -> Placement:
    area = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(handle, ctypes.byref(area))
    turns = max(0, raw.FPDFPage_GetRotation(handle)) % 4
    return Placement(area.left, area.bottom, area.right, area.top, turns)


class _Buffer:
    """Memory that pdfium writes into, reused from page to page and document to document."""

    def __init__(self) -> None:
        self._units = (ctypes.c_ushort * (_CHUNK + 1))()
        self._rectangles = (raw.FS_RECTF * _CHUNK)()
        self._rectangle_at = [ctypes.byref(self._rectangles[i]) for i in range(_CHUNK)]
        self._points = (ctypes.c_double * (2 * _CHUNK))()
        self._x_at = [ctypes.byref(self._points, 16 * i) for i in range(_CHUNK)]
        self._y_at = [ctypes.byref(self._points, 16 * i + 8) for i in range(_CHUNK)]
        self._loose_box = untyped(raw.FPDFText_GetLooseCharBox)
        self._origin = untyped(raw.FPDFText_GetCharOrigin)
        self._angle = untyped(raw.FPDFText_GetCharAngle, ctypes.c_float)
        self._map_error = untyped(raw.FPDFText_HasUnicodeMapError, ctypes.c_int)

    def read(self, text: Any, count: int) -> tuple[Codes, Floats, Floats]:
        """Return code points, boxes (left, bottom, right, top) and origins, in PDF coordinates."""
        boxes = np.zeros((count, 4), dtype=np.float32)
        origins = np.zeros((count, 2), dtype=np.float32)
        for first in range(0, count, _CHUNK):
            last = min(first + _CHUNK, count)
            self._fill(text, range(first, last), boxes[first:last], origins[first:last])
        codes = self._codes(text, count)
        wrong = np.fromiter(map(self._map_error, repeat(text), range(count)), np.int8, count)
        codes[(wrong == 1) | (codes == 0)] = UNMAPPED
        return codes, boxes, origins

    def angles(self, text: Any, count: int) -> Floats:
        """Return the angle of each character in quarter turns, 0 to 4."""
        found = np.fromiter(map(self._angle, repeat(text), range(count)), np.float32, count)
        return np.maximum(found, 0) / np.float32(np.pi / 2)

    def _codes(self, text: Any, count: int) -> Codes:
        """Return the code point of each character: in one call where UTF-16 units match them."""
        if count <= _CHUNK and raw.FPDFText_GetText(text, 0, count, self._units) == count + 1:
            units = np.frombuffer(memoryview(self._units), np.uint16, count)
            if not ((units >= 0xD800) & (units < 0xE000)).any():
                return units.astype(np.uint32)
        found = map(raw.FPDFText_GetUnicode, repeat(text), range(count))
        return np.fromiter(found, np.uint32, count)

    def _fill(self, text: Any, indexes: range, boxes: Floats, origins: Floats) -> None:
        _exhaust(map(self._loose_box, repeat(text), indexes, self._rectangle_at))
        _exhaust(map(self._origin, repeat(text), indexes, self._x_at, self._y_at))
        size = len(indexes)
        flat = np.frombuffer(memoryview(self._rectangles), np.float32, 4 * size).reshape(size, 4)
        boxes[:] = flat[:, [0, 3, 2, 1]]  # FS_RECTF is left, top, right, bottom
        points = np.frombuffer(memoryview(self._points), np.float64, 2 * size)
        origins[:] = points.reshape(size, 2)


def _exhaust(calls: Iterator[object]) -> None:
    """Make all calls of a lazy map, dropping what they return."""
    deque(calls, maxlen=0)


@cache
def _buffer() -> _Buffer:
    """Return the process's buffer; pdfium allows one thread only anyway."""
    return _Buffer()


def _upright(angles: Floats, displayed: int) -> int:
    """Return the clockwise quarter turns after which most characters stand upright."""
    if not len(angles):
        return displayed
    counts = np.bincount((-np.round(angles).astype(np.int64)) % 4, minlength=4)
    common = int(np.argmax(counts))
    return common if counts[common] > 0.6 * len(angles) else displayed


def pages(document: PdfFile) -> Iterator[RawPage]:
    """Yield every page of the document in turn."""
    for number in range(1, len(document) + 1):
        yield document.page(number)

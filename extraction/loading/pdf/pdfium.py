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
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extraction.errors import DamagedError, EncryptedError, LimitExceededError
from extraction.loading.pdf.characters import UNMAPPED, Characters, Codes, Floats, characters
from extraction.loading.pdf.frame import Placement
from extraction.loading.source import Source

if TYPE_CHECKING:
    from PIL.Image import Image

MAXIMUM_CHARACTERS = 200_000
MAXIMUM_OBJECTS = 200_000
_THIN = 3.0
_DEEPEST_FORM = 4
_CHUNK = 4096
_PAGES_AT_ONCE = 200


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
    """

    number: int
    width: float
    height: float
    characters: Characters
    rules: Floats
    fills: Floats
    picture: float
    back: int = 0


class PdfFile:
    """An open document; use as a context manager.

    Raises:
        EncryptedError: it needs a password.
        DamagedError: pdfium cannot make sense of it.
        LimitExceededError: a page has more characters or objects than are ever printed on one.
    """

    def __init__(self, source: Source) -> None:
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
        """The title in the document's own metadata."""
        return self._document.get_metadata_value("Title").strip("\0 ") or None

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
            return self._read(number, handle)
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

    def _read(self, number: int, handle: Any) -> RawPage:
        placement = _placement(handle)
        objects = raw.FPDFPage_CountObjects(handle)
        if objects > MAXIMUM_OBJECTS:
            self._excess(number, "objects", objects, MAXIMUM_OBJECTS)
        text = raw.FPDFText_LoadPage(handle)
        if not text:
            found = f"no text layer structure on page {number}"
            raise DamagedError("a readable page", found, "fetch the file again", path=self._path)
        try:
            count = max(0, raw.FPDFText_CountChars(text))
            if count > MAXIMUM_CHARACTERS:
                self._excess(number, "characters", count, MAXIMUM_CHARACTERS)
            codes, boxes, base = _buffer().read(text, count)
            upright = _upright(text, codes, placement.quarters)
        finally:
            raw.FPDFText_ClosePage(text)
        back = (placement.quarters - upright) % 4
        placement = placement.turned(upright)
        boxes = placement.boxes(boxes)
        found_marks = _Marks()
        found_marks.collect(handle, objects, raw.FPDFPage_GetObject, None, 0)
        rules, fills = placement.boxes(found_marks.rules()), placement.boxes(found_marks.fills())
        area = placement.width * placement.height
        return RawPage(
            number,
            placement.width,
            placement.height,
            characters(codes, boxes, placement.heights(base)),
            rules,
            fills,
            found_marks.largest_image / area if area else 0.0,
            back,
        )

    def _excess(self, number: int, what: str, found: int, limit: int) -> None:
        raise LimitExceededError(
            f"at most {limit} {what} on a page",
            f"{found} on page {number}",
            "split the file or print it anew",
            path=self._path,
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
        self._loose_box = _untyped(raw.FPDFText_GetLooseCharBox)
        self._origin = _untyped(raw.FPDFText_GetCharOrigin)
        self._map_error = _untyped(raw.FPDFText_HasUnicodeMapError, ctypes.c_int)

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


def _untyped(function: Any, result: Any = None) -> Any:
    """Return a C function without the checks of its argument types, a third of the time of each call.

    Only for calls made once a character, with arguments that are C objects and ints already.
    """
    return ctypes.CFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def _exhaust(calls: Iterator[object]) -> None:
    """Make all calls of a lazy map, dropping what they return."""
    deque(calls, maxlen=0)


@cache
def _buffer() -> _Buffer:
    """Return the process's buffer; pdfium allows one thread only anyway."""
    return _Buffer()


def _upright(text: Any, codes: Codes, displayed: int) -> int:
    """Return the clockwise quarter turns after which most of a sample of characters stands upright."""
    printed = np.flatnonzero(codes > 0x20)
    if not len(printed):
        return displayed
    sample = printed[:: max(1, len(printed) // 24)]
    angles = [raw.FPDFText_GetCharAngle(text, int(i)) for i in sample]
    quarters = [-round(angle / (np.pi / 2)) % 4 for angle in angles if angle >= 0]
    common = max(set(quarters), key=quarters.count, default=displayed)
    return common if quarters.count(common) > 0.6 * len(quarters) else displayed


class _Marks:
    """Collects ruling marks, fills and images of a page and its form XObjects."""

    def __init__(self) -> None:
        self._rules: list[tuple[float, float, float, float]] = []
        self._fills: list[tuple[float, float, float, float]] = []
        self.largest_image = 0.0
        self._visited = 0
        self._sides = tuple(ctypes.c_float() for _ in range(4))
        self._refs = tuple(ctypes.byref(side) for side in self._sides)

    def rules(self) -> Floats:
        """Rows of left, bottom, right, top."""
        return np.array(self._rules, dtype=np.float32).reshape(-1, 4)

    def fills(self) -> Floats:
        """The same for filled areas."""
        return np.array(self._fills, dtype=np.float32).reshape(-1, 4)

    def collect(self, holder: Any, count: int, member: Any, matrix: Any, depth: int) -> None:
        """Go through the `count` objects of a page or form, `matrix` being the form's on the page."""
        path, image, form = raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM
        things = list(map(member, repeat(holder), range(count)))
        for thing, kind in zip(things, map(raw.FPDFPageObj_GetType, things), strict=True):
            if kind == path:
                self._path(thing, matrix)
            elif kind == image:
                left, bottom, right, top = self._bounds(thing, matrix)
                self.largest_image = max(self.largest_image, (right - left) * (top - bottom))
            elif kind == form and depth < _DEEPEST_FORM:
                self._form(thing, matrix, depth)

    def _form(self, thing: Any, matrix: Any, depth: int) -> None:
        inner = max(0, raw.FPDFFormObj_CountObjects(thing))
        self._visited += inner
        if self._visited <= MAXIMUM_OBJECTS:
            own = _times(_matrix(thing), matrix)
            self.collect(thing, inner, raw.FPDFFormObj_GetObject, own, depth + 1)

    def _bounds(self, thing: Any, matrix: Any) -> tuple[float, float, float, float]:
        if not raw.FPDFPageObj_GetBounds(thing, *self._refs):
            return (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = (side.value for side in self._sides)
        if matrix is None:
            return (left, bottom, right, top)
        corners = [_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [c[0] for c in corners], [c[1] for c in corners]
        return (min(xs), min(ys), max(xs), max(ys))

    def _path(self, thing: Any, matrix: Any) -> None:
        left, bottom, right, top = self._bounds(thing, matrix)
        width, height = right - left, top - bottom
        if min(width, height) <= _THIN:
            if max(width, height) > 0:
                self._rules.append((left, bottom, right, top))
            return
        filled, stroked = ctypes.c_int(), raw.FPDF_BOOL()
        raw.FPDFPath_GetDrawMode(thing, ctypes.byref(filled), ctypes.byref(stroked))
        if not filled.value and not stroked.value:
            return
        pieces, straight = self._pieces(thing, matrix)
        if stroked.value:
            self._rules.extend(pieces)
        elif straight:
            self._areas(pieces, (left, bottom, right, top))

    def _areas(
        self,
        pieces: list[tuple[float, float, float, float]],
        whole: tuple[float, float, float, float],
    ) -> None:
        """Take a filled path: each of its rectangles is a thin mark or an area."""
        for first in range(0, len(pieces) - 3, 4):
            sides = pieces[first : first + 4]
            area = (
                min(s[0] for s in sides),
                min(s[1] for s in sides),
                max(s[2] for s in sides),
                max(s[3] for s in sides),
            )
            thin = min(area[2] - area[0], area[3] - area[1]) <= _THIN
            (self._rules if thin else self._fills).append(area)
        if len(pieces) < 4:
            self._fills.append(whole)

    def _pieces(
        self, thing: Any, matrix: Any
    ) -> tuple[list[tuple[float, float, float, float]], bool]:
        """Return the axis-parallel straight pieces of a path, and whether it has no others."""
        count = min(raw.FPDFPath_CountSegments(thing), MAXIMUM_OBJECTS)
        combined = _times(_matrix(thing), matrix)
        pieces: list[tuple[float, float, float, float]] = []
        straight = True
        start = here = (0.0, 0.0)
        x, y = ctypes.c_float(), ctypes.c_float()
        for i in range(count):
            segment = raw.FPDFPath_GetPathSegment(thing, i)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            there = _apply(combined, x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = there
            elif kind == raw.FPDF_SEGMENT_LINETO:
                straight &= _straight(pieces, here, there)
            else:
                straight = False
            here = there
            if raw.FPDFPathSegment_GetClose(segment) and here != start:
                straight &= _straight(pieces, here, start)
                here = start
        return pieces, straight


def _straight(
    pieces: list[tuple[float, float, float, float]],
    here: tuple[float, float],
    there: tuple[float, float],
) -> bool:
    """Add the piece from here to there if it runs along an axis; tell whether it does."""
    (x0, y0), (x1, y1) = here, there
    if abs(x1 - x0) > 1.0 and abs(y1 - y0) > 1.0:
        return False
    pieces.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return True


def _matrix(thing: Any) -> tuple[float, ...]:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, ctypes.byref(matrix))
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(inner: tuple[float, ...], outer: tuple[float, ...] | None) -> tuple[float, ...]:
    """Return the matrix that applies `inner` first, then `outer`."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _apply(matrix: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def pages(document: PdfFile) -> Iterator[RawPage]:
    """Yield every page of the document in turn."""
    for number in range(1, len(document) + 1):
        yield document.page(number)

"""What a page's drawing says about tables: ruling marks, filled areas, images, form XObjects included.

Coordinates are PDF's own, from the bottom left, as pdfium reports them.
"""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as raw

from extraction.loading.pdf.characters import Floats
from extraction.loading.pdf.placing import address, apply
from extraction.loading.pdf.visibility import Paint

MAXIMUM_OBJECTS = 200_000
_THIN = 3.0
_DEEPEST_FORM = 4


class Marks:
    """Collects ruling marks, fills and images of a page and its form XObjects."""

    def __init__(self) -> None:
        self._rules: list[tuple[float, float, float, float]] = []
        self._fills: list[tuple[float, float, float, float]] = []
        self.largest_image = 0.0
        self.curves = 0
        """Curved pieces of what is filled: text that was turned into outlines has many."""
        self.paint = Paint()
        self.placed: dict[int, tuple[float, ...]] = {}
        """Where the form that holds a text object lies on the page, by the object's address."""
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
        texts: list[Any] = []
        for thing, kind in zip(things, map(raw.FPDFPageObj_GetType, things), strict=True):
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                texts.append(thing)
            elif kind == path:
                self._path(thing, matrix)
            elif kind == image:
                left, bottom, right, top = self._bounds(thing, matrix)
                self.paint.grounds.append((left, bottom, right, top))
                self.largest_image = max(self.largest_image, (right - left) * (top - bottom))
            elif kind == form and depth < _DEEPEST_FORM:
                self._form(thing, matrix, depth)
        self.paint.look(texts)
        if matrix is not None:
            self.placed.update(dict.fromkeys(map(address, texts), matrix))

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
        corners = [apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
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
        pieces, curves, straight = self._pieces(thing, matrix)
        if filled.value:
            self.curves += curves
            self.paint.ground(thing, (left, bottom, right, top))
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
    ) -> tuple[list[tuple[float, float, float, float]], int, bool]:
        """Return a path's axis-parallel straight pieces, its curves, and whether it has only the first."""
        count = min(raw.FPDFPath_CountSegments(thing), MAXIMUM_OBJECTS)
        combined = _times(_matrix(thing), matrix)
        pieces: list[tuple[float, float, float, float]] = []
        curves, straight = 0, True
        start = here = (0.0, 0.0)
        x, y = ctypes.c_float(), ctypes.c_float()
        for i in range(count):
            segment = raw.FPDFPath_GetPathSegment(thing, i)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            there = apply(combined, x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = there
            elif kind == raw.FPDF_SEGMENT_LINETO:
                straight &= _straight(pieces, here, there)
            else:
                curves, straight = curves + 1, False
            here = there
            if raw.FPDFPathSegment_GetClose(segment) and here != start:
                straight &= _straight(pieces, here, start)
                here = start
        return pieces, curves, straight


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

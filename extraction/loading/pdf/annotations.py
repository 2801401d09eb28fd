"""Annotations that print text on a page: filled-in form fields and typewriter notes (FreeText)."""

from __future__ import annotations

import ctypes
import re
from functools import partial
from typing import Any

import numpy as np
import pypdfium2.raw as raw

from extraction.loading.pdf.calls import utf16
from extraction.loading.pdf.characters import Codes, Floats

_PRINTING = frozenset({raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT})
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_MOST = 5_000
_DRAWN = re.compile(r"T[jJ]\b|\bDo\b|[)>]\s*['\"]")
"""Operators that print text or another form; an office leaves them out and lets the viewer print the value."""
_NO_SIZE = re.compile(r"\s0(?:\.0*)?\s+Tf")
"""A font of no size: the viewer is to choose one, and prints the value itself."""
_SIZE = re.compile(r"([\d.]+)\s+Tf")
"""The size of the font in an annotation's default appearance; 0 lets the viewer choose."""
_TYPED = frozenset({"Tx", "Ch"})
"""Kinds of form fields whose value is text: typed and chosen."""


def shows_annotations(page: Any) -> bool:
    """Tell whether a visible form field or note stands on the page."""
    count = min(raw.FPDFPage_GetAnnotCount(page), _MOST)
    return any(_prints(page, i) for i in range(count))


def _prints(page: Any, index: int) -> bool:
    annotation = raw.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return False
    try:
        seen = not raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN
        return seen and raw.FPDFAnnot_GetSubtype(annotation) in _PRINTING
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def typed(page: Any) -> tuple[Codes, Floats]:
    """Return code points and boxes of notes and form fields that have words and no appearance to print them.

    Viewers set such words from the upper left corner of their frame, a single line of known size on its lower edge;
    boxes are in PDF coordinates.
    """
    codes: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        if _prints(page, index) and not _appearance(annotation):
            _set(annotation, codes, boxes)
        raw.FPDFPage_CloseAnnot(annotation)
    return np.array(codes, np.uint32), np.array(boxes, np.float32).reshape(-1, 4)


def _appearance(annotation: Any) -> bool:
    """Tell whether the annotation's own appearance prints anything."""
    drawn = utf16(partial(raw.FPDFAnnot_GetAP, annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL))
    if raw.FPDFAnnot_GetSubtype(annotation) != raw.FPDF_ANNOT_WIDGET:
        return bool(drawn)
    return _DRAWN.search(drawn) is not None and _NO_SIZE.search(drawn) is None


def _words(annotation: Any) -> str:
    """Return what a note says, or the value of a form field that holds text."""
    if raw.FPDFAnnot_GetSubtype(annotation) != raw.FPDF_ANNOT_WIDGET:
        return _string(annotation, b"Contents")
    return _string(annotation, b"V") if _string(annotation, b"FT") in _TYPED else ""


def _set(annotation: Any, codes: list[int], boxes: list[tuple[float, float, float, float]]) -> None:
    frame = raw.FS_RECTF()
    contents = _words(annotation)
    if not contents or not raw.FPDFAnnot_GetRect(annotation, ctypes.byref(frame)):
        return
    lines = contents.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    widest = max(sum(_width(c) for c in line) for line in lines)
    height = abs(frame.top - frame.bottom)
    size = min(height / (1.2 * len(lines)), abs(frame.right - frame.left) / max(widest, 1.0))
    above = 0.0
    if len(lines) == 1 and (stated := _SIZE.search(_string(annotation, b"DA"))):
        size = min(size, float(stated[1]) or size)
        above = (
            height - size
        )  # a single line stands on the lower edge of its field, as its label does
    for k, line in enumerate(lines):
        top, left = max(frame.top, frame.bottom) - above - 1.2 * size * k, frame.left
        for character in line:
            right = left + size * _width(character)
            codes.append(ord(character))
            boxes.append((left, top - size, right, top))
            left = right


def _width(character: str) -> float:
    return 1.0 if character >= "\u2e80" else 0.5


def _string(annotation: Any, key: bytes) -> str:
    return utf16(partial(raw.FPDFAnnot_GetStringValue, annotation, key))

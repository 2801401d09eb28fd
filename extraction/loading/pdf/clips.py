"""Text that is in the content stream but clipped away: parts of neighbouring pages, as some writers leave them.

Only whole text objects outside their clip are hidden; one that is cut short (a long label in a narrow cell)
keeps all its characters. Asking pdfium for every clip is slow, so the outermost characters are asked first,
and where one is hidden, those that lie outside its clip like itself.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from typing import Any

import numpy as np
import pypdfium2.raw as raw

from extraction.loading.pdf.characters import Flags, Floats
from extraction.loading.pdf.placing import address, apply

_SLACK = 2.0
Area = tuple[float, float, float, float]
Placed = Mapping[int, tuple[float, ...]]
"""The matrix of a form on the page, by the address of a text object that it holds."""


def hidden(text: Any, boxes: Floats, shown: Flags, placed: Placed) -> Flags:
    """Tell which characters are clipped away.

    Args:
        placed: the matrices of the forms that hold text objects, whose clips are in the form's own coordinates.
        text: pdfium's text page.
        boxes: its characters' boxes in PDF coordinates (left, bottom, right, top).
        shown: those that are not blank and lie on the page.
    """
    none = np.zeros(len(boxes), dtype=np.bool_)
    places = np.flatnonzero(shown)
    if not len(places):
        return none
    outermost = {int(places[np.argmin(boxes[places, side])]) for side in (0, 1)}
    outermost |= {int(places[np.argmax(boxes[places, side])]) for side in (2, 3)}
    clips = [_clip(raw.FPDFText_GetTextObject(text, i), placed) for i in outermost]
    outside = none
    for i, clip in zip(outermost, clips, strict=True):
        if clip is not None and not _meets(clip, boxes[i]):
            outside = outside | ~_within(clip, boxes)
    return (
        _checked(text, boxes, np.flatnonzero(outside & shown).tolist(), placed)
        if outside.any()
        else none
    )


def _checked(text: Any, boxes: Floats, suspects: list[int], placed: Placed) -> Flags:
    """Tell which of the suspects belong to objects of which no character is visible."""
    objects = {i: raw.FPDFText_GetTextObject(text, i) for i in suspects}
    keys = {i: address(thing) for i, thing in objects.items()}
    clips = {key: _clip(objects[i], placed) for i, key in keys.items()}
    visible = {key for i, key in keys.items() if _meets(clips[key], boxes[i])}
    visible |= {address(raw.FPDFText_GetTextObject(text, i)) for i in _beside(suspects, len(boxes))}
    found = np.zeros(len(boxes), dtype=np.bool_)
    found[[i for i, key in keys.items() if key not in visible]] = True
    return found


def _beside(suspects: list[int], count: int) -> set[int]:
    """Return the characters next to suspects that are none: they may be of the same object."""
    around = {i + step for i in suspects for step in (-1, 1)}
    return {i for i in around - set(suspects) if 0 <= i < count}


def _within(clip: Area, boxes: Floats) -> Flags:
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    left, bottom, right, top = clip
    within: Flags = (x >= left - _SLACK) & (x <= right + _SLACK)
    return within & (y >= bottom - _SLACK) & (y <= top + _SLACK)


def _meets(clip: Area | None, box: Floats) -> bool:
    """Tell whether a character's middle lies inside a clip."""
    if clip is None:
        return True
    x, y = float(box[0] + box[2]) / 2, float(box[1] + box[3]) / 2
    left, bottom, right, top = clip
    return left - _SLACK <= x <= right + _SLACK and bottom - _SLACK <= y <= top + _SLACK


def _clip(thing: Any, placed: Placed) -> Area | None:
    """Return the area of the page common to the frames of all clip paths of an object, None if it has none."""
    clip = raw.FPDFPageObj_GetClipPath(thing) if thing else None
    count = raw.FPDFClipPath_CountPaths(clip) if clip else 0
    frames = [frame for i in range(max(0, count)) if (frame := _frame(clip, i)) is not None]
    if not frames:
        return None
    common = (
        max(f[0] for f in frames),
        max(f[1] for f in frames),
        min(f[2] for f in frames),
        min(f[3] for f in frames),
    )
    matrix = placed.get(address(thing))
    return common if matrix is None else _moved(common, matrix)


def _moved(area: Area, matrix: tuple[float, ...]) -> Area:
    corners = [apply(matrix, x, y) for x in area[::2] for y in area[1::2]]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _frame(clip: Any, index: int) -> Area | None:
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = [], []
    for i in range(max(0, raw.FPDFClipPath_CountPathSegments(clip, index))):
        segment = raw.FPDFClipPath_GetPathSegment(clip, index, i)
        if raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            xs.append(x.value)
            ys.append(y.value)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None

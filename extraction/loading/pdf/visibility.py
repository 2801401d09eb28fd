"""Text in the content stream that a reader does not see: not painted, white on white, or a pale watermark.

Scans carry their recognised text unpainted under the picture (text rendering mode 3, ISO 32000-1,
9.3.6); there it is the text. White text on a coloured area or a picture is read, pale text of the
size of its neighbours too; pale text much larger than what it crosses is a watermark.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as raw

from extraction.loading.pdf.calls import untyped
from extraction.loading.pdf.characters import Flags, Floats
from extraction.loading.pdf.placing import address

_UNPAINTED = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_WHITE = 246
_PALE = 176
_LARGER = 1.4
_render_mode = untyped(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
_fill_colour = untyped(raw.FPDFPageObj_GetFillColor, ctypes.c_int)
_text_object = untyped(raw.FPDFText_GetTextObject, ctypes.c_void_p)
Area = tuple[float, float, float, float]


@dataclass(slots=True)
class Paint:
    """How the text objects of a page are painted: addresses of those that stand out.

    Attributes:
        unpainted, white, pale: addresses of text objects.
        grounds: areas in PDF coordinates on which white text can be read.
    """

    unpainted: set[int] = field(default_factory=set)
    white: set[int] = field(default_factory=set)
    pale: set[int] = field(default_factory=set)
    grounds: list[Area] = field(default_factory=list)
    _colour: tuple[ctypes.c_uint, ...] = field(
        default_factory=lambda: tuple(ctypes.c_uint() for _ in range(4))
    )

    def look(self, things: list[Any]) -> None:
        """Look at text objects of the page or of a form on it."""
        red, green, blue, alpha = self._colour
        modes = map(_render_mode, things)
        painted = map(_fill_colour, things, *(repeat(ctypes.byref(c)) for c in self._colour))
        for thing, mode, known in zip(things, modes, painted, strict=True):
            if mode in _UNPAINTED or (known and alpha.value == 0):
                self.unpainted.add(address(thing))
            elif known and red.value >= _PALE and min(green.value, blue.value) >= _PALE:
                white = min(red.value, green.value, blue.value) >= _WHITE
                (self.white if white else self.pale).add(address(thing))

    def ground(self, thing: Any, area: Area) -> None:
        """Note a filled area; a white one is no ground to read white text on."""
        if not _fill_colour(thing, *map(ctypes.byref, self._colour)):
            return
        red, green, blue, alpha = (c.value for c in self._colour)
        if alpha and min(red, green, blue) < _WHITE:
            self.grounds.append(area)

    @property
    def stands_out(self) -> bool:
        """Whether any text is painted in a way that may hide it."""
        return bool(self.unpainted or self.white or self.pale)

    def unseen(self, text: Any, boxes: Floats, *, scan: bool) -> Flags:
        """Tell which characters of pdfium's text page are not seen; boxes in PDF coordinates."""
        count = len(boxes)
        objects = map(_text_object, repeat(text), range(count))
        owners = np.fromiter((thing or 0 for thing in objects), np.int64, count)
        none = np.zeros(count, dtype=np.bool_)
        unseen = none if scan else np.isin(owners, list(self.unpainted))
        white = np.isin(owners, list(self.white))
        if white.any():
            unseen = unseen | (white & ~self._on_ground(boxes))
        for pale in self.pale:
            unseen = unseen | _watermark(owners == pale, unseen, boxes)
        return unseen

    def _on_ground(self, boxes: Floats) -> Flags:
        x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        found = np.zeros(len(boxes), dtype=np.bool_)
        for left, bottom, right, top in self.grounds:
            found |= (x > left) & (x < right) & (y > bottom) & (y < top)
        return found


def _watermark(own: Flags, unseen: Flags, boxes: Floats) -> Flags:
    """Return the pale characters `own` where they are larger than the text that they cross."""
    nothing = np.zeros(len(boxes), dtype=np.bool_)
    height = boxes[:, 3] - boxes[:, 1]
    others = ~own & ~unseen & (height > 0)
    if not own.any() or not others.any():
        return nothing
    size = float(np.median(height[own]))
    left, bottom = boxes[own, 0].min(), boxes[own, 1].min()
    right, top = boxes[own, 2].max(), boxes[own, 3].max()
    crossed = others & (boxes[:, 2] > left) & (boxes[:, 0] < right)
    crossed &= (boxes[:, 3] > bottom) & (boxes[:, 1] < top)
    smaller = crossed.any() and size > _LARGER * float(np.median(height[crossed]))
    return own if smaller else nothing

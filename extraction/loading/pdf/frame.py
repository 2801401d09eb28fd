"""Where a page's own coordinates lie on the page as displayed, and on the page as read.

PDF coordinates grow upwards from the bottom left; /Rotate turns the displayed page clockwise. A page whose
content itself is drawn sideways is read in a frame turned with it, and its boxes are turned back afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from extraction.loading.pdf.characters import Flags, Floats


@dataclass(frozen=True, slots=True)
class Placement:
    """The visible area in PDF coordinates and the number of clockwise quarter turns to read it."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def width(self) -> float:
        """Width after turning, in points."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height after turning, in points."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def turned(self, quarters: int) -> Placement:
        """Return the placement of the same page read after another number of quarter turns."""
        return replace(self, quarters=quarters % 4)

    def shows(self, boxes: Floats) -> Flags:
        """Tell which boxes (left, bottom, right, top) have their middle in the visible area."""
        x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        inside: Flags = (x >= self.left) & (x <= self.right) & (y >= self.bottom) & (y <= self.top)
        return inside

    def points(self, points: Floats) -> Floats:
        """Turn rows of x, y into x, y from the top left."""
        x, y = points[:, 0], points[:, 1]
        if self.quarters == 0:
            pair = (x - self.left, self.top - y)
        elif self.quarters == 1:
            pair = (y - self.bottom, x - self.left)
        elif self.quarters == 2:
            pair = (self.right - x, y - self.bottom)
        else:
            pair = (self.top - y, self.right - x)
        return np.stack(pair, axis=1).astype(np.float32)

    def boxes(self, boxes: Floats) -> Floats:
        """Turn rows of left, bottom, right, top into x0, top, x1, bottom."""
        one, other = self.points(boxes[:, :2]), self.points(boxes[:, 2:])
        return np.concatenate([np.minimum(one, other), np.maximum(one, other)], axis=1)

    def heights(self, points: Floats) -> Floats:
        """Return the distances of points from the top."""
        return self.points(points)[:, 1]


def turn_back(boxes: Floats, quarters: int, *, width: float, height: float) -> Floats:
    """Turn boxes of a frame of `width` × `height` clockwise by `quarters` onto the displayed page."""
    x0, top, x1, bottom = boxes.T
    if quarters % 4 == 0:
        return boxes
    if quarters % 4 == 1:
        parts = (height - bottom, x0, height - top, x1)
    elif quarters % 4 == 2:
        parts = (width - x1, height - bottom, width - x0, height - top)
    else:
        parts = (top, width - x1, bottom, width - x0)
    return np.stack(parts, axis=1).astype(np.float32)

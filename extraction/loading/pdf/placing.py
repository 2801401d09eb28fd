"""Where objects of forms lie: addresses of pdfium's objects, and matrices of PDF (ISO 32000-1, 8.3.4)."""

from __future__ import annotations

import ctypes
from typing import Any


def address(thing: Any) -> int:
    """Return the address of one of pdfium's objects, 0 for none."""
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def apply(matrix: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    """Return where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f

"""Calls into pdfium that are made once a character or object, without what ctypes checks each time."""

from __future__ import annotations

import ctypes
from typing import Any


def untyped(function: Any, result: Any = None) -> Any:
    """Return a C function without the checks of its argument types, a third of the time of each call.

    Only for calls whose arguments are C objects and ints already.
    """
    return ctypes.CFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)

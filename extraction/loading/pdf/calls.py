"""Calls into pdfium: those made once a character or object without what ctypes checks each time, and strings."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any


def untyped(function: Any, result: Any = None) -> Any:
    """Return a C function without the checks of its argument types, a third of the time of each call.

    Only for calls whose arguments are C objects and ints already.
    """
    return ctypes.CFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def utf16(read: Callable[[Any, int], int]) -> str:
    """Return the string that a call writes into a buffer of so many bytes, U+FFFD where it is no valid UTF-16."""
    units = (ctypes.c_ushort * (read(None, 0) // 2))()
    read(units, ctypes.sizeof(units))
    return bytes(units).decode("utf-16-le", "replace").rstrip("\0")

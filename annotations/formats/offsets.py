"""Offsets in UTF-16 code units, as Java (UIMA) and JavaScript count, and in code points."""

from __future__ import annotations

from bisect import bisect_left, bisect_right


class Utf16Offsets:
    """Converts offsets of one text; characters beyond U+FFFF count two units."""

    def __init__(self, text: str) -> None:
        self._astral = [i for i, c in enumerate(text) if ord(c) > 0xFFFF]
        self._units = [i + k for k, i in enumerate(self._astral)]
        self._length = len(text)

    @property
    def same(self) -> bool:
        """Tell whether both ways of counting agree on the whole text."""
        return not self._astral

    def to_units(self, offset: int) -> int:
        """Return the UTF-16 offset of a code-point offset."""
        return offset + bisect_left(self._astral, offset)

    def to_points(self, units: int) -> int | None:
        """Return the code-point offset of a UTF-16 offset; None inside a pair or outside the text."""
        before = bisect_right(self._units, units - 1)
        if before and self._units[before - 1] + 1 == units:
            return None
        offset = units - before
        return offset if 0 <= offset <= self._length else None

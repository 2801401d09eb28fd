"""Half-open code-point offsets into one text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `text[start:end]`; `0 <= start <= end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"expected 0 <= start <= end, found [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]


class Stretches:
    """Stretches of a text, in any order, indexed: does one of them share a character with a span?"""

    __slots__ = ("_reached", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted((s.start, s.end) for s in spans)
        self._starts = [start for start, _ in ordered]
        self._reached = list(accumulate((end for _, end in ordered), max))

    def touch(self, span: Span) -> bool:
        """Tell whether one of them overlaps `span` (as `Span.overlaps`)."""
        place = bisect_left(self._starts, span.end)
        return place > 0 and self._reached[place - 1] > span.start


def hull(spans: Iterable[Span]) -> Span:
    """Return the smallest span that covers all of `spans` (at least one)."""
    known = tuple(spans)
    return Span(min(s.start for s in known), max(s.end for s in known))


def trim(text: str, span: Span) -> Span:
    """Return `span` without white space at either end (empty at its start if all is blank)."""
    surface = span.of(text)
    left = len(surface) - len(surface.lstrip())
    right = len(surface.rstrip())
    return (
        Span(span.start + left, span.start + max(left, right))
        if right
        else Span(span.start, span.start)
    )

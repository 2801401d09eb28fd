"""Half-open code-point offsets into one text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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

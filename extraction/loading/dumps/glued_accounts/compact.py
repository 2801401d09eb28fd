"""A text without its white space and folded, every character knowing where it stands (紧排文本)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extraction.quantities.folding import fold
from extraction.span import Span

_DROPPED = re.compile(r"\s+(?:(?<=\n)\d{1,2}、)?")
"""White space, with the page number that document sites put at the head of a page (⏎2、)."""


@dataclass(frozen=True)
class Compact:
    """The characters of a stretch of text that are printed, folded, with their offsets."""

    plain: str
    offsets: tuple[int, ...]

    @cached_property
    def parted(self) -> frozenset[int]:
        """The offsets before which a gap stands between two digits."""
        apart = (i for i, (a, b) in enumerate(pairwise(self.offsets), 1) if b - a > 1)
        return frozenset(i for i in apart if self.plain[i - 1 : i + 1].isdigit())

    def span(self, first: int, last: int) -> Span:
        """Return where the characters `first` to `last` (exclusive) stand in the text."""
        return Span(self.offsets[first], self.offsets[last - 1] + 1)


def compact(text: str, start: int, end: int) -> Compact:
    """Return `text[start:end]` without what is not printed."""
    folded = fold(text[start:end])
    kept: list[int] = []
    place = 0
    for gap in _DROPPED.finditer(folded):
        kept.extend(range(place, gap.start()))
        place = gap.end()
    kept.extend(range(place, len(folded)))
    plain = "".join(folded[i] for i in kept)
    return Compact(plain, tuple(start + i for i in kept))

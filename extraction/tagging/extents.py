"""Extents of values by grammar (数值边界): the model says what a value is, the grammar where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.labels import FIGURES
from extraction.markup import Mention
from extraction.quantities import find_quantities
from extraction.span import Span

_MARGIN = 12
_WITHIN = (re.compile(r"(?!)"), re.compile(r"\d\d|\d\.\d"), re.compile(r".\d(?:\d|\.\d)|\d\.\d"))
"""What stands around an offset within a number, by the characters there are before it (up to 2)."""


def snap(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with every AMOUNT, RATE and COUNT of prose at the grammar's extent.

    A mention moves only if exactly one quantity touches it and the quantity touches no other
    mention; table cells and values that the grammar does not know stay. A value that would begin or
    end within a run of digits (columns of a fallen-apart table that ran together) is left out: no
    reading of it is sure.
    """
    found: list[Mention] = []
    for i, m in enumerate(mentions):
        span = m.span
        if m.label in FIGURES and m.cell is None:
            floor = mentions[i - 1].end if i else 0
            ceiling = mentions[i + 1].start if i + 1 < len(mentions) else len(text)
            span = _extent(text, m.span, floor, ceiling)
            if _cuts(text, span.start) or _cuts(text, span.end):
                continue
        found.append(m if span == m.span else replace(m, span=span, text=span.of(text)))
    return found


def _cuts(text: str, offset: int) -> bool:
    """Tell whether an offset lies within a number: digits on both sides, or a point between digits."""
    around = text[max(0, offset - 2) : offset + 2]
    return bool(_WITHIN[min(offset, 2)].match(around))


def _extent(text: str, span: Span, floor: int, ceiling: int) -> Span:
    start, end = max(floor, span.start - _MARGIN), min(ceiling, span.end + _MARGIN)
    touching = [
        Span(q.start, q.end)
        for q in find_quantities(text, start, end)
        if q.start < span.end and span.start < q.end
    ]
    return touching[0] if len(touching) == 1 else span

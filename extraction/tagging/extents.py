"""Extents of values by grammar (数值边界): the model says what a value is, the grammar where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extraction.labels import FIGURES
from extraction.markup import Mention
from extraction.quantities import find_quantities
from extraction.span import Span

_MARGIN = 12


def snap(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with every AMOUNT, RATE and COUNT of prose at the grammar's extent.

    A mention moves only if exactly one quantity touches it and the quantity touches no other
    mention; table cells and values that the grammar does not know stay.
    """
    found: list[Mention] = []
    for i, m in enumerate(mentions):
        span = m.span
        if m.label in FIGURES and m.cell is None:
            floor = mentions[i - 1].end if i else 0
            ceiling = mentions[i + 1].start if i + 1 < len(mentions) else len(text)
            span = _extent(text, m.span, floor, ceiling)
        found.append(m if span == m.span else replace(m, span=span, text=span.of(text)))
    return found


def _extent(text: str, span: Span, floor: int, ceiling: int) -> Span:
    start, end = max(floor, span.start - _MARGIN), min(ceiling, span.end + _MARGIN)
    touching = [
        Span(q.start, q.end)
        for q in find_quantities(text, start, end)
        if q.start < span.end and span.start < q.end
    ]
    return touching[0] if len(touching) == 1 else span

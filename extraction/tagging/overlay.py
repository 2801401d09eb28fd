"""Tables have the last word (表格优先): what the table interpreter read replaces a model's reading of it.

The interpreter sees rows and columns, a model only the characters they left behind; in cells that the
interpreter decided on, a serial number that looks like an amount must not become one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extraction.markup import Link, Markup, Mention, assemble
from extraction.span import Span
from extraction.tables import TableMarkup

_SURE = 0.97
"""Confidence of a table mention that the model does not share (precision on the written corpus)."""


def with_tables(tables: TableMarkup, markup: Markup) -> Markup:
    """Return a model's mark-up with the interpreter's in the stretches that it decided on.

    A table mention takes the model's confidence where both agree on span and label. Links of the
    model between what remains are kept, but for sources that the table links itself.
    """
    if not tables.closed and not tables.markup.mentions:
        return markup
    agreed = {(m.span, m.label): m.confidence for m in markup.mentions}
    decided = [_named(m, agreed.get((m.span, m.label))) for m in tables.markup.mentions]
    kept = [m for m in markup.mentions if not _touches(tables.closed, m.span)]
    by_span = {m.span: m.id for m in (*kept, *decided)}
    ids = {m.id: by_span[m.span] for m in markup.mentions if m.span in by_span}
    links = [Link(f"table-{k.source}", f"table-{k.target}", _SURE) for k in tables.markup.links]
    own = {link.source for link in links}
    for k in markup.links:
        source, target = ids.get(k.source), ids.get(k.target)
        if source and target and source not in own:
            links.append(Link(source, target, k.confidence))
    return replace(assemble((*decided, *kept), links), decided=markup.decided)


def _named(mention: Mention, confidence: float | None) -> Mention:
    sure = _SURE if confidence is None else max(confidence, _SURE)
    return replace(mention, id=f"table-{mention.id}", confidence=sure)


def _touches(closed: Sequence[Span], span: Span) -> bool:
    """Tell whether a span overlaps one of the closed stretches (in text order, apart)."""
    place = bisect_left(closed, span.end, key=lambda c: c.start)
    return any(c.overlaps(span) for c in closed[max(0, place - 3) : place])

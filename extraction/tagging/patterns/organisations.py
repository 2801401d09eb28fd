"""The reporting unit (单位) where its full name stands: title, header, first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.document import Document
from extraction.identity import identify
from extraction.identity.places import place_in_title
from extraction.span import Span

_MOST = 3


def find_units(document: Document) -> Iterator[Span]:
    """Yield the first occurrences of the reporting unit's full name (at most three), or a government's place in its title."""
    identity = identify(document)
    name = identity.unit_name
    if not name:
        yield from _place(document, identity.title)
    if not name or len(name) < 4:
        return
    spaced = r"\s?".join(re.escape(c) for c in name)
    for i, match in enumerate(re.finditer(spaced, document.text)):
        if i == _MOST:
            return
        yield Span(*match.span())


def _place(document: Document, title: str | None) -> Iterator[Span]:
    place = place_in_title("".join(title.split())) if title else None
    start = document.text.find(place) if place else -1
    if place and start >= 0:
        yield Span(start, start + len(place))

"""A census as JSON and back: the counts under `census`, the numerals themselves under `numerals`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extraction.census.model import Census, Fate, Numeral
from extraction.span import Span

FIELDS = ("start", "end", "text", "fate", "reason", "page", "cell")
"""What the places of one entry of `numerals` mean, in order."""


def counts_to_json(census: Census) -> dict[str, Any]:
    """Return the counts: read, unread, and ignored by reason."""
    read, unread = census.count(Fate.READ), census.count(Fate.UNREAD)
    return {"read": read, "unread": unread, "ignored": census.ignored}


def numerals_to_json(census: Census) -> list[list[Any]]:
    """Return one list a numeral, with the places of `FIELDS`."""
    return [
        [n.span.start, n.span.end, n.text, n.fate.value, n.reason, n.page, n.cell]
        for n in census.numerals
    ]


def census_from_json(numerals: Sequence[Sequence[Any]]) -> Census:
    """Return the census that `numerals_to_json` wrote."""
    return Census(
        tuple(
            Numeral(Span(start, end), text, Fate(fate), reason, page, cell)
            for start, end, text, fate, reason, page, cell in numerals
        )
    )

"""A census as JSON and back: the counts under `census`, the numerals themselves under `numerals`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extraction.census.model import Census, Fate, Numeral
from extraction.span import Span

FIELDS = ("start", "end", "text", "fate", "reason", "page", "cell")
"""What the places of one entry of `numerals` mean, in order."""


def census_to_json(census: Census | None) -> dict[str, Any]:
    """Return the counts (read, unread, ignored by reason) and one list a numeral, with the places of `FIELDS`."""
    if census is None:
        return {"census": None, "numerals": []}
    read, unread = census.count(Fate.READ), census.count(Fate.UNREAD)
    numerals = [
        [n.span.start, n.span.end, n.text, n.fate.value, n.reason, n.page, n.cell]
        for n in census.numerals
    ]
    return {
        "census": {"read": read, "unread": unread, "ignored": census.ignored},
        "numerals": numerals,
    }


def census_from_json(data: Mapping[str, Any]) -> Census | None:
    """Return the census of a record's JSON, None where its version had none."""
    if data.get("census") is None:
        return None
    return Census(
        tuple(
            Numeral(Span(start, end), text, Fate(fate), reason, page, cell)
            for start, end, text, fate, reason, page, cell in data["numerals"]
        )
    )

"""Known names of accounts and header words (已知名称), by the characters they end with.

A single blank between two characters is no part of a name (项目 支出 is 项目支出); other white space parts words.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from extraction.span import Span
from extraction.taxonomy import account_names

_APART = "\n"


def known_ending(text: str, span: Span) -> Span | None:
    """Return the longest known name in a stretch of text that ends where the stretch does."""
    names, longest = _known()
    characters: list[str] = []
    places: list[int] = []
    for i in range(span.start, span.end):
        character = text[i]
        if character == " " and characters and places[-1] == i - 1 and characters[-1] != _APART:
            continue
        characters.append(_APART if character.isspace() else character)
        places.append(i)
    if not places or places[-1] != span.end - 1:
        return None
    whole = "".join(characters)
    for size in range(min(longest, len(whole)), 0, -1):
        if whole[-size:] in names:
            return Span(places[-size], span.end)
    return None


@cache
def _known() -> tuple[frozenset[str], int]:
    """The names, and the length of the longest."""
    listed = resources.files("extraction.data").joinpath("items.txt").read_text(encoding="utf-8")
    lines = {line.strip() for line in listed.splitlines() if line and not line.startswith("#")}
    names = frozenset(lines | set(account_names()))
    return names, max(map(len, names))

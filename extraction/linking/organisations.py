"""Names of units and places whole (单位名称完整): a model now and then cuts one within a word (讷|林县人民政府).

A name that ends as no unit and no place does goes on to the ending behind it, in the same run of characters;
one that runs into the words behind it is cut back. What can be neither stays as it was read.
"""

from __future__ import annotations

import re
from functools import cache

from extraction.labels import Label
from extraction.lexicon.organisations import (
    is_place_name,
    is_unit_name,
    place_endings,
    unit_endings,
)
from extraction.lexicon.source import any_of
from extraction.linking.draft import Draft
from extraction.markup import Mention
from extraction.span import Span

_REACH = 14
_RUN = re.compile(r"[一-鿿]*")
_BREAKS = re.compile(r"[的与和及向对将被由于在为是并]|委托|负责|组织|实施|开展|完成|关于|会同")
_SHORTEST = 3


def settle_organisations(draft: Draft) -> None:
    """Give every ORG of prose the whole of its name."""
    for mention in draft.mentions(Label.ORG):
        if mention.cell is not None or draft.get(mention.id) is None:
            continue  # a cell's name is whole; another name may have taken this one in
        if (span := _whole(draft.text, mention)) is not None:
            _take(draft, mention, span)


def _whole(text: str, mention: Mention) -> Span | None:
    """Return the extent of the name that a mention is a piece of, None where it is well as it is."""
    named = is_place_name(mention.text)
    if is_unit_name(mention.text) and not named:
        return None
    if not named and (front := _cut_back(mention)) is not None:
        return front
    run = _RUN.match(text, mention.end, mention.end + _REACH)
    behind = _BREAKS.split(run[0])[0] if run else ""
    length = _ending(behind, units_only=named)
    return None if length is None else Span(mention.start, mention.end + length)


def _ending(behind: str, *, units_only: bool) -> int | None:
    """Return how far a name goes on: to the first unit's ending, else to the first place's."""
    found = _units().search(behind) or (None if units_only else _places().search(behind))
    return found.end() if found else None


def _cut_back(mention: Mention) -> Span | None:
    """Return the longest front of a mention that is a unit's name, None where none is."""
    for end in range(len(mention.text) - 1, _SHORTEST, -1):
        front = mention.text[:end]
        if is_unit_name(front) and _BREAKS.match(mention.text[end:]):
            return Span(mention.start, mention.start + end)
    return None


def _take(draft: Draft, mention: Mention, span: Span) -> None:
    """Move a mention to its whole name; a name that begins inside it goes, any other stops it."""
    others = [m for m in draft.within(span.start, span.end) if m.id != mention.id]
    if any(m.cell is not None or m.label not in (Label.ITEM, Label.ORG) for m in others):
        return
    for other in others:
        draft.drop(other.id, instead=mention.id if other.label is Label.ORG else None)
    draft.move(mention.id, span)


@cache
def _units() -> re.Pattern[str]:
    """Return an expression for endings of units that are seldom a word's end by chance: two characters, or one such as 局."""
    endings = [e for e in unit_endings() if len(e) > 1 or e in "局厅委院校馆站所"]
    return re.compile(any_of(endings) + "(?!性)")


@cache
def _places() -> re.Pattern[str]:
    return re.compile(any_of(place_endings()))

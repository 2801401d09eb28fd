"""How many parts a list says that it has (分四大块：…, 归并为两类, 涉及三种; 仅在这三个乡镇实施): told by a number, it is complete with as many.

What lies only in so many places is a whole of them where each part is called by such a place; groups of people overlap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.lexicon.source import any_of
from extraction.lexicon.totals import part_words
from extraction.quantities.numerals import read_numeral

_NUMBER = r"(?P<number>[两二三四五六七八九十]{1,2}|\d{1,2})"
_KIND = any_of(part_words("kinds"))
_PART = any_of([*part_words("kinds"), *part_words("pieces")])
_DIVIDED = any_of(part_words("divided"))
_ANNOUNCED = (
    re.compile(
        rf"(?:(?<![\d部])分|{_DIVIDED}[^。；;，,\d]{{0,4}}?[为成])\s*{_NUMBER}\s*(?:个|大)*{_PART}[\s:：，,]*"
    ),
    re.compile(rf"[，,、][^。；;，,\d]{{0,6}}?(?:有|包括|涉及)\s*{_NUMBER}\s*(?:个|大)*{_KIND}"),
)
_ONLY = re.compile(
    rf"(?:仅|只|全部?|均|都)(?:安排|分布|集中|发生|涉及|限|用|投|落)?[在于]?(?:这|上述|以上|该){_NUMBER}[个所家](?P<places>[一-鿿]{{1,3}}?)"
    r"(?=实施|开展|进行|推进|试点|建设|[，,。；;]|$)"
)
_OVERLAP = re.compile(r"重叠|重复|交叉|同时")


@dataclass(frozen=True, slots=True)
class Announced:
    """How many parts the words say that a list has, and where in them they say so."""

    number: int
    start: int
    end: int


def announced(opening: str) -> Announced | None:
    """Return how many parts the words between a total and its list announce, None where they do not say."""
    found = next((m for m in (p.search(opening) for p in _ANNOUNCED) if m is not None), None)
    if found is None:
        return None
    number = int(read_numeral(found["number"]).value)
    return Announced(number, found.start(), found.end())


def only_these(behind: str, names: Sequence[str]) -> bool:
    """Tell whether the words behind a list say that there are just its places, each named as one of them."""
    found = _ONLY.search(behind)
    if found is None or _OVERLAP.search(behind):
        return False
    as_many = int(read_numeral(found["number"]).value) == len(names)
    return as_many and all(n and n[-1] in found["places"] for n in names)

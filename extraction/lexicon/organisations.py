"""Endings of units' names, and the fields and words beside which such names stand (单位名称)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from extraction.lexicon.source import any_of, load, longest_first


@dataclass(frozen=True, slots=True)
class UnitFields:
    """Labels beside a unit's name, strongest first in each: the reporting unit, a page's author, others."""

    own: tuple[str, ...]
    page: tuple[str, ...]
    other: tuple[str, ...]


@cache
def _data() -> dict[str, Any]:
    return load("organisations.toml")


@cache
def unit_endings() -> tuple[str, ...]:
    """Return how names of units end, longest first."""
    return longest_first([*_data()["endings"]["words"], *_data()["party"]["words"]])


@cache
def unit_ending_pattern() -> str:
    """Return an expression for the end of a unit's name."""
    return any_of(unit_endings())


@cache
def unit_fields() -> UnitFields:
    """Return the labels of forms and pages beside a unit's name."""
    fields = _data()["fields"]
    return UnitFields(tuple(fields["own"]), tuple(fields["page"]), tuple(fields["other"]))


@cache
def seal_pattern() -> str:
    """Return an expression for a note of a seal in brackets behind a unit's name."""
    return rf"[（(]{any_of(_data()['seals']['words'])}[）)]"


@cache
def common_units() -> frozenset[str]:
    """Return words for units in general, which name none."""
    return frozenset(_data()["common"]["words"])


@cache
def place_endings() -> tuple[str, ...]:
    """Return how names of places end (省, 市, 县, 镇), longest first."""
    return longest_first(word for words in _data()["levels"].values() for word in words)


def is_unit_name(text: str) -> bool:
    """Tell whether the words end as a unit's name does and name a particular one that may report."""
    plain = _OWN_LEVEL.sub("", "".join(text.split()))
    if plain in common_units() or plain.endswith(tuple(_data()["foreign"]["words"])):
        return False
    return len(plain) >= 3 and plain.endswith(unit_endings())


def is_place_name(text: str) -> bool:
    """Tell whether the words name one county, town or zone, and nothing of it (琅溪县, 白塔镇, 丹湖高新区)."""
    plain, places = "".join(text.split()), _data()["places"]
    if plain.endswith(tuple(places["zones"])):
        return is_zone_name(plain)
    if plain.endswith(tuple(places["words"])) or plain.startswith(tuple(places["prefixes"])):
        return False
    return 3 <= len(plain) <= 8 and plain.endswith(place_endings())


def is_zone_name(text: str) -> bool:
    """Tell whether the words name one zone that owns figures as counties do (丹湖高新区, 青岭管委会)."""
    plain = "".join(text.split())
    return 4 <= len(plain) <= 12 and plain.endswith(tuple(_data()["places"]["zones"]))


_OWN_LEVEL = re.compile(r"(?<=.{3})(?:[（(](?:本级|机关|本部)[）)]|本级|机关|本部)\Z")
"""What tells a unit itself from all that belong to it (县水利局本级)."""
_LISTED = re.compile(r"[、,，；;\n]")


def units_of_list(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the units stand that a list names (甲县水利局、乙县水利局), half-open offsets; one pair where it is no list.

    Every part has to end as a unit's name does: 住房、城乡建设局 is one unit.
    """
    cuts = [m.start() for m in _LISTED.finditer(text)]
    parts = [(a + 1, b) for a, b in pairwise([-1, *cuts, len(text)])]
    trimmed = [_without_blanks(text, a, b) for a, b in parts]
    named = all(is_unit_name(text[a:b]) for a, b in trimmed)
    return tuple(trimmed) if len(trimmed) > 1 and named else (_without_blanks(text, 0, len(text)),)


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())

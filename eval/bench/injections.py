"""Wrong figures to write into a report, one at a time: six ways in which people get them wrong (注入).

A digit swapped with the next, a shifted point, 元 for 万元, the neighbour's number copied, two cells in each other's
place, a rate over the wrong base. `apply` writes one into the text and moves every offset behind it along.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from extraction.constraints.ledger.entries import Entry
from extraction.facts.keys import Report as Identity
from extraction.markup import Markup, Mention
from extraction.span import Span

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Report:
    """A text with its mark-up; `identity` as its record has it, None where it is read from the text."""

    name: str
    text: str
    markup: Markup
    identity: Identity | None = None


@dataclass(frozen=True, slots=True)
class Injection:
    """One wrong figure: the mention and the surfaces to write (a swap of cells has two)."""

    kind: str
    target: str
    surfaces: tuple[tuple[str, str], ...]


def _digits_swapped(surface: str, rng: random.Random) -> str | None:
    number = _digits(surface)
    pairs = [(i, j) for i, j in pairwise(number) if surface[i] != surface[j]]
    if not pairs:
        return None
    i, j = rng.choice(pairs)
    changed = list(surface)
    changed[i], changed[j] = changed[j], changed[i]
    return "".join(changed)


def _point_shifted(surface: str, rng: random.Random) -> str | None:
    match = _NUMBER.search(surface)
    if match is None:
        return None
    number = Decimal(match[0].replace(",", ""))
    shift = rng.choice((1, -1))
    moved = number.scaleb(shift)
    return surface[: match.start()] + f"{moved:f}" + surface[match.end() :] if number else None


def _unit_slipped(surface: str, rng: random.Random) -> str | None:
    if "万元" in surface:
        return surface.replace("万元", "元")
    if surface.endswith("元") and "亿" not in surface:
        return surface[:-1] + "万元"
    return None


def _digits(surface: str) -> list[int]:
    match = _NUMBER.search(surface)
    if match is None:
        return []
    return [i for i in range(match.start(), match.end()) if surface[i].isdigit()]


_Own = Callable[[str, random.Random], str | None]
_ALONE: dict[str, _Own] = {
    "digit swap": _digits_swapped,
    "shifted decimal": _point_shifted,
    "unit slip": _unit_slipped,
}
KINDS = (*_ALONE, "copied neighbour", "swapped cells", "wrong base")


def injection_of(
    kind: str, entry: Entry, entries: Sequence[Entry], rng: random.Random
) -> Injection | None:
    """Return an error of a kind in a figure, None where the figure has no place for one."""
    surface = entry.mention.text
    if kind in _ALONE:
        if kind == "unit slip" and entry.kind != "money":
            return None
        changed = _ALONE[kind](surface, rng)
        if changed is None or changed == surface:
            return None
        return Injection(kind, entry.id, ((entry.id, changed),))
    if kind == "wrong base":
        return _wrong_base(entry, entries)
    neighbour = _neighbour(entry, entries, rng)
    if neighbour is None or neighbour.mention.text == surface:
        return None
    changes = [(entry.id, _carry(surface, neighbour.mention.text))]
    if kind == "swapped cells":
        changes.append((neighbour.id, _carry(neighbour.mention.text, surface)))
    return Injection(kind, entry.id, tuple(changes))


def _carry(into: str, source: str) -> str:
    """Write the number of one surface into another, unit and signs staying."""
    here, there = _NUMBER.search(into), _NUMBER.search(source)
    if here is None or there is None:
        return into
    return into[: here.start()] + there[0] + into[here.end() :]


def _neighbour(entry: Entry, entries: Sequence[Entry], rng: random.Random) -> Entry | None:
    near = [
        e
        for e in entries[max(0, entry.index - 4) : entry.index + 5]
        if e.id != entry.id and e.lane == entry.lane and e.unit == entry.unit
    ]
    return rng.choice(near) if near else None


def _wrong_base(entry: Entry, entries: Sequence[Entry]) -> Injection | None:
    """Write a growth rate over the new level instead of the old one."""
    if entry.kind != "rate" or entry.change is None or entry.index == 0:
        return None
    change = entries[entry.index - 1]
    levels = [e for e in entries[: change.index] if e.family == change.family and not e.change]
    if change.kind != "money" or not change.change or not levels or not levels[-1].value.point:
        return None
    rate = abs(change.value.point / levels[-1].value.point) * 100
    changed = _carry(entry.mention.text, f"{rate:.2f}")
    if changed == entry.mention.text:
        return None
    return Injection("wrong base", entry.id, ((entry.id, changed),))


def apply(report: Report, injection: Injection) -> Report:
    """Return the report with the wrong surfaces written into it, offsets moved along."""
    changes = dict(injection.surfaces)
    parts: list[str] = []
    mentions: list[Mention] = []
    position = shift = 0
    for mention in report.markup.mentions:
        surface = changes.get(mention.id, mention.text)
        parts.append(report.text[position : mention.start])
        start = mention.start + shift
        parts.append(surface)
        span = Span(start, start + len(surface))
        mentions.append(replace(mention, span=span, text=surface))
        shift += len(surface) - len(mention.text)
        position = mention.end
    parts.append(report.text[position:])
    markup = Markup(tuple(mentions), report.markup.links)
    return replace(report, text="".join(parts), markup=markup)

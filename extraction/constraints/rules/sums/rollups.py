"""Account roll-ups in prose (类 = Σ款 = Σ项): figures of one class add up to the class's figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import add
from extraction.constraints.ledger.naming import core

_CLASS = re.compile(r"([\u4e00-\u9fff、]{2,20})\s*[（(]类[)）]")
_LEAF = re.compile(r"[（(]项[)）]")
_REACH = 1_000
"""Characters of its line before a figure in which its classes stand."""


def rollups(ledger: Ledger) -> Iterator[Relation]:
    """Yield class totals as the sum of the figures whose account chain (类…款…项) names the class."""
    found = list(_candidates(ledger))
    fitting = sum(1 for whole, parts in found if add(parts).meets(whole.value))
    several = fitting >= 2 and fitting * 2 > len(found)
    for whole, parts in found:
        claim = Claim.STATED if several else Claim.LIKELY
        yield Relation("sum", whole.id, total(tuple(p.id for p in parts)), "rollup", claim, 0.85)


def _candidates(ledger: Ledger) -> Iterator[tuple[Entry, list[Entry]]]:
    classes: dict[int, str] = {}
    wholes: dict[str, list[Entry]] = {}
    groups: dict[tuple[str, tuple[str, bool, bool], int], list[Entry]] = {}
    section: dict[tuple[str, tuple[str, bool, bool]], int] = {}
    names: set[tuple[int, str, str, tuple[str, bool, bool]]] = set()
    seen: set[tuple[int, tuple[str, bool, bool]]] = set()
    for entry in ledger.entries:
        if entry.kind != "money" or entry.place is not None or entry.aside:
            continue
        head = _head(ledger, entry)
        match = _last(_CLASS, head)
        leaf = _LEAF.search(head)
        if match and leaf:
            classes[entry.line] = _class(match)
        elif match:
            wholes.setdefault(_class(match), []).append(entry)
            continue
        if leaf is None or (entry.line, entry.lane) in seen:
            continue
        seen.add((entry.line, entry.lane))
        if entry.line in classes:
            own = (classes[entry.line], entry.lane)
            if (section.get(own, 0), own[0], entry.core, entry.lane) in names:
                section[own] = section.get(own, 0) + 1
            names.add((section.get(own, 0), own[0], entry.core, entry.lane))
            groups.setdefault((*own, section.get(own, 0)), []).append(entry)
    for (name, lane, _), parts in groups.items():
        for whole in wholes.get(name, ()):
            if whole.lane == lane and whole.index < parts[0].index:
                yield whole, parts
                break


def _head(ledger: Ledger, entry: Entry) -> str:
    """Return the words between the paragraph's start, or the figure before, and this figure."""
    start = max(ledger.line_starts[entry.line], entry.mention.start - _REACH)
    text = ledger.text[start : entry.mention.start]
    if _LEAF.search(text):
        return text
    above = ledger.line_text(entry.line - 1) if entry.line else ""
    if _LEAF.search(above) and not any(c.isdigit() for c in above[4:]):
        return above + text
    previous = ledger.entries[entry.index - 1].mention.end if entry.index else 0
    return ledger.text[max(start, previous) : entry.mention.start]


def _class(name: str) -> str:
    return core(name).removesuffix("支出")


def _last(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.findall(text)
    return str(found[-1]) if found else ""

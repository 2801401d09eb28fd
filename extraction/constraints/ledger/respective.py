"""分别: the k-th figure of one row belongs to the k-th of the row before it (分别对应).

A row is figures of one kind joined by nothing but 、 and 和 (分别下降9%、11%). A row of rates of change
belongs to as many changes before it, a row of changes to as many levels; the changes may each have
their own name (收入减少5万元、支出减少6万元，分别下降9%、11%) or unit (减少2起和1人，分别下降22%和17%).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extraction.constraints.ledger.entries import Entry, Ledger, once
from extraction.lexicon.changes import moved_pattern

_RESPECTIVELY = re.compile(r"分别|各自|[，,]各(?=[占为增降升下])")
_NAMED_JOINT = re.compile(r"\s*[、，,和及与][^，,。;；]{1,24}")
_NAMES = re.compile(r"(?:其中|包括)?[:：，,]?([^。；;：:\d]+?)(?:分别|各)[为是][:：]?\s*$")
_REACH = 60


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one kind in a row; `respectively` where 分别 opens it."""

    entries: tuple[Entry, ...]
    respectively: bool


def respective_names(opening: str, count: int) -> tuple[str, ...]:
    """Return the names that a row of so many figures is told under before it, () where it is not (其中A、B分别为).

    Args:
        opening: the words between a total and the first figure of the row.
    """
    found = _NAMES.search(opening)
    if found is None:
        return ()
    names = re.split(r"[、，,]", found[1])
    if len(names) < count:  # the last two are joined by a word
        names = [*names[:-1], *re.split(r"以及|[和及与]", names[-1])]
    names = [name.strip() for name in names]
    return tuple(names) if len(names) == count and all(names) else ()


@cache
def _joins() -> re.Pattern[str]:
    """Return what joins the figures of a row; each may repeat its word of change (增加8、减少1)."""
    return re.compile(rf"\s*[、，,和及与]\s*(?:和|及|以及)?\s*(?:{moved_pattern()})?\s*")


@once
def rows_of(ledger: Ledger) -> tuple[Row, ...]:
    """Return the rows of two figures or more in prose, in text order."""
    found: list[Row] = []
    row: list[Entry] = []
    for entry in ledger.entries:
        if row and _continues(ledger, row[-1], entry):
            row.append(entry)
            continue
        found += _closed(ledger, row)
        row = [entry] if entry.place is None else []
    return (*found, *_closed(ledger, row))


def _continues(ledger: Ledger, last: Entry, entry: Entry) -> bool:
    alike = entry.place is None and entry.family == last.family
    alike = alike and (entry.change is None) == (last.change is None)
    return alike and bool(_joins().fullmatch(ledger.between(last, entry)))


def _closed(ledger: Ledger, row: Sequence[Entry]) -> list[Row]:
    if len(row) < 2:
        return []
    lead = re.split(r"[。;；]", ledger.before(row[0], _REACH))[-1]
    return [Row(tuple(row), bool(_RESPECTIVELY.search(lead)))]


@once
def counterparts(ledger: Ledger) -> Mapping[str, Entry]:
    """Return, by the id of a figure in a row, the change or level that is its own.

    Rates point to changes, or to levels where they are shares; changes point to levels.
    """
    pairs: dict[str, Entry] = {}
    rows = rows_of(ledger)
    for row in rows:
        if row.respectively or row.entries[0].kind == "rate":
            before = _before(ledger, row, rows)
            pairs.update(zip((e.id for e in row.entries), before, strict=False))
    return pairs


def _before(ledger: Ledger, row: Row, rows: Sequence[Row]) -> tuple[Entry, ...]:
    """Return as many figures before a row as it has: another row, or changes with names between."""
    first, count = row.entries[0], len(row.entries)
    if first.kind == "rate":
        beside = ledger.entries[max(0, first.index - count) : first.index]
        if _fit(beside, count, first) and _one_list(ledger, beside):
            return tuple(beside)
        return ()
    if first.change is None:
        return ()
    for other in reversed([r for r in rows if r.entries[-1].index < first.index]):
        near = first.line - other.entries[0].line <= 1
        levels = other.entries[0].change is None and other.entries[0].family == first.family
        if near and levels and other.respectively and len(other.entries) == count:
            return other.entries
    return ()


def _fit(beside: Sequence[Entry], count: int, rate: Entry) -> bool:
    """Tell whether so many figures are levels or changes of one family, or counts of as many, in the rate's sentence."""
    if len(beside) != count:
        return False
    families = {e.family for e in beside}
    counted = len(families) == count and all(e.kind == "count" for e in beside)
    alike = counted or (len(families) == 1 and beside[0].kind in ("money", "count"))
    alike = alike and len({e.change is None for e in beside}) == 1
    return alike and all(e.sentence == rate.sentence and e.place is None for e in beside)


def _one_list(ledger: Ledger, beside: Sequence[Entry]) -> bool:
    joints = [ledger.between(a, b) for a, b in pairwise(beside)]
    return all(_joins().fullmatch(j) or _NAMED_JOINT.fullmatch(j) for j in joints)

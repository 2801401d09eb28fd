"""Lists of figures in prose: which figures follow one another, and where a list of parts ends (列举)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.constraints.intervals import Interval
from extraction.constraints.ledger import Entry, Ledger
from extraction.constraints.naming import core

_BREAKS = re.compile(r"[比较][^,，。]{0,14}$|此外|另有|另外|同比|超过|以上单价|单价")
SUMS_UP = re.compile(r"合计|总计|共计|总额|总量|总支出|总收入|以上.{0,6}共|共$|计$|累计")
SENTENCE = re.compile(r"[。]")
_STANDARD = re.compile(r"(?:按|每)[^，,。；;、]{0,8}(?:每|均|标准)[^，,。；;、]{0,4}$")
_SEMICOLON = re.compile(r"[。;；]")
BRACKET = re.compile(r"[。)）]")
LONGEST = 40
FURTHEST = 80
"""Figures that a list may reach over, with those of its inner lists: what is longer is no sentence."""


def lanes(ledger: Ledger) -> list[list[Entry]]:
    """Return figures that may be added up: of one role, and of whatever role."""
    split = ledger.lanes(e for e in ledger.entries if adds(e) and not is_standard(ledger, e))
    joined: dict[tuple[str, bool], list[Entry]] = {}
    for (family, change, _), entries in split.items():
        joined.setdefault((family, change), []).extend(entries)
    mixed = [
        sorted(entries, key=lambda e: e.index)
        for key, entries in joined.items()
        if sum(lane[:2] == key for lane in split) > 1
    ]
    return [*split.values(), *mixed]


def adds(entry: Entry) -> bool:
    """Tell whether a figure of prose may be a total or a part."""
    usable = entry.kind in ("money", "count", "score") and entry.place is None
    return usable and not entry.aside and not entry.compared


_ACCOUNTS = re.compile(r"收入|支出|限额|余额|结余|结存|缺口")
_OF_ALL = re.compile(r"总计|合计|共计|总额|总量|总财力|财力|来源|总收|总支")


def account_of(ledger: Ledger, entry: Entry) -> str:
    """Return the kind of account (收入, 支出, 限额 …) that the words before a figure, or its name, say."""
    clause = re.split(r"[,，。;；、（(]", ledger.before(entry, 12))[-1]
    found = _ACCOUNTS.findall(clause) or _ACCOUNTS.findall(core(entry.name))
    return found[-1] if found else ""


def other_account(ledger: Ledger, whole: Entry, entry: Entry) -> bool:
    """Tell whether a figure is of another kind of account than a total, so that it is no part of it.

    Totals of both sides (收入总计, 支出合计) take balances as parts; an income never takes an expenditure.
    """
    one, other = account_of(ledger, whole), account_of(ledger, entry)
    if not one or not other or one == other:
        return False
    if {one, other} == {"收入", "支出"} or {one, other} == {"限额", "余额"}:
        return True
    of_all = _OF_ALL.search(ledger.before(whole, 12) + whole.name)
    return not of_all and other in ("限额", "余额", "结余", "缺口")


def is_standard(ledger: Ledger, entry: Entry) -> bool:
    """Tell whether an amount is a rate per head or piece (按每人600元, 人均0.6万元), no part of a sum."""
    return entry.kind == "money" and bool(_STANDARD.search(ledger.before(entry, 12)))


@dataclass(frozen=True, slots=True)
class Run:
    """Parts in a row, by place in the lane, and the place after the last."""

    parts: tuple[Entry, ...]
    end: int
    value: Interval


def add(parts: Sequence[Entry]) -> Interval:
    """Return the sum of the entries' intervals."""
    value = parts[0].value
    for part in parts[1:]:
        value = value + part.value
    return value


def runs_after(
    ledger: Ledger, lane: list[Entry], place: int, children: dict[int, int]
) -> Iterator[Run]:
    """Yield growing lists of parts after a total, inner lists folded into their own totals."""
    for folded in (True, False):
        folds = False
        value: Interval | None = None
        parts: list[Entry] = []
        here = place + 1
        while here < len(lane) and len(parts) < LONGEST:
            part = lane[here]
            previous = lane[here - 1]
            if part.line - previous.line > 1 or "\n\n" in ledger.between(previous, part):
                break
            parts.append(part)
            following = max(children.get(here, 0), inner_end(ledger, lane, here))
            folds = folds or following > here + 1
            here = following if folded else here + 1
            value = part.value if value is None else value + part.value
            yield Run(tuple(parts), here, value)
        if folded and not folds:
            return


def full_list(
    ledger: Ledger,
    lane: list[Entry],
    place: int,
    children: dict[int, int],
    stop: re.Pattern[str],
) -> Run | None:
    """Return all parts up to where the list ends: its sentence or its bracket."""
    parts: list[Entry] = []
    here = place + 1
    if here + 1 < len(lane) and not re.search(r"[;；]", ledger.between(lane[here], lane[here + 1])):
        stop = _SEMICOLON if stop is SENTENCE else stop
    while here < len(lane):
        gap = ledger.between(lane[here - 1], lane[here])
        joint = gap.rsplit("\n", 1)[-1]
        if parts and (
            stop.search(gap) or "\n\n" in gap or _BREAKS.search(re.split(r"[;；]", joint)[-1])
        ):
            break
        if parts and lane[here].line != parts[-1].line and parts[0].line == lane[place].line:
            break
        if SUMS_UP.search(joint[-6:]) or lane[here].line - lane[place].line > 2:
            break
        if other_account(ledger, lane[place], lane[here]):
            break
        parts.append(lane[here])
        if len(parts) > LONGEST:
            return None
        inner = inner_end(ledger, lane, here)
        here = max(inner, children.get(here, here + 1))
    return Run(tuple(parts), here, add(parts)) if len(parts) >= 2 else None


def inner_end(ledger: Ledger, lane: list[Entry], place: int) -> int:
    """Return the place after a list that opens inside a part (含 …, 其中 …, brackets)."""
    here = place + 1
    if here >= len(lane):
        return here
    outer = lane[place].depth
    if lane[here].depth > outer and lane[here].line == lane[place].line:
        last = min(len(lane), place + FURTHEST)
        while here < last and lane[here].depth > outer and lane[here].line == lane[place].line:
            here += 1
        return here
    opening = ledger.between(lane[place], lane[here])
    if "。" in opening or not re.match(r"\W{0,2}(?:其中|含|包括)", opening):
        return here
    while here + 1 < min(len(lane), place + FURTHEST):
        if re.search(r"[;；。)）\n]", ledger.between(lane[here], lane[here + 1])):
            break
        here += 1
    return here + 1


def outermost(ledger: Ledger, parts: list[Entry]) -> list[Entry]:
    """Leave out the figures in lists that open inside a part."""
    kept, here = [], 0
    while here < len(parts):
        kept.append(parts[here])
        here = inner_end(ledger, parts, here)
    return kept


def two_count(parts: Sequence[Entry]) -> bool:
    return sum(1 for p in parts if p.value.point) >= 2

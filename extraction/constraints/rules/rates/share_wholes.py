"""What a share is over (占比的整体): the levels that its words name, and the heads of the list that its part stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import is_standard, other_account
from extraction.constraints.ledger.naming import core, names_total
from extraction.lexicon.numbering import list_number_of

_LIST_OPENS = re.compile(r"其中|包括|用于|分别|构成|组成|如下|[:：]")
_PARTS_OPEN = re.compile(r"其中|包括|分别|构成|组成")
_HALF = re.compile(r"[;；]")
_OVERALL = re.compile(
    r"(?:全年|本年|当年|本年度|年度|部门|单位)?(?:实际|决算)?(?:总(?P<total>支出|收入)|(?P<sum>支出|收入)(?:合计|总计|总额|总数)?)"
)
_AROUND = 60
_FEW_LINES = 3
_MOST = 24


class Wholes:
    """Levels by their names, to find what a share is over."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._by_name: dict[str, list[Entry]] = {}
        self._by_core: dict[str, list[Entry]] = {}
        self._totals: list[Entry] = []
        for entry in ledger.of_kind("money", "count"):
            if entry.change is not None or not entry.items:
                continue
            for item in dict.fromkeys(entry.items):
                self._by_name.setdefault(item, []).append(entry)
            self._by_core.setdefault(entry.core, []).append(entry)
            if any(_OVERALL.fullmatch(i) for i in entry.items):
                self._totals.append(entry)

    def named(self, part: Entry, rate: Entry, phrase: str) -> list[tuple[Entry, bool]]:
        """Return wholes by the name that stands after 占, with whether the name decides."""
        name = core(phrase)
        same = self._near(self._by_name.get(phrase, ()), part, rate)
        like = self._near(self._by_core.get(name, ()), part, rate)
        like += self._near([e for e in self._totals if _both_totals(phrase, e.items)], part, rate)
        like = [e for e in dict.fromkeys(like) if e not in same]
        around = self._ledger.entries[max(0, part.index - _AROUND) : part.index + _AROUND]
        loose = self._near([e for e in around if _overlap(name, e.core)], part, rate)
        told = {e.value.point for e in self._by_name.get(phrase, ()) if e.family == part.family}
        near = {e.id for e in same + like if abs(e.line - part.line) <= _FEW_LINES}
        less = self._less_here(part, phrase) if rate.value.point <= 1 else []
        sure = len(told) == 1 and not less
        near = (
            set() if less else near
        )  # one of the name is less than its part: which is meant is not known
        return (
            [(e, sure or e.id in near) for e in same]
            + [(e, e.id in near) for e in like]
            + [(e, False) for e in loose if e not in same and e not in like][:6]
        )

    def too_small(self, part: Entry, phrase: str) -> list[Entry]:
        """Return the only level of a name that the report tells, where it stands before the part in its paragraph and is less.

        No scope explains that: part or whole is wrong.
        """
        told = (*self._by_name.get(phrase, ()), *self._by_core.get(core(phrase), ()))
        values = {e.value.point for e in told if e.family == part.family and e.id != part.id}
        return self._less_here(part, phrase)[-1:] if len(values) == 1 else []

    def _less_here(self, part: Entry, phrase: str) -> list[Entry]:
        """Return the levels of a name before a part in its paragraph that are less than it."""
        told = (*self._by_name.get(phrase, ()), *self._by_core.get(core(phrase), ()))
        return [
            e for e in dict.fromkeys(told)
            if e.family == part.family and e.id != part.id and e.value.high < part.value.low
            and e.line == part.line and e.index < part.index and not e.compared and e.place is None
        ]  # fmt: skip

    @staticmethod
    def _near(found: Iterable[Entry], part: Entry, rate: Entry) -> list[Entry]:
        """Return the nearest of some levels that may hold the part, those before it first.

        A level less than its part is of another scope, unless the share itself is over 100%.
        """
        fits = [
            e
            for e in found
            if e.family == part.family
            and e.id != part.id
            and e.change is None
            and e.items
            and (e.value.high >= part.value.low or rate.value.point > 1)
        ]
        fits.sort(key=lambda e: (e.compared, e.index > part.index, abs(e.index - part.index)))
        return fits[:_MOST]


def _both_totals(phrase: str, names: Iterable[str]) -> bool:
    """Tell whether both name all expenditure, or all revenue, of the unit (总支出, 支出合计, 全年支出)."""
    own = _OVERALL.fullmatch(phrase)
    others = (_OVERALL.fullmatch(n) for n in names)
    return own is not None and any(o is not None and _flow(o) == _flow(own) for o in others)


def _flow(match: re.Match[str]) -> str:
    return match["total"] or match["sum"]


def _overlap(one: str, other: str) -> bool:
    return len(one) >= 2 and len(other) >= 2 and (one in other or other in one)


def list_heads(ledger: Ledger, part: Entry) -> list[tuple[Entry, bool]]:
    """Return the wholes that open the list which the part stands in; none is sure behind a total less than the part."""
    found: list[tuple[Entry, bool]] = []
    hidden = False
    for i in range(part.index - 1, max(-1, part.index - 40), -1):
        other = ledger.entries[i]
        if part.line - other.line > _FEW_LINES and not _listed(ledger, other.line, part.line):
            break
        if other.family != part.family or not other.spoken:
            continue
        if other.value.point < part.value.point and other.value.high < part.value.low:
            hidden = hidden or any(names_total(n) for n in other.items)
            continue
        if is_standard(ledger, other) or other_account(ledger, other, part):
            continue  # 支出96万元，人均3000元，其中: an average has no parts, nor an income expenditures
        if other.depth > part.depth:
            continue  # 支出预算490万元（本年支出415万元），其中: what stands in brackets opens no list
        after = next(e for e in ledger.entries[i + 1 : part.index + 1] if e.family == part.family)
        joint = _HALF.split(ledger.between(other, after))[
            -1
        ]  # 用于A；B: what A is for opens no list of B
        opens = bool(_LIST_OPENS.search(joint))
        if after.depth > other.depth and after.bracket != part.bracket:
            continue  # its list stands in brackets that closed before the part
        here = other.line == part.line
        named = any(names_total(n) for n in other.items)
        found.append((other, here and not hidden and (opens or named)))
    found.sort(key=lambda f: not f[1])
    return found[:8]


def small_head(ledger: Ledger, part: Entry) -> list[Entry]:
    """Return the total right before the first part of its list (收入25万元，其中甲218万元，占…), where it is less than it."""
    before = ledger.entries[part.index - 1] if part.index else part
    level = before.family == part.family and before.spoken
    joint = ledger.between(before, part) if level else ""
    opens = _PARTS_OPEN.search(joint) and "。" not in joint and before.line == part.line
    fits = opens and before.depth == part.depth and not before.compared
    return [before] if fits and before.value.high < part.value.low else []


def _listed(ledger: Ledger, head: int, line: int) -> bool:
    """Tell whether every line behind the head of a list, up to one of its items, is numbered."""
    return all(list_number_of(ledger.line_text(between)) for between in range(head + 1, line + 1))

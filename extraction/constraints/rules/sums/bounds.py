"""Parts that are greater than their whole (部分大于总体): a total and its rows, 本级 and 全地区, 余额 and 限额."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.grids import grids
from extraction.constraints.ledger.lists import account_of, is_standard
from extraction.constraints.ledger.naming import tells_gap
from extraction.constraints.ledger.row_outline import row_sums, rows_of

_Fact = tuple[str | None, ...]
_SIDES = re.compile(r"收入|支出")
_ITS_PART = re.compile(r"\s*[，,。；;：:（(]?\s*其中[:：，,]?[^，,。；;：:\d]{0,24}$")
_ALL_DEBTS, _KINDS = "all", frozenset({"general", "fund"})
_DEBT_ALONE = re.compile(r"(?:地方|政府)*(?:债务)?")
_FEWEST_ROWS = 5
_FEW_LEVELS = 8
_BALANCES = frozenset({"结余", "结存", "余额", "缺口"})
_BETWEEN_LEVELS = re.compile(r"补助下级|上解|转移|转贷|返还|调入|调出")


def bounds(ledger: Ledger) -> Iterator[Relation]:
    """Yield every whole with a part that exceeds it."""
    yield from _rows_above_totals(ledger)
    yield from _rows_of_one_side(ledger)
    yield from _scopes(ledger)
    yield from _spoken_scopes(ledger)
    yield from _limits(ledger)
    yield from _spoken_limits(ledger)
    yield from _spoken_parts(ledger)


def _rows_above_totals(ledger: Ledger) -> Iterator[Relation]:
    """Yield totals of tables that are smaller than one of their rows, none of which is negative."""
    for grid in grids(ledger):
        totals = {row.place for row in rows_of(grid) if row.total}
        for pattern in row_sums(grid):
            if pattern.whole not in totals:
                continue
            for _, line in grid.lines(across=False):
                whole = line.get(pattern.whole)
                parts = [line[p] for p in pattern.parts if p in line]
                if whole is None or not parts or any(p.value.low < 0 for p in parts):
                    continue
                largest = max(parts, key=lambda p: p.value.point)
                if len(parts) > 1 and whole.family == largest.family:
                    yield from _exceeding(whole, largest)


def _rows_of_one_side(ledger: Ledger) -> Iterator[Relation]:
    """Yield the first total of a table's side (…收入合计) where one row of that side above it is greater.

    Negative rows above are given the benefit: the greatest row is still more with all of them taken off.
    """
    for grid in grids(ledger):
        rows = rows_of(grid)
        first = next((i for i, row in enumerate(rows) if row.total), len(rows))
        if not _FEWEST_ROWS <= first < len(rows):
            continue
        side = _side(rows[first].name)
        for _, line in grid.lines(across=False):
            whole = line.get(rows[first].place)
            above = [line[r.place] for r in rows[:first] if r.place in line]
            above = [e for e in above if whole is not None and e.family == whole.family]
            if not side or whole is None or not above:
                continue
            largest = max(above, key=lambda e: e.value.point)
            negative = sum((e.value.low for e in above if e.value.low < 0), Decimal(0))
            if _side(largest.name) == side and largest.value.low + negative > whole.value.high:
                yield from _exceeding(whole, largest)


def _side(name: str) -> str:
    found = _SIDES.findall(name.replace(" ", ""))
    return found[-1] if found else ""


def _spoken_scopes(ledger: Ledger) -> Iterator[Relation]:
    """Yield a region's figure and the greater one of its own level that its sentence goes on with."""
    levels = [e for e in ledger.of_kind("money") if e.place is None and _spoken_level(e)]
    for whole, own in pairwise(levels):
        near = whole.line == own.line and own.sentence - whole.sentence <= 1
        if whole.key is None or own.key is None or not near:
            continue
        scopes = whole.key.scope, own.key.scope
        told = all(k.sources.get("scope") == "words" for k in (whole.key, own.key))
        if scopes != ("whole", "own") or not told or not own.key.named:
            continue
        if replace(whole.key, scope=None).fact == replace(own.key, scope=None).fact:
            yield from _exceeding(whole, own)


def _spoken_level(entry: Entry) -> bool:
    level = entry.key is not None and entry.key.measure == "level"
    return level and entry.change is None and not entry.aside


def _spoken_limits(ledger: Ledger) -> Iterator[Relation]:
    """Yield a debt above the limit that stands beside it in its sentence, of one kind of debt and year."""
    for first, second in pairwise(ledger.entries):
        one, other = first.key, second.key
        if one is None or other is None or first.sentence != second.sentence:
            continue
        if {one.concept, other.concept} != {"debt-limit", "debt-balance"} or first.place:
            continue
        like = all(getattr(one, p) == getattr(other, p) for p in ("fund", "period", "measure"))
        scopes = {one.scope, other.scope} - {None}
        if like and len(scopes) <= 1 and one.measure == "level" and not second.place:
            limit, owed = (first, second) if one.concept == "debt-limit" else (second, first)
            told = one.complete and other.complete  # those are told by their keys
            if not told and owed.value.low > limit.value.high:
                yield _bound(limit, owed, "debt-limit")


def _spoken_parts(ledger: Ledger) -> Iterator[Relation]:
    """Yield a total of prose and the first of its parts (其中) where that is more than the total itself."""
    for whole, part in pairwise(ledger.entries):
        level = whole.kind in ("money", "count") and whole.change is None and part.change is None
        if not level or whole.place or part.place or whole.lane != part.lane or whole.aside:
            continue
        if tells_gap(whole.name) or tells_gap(ledger.before(whole, 6)):
            continue  # what fell short has no parts: those behind it are of the level before it
        alone = ledger.line_text(whole.line).strip() == whole.mention.text
        if (alone and part.line != whole.line) or _of_another(ledger, whole, part):
            continue
        opens = _ITS_PART.match(ledger.between(whole, part))
        averaged = is_standard(ledger, part) or is_standard(ledger, whole)
        if opens and whole.value.point > 0 and not whole.compared and not averaged:
            yield from _exceeding(whole, part)


def _of_another(ledger: Ledger, whole: Entry, part: Entry) -> bool:
    """Tell whether a part may be of another level of the sentence that its total stands in (追加500万元，结余40万元。其中).

    Behind a full stop 其中 is of any of them; within the sentence a balance hands it on to the level before it.
    """
    goes_on = whole.sentence == part.sentence
    if goes_on and account_of(ledger, whole) not in _BALANCES:
        return False
    return any(
        e.sentence == whole.sentence and e.lane == whole.lane and e.value.high >= part.value.low
        for e in ledger.entries[max(0, whole.index - _FEW_LEVELS) : whole.index]
    )


def _scopes(ledger: Ledger) -> Iterator[Relation]:
    """Yield figures of a region that are smaller than those of its own level (本级), in one row of a table."""
    rows: dict[tuple[str, int, _Fact], dict[str, Entry]] = defaultdict(dict)
    lowered = {
        (e.place.table, e.place.row)
        for e in ledger.of_kind("money")
        if e.place is not None and e.value.high < 0
    }  # where the levels below have a negative figure, their own level may exceed the region
    for entry in ledger.of_kind("money"):
        key, place = entry.key, entry.place
        if key is None or place is None or key.scope not in ("own", "whole"):
            continue
        if (place.table, place.row) in lowered:
            continue
        if key.measure != "level" or key.sources.get("scope") != "column":
            continue
        if _BETWEEN_LEVELS.search(entry.name):
            continue  # what one level gives another cancels out in the region's account
        fact = replace(key, scope=None).fact
        rows[place.table, place.row, fact].setdefault(key.scope, entry)
    worst: dict[str, tuple[Entry, Entry]] = {}
    for (table, _, _), both in rows.items():
        if len(both) < 2 or both["own"].value.low <= both["whole"].value.high:
            continue
        known = worst.get(table)
        if known is None or _gap(both["whole"], both["own"]) > _gap(*known):
            worst[table] = both["whole"], both["own"]
    for whole, part in worst.values():  # parts of the row that is wrong exceed theirs as well
        yield from _exceeding(whole, part)


def _gap(whole: Entry, part: Entry) -> Decimal:
    return part.value.point - whole.value.point


def _limits(ledger: Ledger) -> Iterator[Relation]:
    """Yield debts with their limit: same scope, kind of debt and year; those within it speak for the reading.

    Where limit and balance of all debts stand, those of its kinds are not asked: limits move between kinds.
    """
    facts: dict[_Fact, dict[str, Entry]] = defaultdict(dict)
    for entry in ledger.of_kind("money"):
        key = entry.key
        if key is None or not key.complete or key.concept not in ("debt-limit", "debt-balance"):
            continue
        if entry.change is not None:
            continue
        if (
            _DEBT_ALONE.fullmatch(key.item or "")
            and key.role == "actual"
            and key.measure == "level"
        ):
            fact = replace(key, concept=None, nature=None).fact
            facts[fact].setdefault(str(key.concept), entry)
    whole = {fact for fact, both in facts.items() if len(both) == 2 and _ALL_DEBTS in fact}
    for fact, both in facts.items():
        asked = fact in whole or tuple(_ALL_DEBTS if p in _KINDS else p for p in fact) not in whole
        if len(both) == 2 and asked:
            yield _bound(both["debt-limit"], both["debt-balance"], "debt-limit")


def _exceeding(whole: Entry, part: Entry) -> Iterator[Relation]:
    if part.value.low > whole.value.high:
        yield _bound(whole, part, "bound")


def _bound(whole: Entry, part: Entry, rule: str) -> Relation:
    return Relation(
        "sum", whole.id, Term(part.id), rule, Claim.STATED, 0.85, bound=True, certain=True
    )

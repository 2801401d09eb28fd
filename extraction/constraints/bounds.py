"""Parts that are greater than their whole (部分大于总体): a total and its rows, 本级 and 全地区, 余额 and 限额."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extraction.constraints.grids import grids
from extraction.constraints.ledger import Entry, Ledger
from extraction.constraints.relation import Claim, Relation, Term
from extraction.constraints.row_outline import row_sums, rows_of

_Fact = tuple[str | None, ...]
_BETWEEN_LEVELS = re.compile(r"补助下级|上解|转移|转贷|返还|调入|调出")


def bounds(ledger: Ledger) -> Iterator[Relation]:
    """Yield every whole with a part that exceeds it."""
    yield from _rows_above_totals(ledger)
    yield from _scopes(ledger)
    yield from _limits(ledger)


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


def _scopes(ledger: Ledger) -> Iterator[Relation]:
    """Yield figures of a region that are smaller than those of its own level (本级), in one row of a table."""
    rows: dict[tuple[str, int, _Fact], dict[str, Entry]] = defaultdict(dict)
    for entry in ledger.of_kind("money"):
        key, place = entry.key, entry.place
        if key is None or place is None or key.scope not in ("own", "whole"):
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
    """Yield debts that are above their limit: same scope, kind of debt and year."""
    facts: dict[_Fact, dict[str, Entry]] = defaultdict(dict)
    for entry in ledger.of_kind("money"):
        key = entry.key
        if key is None or not key.complete or key.concept not in ("debt-limit", "debt-balance"):
            continue
        if key.item is None and key.role == "actual" and key.measure == "level":
            fact = replace(key, concept=None, nature=None).fact
            facts[fact].setdefault(str(key.concept), entry)
    for both in facts.values():
        if len(both) == 2:
            yield from _exceeding(both["debt-limit"], both["debt-balance"])


def _exceeding(whole: Entry, part: Entry) -> Iterator[Relation]:
    if part.value.low > whole.value.high:
        yield Relation(
            "sum", whole.id, Term(part.id), "bound", Claim.STATED, 0.85, bound=True, certain=True
        )

"""Figures left from last year's report (沿用旧数): prose tells of this year what the table has for the year before.

The table's row has both years side by side, and its name is the one of the prose; that a figure of another scope or
fund comes out at last year's to its last digit is no accident that happens.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import bare
from extraction.facts.key import Key

_DIGITS = 3
_DONE = frozenset({"actual", "prior"})
_THIS_YEAR = frozenset({"actual", None})


def stale(ledger: Ledger) -> Iterator[Relation]:
    """Yield a level of prose as this year's figure of a row whose last year's figure it is."""
    rows = _rows(ledger)
    for level in ledger.prose():
        key = level.key
        if not _is_level(level) or level.digits < _DIGITS or level.aside or level.role != "actual":
            continue
        if key is None or not (key.period or "").isdigit() or key.role not in _THIS_YEAR:
            continue
        year = int(key.period or 0)
        for row in rows.get(_account(key), ()):
            new, old = row.get(year), row.get(year - 1)
            if new is None or old is None or not _named_alike(level, new):
                continue
            if level.value.meets_cut_off(old.value) and not level.value.meets_cut_off(new.value):
                yield Relation("equal", level.id, Term(new.id), "stale", Claim.STATED, 0.85)


def _rows(ledger: Ledger) -> dict[tuple[str | None, ...], list[dict[int, Entry]]]:
    """Return the rows of tables that tell an account of several years, by account; a year told twice is none."""
    years: dict[tuple[str, int], dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in ledger.of_kind("money"):
        place, key = entry.place, entry.key
        if place is None or key is None or not _is_level(entry) or key.role not in _DONE:
            continue
        if (key.concept or key.account) and (key.period or "").isdigit():
            years[place.table, place.row][int(key.period or 0)].append(entry)
    found: dict[tuple[str | None, ...], list[dict[int, Entry]]] = defaultdict(list)
    for told in years.values():
        row = {year: entries[0] for year, entries in told.items() if len(entries) == 1}
        accounts = {_account(e.key) for e in row.values() if e.key is not None}
        if len(row) > 1 and len(accounts) == 1:
            found[accounts.pop()].append(row)
    return found


def _account(key: Key) -> tuple[str | None, ...]:
    return key.concept, key.account, key.fund


def _is_level(entry: Entry) -> bool:
    level = entry.key is not None and entry.key.measure == "level"
    return entry.kind == "money" and entry.change is None and level


def _named_alike(level: Entry, cell: Entry) -> bool:
    """Tell whether one name ends in the other (年末滚存结余 in the row 社会保险基金年末滚存结余)."""
    own = [bare(i) for i in level.items if len(bare(i)) > 1]
    row = [bare(i) for i in cell.items if len(bare(i)) > 1]
    return any(a.endswith(b) or b.endswith(a) for a in own for b in row)

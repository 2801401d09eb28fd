"""Totals of tables that prose tells again (表与文字): the sentence above a table, the sum of several tables.

A sentence that leads up to a table (…见下表) tells the table's total where both name one thing; a total that
counts its tables (三类资金共计, 以上…合计) is the sum of theirs, each with one column and one bare 合计.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.constraints.arithmetic.relation import Claim, Relation, Term, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.grids import Grid, grids
from extraction.constraints.ledger.naming import core
from extraction.lexicon.totals import sum_pattern

_TOTAL = re.compile(r"[合总共小]计")
_LEADS_UP = re.compile(r"下表|附表|如下|明细|详见|见表")
_COUNTED = re.compile(r"([两二三四五六七八九])(?:[类项个张种笔]|大类)")
_ALL_ABOVE = re.compile(rf"(?:以上|上述)[^，,。；;]*(?:{sum_pattern('grand', 'said')}|共)")
_SUMMED = re.compile(rf"{sum_pattern('grand', 'said')}|共")
_ABOVE = 3
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class _Totalled:
    """A table with its bare total in each column of money, and the figures it begins and ends with."""

    grid: Grid
    totals: tuple[Entry, ...]
    first: Entry
    last: Entry


def table_totals(ledger: Ledger) -> Iterator[Relation]:
    """Yield the totals of tables that the prose around them tells."""
    tables = [t for t in map(_totalled, grids(ledger)) if t is not None]
    spoken = [e for e in ledger.of_kind("money") if e.place is None]
    levels = [e for e in spoken if e.change is None and not e.aside and e.role != "prior"]
    yield from _above(ledger, tables, levels)
    yield from _over_several(ledger, tables, spoken, levels)


def _totalled(grid: Grid) -> _Totalled | None:
    rows = [r for r in grid.rows if _TOTAL.fullmatch("".join(grid.name(r, across=False).split()))]
    figures = sorted(grid.cells.values(), key=lambda e: e.index)
    if len(rows) != 1 or grid.broken[1] or len(grid.rows) < _SHORTEST:
        return None
    totals = [e for (row, _), e in sorted(grid.cells.items()) if row == rows[0]]
    plain = tuple(e for e in totals if e.kind == "money" and e.change is None)
    return _Totalled(grid, plain, figures[0], figures[-1]) if plain else None


def _above(
    ledger: Ledger, tables: Sequence[_Totalled], levels: Sequence[Entry]
) -> Iterator[Relation]:
    """Yield the total of a table that the sentence right above it tells under the column's name."""
    for table in tables:
        near = [e for e in levels if 0 < table.first.line - e.line <= _ABOVE + 1]
        for entry in near:
            own = [e for e in near if e.line == entry.line]
            announced = bool(_LEADS_UP.search(ledger.line_text(entry.line)))
            fits = [t for t in table.totals if _one_thing(entry, t) and t.family == entry.family]
            if len(fits) == 1 and announced and len({e.core for e in own}) == len(own):
                yield Relation(
                    "equal", fits[0].id, Term(entry.id), "table-total", Claim.STATED, 0.85
                )


def _one_thing(entry: Entry, total_entry: Entry) -> bool:
    """Tell whether prose and column name one thing (发放临时救助资金, 临时救助资金)."""
    column = total_entry.place.column_name if total_entry.place is not None else ""
    one, other = core(entry.name), core(column.rsplit("/", 1)[-1])
    years = {e.period for e in (entry, total_entry)} - {None}
    named = min(len(one), len(other)) >= _SHORTEST and (one in other or other in one)
    return named and len(years) < 2


def _over_several(
    ledger: Ledger, tables: Sequence[_Totalled], spoken: Sequence[Entry], levels: Sequence[Entry]
) -> Iterator[Relation]:
    """Yield a total of prose over the totals of the tables that it counts or follows on."""
    for entry in levels:
        lead = ledger.clause_before(entry, 30)
        if not _SUMMED.search(lead):
            continue
        before = max((e.index for e in spoken if e.index < entry.index), default=-1)
        behind = min(
            (e.index for e in spoken if e.index > entry.index), default=len(ledger.entries)
        )
        above = [t for t in tables if before < t.first.index and t.last.index < entry.index]
        below = [t for t in tables if entry.index < t.first.index and t.last.index < behind]
        counted = _COUNTED.search(lead)
        many = "一二三四五六七八九".find(counted[1].replace("两", "二")) + 1 if counted else 0
        if len(above) > 1 and (_ALL_ABOVE.search(lead) or many == len(above)):
            yield from _summed(entry, above)
        elif len(below) > 1 and many == len(below):
            yield from _summed(entry, below)


def _summed(entry: Entry, tables: Sequence[_Totalled]) -> Iterator[Relation]:
    parts = [t.totals[0] for t in tables if len(t.totals) == 1]
    if len(parts) == len(tables) and all(p.family == entry.family for p in parts):
        expression = total(tuple(p.id for p in parts))
        yield Relation("sum", entry.id, expression, "over-tables", Claim.STATED, 0.85)

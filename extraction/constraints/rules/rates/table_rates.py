"""Rate columns and difference columns of tables (执行率, 完成预算%, 占比, 增减额, 增减%).

The columns a rate is computed from are found by trying: the pair that most rows follow wins, and
headers decide where only one row tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from extraction.constraints.arithmetic.evaluate import evaluate
from extraction.constraints.arithmetic.relation import Claim, Expression, Ratio, Relation, Sum, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.grids import Grid, grids
from extraction.constraints.ledger.naming import names_total
from extraction.constraints.rules.rates.earlier import next_year
from extraction.lexicon.periods import last_year

_ACTUAL = re.compile(r"执行|决算|支出|实际|完成数|到位")
_BUDGET = re.compile(r"预算|计划|下达|安排")
_GROWTH = re.compile(r"增长|增减|增幅|变动|比上年|同比|[+＋±-]")
_LAST_YEAR = re.compile(rf"{last_year()}|同期")
_DIFFERENCE = re.compile(r"增减|差额|变动|结余|结转|增加|减少|比上年|剩余|调整额")


_COMPARABLE = re.compile(r"可比|同口径|剔除|扣除")
_MARK = re.compile(r"\s?([*＊※①-⑳])\s?")
_NOTE_REACH = 8000
"""Characters; a note stands below its table, which may run over several pages."""
_MOVES = re.compile(r"增减|差额|变动|增加|减少|比上年|调整额")
_GIVEN = re.compile(r"预算|收入|下达|到位|安排|计划")
_SPENT = re.compile(r"支出|执行|支付|使用")


@dataclass(frozen=True, slots=True)
class _Form:
    """How one column follows from two others."""

    kind: str
    top: int
    bottom: int

    def relation(self, stated: Entry, row: Mapping[int, Entry]) -> Relation | None:
        """Return the form in one row, None where a cell is blank."""
        a, b = row.get(self.top), row.get(self.bottom)
        if a is None or b is None or a.family != b.family or a.id == b.id:
            return None
        if self.kind == "growth" and b.value.low <= 0:
            return None  # growth over nothing or over a negative base says nothing of its sign
        if a.kind == "rate" and self.kind != "diff":
            return None  # a rate of rates states nothing
        less = Sum((Term(a.id), Term(b.id)), (1, -1))
        if self.kind == "diff":
            return Relation("diff", stated.id, less, "column-difference")
        over: Expression = less if self.kind == "growth" else Term(a.id)
        if self.kind == "growth":
            return Relation("growth", stated.id, Ratio(over, Term(b.id)), "column-growth")
        return Relation("share", stated.id, Ratio(over, Term(b.id)), "column-share")


def table_rates(ledger: Ledger) -> Iterator[Relation]:
    """Yield the relations of rate and difference columns."""
    for grid in grids(ledger, kinds=("money", "count", "rate")):
        rows = [line for _, line in grid.lines(across=True)]
        for column in grid.columns:
            yield from _column(ledger, grid, rows, column)
            yield from _of_total(ledger, grid, column)


def _column(
    ledger: Ledger, grid: Grid, rows: Sequence[Mapping[int, Entry]], column: int
) -> Iterator[Relation]:
    filled = [row for row in rows if column in row]
    rate = bool(filled) and filled[0][column].kind == "rate"
    filled = [row for row in filled if (row[column].kind == "rate") == rate]
    header = grid.name(column, across=True)
    if not rate and not _DIFFERENCE.search(header):
        return
    kinds = ("share", "growth") if rate else ("diff",)
    others = [c for c in grid.columns if c != column]
    if not rate and not _MOVES.search(header):
        kept = [c for c in others if _GIVEN.search(grid.name(c, across=True))]
        others = kept + [c for c in others if _SPENT.search(grid.name(c, across=True))]
    best: tuple[tuple[int, int], _Form, int] | None = None
    for top, bottom in permutations(others, 2):
        for kind in kinds:
            form = _Form(kind, top, bottom)
            if not _allowed(grid, header, form):
                continue
            fits, fails, whole = _tally(ledger, filled, column, form)
            far = abs(top - column) + abs(bottom - column)
            said = _header_weight(grid, filled, header, form)
            whole = whole if said > 1 else 0
            weight = 2 * fits + whole - 2 * fails + said, -far
            if fits + whole and (best is None or weight > best[0]):
                best = (weight, form, fits + whole - fails)
    chosen = best[1] if best else _by_header(grid, header, others, rate=rate)
    if chosen is None:
        return
    named = best is not None and _header_weight(grid, filled, header, best[1]) > 1
    sure = best is None or best[2] > 1 or (named and (best[2] > 0 or best[1].kind == "share"))
    sure = sure and not _COMPARABLE.search(header)
    claim = Claim.STATED if sure else Claim.SUGGESTED
    certain = sure and (best is None or best[2] > 1 or (named and best[2] > 0))
    for row in filled:
        relation = chosen.relation(row[column], row)
        if relation is not None:
            noted = _of_another_scope(ledger, row[column])
            told = Claim.SUGGESTED if noted else claim
            yield _with_claim(relation, told, certain=certain and not noted)


def _of_another_scope(ledger: Ledger, rate: Entry) -> bool:
    """Tell whether a mark at a rate leads to a note that it is of another scope (*为同口径增幅)."""
    start, end = rate.mention.start, rate.mention.end
    mark = _MARK.search(ledger.text[max(0, start - 1) : start]) or _MARK.match(
        ledger.text[end : end + 2]
    )
    if mark is None:
        return False
    sign = re.escape(mark[1])
    note = rf"{sign}[^*＊※①-⑳]{{0,120}}?(?:同口径|可比|剔除|扣除|还原)"
    return bool(re.search(note, ledger.text[end : end + _NOTE_REACH]))


def _with_claim(relation: Relation, claim: Claim, *, certain: bool) -> Relation:
    return replace(relation, claim=claim, confidence=0.9, certain=certain)


def _tally(
    ledger: Ledger, rows: Sequence[Mapping[int, Entry]], column: int, form: _Form
) -> tuple[int, int, int]:
    """Count the rows that a form fits, that it does not, and where all of a figure is used (100%), which many forms fit."""
    fits = fails = whole = 0
    for row in rows:
        relation = form.relation(row[column], row)
        verdict = evaluate(relation, ledger.values) if relation else None
        if verdict is None or verdict.computed is None:
            continue
        if verdict.status == "violated":
            fails += 1
        elif verdict.computed.point not in (Decimal(0), Decimal(1)):
            fits += 1
        else:
            whole += verdict.computed.point == 1
    return fits, fails, whole


def _allowed(grid: Grid, header: str, form: _Form) -> bool:
    """Tell whether the column that a share is over may be what the header names (决算数为上年决算数的%)."""
    bottom = grid.name(form.bottom, across=True)
    if form.kind != "share":
        return True
    if _LAST_YEAR.search(header):
        return bool(_LAST_YEAR.search(bottom))
    return not _LAST_YEAR.search(bottom) or not _BUDGET.search(header)


def _header_weight(
    grid: Grid, rows: Sequence[Mapping[int, Entry]], header: str, form: _Form
) -> int:
    """Count what speaks for a form beside its rows: words of the headers, years of the columns."""
    top, bottom = grid.name(form.top, across=True), grid.name(form.bottom, across=True)
    if form.kind == "share":
        return int(bool(_ACTUAL.search(top))) + int(bool(_BUDGET.search(bottom)))
    pairs = [(r[form.top], r[form.bottom]) for r in rows if form.top in r and form.bottom in r]
    years = bool(pairs) and all(next_year(a, b) for a, b in pairs)
    return int(bool(_GROWTH.search(header))) + int(years)


def _by_header(grid: Grid, header: str, others: Sequence[int], *, rate: bool) -> _Form | None:
    """Return the form that headers alone decide: one actual and one budget column (执行率)."""
    if not rate or not re.search(r"执行率|预算完成率|完成预算|支付率", header):
        return None
    actual = [
        c for c in others if re.search(r"执行数|决算数|实际支出|支出数", grid.name(c, across=True))
    ]
    budget = [c for c in others if re.search(r"全年预算|调整.{0,2}预算", grid.name(c, across=True))]
    budget = budget or [
        c for c in others if re.search(r"预算数|预算金额|预算$", grid.name(c, across=True))
    ]
    if len(actual) != 1 or len(budget) != 1:
        return None
    return _Form("share", actual[0], budget[0])


def _of_total(ledger: Ledger, grid: Grid, column: int) -> Iterator[Relation]:
    """Yield shares of the total row (占比): figure of the row over the figure of 合计."""
    column_cells = {r: e for (r, c), e in grid.cells.items() if c == column and e.kind == "rate"}
    if not column_cells or not re.search(r"占|比重|比例|构成", grid.name(column, across=True)):
        return
    totals = [r for r in grid.rows if names_total(grid.name(r, across=False))]
    for row in totals[:1]:
        for money in (c for c in grid.columns if c != column and (row, c) in grid.cells):
            whole = grid.cells[row, money]
            if whole.kind == "rate":
                continue
            made = [
                Relation(
                    "share",
                    rate.id,
                    Ratio(Term(grid.cells[r, money].id), Term(whole.id)),
                    "share-of-total-row",
                )
                for r, rate in column_cells.items()
                if (r, money) in grid.cells and r != row
            ]
            fits = sum(
                1 for m in made if (v := evaluate(m, ledger.values)) and v.status != "violated"
            )
            if 2 * fits > len(made):
                yield from (
                    _with_claim(m, Claim.STATED if fits > 1 else Claim.LIKELY, certain=fits > 1)
                    for m in made
                )

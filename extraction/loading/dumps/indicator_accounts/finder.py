"""Accounts of indicators in a dump (指标账) and the tables that they take the place of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extraction.loading.dumps.glued_accounts.accounts import glued_accounts
from extraction.loading.dumps.indicator_accounts.flattened import FlatAccount, flat_accounts
from extraction.loading.dumps.indicator_accounts.headerless import headerless_accounts
from extraction.loading.dumps.indicator_accounts.quality import Quality, table_quality
from extraction.loading.dumps.indicator_accounts.two_sided import two_sided_accounts
from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.rows import DumpRow, build_table
from extraction.span import Span, hull
from extraction.tables.blocks import read_blocks
from extraction.tables.grid import read_grid
from extraction.tables.model import BlockKind
from extraction.tables.shapes import by_meaning, shape_of

Run = tuple[list[DumpRow], tuple[int, int]]


def with_accounts(
    text: str, lines: Sequence[Line], runs: Sequence[Run], ruled: Sequence[Run]
) -> list[Run]:
    """Return all runs of rows, those of `runs` replaced that an account reads more surely.

    Those of `ruled` stay: their dumps mark where every row ends.

    Where both read as many indicators, the run stays: its reader saw where the cells stand. Of a run
    that holds more than the account, the rows beside it stay.
    """
    starts = [line.span.start for line in lines]
    kept = list(runs)
    fixed = [r[1] for r in ruled]
    for account in (*flat_accounts(text), *glued_accounts(text)):
        first = bisect_right(starts, account.start) - 1
        last = bisect_right(starts, account.end - 1)
        if any(a < last and first < b for a, b in fixed):
            continue
        rivals = [r for r in kept if r[1][0] < last and first < r[1][1]]
        if _says_blanks(rivals, account):
            continue
        if rivals and not _surer(text, account, rivals):
            continue
        if any(r[1][0] < first - _MARGIN or r[1][1] > last + _MARGIN for r in rivals):
            kept = _in_place_of(kept, account, starts)
            continue
        kept = [r for r in kept if r not in rivals]
        kept.append((list(account.rows), (first, last)))
    runs = _with_headerless(text, starts, [*kept, *ruled])
    for two in two_sided_accounts(text, lines):
        runs = _in_place_of(runs, two, starts)
    return runs


_FEWEST_CELLS = 5


def _says_blanks(runs: Sequence[Run], account: FlatAccount) -> bool:
    """Tell whether rows of one width stand where an account does, with blank cells that it would not see.

    A run of bars shows every cell (|100||96.8|): an account laid over its words would move the figures behind a blank one.
    """
    span = Span(account.start, account.end)
    own = [r for rows, _ in runs for r in rows if _hull([r]).overlaps(span)]
    widths = {r.width for r in own}
    return (
        len(widths) == 1
        and max(widths) >= _FEWEST_CELLS
        and (any(map(_hole, own)) or any(r.cut and _merged_down(r) for r in own))
    )


def _hole(row: DumpRow) -> bool:
    """Tell whether a blank cell stands between two figures of a row."""
    figures = [i for i, c in enumerate(row.cells) if c.numeric]
    return bool(figures) and any(c.blank for c in row.cells[figures[0] : figures[-1]])


def _merged_down(row: DumpRow) -> bool:
    """Tell whether a row begins with blank cells, as below a class that is told once."""
    return row.cells[0].blank and not all(c.blank for c in row.cells)


def _in_place_of(runs: Sequence[Run], account: FlatAccount, starts: Sequence[int]) -> list[Run]:
    """Return the runs and an account, of the runs that it overlaps only the rows beside it."""
    span = Span(account.start, account.end)
    where = bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1)
    parts = [part for run in runs for part in _beside(run, span, starts)]
    return [*parts, (list(account.rows), where)]


def _with_headerless(text: str, starts: Sequence[int], runs: list[Run]) -> list[Run]:
    """Return the runs and the accounts without header in what no header explains.

    A run that reads an indicator under a header of its own stays whole; of others only the rows
    beside the account stay.
    """
    read = [_hull(rows) for rows, _ in runs if _explained(text, rows)]
    for account in headerless_accounts(text, read):
        span = Span(account.start, account.end)
        rivals = [rows for rows, _ in runs if _hull(rows).overlaps(span)]
        if rivals and sum(_agreed(text, r) for r in rivals) >= _agreed(text, account.rows):
            continue
        runs = _in_place_of(runs, account, starts)
    return runs


def _explained(text: str, rows: Sequence[DumpRow]) -> bool:
    return table_quality(text, build_table("read", rows)).good > 0


def _agreed(text: str, rows: Sequence[DumpRow]) -> int:
    """Return how many rows agree in goal and result when they are read as a table of their own."""
    grid = read_grid(text, build_table("read", rows))
    blocks = (b for b in read_blocks(grid, text) if b.kind is BlockKind.INDICATORS)
    found = 0
    for block in blocks:
        meanings = [c.meaning for c in block.columns]
        found += len(shape_of(by_meaning(grid.rows[r], meanings) for r in block.body_rows).rows)
    return found


def _hull(rows: Sequence[DumpRow]) -> Span:
    return hull([c.cell.span for r in rows for c in r.cells])


def _beside(run: Run, account: Span, starts: Sequence[int]) -> list[Run]:
    """Return what is left of a run beside an account: its rows before and behind."""
    rows, _ = run
    if not _hull(rows).overlaps(account):
        return [run]
    before = [r for r in rows if _hull([r]).end <= account.start]
    behind = [r for r in rows if _hull([r]).start >= account.end]
    parts: list[Run] = []
    for part in (before, behind):
        if len(part) > 1:
            span = _hull(part)
            where = bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1)
            parts.append((part, where))
    return parts


_MARGIN = 3
"""Lines that a table may begin before or end behind an account and still hold nothing else."""


def _surer(text: str, account: FlatAccount, rivals: Sequence[Run]) -> bool:
    """Tell whether an account reads its stretch better than the rows of other runs there do."""
    span = Span(account.start, account.end)
    other = Quality()
    for rows, _ in rivals:
        inside = [r for r in rows if _hull([r]).overlaps(span)]
        other += table_quality(text, build_table("rival", inside or rows))
    own = table_quality(text, build_table("own", account.rows))
    return (own.good, -own.bad) > (other.good, -other.bad) and own.good > other.good - own.bad

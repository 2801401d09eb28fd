"""Find the tables of a text dump, whatever way their cells were written out."""

from __future__ import annotations

import re
from operator import itemgetter

from extraction.document import Table
from extraction.loading.dumps.aligned import aligned_rows
from extraction.loading.dumps.delimited import arrow_rows, bar_rows, comma_rows, tab_rows
from extraction.loading.dumps.formlines import form_lines, paired_lines
from extraction.loading.dumps.fund_rows import with_funds
from extraction.loading.dumps.goal_lines import goal_lines
from extraction.loading.dumps.indicator_accounts.finder import with_accounts
from extraction.loading.dumps.lines import Line, split_lines
from extraction.loading.dumps.oneline import oneline_rows
from extraction.loading.dumps.paired import with_own_columns
from extraction.loading.dumps.ran_together.finder import ran_together_rows
from extraction.loading.dumps.rows import DumpRow, build_table
from extraction.loading.dumps.stacked import stacked_rows
from extraction.loading.dumps.tabcells import tab_cell_runs
from extraction.span import Span

Run = tuple[list[DumpRow], tuple[int, int]]
_FINDERS = (
    tab_cell_runs,
    bar_rows,
    tab_rows,
    arrow_rows,
    comma_rows,
    goal_lines,
    stacked_rows,
    aligned_rows,
    oneline_rows,
    ran_together_rows,
    paired_lines,
    form_lines,
)
_LONE_BAR = re.compile(r"[\s\u3000\xa0]*[|│┃｜][\s\u3000\xa0]*")


def without_lone_bar(line: Line) -> Line:
    """Return a line that holds only the bar between two cells as a blank one."""
    return Line(Span(line.span.end, line.span.end), "") if _LONE_BAR.fullmatch(line.text) else line


def find_tables(text: str) -> tuple[Table, ...]:
    """Return the tables of a text dump in text order; offsets are those of `text`, unchanged.

    Prose is never made a table: where no layout fits, the lines stay text. An account of indicators
    that is laid out as a whole takes the place of tables that fit their own headers less well.
    """
    lines = tuple(without_lone_bar(line) for line in split_lines(text))
    runs: list[Run] = []
    ruled: list[Run] = []
    taken: set[int] = set()
    for find in _FINDERS:
        for rows, (first, last) in find(text, lines):
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                (ruled if find is tab_cell_runs else runs).append((rows, (first, last)))
    runs = [(with_own_columns(text, rows), where) for rows, where in runs]
    found = [rows for rows, _ in sorted(with_accounts(text, lines, runs, ruled), key=itemgetter(1))]
    found = with_funds(text, found)
    return tuple(build_table(f"t{i}", rows) for i, rows in enumerate(found, 1))

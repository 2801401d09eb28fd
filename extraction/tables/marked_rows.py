"""Rows of a score table whose header stands elsewhere (无表头的评分行): a name, its weight and its mark side by side.

A page cut from a report begins in the middle of its score table. What tells the rows are the marks, never above
their weights, and the criteria of marking behind them (…得0.5分，否则不得分) or the classes before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extraction.tables.cells import CellText, Kind
from extraction.tables.column_evidence import mark_of
from extraction.tables.model import Column, Meaning
from extraction.tables.vocabulary import is_level, is_total

_CRITERIA = re.compile(
    r"不得分|得满分|得\d+(?:\.\d+)?分|评分标准|评价要点|扣\d|权重得分|[×x*]\s*分值"
)
_LONGEST_NAME = 24
_FEWEST = 2
_FULL = Decimal(100)

Line = Sequence[CellText]


def marked_columns(lines: Sequence[Line]) -> tuple[Column, ...] | None:
    """Return what the columns of rows without a header hold, None where they are no rows of marks.

    Args:
        lines: the rows' cells, one a column; rows of totals may be among them.
    """
    rows = [line for line in lines if not any(is_total(c.text) for c in line[:4])]
    if len(rows) < _FEWEST:
        return None
    found = [i for i in range(1, len(rows[0]) - 1) if _marks(rows, i) and _names(rows, i - 1)]
    if len(found) != 1 or not _told(rows, found[0]):
        return None
    weight = found[0]
    meanings = [_before(rows, i) for i in range(weight - 1)]
    meanings += [Meaning.NAME, Meaning.WEIGHT, Meaning.SCORE]
    meanings += [Meaning.CRITERIA] * (len(rows[0]) - len(meanings))
    ranks = iter((1, 2, 3, 4))
    return tuple(
        Column(i, m, rank=next(ranks, 4) if m is Meaning.LEVEL else 0)
        for i, m in enumerate(meanings)
    )


def _marks(rows: Sequence[Line], column: int) -> bool:
    """Tell whether weights stand in a column and marks, none above its weight, in the next."""
    given = [r for r in rows if not r[column + 1].blank]
    pairs = [(mark_of(r[column]), mark_of(r[column + 1])) for r in given]
    weighed = all(mark_of(r[column]) is not None for r in rows)
    marked = all(w is not None and s is not None and s <= w <= _FULL for w, s in pairs)
    return weighed and marked and 2 * len(given) > len(rows)


def _names(rows: Sequence[Line], column: int) -> bool:
    """Tell whether a column names each row otherwise than the others."""
    cells = [r[column] for r in rows]
    short = all(c.kind is Kind.TEXT and len(c.plain) <= _LONGEST_NAME for c in cells)
    return short and len({c.plain for c in cells}) == len(cells)


def _told(rows: Sequence[Line], weight: int) -> bool:
    """Tell whether criteria of marking stand behind the marks of most rows, or classes before most names."""
    judged = sum(any(_CRITERIA.search(c.plain) for c in r[weight + 2 :]) for r in rows)
    classed = {c.plain for r in rows for c in r[: weight - 1] if not c.blank and is_level(c.text)}
    return 2 * judged > len(rows) or len(classed) > 1


def _before(rows: Sequence[Line], column: int) -> Meaning:
    """Return what a column before the names holds: classes, where it holds words."""
    printed = [r[column] for r in rows if not r[column].blank]
    words = bool(printed) and all(c.kind is Kind.TEXT for c in printed)
    return Meaning.LEVEL if words else Meaning.OTHER

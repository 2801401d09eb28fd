"""Both sides of a unit's accounts (收支总计): 收入总计 and 支出总计, told side by side, are one number.

The templates of 部门决算 and 部门预算 close both sides with what is carried over. A government's totals may differ by
its balance, so that only figures of a unit are held against each other; and as 总计 is loosely said for 本年合计, only a
slip of the pen is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import bare

_INCOME, _SPENDING = "收入总计", "支出总计"


def both_sides(ledger: Ledger) -> Iterator[Relation]:
    """Yield 支出总计 as 收入总计 of the clause before it."""
    for income, spending in pairwise(ledger.of_kind("money")):
        if not (_is_total(income, _INCOME) and _is_total(spending, _SPENDING)):
            continue
        beside = spending.index - income.index == 1 and spending.sentence == income.sentence
        if beside and income.family == spending.family and compatible(income, spending):
            yield Relation("equal", spending.id, Term(income.id), "both-sides", Claim.LIKELY, 0.85)


def _is_total(entry: Entry, name: str) -> bool:
    of_unit = entry.key is not None and entry.key.scope == "unit"
    level = entry.spoken and not entry.aside
    return of_unit and level and any(bare(i) == name for i in entry.items)

"""Both sides of a unit's accounts (收支总计): 收入总计 and 支出总计, told side by side, are one number.

The templates of 部门决算 and 部门预算 close both sides with what is carried over. A government's totals may differ by
its balance, so that they are held against each other only where the sentence behind them says that they are equal
(收支平衡); and as 总计 is loosely said for 本年合计, only a slip of the pen is told of a unit's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import bare
from extraction.quantities.folding import fold

_INCOME, _SPENDING = "收入总计", "支出总计"
_BALANCED = re.compile(
    r"[\s。,，;；]*(?:全年|当年|年终|本年|预算)*收支(?:总量|总计|相抵[后,，]*|保持|实现)*(?:平衡|相等)"
)
_REACH = 16


def both_sides(ledger: Ledger) -> Iterator[Relation]:
    """Yield 支出总计 as 收入总计 of the clause before it, or of the side before it in an account that is said to balance."""
    totals = [
        e for e in ledger.of_kind("money") if _is_total(e, _INCOME) or _is_total(e, _SPENDING)
    ]
    for income, spending in pairwise(totals):
        sides = _is_total(income, _INCOME) and _is_total(spending, _SPENDING)
        if not sides or not compatible(income, spending):
            continue
        of_unit = income.key is not None and income.key.scope == "unit"
        beside = spending.index - income.index == 1 and spending.sentence == income.sentence
        if of_unit and beside and income.family == spending.family:
            yield Relation("equal", spending.id, Term(income.id), "both-sides", Claim.LIKELY, 0.85)
        near = spending.line - income.line <= 1
        if near and _BALANCED.match(fold(ledger.after(spending, _REACH))):
            yield Relation(
                "equal",
                spending.id,
                Term(income.id),
                "both-sides",
                Claim.STATED,
                0.85,
                certain=True,
            )


def _is_total(entry: Entry, name: str) -> bool:
    level = entry.spoken and not entry.aside
    return level and any(bare(i) == name for i in entry.items)

"""Balances that a sentence nets (收支相抵): what came in less what was spent is what is left.

Told only where the words say that both sides are whole: totals of both, and 收支相抵 or the balance of the
year before the figure. A balance carried from earlier years (滚存, 累计) is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Relation, Sum, Term
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger

_NETTED = re.compile(
    r"收支(?:相抵|相减|轧差|品迭)[^。；;\d]{0,16}$|(?:收支|当年|本年|当期)(?:收支)?结余(?:为|是)?$"
)
_EARLIER = re.compile(r"滚存|累计|历年|上年|净")
_INCOME = re.compile(r"收入(?:总计|合计|总额)|总收入|总财力|收入总量")
_SPENDING = re.compile(r"支出(?:总计|合计|总额)|总支出|支出总量")
_REACH = 20
_SENTENCES = {_INCOME: 2, _SPENDING: 1}
"""Sentences before the balance's own in which the total of a side may stand."""


def nettings(ledger: Ledger) -> Iterator[Relation]:
    """Yield the balance that a sentence nets from the totals right before it."""
    for left in ledger.of_kind("money"):
        words = ledger.before(left, 24)
        if left.place or left.change or not _NETTED.search(words) or _EARLIER.search(words[-12:]):
            continue
        income, spending = (_total(ledger, left, side) for side in (_INCOME, _SPENDING))
        if income is None or spending is None or not compatible(income, spending):
            continue
        net = Sum((Term(income.id), Term(spending.id)), (1, -1))
        yield Relation("sum", left.id, net, "netting", Claim.STATED, 0.85)


def _total(ledger: Ledger, left: Entry, side: re.Pattern[str]) -> Entry | None:
    """Return the last total of a side before a balance, in its paragraph and no further total behind it."""
    for entry in reversed(ledger.entries[max(0, left.index - _REACH) : left.index]):
        if entry.line != left.line:
            return None
        level = entry.family == left.family and entry.change is None and entry.place is None
        if level and not entry.aside and side.search("".join(entry.items)):
            return entry if left.sentence - entry.sentence <= _SENTENCES[side] else None
    return None

"""Words against numbers (文字与数字): 大于, 小于, 持平, and targets said to be met that are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.ledger import Entry, Ledger
from extraction.constraints.relation import Claim, Relation, Term

_ORDER = re.compile(
    r"决算数?(?P<word>大于|小于|高于|低于|等于|与预算数?持平|与年初预算数?持平)(?:年初|全年|调整后?)?(?:预算)?数?"
)
_MET = re.compile(r"完成|达到|达标|实现|达成")
_NOT_MET = re.compile(r"未|没有|不|部分|基本|偏|尚")


def orders(ledger: Ledger) -> Iterator[Relation]:
    """Yield 决算数大于预算数 and the like where the two figures of the paragraph contradict it."""
    for line in range(len(ledger.line_starts)):
        text = ledger.line_text(line)
        for match in _ORDER.finditer(text):
            place = ledger.line_starts[line] + match.start()
            yield from _contradicted(ledger, line, place, match["word"])


def _contradicted(ledger: Ledger, line: int, place: int, word: str) -> Iterator[Relation]:
    before = [
        e
        for e in ledger.entries
        if e.line == line and e.mention.end <= place and e.kind == "money" and e.change is None
    ]
    pair = before[-2:]
    if len(pair) < 2 or {e.role == "budget" for e in pair} != {True, False}:
        return
    budget, actual = sorted(pair, key=lambda e: e.role != "budget")
    if not set(budget.item_ids) & set(actual.item_ids):
        return
    if _says_otherwise(actual, budget, word):
        yield Relation(
            "diff", actual.id, Term(budget.id), f"wording:{word}", Claim.STATED, 0.8, certain=True
        )


def _says_otherwise(actual: Entry, budget: Entry, word: str) -> bool:
    if word in ("大于", "高于"):
        return actual.value.high < budget.value.low
    if word in ("小于", "低于"):
        return actual.value.low > budget.value.high
    return False


def targets(ledger: Ledger) -> Iterator[tuple[str, str, bool]]:
    """Yield actual and target ids of indicators, with whether the report claims what is not so."""
    for indicator in ledger.facts.indicators:
        if indicator.target is None or indicator.actual is None:
            continue
        if indicator.target.quantity is None or indicator.actual.quantity is None:
            continue
        claim = indicator.claimed.text if indicator.claimed else ""
        boasts = bool(_MET.search(claim)) and not _NOT_MET.search(claim)
        if indicator.status == "met":
            yield indicator.actual.mention.id, indicator.target.mention.id, False
        elif indicator.status == "unmet" and boasts:
            yield indicator.actual.mention.id, indicator.target.mention.id, True

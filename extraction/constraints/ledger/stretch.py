"""What every figure between a total and its last part is (区间解释).

A sum may accuse only where each figure of its stretch is explained: a part, part of a part, the whole
again, a change, the year before, a budget, a price per head. One that is not may be a part that the list
was read without; then the sum is told only where it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.constraints.ledger.comparison import told_against
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import (
    is_known_part,
    is_standard,
    is_threshold,
    left_office,
    other_account,
)
from extraction.quantities.folding import fold

_INNER = re.compile(r"其中|(?<!包)含|包括|包含")
_ENDS = re.compile(r"[。;；!！?？]|\n")
_BESIDE = re.compile(r"[，,](?:另外?|此外)")
_FURTHER = 6


def left_out(
    ledger: Ledger, whole: Entry, parts: Sequence[Entry]
) -> Iterator[tuple[Entry, str | None]]:
    """Yield the figures of the stretch that are no terms, with what they are, None where unexplained.

    The stretch goes from the total to the last part, and on to the end of the list's sentence.
    """
    terms = {whole.id, *(p.id for p in parts)}
    first = min(whole.index, *(p.index for p in parts))
    last = max(whole.index, *(p.index for p in parts))
    for entry in ledger.entries[first : last + 1]:
        if entry.id not in terms and _counts(entry, whole):
            yield entry, _why(ledger, entry, whole, parts)
    if last != whole.index:
        yield from _after(ledger, ledger.entries[last], whole, parts)


def explained(ledger: Ledger, whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether every figure of the stretch is explained."""
    return all(why is not None for _, why in left_out(ledger, whole, parts))


def _counts(entry: Entry, whole: Entry) -> bool:
    return entry.family == whole.family and entry.place is None and bool(entry.value.point)


def _after(
    ledger: Ledger, last: Entry, whole: Entry, parts: Sequence[Entry]
) -> Iterator[tuple[Entry, str | None]]:
    """Yield the figures that the list's sentence goes on with behind the last part."""
    for entry in ledger.entries[last.index + 1 : last.index + 1 + _FURTHER]:
        gap = ledger.between(last, entry)
        if _ENDS.search(gap) or entry.depth < last.depth or entry.place is not None:
            return
        if _BESIDE.search(gap):
            return  # 另有编外人员23人 is told beside the list, not in it
        if _counts(entry, whole):
            yield entry, _why(ledger, entry, whole, parts)


def _why(ledger: Ledger, entry: Entry, whole: Entry, parts: Sequence[Entry]) -> str | None:
    if (entry.change is None) != (whole.change is None):
        return "增减额" if entry.change else "总量"
    if entry.compared or _is_base(ledger, entry):
        return "对比的基数"
    if entry.role == "budget" and whole.role != "budget" and _has_outturn(entry, whole, parts):
        return "预算数"
    if is_standard(ledger, entry) or entry.family.startswith("per"):
        return "单位标准"
    if is_threshold(ledger, entry):
        return "突破的关口"
    if entry.aside:
        return "原因说明中的数字"
    if entry.value.point == whole.value.point:
        return "与合计相同"
    if _inner(ledger, entry, parts):
        return "分项中的细项"
    if other_account(ledger, whole, entry) or left_office(whole, entry):
        return "另一科目"
    return None


def _is_base(ledger: Ledger, entry: Entry) -> bool:
    clause = re.split(r"[,，;；。]", fold(ledger.before(entry, 24)))[-1]
    return told_against(clause) is not None


def _has_outturn(entry: Entry, whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether a budget figure stands beside the outturn of its own item."""
    shared = set(entry.item_ids)
    return any(shared & set(p.item_ids) or p.index - entry.index == 1 for p in (whole, *parts))


def _inner(ledger: Ledger, entry: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether a figure is part of the part before it: in its brackets, or opened by 其中."""
    before = [p for p in parts if p.index < entry.index]
    if not before or before[-1].value.high < entry.value.low:
        return False
    owner = before[-1]
    if is_known_part(entry, owner):
        return True
    return entry.depth > owner.depth or bool(_INNER.search(ledger.between(owner, entry)))

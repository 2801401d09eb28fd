"""Shares of one whole that is named again and again (A占总支出的30%；B占总支出的20%；…): each implies the whole, and all the same.

The whole need not be printed. Where all shares but one imply one number, that one is wrong, or its figure is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.arithmetic.relation import Claim, Product, Ratio, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.quantities.folding import fold

_OF = re.compile(r"占([^,，。；;、\d%]{2,16}?)(?:的?(?:比重|比例)[为是达]?|的)\s*$")
_FEWEST = 3
_APART = 4
"""Lines from one share to the next."""
_LEAD = 24
_FEW_DIGITS = 3
_CLOSE = 200
"""Wholes that agree do so to a part in so many: what is rounded more roughly tells nothing."""


@dataclass(frozen=True, slots=True)
class _Share:
    part: Entry
    rate: Entry
    whole: Interval


def of_one_whole(ledger: Ledger) -> Iterator[Relation]:
    """Yield the share that implies another whole than all others of its name do."""
    for row in _rows(ledger):
        odd = _odd_one(row)
        if odd is None:
            continue
        sure = max((s for s in row if s is not odd), key=lambda s: s.rate.digits)
        share = Ratio(Product(Term(odd.part.id), Term(sure.rate.id)), Term(sure.part.id))
        yield Relation("share", odd.rate.id, share, "of-one-whole", Claim.STATED, 0.8)


def _rows(ledger: Ledger) -> Iterator[Sequence[_Share]]:
    """Yield the shares of a name that follow one another closely, of as many parts."""
    open_rows: dict[str, list[_Share]] = {}
    for rate in ledger.of_kind("rate"):
        named = _OF.search(fold(ledger.clause_before(rate, _LEAD)))
        share = _share(ledger, rate) if named else None
        if named is None or share is None:
            continue
        row = open_rows.setdefault(named[1], [])
        if row and rate.line - row[-1].rate.line > _APART:
            yield row
            row.clear()
        row.append(share)
    yield from open_rows.values()


def _share(ledger: Ledger, rate: Entry) -> _Share | None:
    """Return a share with the level right before it, whose whole the two imply closely."""
    part = ledger.entries[rate.index - 1] if rate.index else rate
    level = part.kind == "money" and part.spoken
    beside = part.sentence == rate.sentence and part.bracket == rate.bracket
    plain = rate.spoken and rate.value.low > 0
    if not (level and beside and plain) or rate.aside or part.value.low <= 0:
        return None
    return _Share(part, rate, part.value / rate.value)


def _odd_one(row: Sequence[_Share]) -> _Share | None:
    """Return the only share of a row whose whole is not that of all others; None where they do not agree closely."""
    parts = {s.part.value.point for s in row}
    if len(row) < _FEWEST or len(parts) < len(row) or len({s.part.family for s in row}) > 1:
        return None
    for odd in row:
        rest = [s.whole for s in row if s is not odd]
        low, high = max(w.low for w in rest), min(w.high for w in rest)
        if low > high or (odd.whole.low <= high and low <= odd.whole.high):
            continue
        return odd if (high - low) * _CLOSE < high and odd.rate.digits >= _FEW_DIGITS else None
    return None

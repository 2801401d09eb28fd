"""Percentage points (百分点): how far two rates of one sentence stand apart, by the words that compare them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.relation import Claim, Relation, Sum, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.rules.rates.year_points import named_alike, rate_name
from extraction.lexicon.changes import moved_pattern, reached_pattern
from extraction.lexicon.periods import last_year
from extraction.quantities.folding import fold

_REACHED = re.compile(reached_pattern())
_MOVED_POINTS = re.compile(
    r"\s*的?(?:(?P<down>低|低了|下降|降低|减少|回落)|(?:高|高出|高于|提高|上升|提升|增加|增长|超|超出|超过)了?)"
)
_MOVED = re.compile(rf"\s*[,，]\s*(?:共|累计)?{moved_pattern()}了?")
_SINCE = re.compile(
    rf"\s*[,，;；]?\s*(?:同比|[比较]{last_year()}(?:度|同期)?)?(?:{moved_pattern()})了?(?:约|近)?"
)
_BASE_RATE = re.compile(
    r"[,，;；(（]\s*(?:比|较|与|高于|低于)(?:年初|年度|设定|的|考核|绩效|上年|去年|同期|全国|全省|全市|平均|水平|计划|预期|目标|指标|任务|值|数|度)+(?:的|为)?\s*$"
)
_APART = re.compile(
    r"\s*[,，]?(?:[两二]者|[两二][地县区市个]|首尾|前后)?(?:之间)?(?:相差|差距?|之差)(?:了|为|达)?\s*"
)


def rate_points(ledger: Ledger, points: Entry) -> Iterator[Relation]:
    """Yield a difference in percentage points between two rates of the same sentence."""
    rates = [
        e
        for e in ledger.entries[max(0, points.index - 8) : points.index]
        if e.kind == "rate" and e.family == "rate" and e.sentence == points.sentence
    ]
    compared = (
        _compared_rates(ledger, points, rates)
        or _since_last_year(ledger, points, rates)
        or _apart(ledger, points)
    )
    if compared is not None:
        yield compared
        return
    for other in rates[::-1][:1]:
        for first in rates:
            if first is not other:
                expression = Sum((Term(first.id), Term(other.id)), (1, -1))
                yield Relation("diff", points.id, expression, "points", Claim.SUGGESTED, 0.8)


def _apart(ledger: Ledger, points: Entry) -> Relation | None:
    """Return A最高，为82.3%；B只有49.6%，两者相差32.7个百分点: the rates right before it, greater less smaller."""
    pair = ledger.entries[max(0, points.index - 2) : points.index]
    rates = all(
        e.family in ("rate", "goal:rate") and e.spoken and e.line == points.line
        for e in pair
    )  # fmt: skip
    if (
        len(pair) != 2
        or not rates
        or points.place is not None
        or "。" in ledger.between(pair[0], points)
    ):
        return None
    if not _APART.fullmatch(fold(ledger.between(pair[1], points))):
        return None
    greater, smaller = sorted(pair, key=lambda e: -e.value.point)
    signs = (-1, 1) if points.value.point < 0 else (1, -1)
    difference = Sum((Term(greater.id), Term(smaller.id)), signs)
    return Relation("diff", points.id, difference, "points", Claim.STATED, 0.85)


def _since_last_year(ledger: Ledger, points: Entry, rates: Sequence[Entry]) -> Relation | None:
    """Return A%（目标100%），上年为B%，同比提高C个百分点: B is of the year before, and has no other name than A."""
    told = [e for e in rates if e.depth == points.depth and e.change is None]
    if len(told) < 2 or points.place is not None:
        return None
    new, old = told[-2:]
    of_two_years = old.role == "prior" and new.role != "prior" and points.index - old.index == 1
    alike = not rate_name(old) or not rate_name(new) or named_alike(new, old)
    if not (of_two_years and alike and _SINCE.fullmatch(fold(ledger.between(old, points)))):
        return None
    difference = Sum((Term(new.id), Term(old.id)), (1, -1))
    return Relation("diff", points.id, difference, "points", Claim.STATED, 0.85, certain=True)


def _compared_rates(ledger: Ledger, points: Entry, rates: Sequence[Entry]) -> Relation | None:
    """Return A%，较目标B%高C个百分点, where just two rates stand before the points and the words compare them."""
    if len(rates) != 2 or [points.index - e.index for e in rates] != [2, 1]:
        return None
    first, other = rates
    if (
        first.name
        and other.name
        and first.name != other.name
        and "由" not in ledger.between(first, other)
    ):
        return None  # 入学率99.2%，辍学率降为0.4%，降低1.1个百分点: two rates, the change is of the second
    gap = ledger.between(other, points)
    if _REACHED.search(ledger.between(first, other)) and _MOVED.fullmatch(fold(gap)):
        falls = other.value.point < first.value.point and points.value.point > 0
        signs = (1, -1) if falls else (-1, 1)
        reached = Sum((Term(first.id), Term(other.id)), signs)
        return Relation("diff", points.id, reached, "points", Claim.STATED, 0.85, certain=True)
    move = _MOVED_POINTS.fullmatch(fold(ledger.between(other, points)))
    if move is None or not _BASE_RATE.search(fold(ledger.between(first, other))):
        return None
    falls = move["down"] is not None and points.value.point > 0
    signs = (-1, 1) if falls else (1, -1)
    difference = Sum((Term(first.id), Term(other.id)), signs)
    return Relation("diff", points.id, difference, "points", Claim.STATED, 0.85)

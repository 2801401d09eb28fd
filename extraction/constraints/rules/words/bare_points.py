"""A difference of two rates that is written as a rate of change (百分点误作百分比): its sign % should read 个百分点.

占比67.5%，比上年的69.1%下降1.6%: the two levels are 1.6 points apart, and the one has fallen by another rate. It is told
where the difference is the printed figure to the last digit, and no rate of change of the two comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.ledger.comparison import AVERAGED, told_against
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.rules.rates.earlier import next_year, same_thing
from extraction.constraints.rules.words.written_form import Slip
from extraction.lexicon.changes import reached_pattern
from extraction.quantities.folding import fold

_REACHED = re.compile(reached_pattern())
_HELD_AGAINST = re.compile(r"(?:高|低)于|超过?")
_STOP = re.compile(r"[。;；]")
_NEAR = 16
"""How long the words between the rate that is compared with and the change may be."""


def bare_points(ledger: Ledger) -> Iterator[Slip]:
    """Yield rates of change that are the difference of the two rates before them."""
    for rate in ledger.of_kind("rate"):
        if rate.index < 2 or rate.change is None or rate.family != "rate" or rate.place is not None:
            continue
        first, second = ledger.entries[rate.index - 2 : rate.index]
        if _two_levels(ledger, first, second, rate) and _is_difference(first, second, rate):
            message = _message(first, second, rate)
            yield Slip("diff", (rate.id, first.id, second.id), message)


def _two_levels(ledger: Ledger, first: Entry, second: Entry, rate: Entry) -> bool:
    """Tell whether two rates are of one thing, the words compare them, and the change is between them."""
    beside = all(
        e.family == "rate" and e.place is None and e.sentence == rate.sentence and e.depth == rate.depth
        for e in (first, second)
    )  # fmt: skip
    words, near = (fold(ledger.between(*pair)) for pair in ((first, second), (second, rate)))
    if not beside or first.change is not None or len(near) > _NEAR or _STOP.search(words + near):
        return False
    one = same_thing(first, second) or not (first.items and second.items)
    years = next_year(first, second) or next_year(second, first)
    if told_against(near) is not None or AVERAGED.search(near):
        return (
            one and years
        )  # 完成率98%，高于全市的96%，比上年提高2%: against a level that is not told here
    compared = told_against(words) is not None or _HELD_AGAINST.search(words)
    return one and (years or bool(compared or _REACHED.search(words)))


def _is_difference(first: Entry, second: Entry, rate: Entry) -> bool:
    """Tell whether a rate is just the difference of two others, and not the growth from either to the other."""
    low, high = sorted((first.value, second.value), key=lambda v: v.point)
    if low.low <= 0 or high.point - low.point != abs(rate.value.point):
        return False
    own = rate.value if rate.value.point > 0 else -rate.value
    change = high - low
    grown = (change / low, change / high)
    return own.point > 0 and not any(own.truncatable().meets(g) for g in grown)


def _message(first: Entry, second: Entry, rate: Entry) -> str:
    number = rate.mention.text.strip().rstrip("%％")
    word = "下降" if rate.value.point < 0 else "提高"
    return (
        f"“{word}{rate.mention.text.strip()}”是{first.mention.text}与{second.mention.text}之差，"
        f"应为{number}个百分点，不是变动率。"
    )

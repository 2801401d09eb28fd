"""Three figures of one paragraph that fit together: a ± b = c.

Nothing but the words beside the third figure hints at such a relation (结余, 追加后), so it is told
only where it comes out, with digits enough to make chance unlikely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.relation import Claim, Relation, Sum, Term
from extraction.constraints.ledger.entries import Entry, Ledger

_RESULT = re.compile(
    r"结余|结转|剩余|余额|差额|节约|合计|共计|总计|总额|总量|总支出|总收入|总财力|共|调整(?:后|为)|全年预算|增加|减少|相差|缺口|收回|超支|净"
)
_LEFT = re.compile(r"结余|结转|剩余|余额|差额|节约|调整(?:后|为)|增加|减少|相差|缺口|收回|超支|净")
_MINUS = re.compile(r"使用|支出|扣除|剔除|调出|减|核减|压减|收回|动用|结转|执行")
_SHORT = re.compile(r"缺口|赤字|亏损")
"""What is missing: it is never added to what is there."""
_REACH = 7
_FEWEST_DIGITS = 3


def balances(ledger: Ledger) -> Iterator[Relation]:
    """Yield sums and differences of figures shortly before a figure that its words call a result."""
    for lane in ledger.lanes(e for e in ledger.entries if _usable(e)).values():
        if lane[0].change is not None:
            continue
        for place in range(2, len(lane)):
            yield from _result(ledger, lane, place)


def _usable(entry: Entry) -> bool:
    return entry.kind in ("money", "count") and entry.place is None and not entry.aside


def _result(ledger: Ledger, lane: Sequence[Entry], place: int) -> Iterator[Relation]:
    result = lane[place]
    words = ledger.before(result, 14) + "".join(result.items)
    if result.digits < _FEWEST_DIGITS or not _RESULT.search(words):
        return
    left = _LEFT.search(words)  # a total is of its own sentence: alike by chance are many
    near = [e for e in lane[max(0, place - _REACH) : place] if result.line - e.line <= 2]
    for i in range(len(near) - 1, 0, -1):
        for j in range(i - 1, -1, -1):
            signs = _signs(near[j], near[i], result)
            if signs == (1, 1) and _short(ledger, near[j]) != _short(ledger, near[i]):
                continue
            if signs is not None and (left or near[j].sentence == result.sentence):
                expression = Sum((Term(near[j].id), Term(near[i].id)), signs)
                yield Relation("sum", result.id, expression, "balance", Claim.SUGGESTED, 0.7)
                return
    yield from _chain(ledger, near, result)


def _short(ledger: Ledger, entry: Entry) -> bool:
    return _SHORT.search(ledger.clause_before(entry, 14)) is not None


def _signs(first: Entry, second: Entry, result: Entry) -> tuple[int, int] | None:
    if not first.value.point or not second.value.point:
        return None
    if first.value.point + second.value.point == result.value.point:
        return 1, 1
    if first.value.point - second.value.point == result.value.point:
        return 1, -1
    return None


def _chain(ledger: Ledger, near: Sequence[Entry], result: Entry) -> Iterator[Relation]:
    """Yield opening balance ± movements = closing balance within one sentence."""
    sentence = [e for e in near if e.sentence == result.sentence]
    if not 3 <= len(sentence) <= 5:
        return
    signs = tuple(
        -1
        if i and _MINUS.search(words := ledger.clause_before(e, 24)) and "补充" not in words
        else 1
        for i, e in enumerate(sentence)
    )
    expression = Sum(tuple(Term(e.id) for e in sentence), signs)
    if expression.value(ledger.values).point == result.value.point:
        yield Relation("sum", result.id, expression, "balance", Claim.SUGGESTED, 0.7)

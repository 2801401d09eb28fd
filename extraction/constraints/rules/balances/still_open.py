"""What was found, what of it is done, what is still open (发现、已整改、正在整改): counts or money of one sentence.

发现问题72项，整改完成60项，正在推进12项: what is open is what was found less what is done; rates may stand between. The words
say all three, those of what is open before its figure or behind it (其余12个正在推进). A rate between what is done and what
is open is of both together, where a figure before them is just so much (问题72项 … 已整改60项，整改率83.3%，其余12项).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Term, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.lexicon.outlays import outlay_words
from extraction.lexicon.source import any_of

_OPEN = re.compile(
    rf"(?:正在|仍在|尚在|尚待|有待|待|尚?未)(?:{any_of(outlay_words().mended)}|完成)中?[的有]?\s*$"
)
_REST = re.compile(rf"(?:{any_of(outlay_words().left)}|另有)的?\s*$")
_PENDING = re.compile(r"[^，,。；;\d]{0,4}(?:正?在|仍在|尚未|未|待|有待|继续)")
_FOUND = re.compile(r"问题|发现|查出|指出|反映|反馈|涉及")
_DONE = re.compile(r"已|完成|办结|销号|整改到位")
_SHORT_OF = re.compile(rf"{any_of(outlay_words().short)}(?:少|口|资金|金额)?(?:为|达|约)?\s*$")
_RATE_OF_DONE = re.compile(
    r"\s*[,，、;；(（]?\s*[一-鿿]{0,6}(?:率|比例|进度)(?:为|是|达到?|约|仅)*\s*"
)
_NEAR = 6
_FAR = 24
_BEHIND = 8
_FEW = 4


def still_open(ledger: Ledger) -> Iterator[Relation]:
    """Yield what is still open of what was found, where what is done stands between them."""
    for left in ledger.of_kind("money", "count"):
        if _is_level(left) and _is_open(ledger, left):
            yield from _less_done(ledger, left)
            yield from _rate_between(ledger, left)
        elif _is_level(left) and _SHORT_OF.search(ledger.clause_before(left)):
            yield from _rate_between(ledger, left)


def _is_level(entry: Entry) -> bool:
    return entry.spoken and not entry.aside


def _rate_between(ledger: Ledger, left: Entry) -> Iterator[Relation]:
    """Yield the rate between what is done and what is open as a share of the figure that both come to."""
    if left.index < 2:
        return
    done, rate = ledger.entries[left.index - 2 : left.index]
    if rate.kind != "rate" or rate.change is not None or not _is_level(done):
        return
    beside = done.sentence == left.sentence and done.family == left.family
    if not beside or not _RATE_OF_DONE.fullmatch(ledger.between(done, rate)):
        return
    together = done.value.point + left.value.point
    wholes = [
        e for e in ledger.entries[max(0, done.index - _FAR) : done.index]
        if _is_level(e) and e.family == done.family and e.value.point == together
    ]  # fmt: skip
    if wholes:
        ratio = Ratio(Term(done.id), Term(wholes[-1].id))
        yield Relation("share", rate.id, ratio, "rate-of-done", Claim.STATED, 0.85, certain=True)


def _is_open(ledger: Ledger, left: Entry) -> bool:
    words = ledger.clause_before(left)
    if _OPEN.search(words):
        return True
    return bool(_REST.search(words) and _PENDING.match(ledger.after(left, _BEHIND)))


def _less_done(ledger: Ledger, left: Entry) -> Iterator[Relation]:
    near = [
        e for e in ledger.entries[max(0, left.index - _NEAR) : left.index]
        if e.line == left.line and e.kind != "rate" and "。" not in ledger.between(e, left)
    ]  # fmt: skip
    if len(near) < 2:
        return
    found, done = near[-2:]
    levels = all(
        e.spoken and e.family == left.family and e.depth == left.depth for e in (found, done)
    )
    named = _FOUND.search(ledger.clause_before(found) + ledger.after(found, _FEW))
    settled = _DONE.search(ledger.clause_before(done))
    if levels and named and settled and done.value.high <= found.value.low:
        rest = total((found.id, done.id), (1, -1))
        yield Relation("diff", left.id, rest, "still-open", Claim.STATED, 0.85, certain=True)

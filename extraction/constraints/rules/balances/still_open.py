"""What was found, what of it is done, what is still open (发现、已整改、正在整改): counts or money of one sentence.

发现问题72项，整改完成60项，正在推进12项: what is open is what was found less what is done; rates may stand between. The words
say all three, those of what is open before its figure or behind it (其余12个正在推进).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Relation, total
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
_NEAR = 6
_BEHIND = 8
_FEW = 4


def still_open(ledger: Ledger) -> Iterator[Relation]:
    """Yield what is still open of what was found, where what is done stands between them."""
    for left in ledger.of_kind("money", "count"):
        if left.change is None and left.place is None and not left.aside and _is_open(ledger, left):
            yield from _less_done(ledger, left)


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
        e.change is None and e.place is None and e.family == left.family and e.depth == left.depth
        for e in (found, done)
    )
    named = _FOUND.search(ledger.clause_before(found) + ledger.after(found, _FEW))
    settled = _DONE.search(ledger.clause_before(done))
    if levels and named and settled and done.value.high <= found.value.low:
        rest = total((found.id, done.id), (1, -1))
        yield Relation("diff", left.id, rest, "still-open", Claim.STATED, 0.85, certain=True)

"""Totals that a later sentence takes up and divides (卫生技术人员中，医师118人、护理人员176人、药技人员52人).

The total stands before, under the name that opens the sentence. The list need not be all of it: it is told where it comes to its
total, or misses it by little and a slip of the pen explains that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import add
from extraction.quantities.folding import fold

_OPENED = re.compile(r"^\W*(?P<name>[^\s，,。；;：:、（(\d]{2,14})(?:中|里面?)[，,：:]")
_JOINED = re.compile(r"[^。；;：:（）()\n]{0,16}")
_HOLDS = re.compile(r"其中|占|比|较|人均|平均|共计?|合计|达到|分别")
_FEWEST = 3
_MOST = 12
_BACK = 40
_LINES = 3
_LITTLE = 20
"""A list that misses a twentieth of its total or more is none of all of it."""


def taken_up(ledger: Ledger) -> Iterator[Relation]:
    """Yield totals over the list of the sentence that begins with their name."""
    begun = -1
    for first in ledger.of_kind("money", "count"):
        if not first.spoken or first.aside or first.sentence == begun:
            continue
        begun = first.sentence
        told = _OPENED.match(fold(ledger.sentence_before(first)).lstrip("。；;"))
        if told is None:
            continue
        parts = _list(ledger, first)
        whole = _whole(ledger, first, told["name"])
        if whole is not None and len(parts) >= _FEWEST:
            ids = tuple(p.id for p in parts)
            gap = abs(whole.value.point - add(parts).point)
            near = gap * _LITTLE < abs(whole.value.point)
            claim = Claim.LIKELY if near else Claim.SUGGESTED
            yield Relation("sum", whole.id, total(ids), "taken-up", claim, 0.85)


def _list(ledger: Ledger, first: Entry) -> Sequence[Entry]:
    """Return the levels of one kind that stand one after the other to the end of the sentence, () where more is told of them."""
    found = [first]
    for entry in ledger.entries[first.index + 1 : first.index + _MOST]:
        if entry.sentence != first.sentence or entry.line != first.line:
            break
        words = ledger.between(found[-1], entry)
        alike = entry.spoken and entry.family == first.family and entry.depth == first.depth
        if not alike or not _JOINED.fullmatch(words) or _HOLDS.search(words):
            return ()
        found.append(entry)
    return found


def _whole(ledger: Ledger, first: Entry, name: str) -> Entry | None:
    """Return the nearest earlier figure of the list's kind whose name is the one that opens its sentence."""
    before = ledger.entries[max(0, first.index - _BACK) : first.index]
    named = (
        e
        for e in reversed(before)
        if e.family == first.family and e.spoken and first.line - e.line <= _LINES
        if e.sentence != first.sentence and name in map(fold, e.items)
    )
    return next(named, None)

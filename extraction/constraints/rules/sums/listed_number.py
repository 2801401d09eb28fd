"""A number of things that are named one by one behind it (新建幼儿园5所，分别为甲园860万元、乙园745万元…): as many are named.

Each of them has a figure of one kind, under a name of its own that ends as the things counted do. A list that goes on (等, 其余3所) or
that tells how many there are in each place is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extraction.constraints.arithmetic.relation import Claim, Relation, Tally
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import SUMS_UP

_OPENS = re.compile(
    r"\W{0,2}(?:[^，,。；;：:\d]{0,4}[，,：:])?(?:(?:具体)?(?:分别|依次)(?:为|是|系|有)?|即|名单[为是])|^\s*[：:（(]"
)
_SOME = re.compile(r"其中|包括|包含|主要|例如|比如|含")
_CLOSED = re.compile(r"^[^（(]*[)）]")
_JOINED = re.compile(r"[、和及与]")
_MORE = re.compile(r"[）)]?\s*等|以及|其余|其他|其它|另|余下|剩余")
_SENTENCE = re.compile(r"[。；;\n]")
_REACH = 120
_THINGS = frozenset("所个家座处条项名户件台辆只栋")
_FEWEST, _MOST = 2, 20


def listed_numbers(ledger: Ledger) -> Iterator[Relation]:
    """Yield numbers of things over the figures of those that are named behind them."""
    for whole in ledger.of_kind("count"):
        counts = whole.spoken and not whole.aside and whole.unit in _THINGS
        if not counts or not whole.name or not _FEWEST <= whole.number <= _MOST:
            continue
        listed = _named_behind(ledger, whole)
        if len(listed) >= _FEWEST:
            tally = Tally(tuple(e.id for e in listed))
            yield Relation(
                "diff", whole.id, tally, "listed-number", Claim.STATED, 0.85, certain=True
            )


def _named_behind(ledger: Ledger, whole: Entry) -> Sequence[Entry]:
    """Return the figures of the things that the sentence names behind their number, () where the list may be another."""
    behind = [
        e for e in ledger.entries[whole.index + 1 : whole.index + 1 + 3 * _MOST]
        if e.sentence == whole.sentence and e.line == whole.line
    ]  # fmt: skip
    opening = ledger.between(whole, behind[0]) if behind else ""
    if not _OPENS.match(opening) or _SOME.search(opening):
        return ()
    first, listed = behind[0], []
    for entry in behind:
        if entry.family == first.family and entry.spoken and entry.depth <= first.depth:
            if SUMS_UP.search(ledger.clause_before(entry, 8)):
                break
            listed.append(entry)
    if not listed or any(_of_several(ledger, a, b) for a, b in pairwise([whole, *listed])):
        return ()
    names = [e.name for e in listed]
    alike = all(n.endswith(whole.name[-1]) for n in names) and len(set(names)) == len(names)
    another = first.family == whole.family or _MORE.search(
        _SENTENCE.split(ledger.after(listed[-1], _REACH))[0]
    )
    return listed if alike and not another else ()


def _of_several(ledger: Ledger, before: Entry, entry: Entry) -> bool:
    """Tell whether a figure may be of two things named before it (甲园和乙园860万元)."""
    words = _OPENS.sub("", _CLOSED.sub("", ledger.between(before, entry)))
    return bool(_JOINED.search(re.split(r"[（(]", words.lstrip("、，,；;：: 和及与"))[0]))

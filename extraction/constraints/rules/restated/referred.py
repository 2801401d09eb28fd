"""What a report refers back to (上述、前述): a figure told again under the words that it was told by before.

未支出84万元 … 上述未支出的84万元: the words between 上述 and the figure lead back to the one figure that they, or its name,
introduced. What is a part of it, or several together, has no such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger

_BACK = re.compile(
    r"(?:上述|前述|上文所述|前文所述)(?:的|该|这笔)?(?P<noun>[^，,。；;：:、\d]{2,20}?)的?(?:为|计|约|共计)?\s*$"
)
_TOLD_BEFORE = re.compile(
    r"(?:如前所述|如上所述|前已述及|前文提到)[，,]?(?P<noun>[^，,。；;：:、\d]{2,16}?)(?:为|是|约)?\s*$"
)
_TAIL = re.compile(r"(?:的|资金|金额|款项?|问题|部分)+$")
_OF_SEVERAL = re.compile(r"合计|共|各|[两三四五六七八九十]|其中|中$|已|将|按|余下|剩余的")
_ANY = frozenset({"项目", "收入", "支出", "经费", "补助", "专项", "财政", "预算", "资产"})
_FURTHEST = 80
"""Figures before one among which the one that is referred to is looked for."""
_REACH = 30
_SPECIFIC = 4


def referred(ledger: Ledger) -> Iterator[Relation]:
    """Yield figures that are told again by 上述 with the one that they refer to."""
    for entry in ledger.of_kind("money", "count"):
        noun = _noun(ledger, entry) if entry.spoken else None
        if noun is None:
            continue
        before = ledger.entries[max(0, entry.index - _FURTHEST) : entry.index]
        meant = [e for e in before if _is_called(ledger, e, noun) and e.family == entry.family]
        if len({e.value.point for e in meant}) == 1:
            claim = Claim.STATED if _is_specific(noun) else Claim.LIKELY
            yield Relation("equal", entry.id, Term(meant[-1].id), "referred-back", claim, 0.85)


def _noun(ledger: Ledger, entry: Entry) -> str | None:
    lead = ledger.before(entry, _REACH)
    found = _BACK.search(lead) or _TOLD_BEFORE.search(lead)
    if found is None or _OF_SEVERAL.search(found["noun"]):
        return None
    noun = _TAIL.sub("", found["noun"])
    return noun if len(noun) > 1 and noun not in _ANY else None


def _is_specific(noun: str) -> bool:
    """Tell whether words name one figure of a report: what is left, lacks or was not done, or a longer name."""
    return len(noun) >= _SPECIFIC or bool(re.search(r"结余|结转|缺口|余额|未|欠|差额|超", noun))


def _is_called(ledger: Ledger, entry: Entry, noun: str) -> bool:
    """Tell whether a level was introduced by some words, or has a name with them."""
    if not entry.spoken or entry.compared:
        return False
    lead = re.split(r"[，,。；;]", ledger.lead(entry, _REACH))[-1]
    return noun in lead or any(noun in item for item in entry.items)

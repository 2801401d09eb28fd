"""A region's figure and those of its levels in sentences of their own (全国收入A。… 中央收入B…；地方收入C): A = B + C.

The three are told in the same words but for the level. What one level gives the other cancels out in the region's
account, so that totals with transfers between levels are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.lexicon.totals import levels
from extraction.quantities.folding import fold

_LEADS = re.compile(r"^\W*(?:其中|分别|同期|累计)*\W*")
_DONE = re.compile(r"(?:累计|共|完成|实现|达到|达|为|是)+\s*$")
_REGION = re.compile(r"^(?:全|我)(?:国|省|区|市|州|县|旗|盟|地区)")
_ACCOUNT = re.compile(r"(?:收入|支出|限额|余额)$")
_TRANSFERS = re.compile(r"总[计量收支]|合计|转移|补助|上解|返还|下达")
_WORDS = 36
_REACH = 14
_LINES = 2


def by_levels(ledger: Ledger) -> Iterator[Relation]:
    """Yield a region's figure as the sum of those of its two levels, told in the same words."""
    spoken = [e for e in ledger.of_kind("money") if _is_level(e)]
    for one, other in pairwise(spoken):
        near = one.line == other.line and other.sentence - one.sentence <= 1
        rest = _same_of_levels(_named(ledger, one), _named(ledger, other)) if near else ""
        whole = _region(ledger, one, rest) if rest else None
        if whole is not None and whole.family == one.family == other.family:
            parts = total((one.id, other.id))
            yield Relation("sum", whole.id, parts, "by-levels", Claim.STATED, 0.85)


def _is_level(entry: Entry) -> bool:
    return entry.spoken and not entry.aside and not entry.compared


def _named(ledger: Ledger, entry: Entry) -> str:
    """Return the words of a figure's clause that name it."""
    words = _LEADS.sub("", fold(ledger.clause_before(entry, _WORDS)))
    return _DONE.sub("", re.sub(r"[\s“”\"]", "", words))


def _same_of_levels(one: str, other: str) -> str:
    """Return what two names say of both levels, "" where they differ in more than the level, or tell of transfers."""
    for first, second in levels():
        for a, b in ((first, second), (second, first)):
            if one.startswith(a) and other.startswith(b):
                rest, same = one[len(a) :].replace("本级", ""), other[len(b) :].replace("本级", "")
                if rest == same and _ACCOUNT.search(rest) and not _TRANSFERS.search(rest):
                    return rest
    return ""


def _region(ledger: Ledger, first: Entry, rest: str) -> Entry | None:
    """Return the nearest figure before the levels that has their name without a level."""
    for entry in reversed(ledger.entries[max(0, first.index - _REACH) : first.index]):
        if first.line - entry.line > _LINES or entry.place is not None:
            return None
        if entry.kind == "money" and _is_level(entry):
            name = _named(ledger, entry)
            if _REGION.sub("", name) == rest:
                return entry if entry.role == first.role else None
    return None

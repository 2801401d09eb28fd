"""How firmly a list of prose says that it is complete (列全): by its words, its names, what stands behind it and in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extraction.constraints.arithmetic.relation import Claim
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.headed import among_main_ones
from extraction.constraints.ledger.lists import Run, left_office
from extraction.constraints.ledger.naming import core, is_other, is_rest_of
from extraction.constraints.ledger.respective import respective_names
from extraction.constraints.ledger.stretch import explained
from extraction.constraints.rules.sums.told_numbers import announced, only_these
from extraction.constraints.rules.sums.whole_names import (
    are_kinds,
    called,
    called_behind,
    complementary,
    is_answer,
)
from extraction.lexicon.numbering import list_number_of
from extraction.lexicon.totals import crossing_classes, staff_classes

_INCOMPLETE = re.compile(r"主要有|主要是|主要为|主要包括|主要用于|主要来|如[^下]|例如|等[,，。]")
_COMPOSED = re.compile(r"\W*(?:两|三|四|五|六|\d)?(?:部分|项)?(?:构成|组成)")
_NOTHING_ELSE = re.compile(
    r"(?:没有|再无|别无|并无|无|不含)(?:任何)?(?:其他|其它|别的|旁的|他)(?!收入|支出|资金来源)|仅此|(?:就|便)是全部|全在这里|四类之外|(?:此|之)外再?(?:无|没有)"
)
_CLOSES = 40
_AVERAGE = re.compile(r"均|每")
_GOES_ON = re.compile(r"[^。\n]{0,30}[;；、,，]\s*(?:\n|$)")
"""A list that its page or line breaks off."""
_BEFORE = 24
_SHARE = re.compile(r"占[^,，。;；]*$")
_ROUNDED = Decimal("0.0005")
"""What a share may be off by rounding: half a tenth of a point."""


def claim_of(ledger: Ledger, whole: Entry, run: Run, opening: str) -> Claim:
    """Tell how firmly a list says that it is complete."""
    last = run.parts[-1]
    if not explained(ledger, whole, run.parts) or _GOES_ON.match(ledger.after(last, 40)):
        return Claim.SUGGESTED
    if any(left_office(whole, p) for p in run.parts):
        return Claim.SUGGESTED
    mixed = len({_planned(p) for p in run.parts}) > 1
    if mixed or _INCOMPLETE.search(opening) or _trails_off(ledger, last):
        return Claim.SUGGESTED
    told = announced(opening)
    if told is not None and told.number != len(run.parts):
        return Claim.SUGGESTED  # 分三块：甲5万元（每人1万元），…: a figure inside a part is none
    names = _names(ledger, run, opening)
    crossing = any(word in name for name in names for word in crossing_classes())
    if crossing and told is None:
        return Claim.SUGGESTED  # 八项支出, 民生支出 are classes across those of the budget
    numbered = told_by_number(ledger, run, opening)
    twice = len(set(names)) < len(names) and any(names) and not numbered
    if twice or any(_AVERAGE.search(n) for n in names):
        return Claim.SUGGESTED
    if _closed(ledger, last) or (told is None and numbered):
        return Claim.STATED if _one_level(ledger, run) else Claim.SUGGESTED
    filled = [p.name for p in run.parts if p.value.point]  # zeros behind 其他 add nothing
    if any(is_rest_of(n, whole.name) or is_other(n) for n in filled[-1:]):
        return Claim.STATED
    if not _one_level(ledger, run):
        return Claim.SUGGESTED
    if _shared_out(ledger, run):
        return Claim.STATED
    kinds = are_kinds(names)
    counted = kinds and "共" in ledger.clause_before(whole, _BEFORE)
    if told is not None or _made_of(ledger, opening, last) or complementary(names) or counted:
        return Claim.STATED
    apart = staff_classes().issuperset(map(core, names)) or all(map(is_answer, names)) or kinds
    if whole.kind == "count" and not apart:
        return Claim.SUGGESTED  # groups of people and things overlap
    beyond = any(p.value.low > whole.value.high >= 0 for p in run.parts)
    if not _exceeds(whole, run) and among_main_ones(ledger, whole, opening):
        return Claim.SUGGESTED
    return Claim.STATED if _exceeds(whole, run) and not beyond else Claim.LIKELY


def told_by_number(ledger: Ledger, run: Run, opening: str) -> bool:
    """Tell whether the words say of how many parts a total is, and the list has as many."""
    told = announced(opening)
    if told is not None:
        return told.number == len(run.parts)
    behind = ledger.after(run.parts[-1], _CLOSES).split("\n")[0]
    return only_these(behind, [called(ledger, p) for p in run.parts])


def _shared_out(ledger: Ledger, run: Run) -> bool:
    """Tell whether every part has its share right behind it, and the shares are all there is (占60.2%…，占39.8%)."""
    behind = [ledger.entries[p.index + 1 : p.index + 2] for p in run.parts]
    shares = [
        found[0]
        for part, found in zip(run.parts, behind, strict=True)
        if found and found[0].kind == "rate" and found[0].spoken
        if found[0].sentence == part.sentence and _SHARE.search(ledger.between(part, found[0]))
    ]
    points = sum((s.value.point for s in shares), Decimal(0))
    return len(shares) == len(run.parts) and abs(points - 1) <= _ROUNDED * len(shares)


def _names(ledger: Ledger, run: Run, opening: str) -> Sequence[str]:
    """Return what the parts of a list are called: in a row before it, each behind itself, or as they are linked."""
    behind = [called_behind(ledger, p) for p in run.parts]
    if all(behind):
        return behind
    named = respective_names(opening, len(run.parts))
    return named or [p.name or called(ledger, p) for p in run.parts]


def _planned(part: Entry) -> bool:
    """Tell whether a part is a budget: by a word or a column, not by the tagger's guess alone."""
    return part.role == "budget" and not (part.key is not None and part.key.role == "actual")


def _made_of(ledger: Ledger, opening: str, last: Entry) -> bool:
    """Tell whether the words say that the parts are all (由…构成, 分为)."""
    if re.search(r"分为|划分为|分成|(?:构成|组成)(?:情况)?(?:是|为|如下|包括)", opening):
        return True
    return bool(re.match(r"\W*由", opening) and _COMPOSED.match(ledger.after(last, 8)))


def _closed(ledger: Ledger, last: Entry) -> bool:
    """Tell whether the words behind a list, before any other figure, say that there is nothing else (没有其他类别, 仅此三类)."""
    following = ledger.entries[last.index + 1 : last.index + 2]
    end = min(
        [
            last.mention.end + _CLOSES,
            *(e.mention.start for e in following if e.family == last.family),
        ]
    )
    return bool(_NOTHING_ELSE.search(ledger.text[last.mention.end : end].split("\n")[0]))


def _one_level(ledger: Ledger, run: Run) -> bool:
    """Tell whether the parts are of one paragraph, or of paragraphs numbered alike."""
    lines = list(dict.fromkeys(p.line for p in run.parts))
    if len(lines) < 2:
        return True
    numbers = [list_number_of(ledger.line_text(line)) for line in lines]
    return len({n.style if n else "" for n in numbers}) == 1


def _trails_off(ledger: Ledger, last: Entry) -> bool:
    return bool(re.match(r"\W{0,2}(?:等|以及其他|不等)", ledger.after(last, 4)))


def _exceeds(whole: Entry, run: Run) -> bool:
    """Tell whether the parts are more than the whole."""
    if any(p.value.point < 0 for p in run.parts) or whole.value.point <= 0:
        return False
    return run.value.low > whole.value.high

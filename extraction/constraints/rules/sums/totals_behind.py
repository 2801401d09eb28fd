"""Totals behind their parts (A、B，合计C): the figures before a total that its words count, list or add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extraction.constraints.arithmetic.relation import Claim, Relation
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import (
    LONGEST,
    ROW_JOINT,
    ROW_MEMBER,
    SUMS_UP,
    Lane,
    add,
    lanes,
)
from extraction.constraints.ledger.naming import names_total
from extraction.constraints.rules.sums.breakdowns import told_sum
from extraction.lexicon.outlays import outlay_words
from extraction.lexicon.source import any_of
from extraction.lexicon.totals import sum_pattern

_BARE_TOTAL = re.compile(rf"\s*[，,]\s*{sum_pattern('grand', 'said')}(?:为|达)?\s*")
_OUT = any_of(outlay_words().may_be_spent)
_OUT_IN_ALL = re.compile(rf"\s*[，,]\s*(?:合计|共计|总计|共)({_OUT})(?:资金|经费)?\s*")
_TOLD_AS_OUT = re.compile(rf"({_OUT})(?:了|资金|经费)?\s*$")
_NEXT_ITEM = re.compile(r"\s*[;；]")
_INNER = re.compile(r"其中|包括|[（(]含")
_ENDS = re.compile(r"\s*(?:[。;；\n]|$)")
_SO_MANY = re.compile(
    rf"(?:以上|上述)?([两二三四五六七八九十])[项类者笔个部](?:分)?(?:资金|支出|收入|经费)?{sum_pattern('grand', 'said')}"
)


def totals_behind(ledger: Ledger) -> Iterator[Relation]:
    """Yield totals that stand behind their parts in one paragraph."""
    for lane in lanes(ledger):
        for place in range(1, len(lane)):
            yield from _parts_before(ledger, lane, place)


def _parts_before(ledger: Ledger, lane: Lane, place: int) -> Iterator[Relation]:
    whole = lane[place]
    lead = ledger.text[lane[place - 1].mention.end : whole.mention.start]
    if not (SUMS_UP.search(lead[-14:]) or any(names_total(n) for n in whole.items)):
        return
    if "。" in lead or whole.line != lane[place - 1].line:
        return
    parts: list[Entry] = []
    for here in range(place - 1, max(-1, place - 1 - LONGEST), -1):
        gap = ledger.between(lane[here], lane[here + 1])
        if lane[here].depth > whole.depth:
            continue
        if here + 1 < place and ("。" in gap or lane[here].line != whole.line):
            break
        parts.insert(0, lane[here])
        if len(parts) >= 2 and add(parts).meets(whole.value):
            yield told_sum(whole, parts, "total-after", Claim.SUGGESTED)
            return
    if len(parts) >= 2 and _sums_a_row(ledger, whole, parts):
        yield told_sum(whole, parts, "total-after", Claim.STATED)
    elif counted := _counted_parts(ledger, lane, place) or _itemised(ledger, parts, whole):
        yield told_sum(whole, counted, "total-after", Claim.STATED)
    elif spent := _spent_before(ledger, lane, place):
        yield told_sum(whole, spent, "spent-in-all", Claim.STATED)
    elif listed := _listed_parts(ledger, lane, place):
        yield replace(told_sum(whole, listed, "total-after", Claim.LIKELY), slips_only=True)


def _sums_a_row(ledger: Ledger, whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether a bare total stands right behind a row (分别为A和B，合计C) that is all its sentence tells."""
    bare_total = _BARE_TOTAL.fullmatch(ledger.between(parts[-1], whole))
    opened = "分别" in ledger.clause_before(parts[0], 12)
    joints = all(ROW_JOINT.fullmatch(ledger.between(a, b)) for a, b in pairwise(parts))
    return bool(bare_total) and opened and joints


def _counted_parts(ledger: Ledger, lane: Lane, place: int) -> list[Entry]:
    """Return the parts that a total at the end of its sentence counts (…，三项合计220万元), else none.

    They are all the figures of the sentence before it, as many as the total says, each under its own name.
    """
    whole = lane[place]
    told = _SO_MANY.search(re.split(r"[，,；;]", ledger.before(whole, 14))[-1])
    count = "一二三四五六七八九十".find(told[1].replace("两", "二")) + 1 if told else 0
    parts = list(lane[max(0, place - count) : place])
    named = len({p.core for p in parts}) == count
    return parts if count >= 2 and named and _of_sentence(ledger, whole) == parts else []


def _itemised(ledger: Ledger, parts: Sequence[Entry], whole: Entry) -> Sequence[Entry]:
    """Return the parts where they are items of one list parted by ；alone that a bare total closes (A5万元；B6万元，共计11万元).

    The list is all that its paragraph tells up to the total, each item under its own name.
    """
    if len(parts) < 2 or not _BARE_TOTAL.fullmatch(ledger.between(parts[-1], whole)):
        return ()
    told = [
        e for e in ledger.entries[max(0, whole.index - LONGEST) : whole.index]
        if e.family == whole.family and e.line == whole.line
    ]  # fmt: skip
    named = len({p.core for p in parts if p.core}) == len(parts)
    joined = all(_NEXT_ITEM.match(ledger.between(a, b)) for a, b in pairwise(parts))
    smaller = all(p.value.high < whole.value.high for p in parts)
    alone = told == list(parts) and not any(SUMS_UP.search(p.name) for p in parts)
    return parts if named and joined and smaller and alone else ()


def _spent_before(ledger: Ledger, lane: Lane, place: int) -> Sequence[Entry]:
    """Return what a total adds up in the words that each part is told with (A支出5万元，B支出6万元，共计支出11万元), else none.

    They are all that their paragraph tells since its last full stop, and the total ends what it says.
    """
    whole = lane[place]
    told = _OUT_IN_ALL.fullmatch(ledger.between(lane[place - 1], whole))
    if told is None or not _ENDS.match(ledger.after(whole, 2)):
        return ()
    opening = ledger.text.rfind("。", ledger.line_starts[whole.line], whole.mention.start)
    since = max(opening, ledger.line_starts[whole.line])
    parts = [
        e for e in ledger.entries[max(0, whole.index - LONGEST) : whole.index]
        if e.mention.start > since and e.family == whole.family
    ]  # fmt: skip
    spoken = [_TOLD_AS_OUT.search(ledger.clause_before(p, 12)) for p in parts]
    alike = all(s is not None and s[1] == told[1] for s in spoken)
    level = all(p.change is None and p.bracket == whole.bracket for p in parts)
    if not parts or _INNER.search(ledger.text, parts[0].mention.end, whole.mention.start):
        return ()
    return parts if len(parts) >= 2 and alike and level else ()


def _listed_parts(ledger: Ledger, lane: Lane, place: int) -> list[Entry]:
    """Return the row that a total closes (A5万元、B6万元，应收回合计11万元), where its sentence has no other figures."""
    whole = lane[place]
    parts = _of_sentence(ledger, whole)
    few = len(parts) < 2 or parts != list(lane[max(0, place - len(parts)) : place])
    if few or len({p.core for p in parts if p.name}) < len(parts) or whole.kind != "money":
        return []
    joined = all(ROW_MEMBER.match(ledger.between(a, b)) for a, b in pairwise(parts))
    last = ledger.between(parts[-1], whole)
    return parts if joined and re.match(r"\s*[，,]", last) and SUMS_UP.search(last[-6:]) else []


def _of_sentence(ledger: Ledger, whole: Entry) -> list[Entry]:
    """Return the figures of a total's family before it in its sentence."""
    return [
        e for e in ledger.entries[max(0, whole.index - LONGEST) : whole.index]
        if e.sentence == whole.sentence and e.family == whole.family
    ]  # fmt: skip

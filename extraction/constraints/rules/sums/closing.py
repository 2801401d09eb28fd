"""Totals that close a balance (加上…，收入总计…): parts told before their total, with their signs.

A sentence that begins with 加上 goes on from the one before it, whose first level is the first part.
What is 减去, 扣除 or 剔除 is taken off, until something is added again. A balance that names an item
without a figure (加上转移性收入后) is not complete and is told only where it comes out. A sentence that walks
through the items of one side of a government's account (一般公共预算收入、上级补助收入、调入资金 …) needs no 加上.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.constraints.arithmetic.relation import Claim, Relation, Sum, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import SUMS_UP, adds, is_standard, other_account, outermost
from extraction.constraints.ledger.naming import names_total
from extraction.constraints.ledger.stretch import explained
from extraction.quantities.folding import fold
from extraction.taxonomy.concepts import Concept, concepts_by_id

_ADDS = re.compile(r"加上|再加|连同|加[^快强大工班入]")
_TAKES = re.compile(r"减去|扣除|剔除|扣减|减(?![少免税负收支轻])|核减")
_TAKEN_ON = re.compile(r"\W{0,2}(?:减去|扣除|剔除|扣减|加上|再加)")
_DONE = re.compile(r"^\W*(?:实际|执行|完成|决算)")
_NAMELESS = re.compile(r"[一-鿿]{3,}")
_FEW = 3
_TOTALS = frozenset({"revenue-total", "expenditure-total"})
_OF_YEAR = frozenset({"revenue-of-year", "expenditure-of-year"})
_SIDED = {
    "revenue": re.compile(r"(?:收入|返还|转贷)$"),
    "expenditure": re.compile(r"(?:支出|上解|还本)$"),
}
_SHORT = 6
"""What is longer before 加上 names the account that it goes on from."""
_MOST = 24


def closing_totals(ledger: Ledger) -> Iterator[Relation]:
    """Yield balances that a total closes, where words of adding lead up to it."""
    for whole in ledger.entries:
        level = adds(whole) and whole.kind == "money" and whole.change is None
        if level and (SUMS_UP.search(_lead(ledger, whole)) or any(map(names_total, whole.items))):
            yield from _balance(ledger, whole)


def _lead(ledger: Ledger, entry: Entry) -> str:
    return ledger.clause_before(entry, 14)


def _balance(ledger: Ledger, whole: Entry) -> Iterator[Relation]:
    parts = _parts(ledger, whole)
    if not parts:
        return
    opening = _opening(ledger, parts[0])
    words = ledger.text[opening : whole.mention.start]
    if not (_ADDS.search(words) or _is_account(whole, parts)):
        return
    added = _ADDS.search(ledger.text[opening : parts[0].mention.start])
    if added is not None:
        named = added.string[: added.start()]  # 一般公共预算收入加上…: its figure stands further up
        head = _head(ledger, parts[0], whole)
        if head is None or (len(named.strip()) > _SHORT and head.core not in named):
            return
        parts.insert(0, head)
    if len(parts) < 2 or len(parts) > _MOST:
        return
    signs = _signs(ledger, parts)
    expression = Sum(tuple(Term(p.id) for p in parts), signs)
    complete = _complete(ledger, parts, whole) and explained(ledger, whole, parts)
    # A total that both sides bear out is right: an item without words of adding was left out.
    borne_out = complete and not _ADDS.search(words) and _told_of_both(ledger, whole)
    stated = complete and not borne_out
    claim = Claim.STATED if stated else Claim.LIKELY if borne_out else Claim.SUGGESTED
    relation = Relation("sum", whole.id, expression, "closing-total", claim, 0.85)
    yield replace(relation, certain=stated and len(parts) >= _FEW, slips_only=borne_out)


def _is_account(whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether parts are the items of one side of a government's account, from the year's own figure to its total."""
    concepts = [_concept(p) for p in parts]
    known = [c for c in concepts if c is not None]
    total = _concept(whole)
    side = total.side if total is not None and total.id in _TOTALS else None
    if side is None or concepts[0] is None or concepts[0].id not in _OF_YEAR:
        return False
    inner = {c.part_of for c in known if c.part_of} & {c.id for c in known}
    alike = all(c.side in (side, "balance", "debt") for c in known) and len(set(known)) == len(
        known
    )
    named = sum(c is None and _is_sided(p, side) for p, c in zip(parts, concepts, strict=True))
    all_but_one = len(known) + named >= len(parts) - 1
    return len(parts) >= _FEW and all_but_one and alike and not inner


def _is_sided(part: Entry, side: str) -> bool:
    """Tell whether the name of an item that no concept is of says on which side of the account it stands."""
    return bool(_SIDED[side].search(part.core)) if side in _SIDED else False


def _told_of_both(ledger: Ledger, whole: Entry) -> bool:
    """Tell whether the total of the other side is the same number: both sides bear it out."""
    return any(
        e.concept in _TOTALS and e.concept != whole.concept and e.value.point == whole.value.point
        for e in ledger.entries[max(0, whole.index - _MOST) : whole.index + _MOST]
        if e.family == whole.family and e.place is None
    )


def _concept(entry: Entry) -> Concept | None:
    return None if entry.concept is None else concepts_by_id().get(entry.concept)


def _parts(ledger: Ledger, whole: Entry) -> list[Entry]:
    """Return the levels of the total's sentence before it, without lists inside a part."""
    found: list[Entry] = []
    for entry in reversed(ledger.entries[max(0, whole.index - 40) : whole.index]):
        if entry.sentence != whole.sentence:
            break
        level = adds(entry) and entry.family == whole.family and entry.change is None
        outer = entry.depth <= whole.depth or _alone_in_brackets(ledger, entry)
        if level and outer and not is_standard(ledger, entry):
            found.insert(0, entry)
    kept = [e for e in found if not _budget_beside(ledger, e)]
    if any(_is_total(ledger, e) for e in kept):
        last = max(i for i, e in enumerate(kept) if _is_total(ledger, e))
        kept = kept[last if _TAKEN_ON.match(ledger.after(kept[last], 8)) else last + 1 :]
    return [e for e in outermost(ledger, kept) if not other_account(ledger, whole, e)]


def _alone_in_brackets(ledger: Ledger, entry: Entry) -> bool:
    """Tell whether brackets hold a figure and nothing else: it is that of the name before them (加调出资金（0.4亿元）)."""
    before, after = ledger.text[entry.mention.start - 1 :][:1], ledger.after(entry, 1)
    return before in ("（", "(") and after in ("）", ")")


def _budget_beside(ledger: Ledger, entry: Entry) -> bool:
    """Tell whether a figure is the budget of the outturn that stands right behind it."""
    if entry.role != "budget" or entry.index + 1 >= len(ledger.entries):
        return False
    after = ledger.entries[entry.index + 1]
    lead = re.split(r"[,，]", ledger.between(entry, after))[-1]
    level = after.family == entry.family and after.change is None
    return level and bool(_DONE.search(lead)) and after.sentence == entry.sentence


def _is_total(ledger: Ledger, entry: Entry) -> bool:
    return any(map(names_total, entry.items)) or bool(SUMS_UP.search(_lead(ledger, entry)[-4:]))


def _opening(ledger: Ledger, part: Entry) -> int:
    """Return the offset where the sentence of a part begins."""
    line = ledger.line_starts[part.line]
    stops = [ledger.text.rfind(c, line, part.mention.start) for c in "。;；"]
    return max(line, *(s + 1 for s in stops))


def _head(ledger: Ledger, first: Entry, whole: Entry) -> Entry | None:
    """Return the level that 加上 goes on from: the first of its full sentence, or of one before it."""
    line = ledger.line_starts[first.line]
    end = first.mention.start
    for _ in range(_FEW):
        start = max(line, ledger.text.rfind("。", line, end) + 1)
        levels = [
            e
            for e in ledger.entries[max(0, first.index - 16) : first.index]
            if start <= e.mention.start < end and e.line == first.line and adds(e) and not e.depth
            and e.change is None and e.family == whole.family and not _budget_beside(ledger, e)
        ]  # fmt: skip
        listed = re.match(r"\W*(?:其中|包括|具体|[分从].{1,10}看)", ledger.text[start:end])
        if levels and not listed:
            return None if other_account(ledger, whole, levels[0]) else levels[0]
        if start == line:
            return None
        end = start - 1
    return None


def _signs(ledger: Ledger, parts: Sequence[Entry]) -> tuple[int, ...]:
    """Return the sign of each part; 减去 takes off what follows until something is added."""
    signs: list[int] = []
    sign = 1
    for part in parts:
        before = ledger.entries[part.index - 1].mention.end if part.index else 0
        words = fold(ledger.text[max(before, part.mention.start - 40) : part.mention.start])
        takes, added = _TAKES.search(words), _ADDS.search(words)
        if added and (not takes or added.start() > takes.start()):
            sign = 1
        elif takes:
            sign = -1
        signs.append(sign)
    return tuple(signs)


def _complete(ledger: Ledger, parts: Sequence[Entry], whole: Entry) -> bool:
    """Tell whether every item between the parts has a figure (加上转移性收入后 has none)."""
    for left, right in zip(parts[1:], (*parts[2:], whole), strict=False):
        words = ledger.between(left, right)
        words = re.sub(r"[（(][^（()）]*[)）]", "", words)
        pieces = [p for p in re.split(r"[、，,]", words) if _NAMELESS.search(p)]
        own = [e for e in ledger.entries[left.index + 1 : right.index] if e.place is None]
        if len(pieces) > 1 + len(own):
            return False
    first = ledger.between(parts[0], parts[1])
    named = [p for p in re.split(r"[、，,。]", first) if _ADDS.search(p)]
    tail = first[first.rfind(named[0]) :] if named else first
    return len([p for p in re.split(r"[、，,]", tail) if _NAMELESS.search(p)]) <= 1

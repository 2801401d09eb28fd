"""Relations that follow from others that hold: the same sum in changes, or in budget figures.

Where a total is the sum of its parts and total and parts each have a change against the same base
stated beside them, the changes add up too. The same goes for budget figures beside actual ones, and for the numbers of
what is paid for (58批次8064万元). Shares of all parts of a total add up to 100%.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extraction.constraints.arithmetic.intervals import exact
from extraction.constraints.arithmetic.relation import (
    Claim,
    Constant,
    Ratio,
    Relation,
    Sum,
    Term,
    total,
)
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.whose import of_others
from extraction.constraints.verdicts.judged import Judged

_NEW = re.compile(r"无此|新增科目|首次|上年无|新设|上年未")
_LINE_REACH = 1_000
"""Characters of its line on either side of a level in which the words stand that call it new."""
_LEAST_PART = Decimal("0.05")
"""Of its change: a part of last year alone is at least so much."""
_WHOLE = Constant(exact(1), "100%")


_CLAUSE = re.compile(r"[，,；;。]")
_SHARE_OF = re.compile(r"\s*(?:[约各共均]|合计|分别)?(?:占|比重|[^\u4e00-\u9fff]*\Z)")


def parallel_sums(
    told: Sequence[Judged], ledger: Ledger, candidates: Sequence[Relation]
) -> Iterator[Relation]:
    """Yield the sums of changes and of budget figures beside sums of levels that hold."""
    summed = {
        j.relation.stated
        for j in told
        if j.relation.kind == "sum" and not j.violated and len(j.relation.terms) > 2
    }
    for judged in told:
        relation = judged.relation
        if relation.kind != "sum" or judged.violated or not isinstance(relation.expression, Sum):
            continue
        if min(relation.expression.signs) < 0:
            continue
        whole = ledger.by_id[relation.stated]
        parts = [ledger.by_id[i] for i in relation.expression.ids()]
        if any(not e.spoken or e.kind != "money" for e in (whole, *parts)):
            continue
        if len(parts) > 1 or not _another_before(ledger, whole, parts[0]):
            yield from _beside(
                whole, parts, lambda e: _change_of(ledger, e), "parallel-changes", 0.6
            )
        twin = _twin(ledger, whole)
        if len(parts) > 1 and twin is not None and twin.id not in summed:
            yield from _beside(whole, parts, lambda e: _twin(ledger, e), "parallel-roles", 0.8)


def _beside(
    whole: Entry,
    parts: Sequence[Entry],
    partner: Callable[[Entry], Entry | None],
    rule: str,
    confidence: float,
) -> Iterator[Relation]:
    stated = partner(whole)
    beside = [partner(p) for p in parts]
    found = [b for b in beside if b is not None]
    counted = sum(1 for p in parts if p.value.point)
    if (
        stated is None
        or len(found) < counted
        or len(found) < len(parts)
        or stated.id in {b.id for b in found}
    ):
        return
    if any(b is p for b, p in zip(found, parts, strict=True)) and len(parts) < 2:
        return
    ids = tuple(b.id for b in found)
    if len(set(ids)) == len(ids):
        yield Relation("sum", stated.id, total(ids), rule, Claim.STATED, confidence)


def _another_before(ledger: Ledger, whole: Entry, part: Entry) -> bool:
    """Tell whether a total of one part alone rose by less than the part: last year it had another one.

    A part that is next to nothing of the change is no part that a report would have had: the two are meant to be one.
    """
    change, own = _change_of(ledger, whole), _change_of(ledger, part)
    if change is None or own is None or change.value.point > own.value.point:
        return False
    return own.value.point - change.value.point >= _LEAST_PART * abs(own.value.point)


def _change_of(ledger: Ledger, level: Entry) -> Entry | None:
    """Return the change stated beside a level; a new item's whole level is its change."""
    for entry in ledger.entries[level.index + 1 : level.index + 5]:
        if entry.line - level.line > 1 or entry.place is not None:
            break
        if entry.kind == level.kind and entry.change is None:
            break
        if entry.change and entry.family == level.family:
            return entry if not entry.aside else None
    start = ledger.line_starts[level.line]
    near = max(start, level.mention.start - _LINE_REACH), level.mention.end + _LINE_REACH
    return (
        level
        if _NEW.search(ledger.line_text(level.line), near[0] - start, near[1] - start)
        else None
    )


def _twin(ledger: Ledger, entry: Entry) -> Entry | None:
    """Return the figure of the same item and paragraph in the other role (预算 beside 决算)."""
    for other in ledger.entries[max(0, entry.index - 3) : entry.index + 4]:
        shared = set(other.item_ids) & set(entry.item_ids)
        if other is entry or not shared or other.family != entry.family:
            continue
        same_place = other.line == entry.line and other.spoken
        if same_place and (other.role == "budget") != (entry.role == "budget"):
            return other
    return None


def share_lists(
    told: Sequence[Judged], ledger: Ledger, candidates: Sequence[Relation]
) -> Iterator[Relation]:
    """Yield the shares of all parts of one total where they do not reach 100%."""
    shares: dict[tuple[str, str], str] = {}
    for judged in told:
        expression = judged.relation.expression
        if judged.relation.kind == "share" and isinstance(expression, Ratio):
            left, right = expression.left, expression.right
            if isinstance(left, Term) and isinstance(right, Term):
                shares[left.id, right.id] = judged.relation.stated
    for judged in told:
        relation = judged.relation
        if relation.kind != "sum" or judged.violated or not isinstance(relation.expression, Sum):
            continue
        rates = [shares.get((p, relation.stated)) for p in relation.expression.ids()]
        known = [r for r in rates if r is not None]
        if len(known) == len(rates) >= 2 and min(relation.expression.signs) > 0:
            yield from _hundred(tuple(known), ledger)


def _hundred(rates: tuple[str, ...], ledger: Ledger) -> Iterator[Relation]:
    value = total(rates).value(ledger.values)
    if Decimal(1) in value:
        return
    rest = Sum((_WHOLE, *(Term(r) for r in rates[1:])), (1, *(-1 for _ in rates[1:])))
    yield Relation("share", rates[0], rest, "share-list", Claim.STATED, 0.9)


def sibling_shares(
    told: Sequence[Judged], ledger: Ledger, candidates: Sequence[Relation]
) -> Iterator[Relation]:
    """Yield a share over the whole that the shares before and after it in the list are over."""
    wholes: dict[str, str] = {}
    settled: set[str] = set()
    for judged in told:
        relation = judged.relation
        if relation.kind == "share" and not judged.violated:
            settled.add(relation.stated)
            if isinstance(relation.expression, Ratio) and isinstance(
                relation.expression.right, Term
            ):
                wholes[relation.stated] = relation.expression.right.id
    for relation in candidates:
        expression = relation.expression
        open_share = relation.rule == "share" and relation.stated not in settled
        if not open_share or not isinstance(expression, Ratio):
            continue
        if not isinstance(expression.right, Term):
            continue
        if not _of_figure(ledger, relation.stated, expression):
            continue
        if of_others(ledger, *(ledger.by_id[i] for i in expression.ids())):
            continue
        if expression.right.id in _beside_wholes(ledger, relation.stated, wholes):
            yield replace(relation, claim=Claim.STATED, certain=True, rule="sibling-share")


def _of_figure(ledger: Ledger, rate: str, share: Ratio) -> bool:
    """Tell whether a rate is of the figure before it, not of another subject (合计产值占…)."""
    if not isinstance(share.left, Term):
        return False
    clause = _CLAUSE.split(ledger.between(ledger.by_id[share.left.id], ledger.by_id[rate]))[-1]
    return bool(_SHARE_OF.match(clause))


def _beside_wholes(ledger: Ledger, rate: str, wholes: Mapping[str, str]) -> set[str]:
    """Return the wholes of the shares next to a rate in the text."""
    entry = ledger.by_id[rate]
    near = ledger.entries[max(0, entry.index - 3) : entry.index + 4]
    return {wholes[e.id] for e in near if e.id in wholes and e.id != rate and e.line == entry.line}

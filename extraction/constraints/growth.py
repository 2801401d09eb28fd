"""Growth rates (增长率): a change over its base, and changes as differences of two levels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.ledger import Entry, Ledger
from extraction.constraints.relation import Claim, Ratio, Relation, Sum, Term, base

_AGAINST = re.compile(r"[比较与]|相比|对比|同期")
_OTHER_SCOPE = re.compile(r"同口径|可比|扣除|剔除|留抵|不含|自然口径")
_UPWARD = re.compile(
    r"(?:增加|增长|提高|提升|上升|扩大|调整|下降|降低|减少|压减|调减|降|升|增|减)(?:到|至|为)|新增(?:到|至|为)"
)
_ADJUSTED = re.compile(r"调整率|变动率|压减率|增长率|增幅|降幅|下降率|节约率|结余率|减少率")
_CUT = re.compile(r"(?:核减|审减|压减|节约|节支|节资)率$")
_WITHIN_YEAR = re.compile(r"年中|执行中|调增|调减|追加|追减")
_BEGINNING = re.compile(r"年初|期初|初始")
_REACH = 34
_CLOSE = 8
_LOOK_BACK = 14


def growths(ledger: Ledger) -> Iterator[Relation]:
    """Yield a relation for every rate of change in prose whose base can be told."""
    for rate in ledger.of_kind("rate"):
        if rate.place is not None or rate.aside:
            continue
        if rate.family == "points":
            yield from _points(ledger, rate)
            continue
        if rate.change is None:
            yield from _adjustment(ledger, rate)
            continue
        change = _change_beside(ledger, rate)
        if change is None:
            yield from _between_levels(ledger, rate)
        else:
            yield from _over_base(ledger, rate, change)


def differences(ledger: Ledger) -> Iterator[Relation]:
    """Yield `change = new level - earlier level` where the earlier level stands beside it."""
    for change in ledger.entries:
        if change.change is None or change.place is not None or change.kind == "rate":
            continue
        prior = _explicit_prior(ledger, change)
        new = _level_before(ledger, prior) if prior else None
        if prior and new:
            expression = Sum((Term(new.id), Term(prior.id)), (1, -1))
            claim = Claim.STATED if _same_thing(new, prior) else Claim.LIKELY
            yield Relation("diff", change.id, expression, "difference", claim, 0.9)


def _points(ledger: Ledger, points: Entry) -> Iterator[Relation]:
    """Yield a difference in percentage points between two rates of the same sentence."""
    rates = [
        e
        for e in ledger.entries[max(0, points.index - 8) : points.index]
        if e.kind == "rate" and e.family == "rate" and e.sentence == points.sentence
    ]
    for other in rates[::-1][:1]:
        for first in rates:
            if first is not other:
                expression = Sum((Term(first.id), Term(other.id)), (1, -1))
                yield Relation("diff", points.id, expression, "points", Claim.SUGGESTED, 0.8)


def _change_beside(ledger: Ledger, rate: Entry) -> Entry | None:
    """Return the signed amount that the rate restates: just before it, else just after it."""
    for step in (-1, 1):
        i = rate.index + step
        if not 0 <= i < len(ledger.entries):
            continue
        other = ledger.entries[i]
        if other.kind not in ("money", "count") or other.change is None:
            continue
        gap = ledger.between(other, rate) if step < 0 else ledger.between(rate, other)
        reach = _REACH if other.change == rate.change else _CLOSE
        if len(gap) <= reach and not re.search(r"[。;；]", gap):
            return other
    return None


def _over_base(ledger: Ledger, rate: Entry, change: Entry) -> Iterator[Relation]:
    adjusted = _OTHER_SCOPE.search(ledger.before(rate, 60))
    prior = _explicit_prior(ledger, change)
    if prior is not None:
        claim = Claim.SUGGESTED if adjusted else Claim.STATED
        ratio = Ratio(Term(change.id), Term(prior.id))
        yield Relation("growth", rate.id, ratio, "growth-prior", claim, 0.95, certain=True)
        return
    if any(_CUT.search(i) for i in rate.items):
        yield from _cut(ledger, rate, change)
        return
    initial = _initial(ledger, change)
    if initial is not None:
        ratio = Ratio(Term(change.id), Term(initial.id))
        yield Relation("growth", rate.id, ratio, "growth-initial", Claim.LIKELY, 0.85)
        return
    for place, level in enumerate(_levels_of(ledger, change)):
        first = place == 0 and _same_thing(level, change)
        first = first and not _from_below_zero(level, change)
        claim = Claim.STATED if first and not adjusted else Claim.SUGGESTED
        ratio = Ratio(Term(change.id), base(level.id, change.id))
        yield Relation("growth", rate.id, ratio, "growth-base", claim, 0.93, certain=first)


def _explicit_prior(ledger: Ledger, change: Entry) -> Entry | None:
    """Return the level right before the change that a comparison introduces (比上年X万元增加Y)."""
    i = change.index - 1
    if i < 0:
        return None
    prior = ledger.entries[i]
    if prior.change is not None or prior.family != change.family or prior.line != change.line:
        return None
    gap = ledger.between(prior, change)
    lead = re.split(r"[,，。;；:：]", ledger.before(prior, 40))[-1]
    if len(gap) > 12 or re.search(r"[。;；]", gap) or not _AGAINST.search(lead):
        return None
    return prior if not re.search(r"[,，]\s*(?:比|较|与)", gap) else None


def _initial(ledger: Ledger, change: Entry) -> Entry | None:
    """Return the budget at the beginning of the year that an adjustment within it changes."""
    level = _level_before(ledger, change)
    if level is None or not _WITHIN_YEAR.search(ledger.before(change, 10)):
        return None
    named = "".join(level.items) + ledger.before(level, 8)
    return level if _BEGINNING.search(named) else None


def _levels_of(ledger: Ledger, change: Entry) -> list[Entry]:
    """Return levels that the change may belong to, the likeliest first."""
    near: list[Entry] = []
    for i in range(change.index - 1, max(-1, change.index - 1 - _LOOK_BACK), -1):
        other = ledger.entries[i]
        if other.family == change.family and other.change is None and other.place is None:
            near.append(other)
    named = [e for e in near if _same_thing(e, change)]
    beside = [e for e in near if e.line == change.line and e not in named][:2]
    return named + beside


def _level_before(ledger: Ledger, entry: Entry) -> Entry | None:
    i = entry.index - 1
    if i < 0:
        return None
    other = ledger.entries[i]
    fits = other.family == entry.family and other.change is None and other.place is None
    return other if fits and "。" not in ledger.between(other, entry) else None


def _between_levels(ledger: Ledger, rate: Entry) -> Iterator[Relation]:
    """Yield the growth from one level to another (由A增加到B，增长r; B，比上年A增长r)."""
    if rate.index < 2:
        return
    first, second = ledger.entries[rate.index - 2], ledger.entries[rate.index - 1]
    both = first.family == second.family and first.kind in ("money", "count")
    if not both or first.change or second.change or first.line != rate.line:
        return
    if "。" in ledger.between(first, rate) or len(ledger.between(second, rate)) > _REACH:
        return
    joint = ledger.between(first, second)
    if _AGAINST.search(re.split(r"[,，]", ledger.before(second, 40))[-1]):
        first = _same_before(ledger, second) or first
    if _UPWARD.search(joint):
        new, old, claim = second, first, Claim.STATED
    elif _AGAINST.search(re.split(r"[,，]", ledger.before(second, 40))[-1]):
        new, old, claim = (
            first,
            second,
            Claim.STATED if _same_thing(first, second) else Claim.LIKELY,
        )
    else:
        return
    change = Sum((Term(new.id), Term(old.id)), (1, -1))
    yield Relation("growth", rate.id, Ratio(change, Term(old.id)), "growth-levels", claim, 0.85)


def _same_before(ledger: Ledger, prior: Entry) -> Entry | None:
    """Return the level of the same item that stands shortly before its earlier level."""
    for entry in reversed(ledger.entries[max(0, prior.index - 8) : prior.index]):
        level = entry.line == prior.line and entry.change is None and entry.family == prior.family
        if level and set(entry.item_ids) & set(prior.item_ids):
            return entry
    return None


def _adjustment(ledger: Ledger, rate: Entry) -> Iterator[Relation]:
    """Yield the unsigned rate of change between two levels (预算调整率)."""
    if rate.index < 2 or not any(_ADJUSTED.search(i) for i in rate.items):
        return
    first, second = ledger.entries[rate.index - 2], ledger.entries[rate.index - 1]
    if first.family != second.family or first.change or second.change or first.line != rate.line:
        return
    signs = (1, -1) if first.value.point >= second.value.point else (-1, 1)
    change = Sum((Term(first.id), Term(second.id)), signs)
    yield Relation(
        "growth", rate.id, Ratio(change, Term(first.id)), "adjustment-rate", Claim.LIKELY, 0.85
    )


def _cut(ledger: Ledger, rate: Entry, change: Entry) -> Iterator[Relation]:
    """Yield the rate of a cut (核减率): what is cut over what was asked for, the level as stated."""
    for level in _levels_of(ledger, change):
        ratio = Ratio(Term(change.id), Term(level.id))
        yield Relation("growth", rate.id, ratio, "growth-cut", Claim.LIKELY, 0.85)


def _from_below_zero(level: Entry, change: Entry) -> bool:
    """Tell whether an increase is more than the level itself: it is then of another level."""
    return change.change == "increase" and 0 <= level.value.high < change.value.low


def _same_thing(one: Entry, other: Entry) -> bool:
    return bool(set(one.item_ids) & set(other.item_ids)) or (
        bool(one.core) and one.core == other.core
    )

"""The numbers of a report's facts as intervals in comparable units (数值底稿).

Money is in 元, a rate is a fraction, anything else in its unscaled unit; a decrease is negative.
Invariant: numbers of one family may be added and compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extraction.constraints.arithmetic.intervals import (
    Interval,
    exact,
    last_place,
    percent,
    printed,
)
from extraction.constraints.ledger.entries import EntryKind
from extraction.constraints.ledger.naming import bare
from extraction.facts.key import Key
from extraction.facts.model import Facts, Figure
from extraction.labels import Label
from extraction.markup import Mention
from extraction.quantities import Quantity, find_quantities

_PEOPLE = frozenset("人名位")
_ASSESSED = frozenset({Label.TARGET, Label.ACTUAL})
_KINDS: dict[str, EntryKind] = {"money": "money", "rate": "rate", "count": "count"}


def readings(facts: Facts) -> list[Reading]:
    """Return the figures, scores and goals that have a number, in text order."""
    found = [*_figures(facts), *_scores(facts), *_goals(facts), *_goals_of_nothing(facts)]
    found.sort(key=lambda r: r.mention.span)
    return found


@dataclass(frozen=True, slots=True)
class Reading:
    """One number with what the facts say of it; `sure` is False where its unit is guessed."""

    mention: Mention
    kind: EntryKind
    value: Interval
    family: str
    items: tuple[Mention, ...] = ()
    role: str = "actual"
    period: str | None = None
    owner: str | None = None
    sure: bool = True
    number: Decimal = Decimal(0)
    unit: str = ""
    scale: Decimal = Decimal(1)
    confidence: float | None = None
    key: Key | None = None


def _figures(facts: Facts) -> Iterator[Reading]:
    kinds: tuple[tuple[EntryKind, tuple[Figure, ...]], ...] = (
        ("money", facts.amounts),
        ("rate", facts.rates),
        ("count", facts.counts),
    )
    for kind, figures in kinds:
        for f in figures:
            value, sure = _interval(kind, f.quantity)
            if kind == "money" and f.mention.cell is None and _is_nothing(f.quantity):
                value = exact(0)
            if f.change == "decrease" and value.point > 0:
                value = -value
            owner = bare(f.owner.text) if f.owner else None
            yield Reading(
                mention=f.mention,
                kind=kind,
                value=value,
                family=_family(kind, f.quantity),
                items=f.items,
                role=f.role,
                period=f.period,
                owner=owner,
                sure=sure,
                number=f.quantity.value,
                unit=f.quantity.unit or "",
                scale=f.quantity.scale,
                confidence=f.confidence,
                key=f.key,
            )


def _is_nothing(quantity: Quantity) -> bool:
    """Tell whether an amount of a sentence is a plain 0: nobody rounds a figure away where he tells of it."""
    return not quantity.value and not quantity.approximate and quantity.low == quantity.high


def _interval(kind: EntryKind, quantity: Quantity) -> tuple[Interval, bool]:
    q = quantity
    if kind == "rate":
        return percent(_widened(q, Decimal(1))), True
    if kind == "money" and q.yuan is None:  # it may be rounded to 万元
        return _widened(replace(q, half_unit=last_place(q.value) / 2), Decimal(1)), False
    return _widened(q, q.scale), True


def _widened(q: Quantity, scale: Decimal) -> Interval:
    """Return value ± half a unit, further where the words say about, more than or a range."""
    plain = printed(q.value, half=q.half_unit, scale=scale)
    if not q.approximate and (q.low is None or q.high is None or q.low == q.high):
        return plain
    low = plain.low if q.low is None else min(plain.low, q.low * scale)
    high = plain.high if q.high is None else max(plain.high, q.high * scale)
    if q.approximate:
        room = abs(plain.point) / 10
        low, high = min(low, plain.low - room), max(high, plain.high + room)
    return Interval(low, plain.point, high)


def in_yuan(raw: Reading) -> Reading:
    """Read a bare amount in 元, where that is the only unit that the report's tables name."""
    return in_scale(raw, Decimal(1))


def in_scale(raw: Reading, scale: Decimal) -> Reading:
    """Read a bare amount in a unit of `scale` 元; any other reading stays as it is."""
    if raw.sure or raw.kind != "money" or raw.unit:
        return raw
    whole = raw.number == raw.number.to_integral_value()
    half = Decimal(0) if whole and scale == 1 else last_place(raw.number) / 2
    value = printed(raw.number, half=half, scale=scale)
    negative = raw.value.point < 0 < raw.number
    return replace(raw, value=-value if negative else value, family="money")


def beside(raw: Sequence[Reading], lines: Sequence[int]) -> list[Reading]:
    """Return the readings with bare amounts of prose in the one unit that money of their line has.

    Args:
        lines: the line of each reading. Where a line names no unit, or two, its bare amounts stay as
            they stand and compare with each other alone.
    """
    scales: dict[int, set[Decimal]] = {}
    for r, line in zip(raw, lines, strict=True):
        if r.family == "money" and r.sure:
            scales.setdefault(line, set()).add(r.scale)
    return [
        in_scale(r, next(iter(scales[line])))
        if r.mention.cell is None and len(scales.get(line, ())) == 1
        else r
        for r, line in zip(raw, lines, strict=True)
    ]


def _family(kind: EntryKind, q: Quantity) -> str:
    if kind == "money":
        per = "per/" + q.dimension.split("/", 1)[1] if "/" in q.dimension else "money"
        return per if q.yuan is not None else f"{per}:{q.unit or ''}"
    if kind == "rate":
        return "points" if q.unit and "点" in q.unit else "rate"
    unit = (q.unit or "").lstrip("万亿千百")
    return "count:人" if not unit or unit[:1] in _PEOPLE else f"count:{unit}"


def _scores(facts: Facts) -> Iterator[Reading]:
    for s in facts.scores:
        kind: EntryKind = "score" if s.kind == "score" else "weight"
        whole = s.value == s.value.to_integral_value()
        half = Decimal(0) if whole else last_place(s.value) / 2
        subject = (s.subject,) if s.subject else ()
        value = printed(s.value, half=half)
        yield Reading(
            s.mention, kind, value, kind, subject, number=s.value, unit="分",
            confidence=s.mention.confidence,
        )  # fmt: skip


def _goals(facts: Facts) -> Iterator[Reading]:
    for k in facts.indicators:
        for goal in (k.target, k.actual):
            if goal is None or goal.quantity is None:
                continue
            q = goal.quantity
            value = percent(_widened(q, Decimal(1))) if q.kind == "rate" else _widened(q, q.scale)
            role = "actual" if goal is k.actual else "budget"
            yield Reading(
                mention=goal.mention,
                kind="goal",
                value=value,
                family=f"goal:{_family(_KINDS[q.kind], q)}"
                if q.kind == "money"
                else f"goal:{q.kind}",
                items=(k.name,),
                role=role,
                number=q.value,
                unit=q.unit or "",
            )


def _goals_of_nothing(facts: Facts) -> Iterator[Reading]:
    """Yield goals and results of prose that no indicator has, as the figures that they are (计划12.5万亩，建成11.8万亩)."""
    owned = {
        goal.mention.id
        for k in facts.indicators
        for goal in (k.target, k.actual)
        if goal is not None
    }
    for mention in facts.markup.mentions:
        if mention.label not in _ASSESSED or mention.id in owned or mention.cell is not None:
            continue
        found = list(find_quantities(mention.text, 0, len(mention.text)))
        if len(found) != 1 or (found[0].start, found[0].end) != (0, len(mention.text)):
            continue
        q = found[0].quantity
        kind = _KINDS.get(q.kind)
        if kind is None or not q.unit:
            continue
        value, sure = _interval(kind, q)
        yield Reading(
            mention=mention,
            kind=kind,
            value=value,
            family=_family(kind, q),
            role="budget" if mention.label is Label.TARGET else "actual",
            sure=sure,
            number=q.value,
            unit=q.unit,
            scale=q.scale,
            confidence=mention.confidence,
        )

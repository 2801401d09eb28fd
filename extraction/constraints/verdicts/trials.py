"""What changing one figure, or exchanging two, would do to the relations of a report (试改).

A change is worth the violated relations it mends, less those that hold and would break, and more for
what speaks for the figure being the wrong one: a slip of the pen explains it, the report says so
elsewhere, it is written unlike its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from extraction.constraints.arithmetic.evaluate import Verdict, evaluate
from extraction.constraints.arithmetic.intervals import Interval, last_place, printed
from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Sum
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.verdicts.judged import Judged
from extraction.constraints.verdicts.slips import (
    BESIDE,
    SlipKind,
    find_slip,
    shifted_point,
    turned_round,
    wanted,
)
from extraction.constraints.verdicts.worth import Change, Worth, alike, copied

_EXCHANGE_WORTH = 0.7
_HINT_WORTH = 0.6
_MOST_HINTS = 2
_FEWEST_DIGITS = 2
_FULL_DIGITS = 3
_CHANCE_DIGITS = 2
"""Figures of no more digits that tell anything (480, 680) add up by chance."""
_MOST_TARGETS = 8
"""So many of a figure's violated relations are asked what it should read: a figure that stands in more
is a total, and they want the same."""
_BREAKING = 1.5
_TENS = frozenset({Decimal(10), Decimal(100)})


@dataclass(frozen=True, slots=True)
class Repair:
    """The figure to change, what it should read, and the judged relations that it mends.

    Attributes:
        number: what the figure should read, in its own unit.
        mends: places of the violated relations that then hold.
        slip: the slip of the pen that explains it, None where none does.
        sound: it breaks no relation that holds.
        clear: it is sound, and no other figure is nearly as likely.
        other: the figure that it changed places with.
        instead: the only other figure that is as likely.
    """

    entry: Entry
    number: Decimal
    mends: tuple[int, ...]
    slip: SlipKind | None
    clear: bool = False
    sound: bool = True
    other: Entry | None = None
    instead: Repair | None = None


Trial = tuple[float, Repair]
"""A change with what it is worth."""


class Trials:
    """Tries changes against the relations of a report, counting every relation that it evaluates."""

    def __init__(
        self, told: Sequence[Judged], ledger: Ledger, suggested: Sequence[Relation]
    ) -> None:
        self._told = told
        self._ledger = ledger
        self._hints = _hints(told, suggested)
        self._worth = Worth(ledger)
        self.touching = _touching(told)
        self.evaluated = 0

    def of(self, term: str, open_ones: set[int]) -> list[Trial]:
        """Return what changing a figure or exchanging it with one beside it would do."""
        return [*self._changes(term, open_ones), *self._exchanges(term, open_ones)]

    def _changes(self, term: str, open_ones: set[int]) -> list[Trial]:
        """Return the changes of one figure, one for each value that a violated relation wants."""
        entry, seen, made = self._ledger.by_id[term], set[Decimal](), list[Trial]()
        asked = [i for i in self.touching[term] if i in open_ones][:_MOST_TARGETS]
        for judged in (self._told[i] for i in asked):
            if judged.relation.bound or _from_nothing(judged):
                continue
            target = _target(judged, term, self._ledger)
            if target is None or (target.zero and not self._may_be_nothing(judged, entry)):
                continue
            slip = turned_round(entry, target)
            if slip is None and not target.zero:
                slip = find_slip(entry, target, fewest=_FEWEST_DIGITS)
            if slip is None and judged.relation.stated == term:
                slip = shifted_point(entry, target)
            number = slip.number if slip else _rounded(entry, target.point)
            if number is None or not _possible(entry, number, slip.kind if slip else None):
                continue
            if number not in seen:
                seen.add(number)
                own = slip.kind if slip else None
                change = Change(entry, number, target, own, judged.relation)
                made += self._change(change, open_ones)
        return made

    def _may_be_nothing(self, judged: Judged, entry: Entry) -> bool:
        """Tell whether a figure may have to read zero: a result of others, or a part that repeats a figure beside it."""
        if judged.relation.stated == entry.id:
            return True
        return judged.relation.kind == "sum" and copied(entry, self._ledger) is not None

    def _change(self, change: Change, open_ones: set[int]) -> list[Trial]:
        entry, number = change.entry, change.number
        values = _Changed(self._ledger.values, {entry.id: _interval(entry, number)})
        mends, breaks, sound = self._outcome(
            values, open_ones, self.touching[entry.id], copied=bool(alike(entry, self._ledger))
        )
        if not mends:
            return []
        kind, worth = self._worth.of(change)
        hints = self._also_mended(values, entry.id) if number else 0  # no part of anything is 0%
        score = len(mends) - _BREAKING * breaks + worth + _HINT_WORTH * min(hints, _MOST_HINTS)
        return [(score, Repair(entry, number, tuple(mends), kind, sound=sound))]

    def _exchanges(self, term: str, open_ones: set[int]) -> list[Trial]:
        made: list[Trial] = []
        entry = self._ledger.by_id[term]
        near = self._ledger.entries[max(0, entry.index - BESIDE) : entry.index + BESIDE + 1]
        for other in near:
            if other is entry or other.lane != entry.lane or other.unit != entry.unit:
                continue
            values = _Changed(self._ledger.values, {entry.id: other.value, other.id: entry.value})
            places = {*self.touching[term], *self.touching.get(other.id, ())}
            mends, breaks, sound = self._outcome(values, open_ones, sorted(places))
            if len(mends) >= 2 or (mends and _telling(entry, other)):
                score = len(mends) - _BREAKING * breaks + _EXCHANGE_WORTH
                hints = self._also_mended(values, entry.id) + self._also_mended(values, other.id)
                told = 1 if len(mends) > 1 else min(hints, _MOST_HINTS)
                score += _HINT_WORTH * told if sound else 0.0
                repair = Repair(
                    entry, other.number, tuple(mends), "exchanged", sound=sound, other=other
                )
                made.append((score, repair))
        return made

    def exchanged_with(self, term: str) -> Iterator[str]:
        """Yield a figure and those beside it that are tried in its place."""
        place = self._ledger.by_id[term].index
        near = self._ledger.entries[max(0, place - BESIDE) : place + BESIDE + 1]
        return (e.id for e in near if e.id in self.touching)

    def _outcome(
        self,
        values: Mapping[str, Interval],
        open_ones: set[int],
        places: Sequence[int],
        *,
        copied: bool = False,
    ) -> tuple[list[int], int, bool]:
        """Return the open relations that hold with the values, how many meant ones would break, and
        whether none does; a chance likeness of figures is often the slip's own work."""
        mends, breaks = [], 0
        for i in places:
            holds_now = not self._told[i].violated
            if not holds_now and i not in open_ones:
                continue
            verdict = self._evaluate(self._told[i].relation, values)
            if verdict is None:
                continue  # 0 over 0 neither holds nor fails
            if verdict.status != "violated":
                mends += [] if holds_now else [i]
            elif holds_now:
                breaks += self._is_meant(i, copied=copied)
        return mends, breaks, not breaks

    def _is_meant(self, place: int, *, copied: bool) -> bool:
        """Tell whether a relation that holds is meant, or holds over too many digits and figures for chance.

        `copied`: the figure repeats one beside it, whose relation this is as well.
        """
        judged = self._told[place]
        if judged.relation.claim > Claim.SUGGESTED:
            return True
        if copied:
            return False
        several = len(judged.relation.terms) > 2 and judged.verdict.status == "holds"
        return several and any(
            len(self._ledger.by_id[t].number.normalize().as_tuple().digits) > _CHANCE_DIGITS
            for t in judged.relation.terms
        )

    def _evaluate(self, relation: Relation, values: Mapping[str, Interval]) -> Verdict | None:
        self.evaluated += 1
        return evaluate(relation, values)

    def _also_mended(self, values: Mapping[str, Interval], term: str) -> int:
        verdicts = (self._evaluate(r, values) for r in self._hints.get(term, ())[:_MOST_TARGETS])
        return sum(1 for v in verdicts if v is not None and v.status != "violated")


def _touching(told: Sequence[Judged]) -> Mapping[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for i, judged in enumerate(told):
        for term in judged.relation.terms:
            places.setdefault(term, []).append(i)
    return {term: tuple(found) for term, found in places.items()}


def _hints(
    told: Sequence[Judged], suggested: Sequence[Relation]
) -> Mapping[str, tuple[Relation, ...]]:
    known = {frozenset(j.relation.terms) for j in told}
    found: dict[str, dict[frozenset[str], Relation]] = {}
    for relation in suggested:
        terms = frozenset(relation.terms)
        if terms not in known:
            for term in terms:
                found.setdefault(term, {}).setdefault(terms, relation)
    return {term: tuple(relations.values()) for term, relations in found.items()}


def _from_nothing(judged: Judged) -> bool:
    """Tell whether a change is all of its level (增加30万元，增长100%): the rate is meant so, no figure is wrong."""
    match judged.relation.expression:
        case Ratio(_, Sum()):
            return judged.verdict.computed is None
    return False


def _telling(one: Entry, other: Entry) -> bool:
    """Tell whether two figures have so many digits that exchanging them mends little by chance."""
    return max(one.digits, other.digits) >= _FULL_DIGITS


def _target(judged: Judged, term: str, ledger: Ledger) -> Interval | None:
    """Return what a relation wants a figure to be; the stated one is not to be cut off instead."""
    target = wanted(judged.relation, term, ledger.values)
    if target is None or judged.relation.stated != term:
        return target
    half = (judged.verdict.stated.high - judged.verdict.stated.low) / 2
    return Interval(target.point - half, target.point, target.point + half)


def _possible(entry: Entry, number: Decimal, kind: SlipKind | None) -> bool:
    """Tell whether a figure may read so: another number, no negative level, no part of a 元."""
    if number == entry.number or (number < 0 <= entry.number and kind != "turned"):
        return False
    return kind != "unit" or abs(number * _scale(entry)) >= 1


class _Changed(dict[str, Interval]):
    """The report's values with some of them changed."""

    def __init__(self, values: Mapping[str, Interval], changed: Mapping[str, Interval]) -> None:
        super().__init__(changed)
        self._values = values

    def __missing__(self, key: str) -> Interval:
        return self._values[key]


def _interval(entry: Entry, number: Decimal) -> Interval:
    scale = _scale(entry)
    half = (entry.value.high - entry.value.low) / 2
    if entry.number and abs(number / entry.number) in _TENS:
        half *= abs(number / entry.number)  # a point that is moved moves the last digit along
    return printed(number, half=half / abs(scale), scale=scale) if scale else entry.value


def _scale(entry: Entry) -> Decimal:
    """Return the factor from the number as written to the entry's value (with its sign)."""
    if entry.number and entry.value.point:
        return entry.value.point / entry.number
    if entry.kind == "rate":
        return Decimal("0.01")
    return {"万": Decimal(10_000), "亿": Decimal(100_000_000)}.get(entry.unit[:1], Decimal(1))


def _rounded(entry: Entry, value: Decimal) -> Decimal | None:
    scale = _scale(entry)
    if not scale:
        return None
    number = value / scale
    place = last_place(entry.number) if entry.number else Decimal("0.01")
    return number.quantize(place, rounding=ROUND_HALF_UP) + Decimal(0)  # no -0.00

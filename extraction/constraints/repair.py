"""Which single figure, if changed, would mend the violated relations (错在哪个数)?

Violated relations that share figures form a component. For each figure in it the value that every
relation wants is worked out; the figure that mends most and breaks least of what now holds is the
culprit, a slip of the pen counting in its favour. The relations it mends are one group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from extraction.constraints.anchors import Anchors, find_anchors
from extraction.constraints.evaluate import RATES, evaluate
from extraction.constraints.intervals import Interval, last_place, printed
from extraction.constraints.judging import Judged
from extraction.constraints.ledger import Entry, Ledger
from extraction.constraints.relation import Claim, Relation
from extraction.constraints.slips import SlipKind, find_slip, wanted

_SLIP_WORTH: dict[SlipKind, float] = {
    "unit": 2.0,
    "swap": 1.2,
    "point": 1.1,
    "digit": 0.8,
    "copied": 0.8,
    "doubled": 0.5,
    "lost": 0.3,
}
_EXCHANGE_WORTH = 0.7
_COPIED_WORTH = {1: 0.1, 2: 0.6}
_OFFERED_WORTH = 0.8
_RESTATED_WORTH = -0.5
_ABSURD_WORTH = -0.6
_FAR_WORTH = -0.3
_FAR = Decimal(5)
_ODD_WORTH = 0.6
_AROUND = 8
_ROUND_FULL_MARKS = 1.0
_HINT_WORTH = 0.6
_MOST_HINTS = 2
_STATED_WORTH = 0.2
_RATE_WORTH = 0.5
_FEWEST_DIGITS = 2
_FULL_DIGITS = 3
_BESIDE = 4
_FULL = Decimal(100)
_CLEAR = 0.3


@dataclass(frozen=True, slots=True)
class Repair:
    """The figure to change, what it should read, and the judged relations that it mends.

    Attributes:
        number: what the figure should read, in its own unit.
        mends: places of the violated relations that then hold.
        slip: the slip of the pen that explains it, None where none does.
        sound: it breaks no relation that holds and is meant.
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


def repairs(
    told: Sequence[Judged], ledger: Ledger, suggested: Sequence[Relation] = ()
) -> tuple[Repair, ...]:
    """Return repairs, best first, until every violated relation that can be mended is.

    `suggested` are candidates that do not hold and are not told: a repair that makes one of them
    hold as well is the likelier for it.
    """
    evidence = _Evidence(_hints(told, suggested), find_anchors(ledger))
    open_ones = {i for i, j in enumerate(told) if j.violated}
    touching = _touching(told)
    found: list[Repair] = []
    while open_ones:
        tried = [
            repair
            for term in _terms(told, open_ones)
            for repair in _tries(term, told, open_ones, touching, ledger, evidence)
        ]
        tried += _exchanges(told, open_ones, touching, ledger)
        if not tried:
            break
        ranked = sorted(tried, key=lambda r: (-r[0], r[1].entry.index))
        best = _decided(ranked)
        found.append(best)
        open_ones -= set(best.mends)
    return tuple(found)


def _decided(ranked: Sequence[tuple[float, Repair]]) -> Repair:
    """Return the best repair, with the second where the two are alike and all others worse."""
    score, best = ranked[0]
    rivals = [(s, r) for s, r in ranked if _rivals(r, best)]
    if score <= 0 or not best.sound:
        return best
    if not rivals or score - rivals[0][0] >= _CLEAR:
        return replace(best, clear=True)
    second, instead = rivals[0]
    third = next((s for s, r in rivals if _rivals(r, instead)), second - _CLEAR)
    close = second > 0 and instead.sound and second - third >= _CLEAR
    return replace(best, instead=instead) if close else best


def _rivals(one: Repair, best: Repair) -> bool:
    return not _figures(one) <= _figures(best) and bool(set(one.mends) & set(best.mends))


def _figures(repair: Repair) -> set[str]:
    return {repair.entry.id} | ({repair.other.id} if repair.other else set())


def _copied(entry: Entry, ledger: Ledger) -> SlipKind | None:
    """Tell whether a figure repeats the number of one beside it under another name."""
    near = ledger.entries[max(0, entry.index - _BESIDE) : entry.index + _BESIDE + 1]
    twins = (e for e in near if e.id != entry.id and e.family == entry.family)
    same = any(e.number == entry.number and e.name != entry.name for e in twins)
    return "copied" if same else None


def _exchanges(
    told: Sequence[Judged],
    open_ones: set[int],
    touching: Mapping[str, tuple[int, ...]],
    ledger: Ledger,
) -> list[tuple[float, Repair]]:
    """Return what it would do if two neighbouring figures had changed places."""
    made: list[tuple[float, Repair]] = []
    for term in _terms(told, open_ones):
        entry = ledger.by_id[term]
        for other in ledger.entries[entry.index + 1 : entry.index + _BESIDE + 1]:
            if other.lane != entry.lane or other.unit != entry.unit:
                continue
            values = _Changed(ledger.values, {entry.id: other.value, other.id: entry.value})
            places = {*touching[term], *touching.get(other.id, ())}
            mends, breaks, sound = _outcome(values, told, open_ones, sorted(places))
            if len(mends) >= 2 or (mends and _telling(entry, other)):
                score = len(mends) - 1.5 * breaks + _EXCHANGE_WORTH
                repair = Repair(
                    entry, other.number, tuple(mends), "exchanged", other=other, sound=sound
                )
                made.append((score, repair))
    return made


def _telling(one: Entry, other: Entry) -> bool:
    """Tell whether two figures have so many digits that exchanging them mends little by chance."""
    return max(one.digits, other.digits) > _FULL_DIGITS


def _touching(told: Sequence[Judged]) -> Mapping[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for i, judged in enumerate(told):
        for term in judged.relation.terms:
            places.setdefault(term, []).append(i)
    return {term: tuple(found) for term, found in places.items()}


def _terms(told: Sequence[Judged], open_ones: Iterable[int]) -> list[str]:
    return list(dict.fromkeys(t for i in sorted(open_ones) for t in told[i].relation.terms))


def _tries(
    term: str,
    told: Sequence[Judged],
    open_ones: set[int],
    touching: Mapping[str, tuple[int, ...]],
    ledger: Ledger,
    evidence: _Evidence,
) -> list[tuple[float, Repair]]:
    """Return what changing one figure would do, once for each value that a relation wants."""
    entry = ledger.by_id[term]
    made: list[tuple[float, Repair]] = []
    for i in touching[term]:
        judged = told[i]
        if i not in open_ones or judged.verdict.computed is None or judged.relation.bound:
            continue
        target = _target(judged, term, ledger)
        if target is None or (target.zero and judged.relation.stated != term):
            continue
        slip = find_slip(entry, target, fewest=_FEWEST_DIGITS)
        number = slip.number if slip else _rounded(entry, target.point)
        if number is None or not _possible(entry, number, slip.kind if slip else None):
            continue
        values = _Changed(ledger.values, {term: _interval(entry, number)})
        mends, breaks, sound = _outcome(values, told, open_ones, touching[term])
        if mends:
            also = _also_mended(values, evidence.hints.get(term, ()))
            own, copied = slip.kind if slip else None, _copied(entry, ledger)
            kind = max(own, copied, key=lambda k: _worth(entry, k))
            score = len(mends) - 1.5 * breaks + _worth(entry, kind)
            score += _as_stated(judged.relation, entry)
            score += _ODD_WORTH * _looks_odd(entry, kind, ledger)
            score += _sense(entry, number, target, kind, evidence.anchors)
            score += _HINT_WORTH * min(also, _MOST_HINTS)
            made.append((score, Repair(entry, number, tuple(mends), kind, sound=sound)))
    return made


def _target(judged: Judged, term: str, ledger: Ledger) -> Interval | None:
    """Return what a relation wants a figure to be; the stated one is not to be cut off instead."""
    target = wanted(judged.relation, term, ledger.values)
    if target is None or judged.relation.stated != term:
        return target
    half = (judged.verdict.stated.high - judged.verdict.stated.low) / 2
    return Interval(target.point - half, target.point, target.point + half)


def _possible(entry: Entry, number: Decimal, kind: SlipKind | None) -> bool:
    """Tell whether a figure may read so: another number, no negative level, no part of a 元."""
    if number == entry.number or number < 0 <= entry.number:
        return False
    return kind != "unit" or abs(number * _scale(entry)) >= 1


def _as_stated(relation: Relation, entry: Entry) -> float:
    """Return what it is worth that a figure is the result of others, or full marks of 100."""
    full = _ROUND_FULL_MARKS if entry.kind == "weight" and entry.value.point == _FULL else 0.0
    if relation.stated != entry.id:
        return -full
    return (_RATE_WORTH if relation.kind in RATES else _STATED_WORTH) - full


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for and against changing a figure besides the violated relations."""

    hints: Mapping[str, tuple[Relation, ...]]
    anchors: Anchors


def _sense(
    entry: Entry, number: Decimal, target: Interval, kind: SlipKind | None, anchors: Anchors
) -> float:
    """Return what the rest of the report says of the changed figure, and whether it makes sense."""
    worth = _OFFERED_WORTH if anchors.offers(entry, target) else 0.0
    worth += _RESTATED_WORTH if anchors.restated(entry) else 0.0
    if entry.kind in ("score", "weight") and number > _FULL:
        worth += _ABSURD_WORTH
    if kind not in ("point", "unit") and not worth:
        old, new = abs(entry.number), abs(number)
        worth += _FAR_WORTH if new * _FAR < old or old * _FAR < new else 0.0
    return worth


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


def _also_mended(values: Mapping[str, Interval], relations: Sequence[Relation]) -> int:
    verdicts = (evaluate(r, values) for r in relations)
    return sum(1 for v in verdicts if v is not None and v.status != "violated")


def _looks_odd(entry: Entry, kind: SlipKind | None, ledger: Ledger) -> bool:
    """Tell whether a figure is written unlike its neighbours: other decimals, another unit."""
    near = ledger.entries[max(0, entry.index - _AROUND) : entry.index + _AROUND + 1]
    like = [e for e in near if e.kind == entry.kind and e.id != entry.id]
    if kind == "unit":
        same = sum(1 for e in like if e.unit == entry.unit)
    elif kind == "point":
        same = sum(1 for e in like if last_place(e.number) == last_place(entry.number))
    else:
        return False
    return 2 * same < len(like)


def _worth(entry: Entry, kind: SlipKind | None) -> float:
    """Return how much a slip speaks for a figure; in a short number almost any change is one."""
    if kind is None:
        return 0.0
    if kind == "copied" and entry.digits in _COPIED_WORTH:
        return _COPIED_WORTH[entry.digits]
    return _SLIP_WORTH[kind] / (1 if entry.digits >= _FULL_DIGITS or kind == "unit" else 2)


def _outcome(
    values: Mapping[str, Interval],
    told: Sequence[Judged],
    open_ones: set[int],
    places: Sequence[int],
) -> tuple[list[int], int, bool]:
    """Return the open relations that hold with the values, how many others break, and whether none
    of those is one that text or structure say is meant."""
    mends, breaks, sound = [], 0, True
    for i in places:
        verdict = evaluate(told[i].relation, values)
        wrong = verdict is not None and verdict.status == "violated"
        if i in open_ones and not wrong:
            mends.append(i)
        elif not told[i].violated and wrong:
            breaks += 1
            sound = sound and told[i].relation.claim is Claim.SUGGESTED
    return mends, breaks, sound


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
    return number.quantize(place, rounding=ROUND_HALF_UP)

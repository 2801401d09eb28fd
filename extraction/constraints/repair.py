"""Which single figure, if changed, would mend the violated relations (错在哪个数)?

Violated relations that share figures form a component. For each figure in it the value that every
relation wants is worked out; the figure that mends most and breaks least of what now holds is the
culprit, a slip of the pen counting in its favour. The relations it mends are one group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from extraction.constraints.evaluate import evaluate
from extraction.constraints.intervals import Interval, last_place, printed
from extraction.constraints.judging import Judged
from extraction.constraints.ledger import Entry, Ledger
from extraction.constraints.slips import SlipKind, find_slip, wanted

_SLIP_WORTH = 1.0
_CLEAR = 0.5


@dataclass(frozen=True, slots=True)
class Repair:
    """The figure to change, what it should read, and the judged relations that it mends."""

    entry: Entry
    number: Decimal
    mends: tuple[int, ...]
    slip: SlipKind | None
    clear: bool


def repairs(told: Sequence[Judged], ledger: Ledger) -> tuple[Repair, ...]:
    """Return repairs, best first, until every violated relation that can be mended is."""
    open_ones = {i for i, j in enumerate(told) if j.violated}
    touching = _touching(told)
    found: list[Repair] = []
    while open_ones:
        tried = [
            repair
            for term in _terms(told, open_ones)
            for repair in _tries(term, told, open_ones, touching, ledger)
        ]
        if not tried:
            break
        ranked = sorted(tried, key=lambda r: (-r[0], r[1].entry.index))
        score, best = ranked[0]
        rival = next((s for s, r in ranked[1:] if set(r.mends) & set(best.mends)), score - 9)
        clear = score > 0 and score - rival >= _CLEAR
        found.append(Repair(best.entry, best.number, best.mends, best.slip, clear))
        open_ones -= set(best.mends)
    return tuple(found)


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
) -> list[tuple[float, Repair]]:
    """Return what changing one figure would do, once for each value that a relation wants."""
    entry = ledger.by_id[term]
    made: list[tuple[float, Repair]] = []
    for i in touching[term]:
        if i not in open_ones:
            continue
        target = wanted(told[i].relation, term, ledger.values)
        if target is None:
            continue
        slip = find_slip(entry, target)
        number = slip.number if slip else _rounded(entry, target.point)
        if number is None or number == entry.number:
            continue
        mends, breaks = _effect(entry, number, told, open_ones, touching[term], ledger)
        if mends:
            stated = 0.2 if told[i].relation.stated == term else 0.0
            score = len(mends) - 1.5 * breaks + (_SLIP_WORTH if slip else 0.0) + stated
            kind = slip.kind if slip else None
            made.append((score, Repair(entry, number, tuple(mends), kind, clear=False)))
    return made


def _effect(
    entry: Entry,
    number: Decimal,
    told: Sequence[Judged],
    open_ones: set[int],
    places: Sequence[int],
    ledger: Ledger,
) -> tuple[list[int], int]:
    values = _Changed(ledger.values, entry.id, _interval(entry, number))
    mends, breaks = [], 0
    for i in places:
        verdict = evaluate(told[i].relation, values)
        wrong = verdict is not None and verdict.status == "violated"
        if i in open_ones and not wrong:
            mends.append(i)
        elif not told[i].violated and wrong:
            breaks += 1
    return mends, breaks


class _Changed(dict[str, Interval]):
    """The report's values with one of them changed."""

    def __init__(self, values: Mapping[str, Interval], term: str, value: Interval) -> None:
        super().__init__({term: value})
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

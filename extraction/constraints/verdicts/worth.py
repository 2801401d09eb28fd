"""What speaks for one figure being the wrong one (何者有误), beside the relations that its change mends.

A slip of the pen explains it, it repeats a figure beside it, the report says so elsewhere, it is written unlike
its neighbours; against it, that it is no result of others, stands elsewhere as well, or would make no sense.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extraction.constraints.arithmetic.evaluate import RATES
from extraction.constraints.arithmetic.intervals import Interval, last_place
from extraction.constraints.arithmetic.relation import Relation
from extraction.constraints.ledger.anchors import Anchors, find_anchors
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import names_total
from extraction.constraints.verdicts.slips import BESIDE, SlipKind

_SLIP_WORTH: dict[SlipKind, float] = {
    "unit": 2.0,
    "turned": 1.3,
    "swap": 1.2,
    "point": 1.1,
    "digit": 0.8,
    "copied": 0.8,
    "doubled": 0.5,
    "lost": 0.3,
}
_COPIED_WORTH = {1: 0.1, 2: 0.6}
_TWIN_WORTH = 0.9
"""Of two levels that are alike where a rate or points tell of a move between them: one was written twice."""
_OFFERED_WORTH = 0.8
_RESTATED_WORTH = -0.5
_ABSURD_WORTH = -0.6
_BEYOND_WORTH = -1.5
_MAY_EXCEED = frozenset(
    {
        "fulfilment",
        "execution-rate",
        "execution-apart",
        "column-share",
        "completion-keyed",
        "goal-completion",
    }
)
"""Shares of a goal, which what is done may pass."""
_FAR_WORTH = -0.3
_FAR = Decimal(5)
_ODD_WORTH = 0.6
_AROUND = 8
_ROUND_FULL_MARKS = 1.0
_STATED_WORTH = 0.2
_RATE_WORTH = 0.5
_FULL_DIGITS = 3
_PAIR = 3
"""Figures of a rate or of points with the two levels that it is of."""
_TWICE = Decimal(200)
_FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure and the number that it should read, in its own unit.

    Attributes:
        target: what the relation wants of it.
        slip: the slip of the pen that makes the one of the other, None where none does.
        relation: the violated relation that wants it.
    """

    entry: Entry
    number: Decimal
    target: Interval
    slip: SlipKind | None
    relation: Relation


class Worth:
    """Weighs changes of the figures of one report."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._anchors = find_anchors(ledger)

    def of(self, change: Change) -> tuple[SlipKind | None, float]:
        """Return the slip that explains a change best, and what speaks for it less what speaks against it."""
        entry, relation, number = change.entry, change.relation, change.number
        kind = max(change.slip, copied(entry, self._ledger), key=lambda k: _worth(entry, k))
        twin = _twin(relation, entry, self._ledger)
        score = max(_worth(entry, kind), _TWIN_WORTH if twin else 0.0)
        score += _as_stated(relation, entry)
        score += _ODD_WORTH * _looks_odd(entry, kind, self._ledger)
        score += _sense(change, kind, self._anchors, 1 + twin)
        score -= _ODD_WORTH * _would_look_odd(entry, number, kind, self._ledger)
        return kind, score + _BEYOND_WORTH * _beyond_all(relation, entry, number)


def copied(entry: Entry, ledger: Ledger) -> SlipKind | None:
    """Tell whether a figure repeats the number of one beside it under another name.

    Two totals are alike by rule, as those of both sides of an account.
    """
    names = {e.name for e in alike(entry, ledger)} - {entry.name}
    if names_total(entry.name):
        names = {n for n in names if not names_total(n)}
    return "copied" if names else None


def alike(entry: Entry, ledger: Ledger) -> list[Entry]:
    """Return the figures beside one that have its number."""
    near = ledger.entries[max(0, entry.index - BESIDE) : entry.index + BESIDE + 1]
    same = (e for e in near if e.id != entry.id and e.family == entry.family)
    return [e for e in same if e.number == entry.number != 0]


def _twin(relation: Relation, entry: Entry, ledger: Ledger) -> bool:
    """Tell whether a level of a rate or of points is as large as the other one, which is then no goal of it."""
    if relation.rule in _MAY_EXCEED or relation.stated == entry.id or len(relation.terms) != _PAIR:
        return False
    if relation.kind not in RATES and relation.rule != "points":
        return False
    others = (ledger.by_id[t] for t in relation.terms if t not in (relation.stated, entry.id))
    return any(o.value.point == entry.value.point and entry.number for o in others)


def _as_stated(relation: Relation, entry: Entry) -> float:
    """Return what it is worth that a figure is the result of others, or full marks of 100."""
    full = _ROUND_FULL_MARKS if entry.kind == "weight" and entry.value.point == _FULL else 0.0
    if relation.stated != entry.id:
        return -full
    return (_RATE_WORTH if relation.kind in RATES else _STATED_WORTH) - full


def _sense(change: Change, kind: SlipKind | None, anchors: Anchors, own: int) -> float:
    """Return what the rest of the report says of the changed figure, and whether it makes sense.

    `own`: how often the relation itself has its value.
    """
    entry, number = change.entry, change.number
    worth = _OFFERED_WORTH if anchors.offers(entry, change.target) else 0.0
    worth += _RESTATED_WORTH if anchors.restated(entry, own=own) else 0.0
    if entry.kind in ("score", "weight") and number > _FULL:
        worth += _ABSURD_WORTH
    if kind not in ("point", "unit", "copied") and not worth:
        old, new = abs(entry.number), abs(number)
        worth += _FAR_WORTH if new * _FAR < old or old * _FAR < new else 0.0
    return worth


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


def _would_look_odd(entry: Entry, number: Decimal, kind: SlipKind | None, ledger: Ledger) -> bool:
    """Tell whether a point moved would leave a rate with other decimals than most rates around have."""
    if kind != "point" or entry.kind != "rate":
        return False
    near = ledger.entries[max(0, entry.index - _AROUND) : entry.index + _AROUND + 1]
    like = [last_place(e.number) for e in near if e.kind == "rate" and e.id != entry.id]
    now = sum(place == last_place(entry.number) for place in like)
    then = sum(place == last_place(number) for place in like)
    return then < now


def _beyond_all(relation: Relation, entry: Entry, number: Decimal) -> bool:
    """Tell whether a part would come to more than its whole, what is done to more than twice what was meant."""
    share = relation.kind == "share" and relation.stated == entry.id and entry.kind == "rate"
    most = _TWICE if relation.rule in _MAY_EXCEED or entry.number > _FULL else _FULL
    return share and number > most >= entry.number


def _worth(entry: Entry, kind: SlipKind | None) -> float:
    """Return how much a slip speaks for a figure; in a short number almost any change is one."""
    if kind is None:
        return 0.0
    if kind == "copied" and entry.digits in _COPIED_WORTH:
        return _COPIED_WORTH[entry.digits]
    return _SLIP_WORTH[kind] / (1 if entry.digits >= _FULL_DIGITS or kind == "unit" else 2)

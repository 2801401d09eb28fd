"""Whether a gap can be a slip of the pen: one changed figure explains it, or stated and computed are near (可否解释).

The more numbers a kind of slip can lead to, the fewer values may do for one of them to tell anything.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extraction.constraints.arithmetic.evaluate import Verdict, evaluate
from extraction.constraints.arithmetic.relation import Claim, Relation, Values
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.turned import turned
from extraction.constraints.verdicts.precision import printed_alike
from extraction.constraints.verdicts.slips import BESIDE, SlipKind, find_slip, wanted

_TELLING: dict[SlipKind, Decimal] = {
    "point": Decimal("0.02"),
    "unit": Decimal("0.02"),
    "swap": Decimal("0.005"),
    "digit": Decimal("0.001"),
}
"""How wide a target may be, relative to its value, for a slip of the kind to tell: the more numbers a
kind of slip can lead to, the narrower."""
_WIDEST = max(_TELLING.values())
_BARE = re.compile(r"[\d,，.\s]+")
_TELLING_DIGITS = 3
_LONG_DIGITS = 4
_PLAUSIBLE = Decimal(2)


def plausible(relation: Relation, verdict: Verdict, *, firm: bool = True) -> bool:
    """Tell whether stated and computed are near enough to mean the same thing.

    A total twice its parts, or a share half of what its figures give, is more often a relation that
    was not meant than an error; firm rules (`certain`) are believed all the same unless
    `firm` is False.
    """
    if (relation.certain and firm) or verdict.computed is None:
        return True
    stated, computed = abs(verdict.stated.point), abs(verdict.computed.point)
    return stated < computed * _PLAUSIBLE and computed < stated * _PLAUSIBLE


def explained(relation: Relation, ledger: Ledger) -> bool:
    """Tell whether one slip in one figure, or in its word of change, explains why the relation does not hold."""
    if turned(relation, ledger):
        return True
    terms = [ledger.by_id[t] for t in relation.terms]
    if any(_slipped(relation, t, ledger.values) or _exchanged(relation, t, ledger) for t in terms):
        return True
    values = printed_alike(relation, ledger)
    return values is not None and any(_slipped(relation, t, values) for t in terms)


def told_unit(relation: Relation, ledger: Ledger) -> bool:
    """Tell whether one unit of 万 too many or too few, in a long number, explains the difference."""
    for entry in (ledger.by_id[t] for t in relation.terms):
        target = wanted(relation, entry.id, ledger.values)
        if target is None or entry.digits < _LONG_DIGITS or not target.narrow(_TELLING["unit"]):
            continue
        slip = find_slip(entry, target)
        if slip is not None and slip.kind == "unit":
            return True
    return False


def slipped_digits(relation: Relation, ledger: Ledger) -> dict[SlipKind, int]:
    """Return for each kind of slip that explains the gap how many digits the longest figure has that it is in."""
    found: dict[SlipKind, int] = {}
    for values in (ledger.values, printed_alike(relation, ledger) or ledger.values):
        for entry in (ledger.by_id[t] for t in relation.terms):
            kind = _slip_kind(relation, entry, values)
            if kind is not None:
                found[kind] = max(found.get(kind, 0), entry.digits)
    return found


def _exchanged(relation: Relation, entry: Entry, ledger: Ledger) -> bool:
    """Tell whether a sum holds once two neighbouring figures change places.

    A total is not tried against figures outside: the one that fits is more likely the list's own.
    """
    if relation.kind == "share":
        return entry.id == relation.stated and _rates_exchanged(relation, entry, ledger)
    if relation.kind != "sum":
        return False
    if entry.id == relation.stated or relation.claim < Claim.STATED:
        return _swapped_terms(relation, entry, ledger)
    target = wanted(relation, entry.id, ledger.values)
    if target is None or target.zero or not target.narrow(_TELLING["swap"]):
        return False
    for other in ledger.entries[max(0, entry.index - BESIDE) : entry.index + BESIDE + 1]:
        if other.lane != entry.lane or max(entry.digits, other.digits) < _TELLING_DIGITS:
            continue
        if other.id not in relation.terms and other.value.point in target:
            return True
    return False


def _rates_exchanged(relation: Relation, rate: Entry, ledger: Ledger) -> bool:
    """Tell whether a share is told of a part beside it, whose own share stands in its place (分别占60.7%和12.0%)."""
    target = wanted(relation, rate.id, ledger.values)
    if target is None or target.zero:
        return False
    beside = ledger.entries[max(0, rate.index - BESIDE) : rate.index + BESIDE + 1]
    return any(
        other.id != rate.id and other.lane == rate.lane and other.sentence == rate.sentence
        and len(other.number.as_tuple().digits) >= _TELLING_DIGITS and other.value.point in target
        for other in beside
    )  # fmt: skip


def meant_otherwise(relation: Relation, ledger: Ledger) -> bool:
    """Tell whether a share over bare figures of lost cells holds with a figure, or for a share, that stands beside them.

    Figures without a unit that no table holds are cells of a row that fell apart (860,000.00⏎851,300.00⏎98.99%): which
    of them a share was taken of is the tagger's guess, and one that fits is the better one.
    """
    if relation.kind != "share" or len(relation.terms) < 2:
        return False
    rate = ledger.by_id[relation.stated]
    others = [ledger.by_id[t] for t in relation.terms if t != relation.stated]
    if any(e.mention.cell is not None or not _BARE.fullmatch(e.mention.text) for e in others):
        return False
    places = [rate.index, *(e.index for e in others)]
    near = ledger.entries[max(0, min(places) - 1) : max(places) + 2]
    beside = [e for e in near if e.id not in relation.terms and e.mention.cell is None]
    tried = [(rate, e) for e in beside if e.lane == rate.lane]
    tried += [(o, e) for o in others for e in beside if e.family == o.family]
    verdicts = (_with(relation, ledger, {entry.id: other.value}) for entry, other in tried)
    return any(v is not None and v.status != "violated" for v in verdicts)


def _with(relation: Relation, ledger: Ledger, changed: Values) -> Verdict | None:
    """Return the verdict on a relation some of whose figures are others."""
    return evaluate(relation, {t: changed.get(t, ledger.values[t]) for t in relation.terms})


def _swapped_terms(relation: Relation, entry: Entry, ledger: Ledger) -> bool:
    """Tell whether the relation holds with two of its own neighbouring figures exchanged."""
    for term in relation.terms:
        other = ledger.by_id[term]
        beside = 0 < abs(other.index - entry.index) <= BESIDE and other.lane == entry.lane
        if not beside or max(entry.digits, other.digits) < _TELLING_DIGITS:
            continue
        verdict = _with(relation, ledger, {entry.id: other.value, other.id: entry.value})
        if verdict is not None and verdict.status == "holds" and not relation.bound:
            return True
    return False


def _slipped(relation: Relation, entry: Entry, values: Values) -> bool:
    return _slip_kind(relation, entry, values) is not None


def _slip_kind(relation: Relation, entry: Entry, values: Values) -> SlipKind | None:
    """Return the kind of slip in a figure that explains the gap, None where none does, or too many values would do."""
    target = wanted(relation, entry.id, values)
    if target is None or not target.narrow(_WIDEST):
        return None
    slip = find_slip(entry, target)
    if slip is None or not target.narrow(_TELLING.get(slip.kind, Decimal(0))):
        return None
    return slip.kind

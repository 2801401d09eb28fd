"""Gaps that rounding of another kind than the last printed digit explains (取整、截位).

Cut off instead of rounded, rounded upwards, to whole units, or to the zeros that all figures end in.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.verdicts.judged import Judged
from extraction.constraints.verdicts.precision import printed_alike
from extraction.constraints.verdicts.records import RuleRecords, is_whole, large_in_decimals

_TENTH = Decimal("0.1")
_TELLING_ZEROS, _TELLING_HEAD = 2, 3
_NEXT_TO_NOTHING = 10_000
"""A gap of less than such a part of a total is taken for rounding in any report."""


def by_rounding(
    judged: Judged, terms: Sequence[Entry], ledger: Ledger, records: RuleRecords
) -> bool:
    """Tell whether rounding of another kind explains the gap: cut off, upwards, to whole units."""
    if judged.relation.kind == "equal":
        coarsest = max(e.value.high - e.value.low for e in terms)
        points = [e.value.point for e in terms]
        several = len({e.unit for e in terms}) > 1
        return several and abs(points[0] - points[-1]) <= coarsest
    if judged.relation.kind != "sum" or judged.relation.bound or _marks_apart(judged, terms):
        return False
    rounded = _rounded_in_print(judged, terms, records) or _to_common_zeros(judged, terms)
    return rounded or _cut_or_rounded(judged, ledger)


def _marks_apart(judged: Judged, terms: Sequence[Entry]) -> bool:
    """Tell whether a sum of marks misses by a mark's tenth: marks are added as they are printed."""
    return terms[0].kind in ("score", "weight") and judged.gap >= _TENTH


def _rounded_in_print(judged: Judged, terms: Sequence[Entry], records: RuleRecords) -> bool:
    """Tell whether figures of whole units that are printed with decimals (300.00 beside 150.68) explain the gap.

    A small one (5.00) is taken as it stands: nobody rounds away a tenth of a figure; so is a total that decimals
    add up to, and any in a report that has no such habit, unless the gap is next to nothing.
    """
    whole = [
        e
        for e in terms
        if large_in_decimals(e.number) and is_whole(e.number) and e.id not in records.exact
    ]
    if judged.verdict.computed is None or not 0 < len(whole) < len(terms):
        return False
    next_to_nothing = judged.gap * _NEXT_TO_NOTHING <= abs(judged.verdict.stated.point)
    if not records.prints_whole and not next_to_nothing:
        return False
    return judged.gap < sum((abs(e.value.point / e.number) for e in whole), Decimal(0))


def _to_common_zeros(judged: Judged, terms: Sequence[Entry]) -> bool:
    """Tell whether all figures end in the same zeros, two at least, and the gap is what rounding to them leaves.

    So print those who give 28.20亿元 as 282000万元; a total of one or two digits before the zeros tells nothing.
    """
    known = [e for e in terms if e.number]
    zeros = min(_zeros(e.number) for e in known) if known else 0
    if (
        judged.verdict.computed is None
        or zeros < _TELLING_ZEROS
        or len({e.unit for e in known}) > 1
    ):
        return False
    if len(known[0].number.as_tuple().digits) - zeros < _TELLING_HEAD:
        return False
    unit = abs(known[0].value.point / known[0].number).scaleb(zeros)
    return 2 * judged.gap <= len(known) * unit


def _zeros(number: Decimal) -> int:
    """Return how many zeros a whole number ends in, 0 for one with decimals."""
    exponent = number.as_tuple().exponent
    written = "".join(map(str, number.as_tuple().digits)) if exponent == 0 else ""
    return len(written) - len(written.rstrip("0"))


def _cut_or_rounded(judged: Judged, ledger: Ledger) -> bool:
    """Tell whether the sum holds if some of its figures were cut off instead of rounded (截位)."""
    relation = judged.relation
    values = printed_alike(relation, ledger) or ledger.values
    wide = {t: values[t].truncatable() for t in relation.terms}
    return relation.expression.value(wide).meets(wide[relation.stated])

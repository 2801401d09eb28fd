"""What speaks against a relation of a report besides its rule (证据): names of factors in `confidence.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from extraction.constraints.arithmetic.relation import Claim, Relation, Sum
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.verdicts.explaining import (
    explained,
    meant_otherwise,
    plausible,
    slipped_digits,
    told_unit,
)
from extraction.constraints.verdicts.grounds import Grounds
from extraction.constraints.verdicts.judged import Judged
from extraction.constraints.verdicts.records import RuleRecords
from extraction.constraints.verdicts.rounding import by_rounding

_LONG = 4
_SHORT = 3
_FULL = 100
_WIDE = Decimal("0.1")
_TELLING_DIGITS = 3
"""Digits of a lacking sum that one or two figures hardly make by chance."""
_MOST_OTHERS = 24
_MANY = 4
_FAR_LINES = 10
_SMALL_PART = 10
"""A difference may miss by less than such a part of its terms."""


class Evidence:
    """What speaks against the relations of one report.

    Attributes:
        grounds: what the relations go by.
    """

    def __init__(self, ledger: Ledger, records: RuleRecords, grounds: Grounds) -> None:
        self._ledger = ledger
        self._records = records
        self.grounds = grounds

    def against(self, judged: Judged) -> tuple[str, ...]:
        """Return what speaks against a relation, () for nothing; one that holds suffers from its figures alone."""
        terms = [self._ledger.by_id[t] for t in judged.relation.terms]
        figures = self._of_figures(judged.relation, terms)
        if not judged.violated:
            return tuple(figures)
        return (*self._of_claim(judged, terms), *figures, *self._of_gap(judged, terms))

    def _of_claim(self, judged: Judged, terms: Sequence[Entry]) -> Iterator[str]:
        relation = judged.relation
        yield from relation.doubts
        if relation.claim < Claim.STATED:
            yield _why_likely(judged, terms, self._ledger)
        witnessed = relation.rule in self.grounds.witnessed
        elsewhere = self._records.several_scopes and not witnessed
        if relation.kind == "equal" and elsewhere and not self._slip_of_pen(relation):
            yield "scopes"

    def _slip_of_pen(self, relation: Relation) -> bool:
        """Tell whether two figures differ by their unit alone, or by two digits exchanged: no other scope is so much."""
        digits = slipped_digits(relation, self._ledger)
        return digits.get("unit", 0) >= _SHORT or digits.get("swap", 0) >= _LONG

    def _of_figures(self, relation: Relation, terms: Sequence[Entry]) -> Iterator[str]:
        by_place = self.grounds.by_place(relation.rule) or _in_one_sentence(relation, terms)
        marks = terms[0].kind in (
            "score",
            "weight",
        )  # what they are of is their place in the report
        if not any(t.name for t in terms) and not by_place and not marks:
            yield "nameless"
        money = {e.sure and bool(e.unit) for e in terms if e.kind == "money"}
        if len(money) > 1:
            yield "bare"  # a unit was lent
        elif money == {False}:
            yield "unitless"  # figures that all have none compare as they stand

    def _of_gap(self, judged: Judged, terms: Sequence[Entry]) -> Iterator[str]:
        relation = judged.relation
        if self._far(judged, terms):
            yield "far"
        if self._over_others(judged, terms) and not explained(relation, self._ledger):
            yield "across"
        if relation.kind == "sum" and counted_again(judged):
            yield "levels"
        if relation.kind == "sum" and any(t.place is None for t in terms):
            yield from _told_again(judged, terms)
        if relation.kind == "sum" and (self._passed_over(judged, terms) or _strays(terms)):
            yield "passed"
        if meant_otherwise(relation, self._ledger):
            yield "beside"
        by_unit = slipped_digits(relation, self._ledger).get("unit", 0) >= _SHORT
        if relation.kind == "equal" and undated_budget(terms) and not by_unit:
            yield "undated"  # no other year is ten thousand times as much
        if by_rounding(judged, terms, self._ledger, self._records):
            yield "rounded"
        if self._records.doubtful(judged):
            yield "pattern"

    def _passed_over(self, judged: Judged, terms: Sequence[Entry]) -> bool:
        """Tell whether one or two figures between the parts of a sum, left out of it, are just what it lacks."""
        computed = judged.verdict.computed
        if computed is None:
            return False
        lacking = judged.verdict.stated.point - computed.point
        if lacking <= 0 or _significant(lacking) < _TELLING_DIGITS:
            return False
        first, last = min(t.index for t in terms), max(t.index for t in terms)
        kinds = {t.family for t in terms}
        others = [
            e.value.point
            for e in self._ledger.entries[first:last]
            if e.id not in judged.relation.terms and e.family in kinds and e.value.point > 0
        ]
        if len(others) > _MOST_OTHERS:
            return False
        found = lacking in others or any(a + b == lacking for a, b in combinations(others, 2))
        return found and not explained(judged.relation, self._ledger)

    def _far(self, judged: Judged, terms: Sequence[Entry]) -> bool:
        """Tell whether stated and computed are too far apart to mean one thing, and nothing says why."""
        relation = judged.relation
        near = (
            relation.kind != "sum"
            or relation.bound
            or plausible(relation, judged.verdict, firm=False)
            or _small_beside_its_terms(judged, terms)
            or relation in self._records.witnessed
            or _full_marks(judged, terms)
        )
        return not near and not explained(relation, self._ledger)

    def _over_others(self, judged: Judged, terms: Sequence[Entry]) -> bool:
        """Tell whether a relation of one paragraph misses by a tenth and more, with levels or changes between its figures.

        At first sight one of 26 of these was true, fifteen of them growth over another level of the sentence.
        """
        rule = judged.relation.rule
        told = self.grounds.by_place(rule) or rule in self.grounds.pointed
        apart = len({t.line for t in terms}) > 1 or any(t.place for t in terms)
        if told or apart or not _misses_widely(judged):
            return False
        first, last = min(t.index for t in terms), max(t.index for t in terms)
        families = {t.family for t in terms if t.kind != "rate"}
        known = {"prior"} | ({"budget"} if all(t.role != "budget" for t in terms) else set())
        moves = rule != "growth-base"  # its own change stands beside its rate
        return any(
            moves
            if e.change is not None
            else e.family in families and not e.compared and e.role not in known
            for e in self._ledger.entries[first + 1 : last]
            if e.kind != "rate" and e.id not in judged.relation.terms
        )


def _significant(value: Decimal) -> int:
    """Return how many digits a value has without the zeros at its ends."""
    return len(value.normalize().as_tuple().digits)


def _strays(terms: Sequence[Entry]) -> bool:
    """Tell whether the first of many parts stands far before all others, which lie close together."""
    lines = sorted(t.line for t in terms[1:])
    if len(lines) < _MANY:
        return False
    gaps = [b - a for a, b in pairwise(lines)]
    return gaps[0] > _FAR_LINES and gaps[0] > _MANY * max(gaps[1:])


def _full_marks(judged: Judged, terms: Sequence[Entry]) -> bool:
    """Tell whether the marks of a table come to a hundred, whatever is printed as their total."""
    computed = judged.verdict.computed
    return terms[0].kind == "weight" and computed is not None and computed.point == _FULL


def _in_one_sentence(relation: Relation, terms: Sequence[Entry]) -> bool:
    """Tell whether the words of one sentence join the figures, whatever they are of (由A减少到B，下降r)."""
    joined = len({t.sentence for t in terms}) == 1 and all(t.place is None for t in terms)
    return joined and relation.certain and relation.claim is Claim.STATED


def _small_beside_its_terms(judged: Judged, terms: Sequence[Entry]) -> bool:
    """Tell whether a difference of large figures misses by a small part of them: it may be several times too large."""
    expression = judged.relation.expression
    if not isinstance(expression, Sum) or -1 not in expression.signs:
        return False
    largest = max(abs(t.value.point) for t in terms)
    return judged.verdict.computed is not None and judged.gap * _SMALL_PART < largest


def counted_again(judged: Judged) -> bool:
    """Tell whether a sum is exactly twice or three times its total: rows and their own parts were added."""
    stated, computed = judged.verdict.stated, judged.verdict.computed
    few = len(judged.relation.terms) <= _LONG
    if computed is None or stated.point == 0 or few:
        return False
    return computed.point in (2 * stated.point, 3 * stated.point)


def _told_again(judged: Judged, terms: Sequence[Entry]) -> list[str]:
    """Return what says that a list of sentences holds its total once more, or one of its parts twice."""
    expression, computed = judged.relation.expression, judged.verdict.computed
    if not isinstance(expression, Sum) or -1 in expression.signs or computed is None:
        return []
    parts = [t.value.point for t in terms[1:] if t.value.point]
    stated = judged.verdict.stated.point
    found = ["again"] if len(parts) > 1 and stated in parts else []
    return [*found, "twice"] if parts.count(computed.point - stated) > 1 else found


def undated_budget(terms: Sequence[Entry]) -> bool:
    """Tell whether a budget has its year from headings only: a report tells of two years' budgets."""
    keys = [e.key for e in terms if e.key is not None]
    budget = any(k.role is not None and k.role not in ("actual", "prior") for k in keys)
    return budget and any(k.sources.get("period") in ("report", "heading") for k in keys)


def _why_likely(judged: Judged, terms: Sequence[Entry], ledger: Ledger) -> str:
    """Return what explains why a relation that is only likely fails.

    In prose only two digits exchanged, or one of four or more wrong that moves the figure by less than a tenth, tell:
    what is lost, shifted or changed places comes out by chance.
    """
    relation = judged.relation
    if not explained(relation, ledger):
        return "suggested"
    if told_unit(relation, ledger):
        return "unit_slip"
    digits = slipped_digits(relation, ledger)
    if relation.kind == "equal" and digits.get("swap", 0) >= _SHORT:
        return "swapped"
    if any(t.place is not None for t in terms):
        return "slip" if max(e.digits for e in terms) >= _LONG else "short_slip"
    if digits.get("swap", 0) >= _SHORT:
        return "swapped"
    wrong = digits.get("digit", 0) >= _LONG and not _misses_widely(judged)
    return "slip" if wrong else "short_slip"


def _misses_widely(judged: Judged) -> bool:
    return judged.missed_by >= _WIDE

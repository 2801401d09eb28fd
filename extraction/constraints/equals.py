"""One quantity stated twice (前后一致): same item, role and period, in prose, tables and annexes.

Equal figures are told. Different ones are told only where they cannot be two scopes: one is a slip of
the pen away from the other, or both stand between neighbours that agree in name and value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extraction.constraints.intervals import Interval
from extraction.constraints.ledger import Entry, Ledger
from extraction.constraints.naming import core
from extraction.constraints.relation import Claim, Relation, Term
from extraction.constraints.slips import find_slip
from extraction.labels import Label

_GENERIC = re.compile(
    r"^(?:金额|数量|比例|占比|决算|预算|执行数?|执行率|完成|本年|上年|年初|全年|调整后?|小计|合|计|总|项目|其他.{0,2}|"
    r"人员|资金|经费|支出|收入|数|比上年.*|增减.*)$"
)
_AVERAGE = re.compile(r"平均[^，。；]{0,6}$")
_SELF_SCORE = re.compile(r"总分|总得分|自评得分|综合得分|自评总分|得分$|合计|总计|自评结果")
_FEWEST_DIGITS = 3
_TELLING_DIGITS = 4
_TELLING = frozenset({"swap", "digit", "point", "unit"})
_Key = tuple[str, str, bool, bool, str | None]


def restatements(ledger: Ledger) -> Iterator[Relation]:
    """Yield figures stated again: each with the nearest equal one before it, or with a slip of it."""
    groups: dict[_Key, list[Entry]] = {}
    for entry in ledger.of_kind("money", "count", "rate"):
        for key in _keys(entry):
            groups.setdefault(key, []).append(entry)
    neighbours = _Neighbours(ledger)
    for group in groups.values():
        for place, entry in enumerate(group):
            yield from _against(entry, group[:place], neighbours)


def _keys(entry: Entry) -> Iterator[_Key]:
    names = dict.fromkeys(core(i) for i in entry.items)
    for name in names:
        if len(name) >= 2 and not _GENERIC.match(name):
            change = entry.change is not None
            yield entry.family, name, change, entry.role == "budget" and not change, entry.owner


def _against(entry: Entry, earlier: Sequence[Entry], neighbours: _Neighbours) -> Iterator[Relation]:
    comparable = [e for e in earlier if _comparable(entry, e)]
    equal = [e for e in comparable if e.value.meets(entry.value) or _cut_off(entry, e)]
    exact = [e for e in equal if e.value.point == entry.value.point]
    if equal:
        if entry.digits >= _FEWEST_DIGITS:
            yield _equal(entry, (exact or equal)[0], Claim.SUGGESTED, 0.8)
        return
    for other in reversed(comparable):
        if neighbours.agree(entry, other):
            yield _equal(entry, other, Claim.STATED, 0.75)
            return
        if _slip_between(entry, other):
            yield _equal(entry, other, Claim.STATED, 0.7)
            return


def _cut_off(one: Entry, other: Entry) -> bool:
    """Tell whether one figure is the other in a coarser unit, cut off instead of rounded (截位)."""
    return one.unit != other.unit and (
        one.value.truncatable().meets(other.value) or other.value.truncatable().meets(one.value)
    )


def _equal(entry: Entry, other: Entry, claim: Claim, confidence: float) -> Relation:
    return Relation(
        "equal", entry.id, Term(other.id), "restatement", claim, confidence, certain=True
    )


def _comparable(one: Entry, other: Entry) -> bool:
    if one.period and other.period and one.period != other.period:
        return False
    if one.aside or other.aside or one.line == other.line:
        return False
    if one.place and other.place and one.place.table == other.place.table:
        return False
    return (one.value.point < 0) == (other.value.point < 0)


def _slip_between(one: Entry, other: Entry) -> bool:
    """Tell whether one printed number is a slip of the other, with digits enough to tell."""
    if min(one.digits, other.digits) < _TELLING_DIGITS or one.kind == "rate":
        return False
    slip = find_slip(one, other.value) if one.sure and other.sure else None
    return slip is not None and slip.kind in _TELLING


class _Neighbours:
    """The figures before and after each figure in its lane."""

    def __init__(self, ledger: Ledger) -> None:
        self._before: dict[str, Entry] = {}
        self._after: dict[str, Entry] = {}
        for lane in ledger.lanes(e for e in ledger.entries if not e.aside).values():
            for left, right in pairwise(lane):
                self._after[left.id] = right
                self._before[right.id] = left

    def agree(self, one: Entry, other: Entry) -> bool:
        """Tell whether the figures on both sides have the same names and the same values."""
        return self._same(self._before, one, other) and self._same(self._after, one, other)

    @staticmethod
    def _same(side: dict[str, Entry], one: Entry, other: Entry) -> bool:
        if one.place is not None or other.place is not None:
            return False
        a, b = side.get(one.id), side.get(other.id)
        if a is None or b is None or not a.core or a.core != b.core or a is other or b is one:
            return False
        return a.value.point == b.value.point and a.digits >= _FEWEST_DIGITS


def self_scores(ledger: Ledger) -> Iterator[Relation]:
    """Yield the report's own total score stated again, where the report has one score table."""
    subjects = {s.mention.id: s.subject for s in ledger.facts.scores}
    totals: list[Entry] = []
    for entry in ledger.of_kind("score"):
        subject = subjects.get(entry.id)
        named = subject is not None and _SELF_SCORE.search(subject.text)
        if _AVERAGE.search(ledger.before(entry, 10)):
            continue  # 自评平均分 is of many projects
        if subject is None or subject.label == Label.ORG or (subject.label == Label.ITEM and named):
            totals.append(entry)
    totals = [t for t in totals if _percent_score(t.value)]
    values = {t.value.point for t in totals}
    claim = Claim.STATED if len(totals) == 2 and _one_table(ledger) else Claim.SUGGESTED
    for entry in totals[1:]:
        first = next((t for t in totals if t.value.point == entry.value.point), totals[0])
        other = first if first is not entry else totals[0]
        if other.sentence == entry.sentence and other.value.point != entry.value.point:
            continue  # marks of several projects (分别为91.2分和94.6分)
        if other.value.point == entry.value.point or len(values) == 2:
            yield Relation("equal", entry.id, Term(other.id), "self-score", claim, 0.75)


def _percent_score(value: Interval) -> bool:
    return 50 <= value.point <= 100


def _one_table(ledger: Ledger) -> bool:
    """Tell whether full marks of 100 stand at most once: one score table, one report."""
    full = [e for e in ledger.of_kind("weight") if e.value.point == 100]
    return len(full) <= 1

"""A passage told again (复述): what stands beside figures that agree must agree as well (旁证).

A key may leave open whose a figure is, and of which fund; its neighbours say so. Where two passages, or a
passage and a column of a table, share names and values, one that differs under the same name is an error.
So is the change or rate of one level told twice, where the level itself agrees.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.by_value import ByValue
from extraction.constraints.ledger.comparison import AVERAGED, Comparisons
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import core
from extraction.constraints.rules.rates.earlier import same_thing
from extraction.constraints.rules.restated.totals_apart import TotalsApart

_FEWEST_DIGITS = 3
_FEWEST_WITNESSES = 2
_LONGEST_PASSAGE = 12
_SHORTEST_NAME = 2
_BEHIND = 4
_MOST_PLACES = 400
_MOST_VALUES = 40
"""A name with more values than this is a kind of thing told of many (人工费 of each project), not one account."""
_MOST_TELLINGS = 8
"""How often a level told again is held against each of its tellings."""
_WITHIN = re.compile(r"其中|含|包括")


@dataclass(slots=True)
class _Passage:
    """The levels of one paragraph, or of one column of a table, by their names; None for a name told twice."""

    place: str
    levels: dict[str, Entry | None] = field(default_factory=dict)


def retold(ledger: Ledger) -> Iterator[Relation]:
    """Yield the facts of two passages that differ where what stands beside them agrees."""
    yield from _among_witnesses(ledger)
    yield from _of_one_level(ledger)


def _among_witnesses(ledger: Ledger) -> Iterator[Relation]:
    passages, columns = _passages(ledger)
    totals = TotalsApart(ledger)
    told_at: dict[str, ByValue[_Passage]] = {}
    for name, witnesses in _witnesses((*passages, *columns)).items():
        told_at[name] = ByValue(witnesses)
    seen: set[frozenset[str]] = set()
    for passage in passages:
        others = {
            id(other): other
            for name, level in passage.levels.items()
            if level is not None and name in told_at
            for other in islice(told_at[name].near(level.value.point), _MOST_PLACES)
        }
        for other in others.values():
            pair = frozenset((passage.place, other.place))
            if other is passage or pair in seen:
                continue
            seen.add(pair)
            for relation in _differing(passage, other):
                if not (totals.explain(relation) or _holds_more(ledger, relation)):
                    yield relation


def _witnesses(passages: Iterable[_Passage]) -> dict[str, list[tuple[Decimal, _Passage]]]:
    """Return where each name of one account is told by a figure that agrees with another by no accident."""
    found: dict[str, list[tuple[Decimal, _Passage]]] = defaultdict(list)
    for passage in passages:
        for name, level in passage.levels.items():
            if level is not None and _telling(level):
                found[name].append((level.value.point, passage))
    return {n: told for n, told in found.items() if len({v for v, _ in told}) <= _MOST_VALUES}


def _holds_more(ledger: Ledger, relation: Relation) -> bool:
    """Tell whether two figures differ by one that the greater's sentence names right behind it (其中预备费12亿元).

    总计 holds everything by its name, so that two of them differ all the same.
    """
    one, other = (ledger.by_id[t] for t in relation.terms[:2])
    gap = abs(one.value.point - other.value.point)
    greater = max(one, other, key=lambda e: e.value.point)
    if "总计" in greater.name or greater.place is not None:
        return False
    behind = ledger.entries[greater.index + 1 : greater.index + 1 + _BEHIND]
    return any(
        e.family == greater.family
        and e.sentence == greater.sentence
        and e.value.point == gap
        and _WITHIN.search(ledger.between(greater, e))
        for e in behind
    )


def _passages(ledger: Ledger) -> tuple[list[_Passage], list[_Passage]]:
    """Return the paragraphs and the columns of tables that hold named levels."""
    spoken: dict[str, _Passage] = {}
    columns: dict[str, _Passage] = {}
    for entry in ledger.of_kind("money", "count"):
        name = _subject(entry)
        if entry.change is not None or entry.aside or len(name) < _SHORTEST_NAME:
            continue
        if entry.place is not None and _of_other_side(entry):
            continue
        if entry.place is None:
            place, found = f"line {entry.line}", spoken
        else:
            place, found = f"{entry.place.table}:{entry.place.column}", columns
        passage = found.setdefault(place, _Passage(place))
        passage.levels[name] = None if name in passage.levels else entry
    short = [p for p in spoken.values() if _FEWEST_WITNESSES <= len(p.levels) <= _LONGEST_PASSAGE]
    return short, list(columns.values())


def _of_other_side(entry: Entry) -> bool:
    """Tell whether a column tells what came in for the account of an expenditure (教育支出 | 收入合计)."""
    column = entry.place.column_name if entry.place is not None else ""
    return "收入" in column and "支出" in entry.name


def _differing(passage: _Passage, other: _Passage) -> Iterator[Relation]:
    """Yield the only level that two passages tell differently, where enough others agree."""
    shared = [
        (a, b)
        for name, a in passage.levels.items()
        if a is not None and (b := other.levels.get(name)) is not None and a.family == b.family
    ]
    if not all(compatible(a, b) for a, b in shared):
        return
    agreeing = {a.value.point for a, b in shared if _agrees(a, b)}
    differing = [(a, b) for a, b in shared if not _meets(a, b)]
    if len(differing) == 1 and agreeing:
        first, last = sorted(differing[0], key=lambda e: e.index)
        enough = len(agreeing) >= _FEWEST_WITNESSES or _of_one_key(first, last)
        claim = Claim.STATED if enough else Claim.LIKELY
        rule = "retold-swapped" if swapped(first, last) else "retold"
        yield Relation("equal", last.id, Term(first.id), rule, claim, 0.85)


def swapped(one: Entry, other: Entry) -> bool:
    """Tell whether two figures of three digits or more differ by two neighbouring digits that changed places."""
    first, second = (_written(e) for e in (one, other))
    apart = [i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b]
    if len(first) != len(second) or len(first) < _FEWEST_DIGITS or len(apart) != 2:
        return False
    here, there = apart
    return there - here == 1 and first[here] + first[there] == second[there] + second[here]


def _written(entry: Entry) -> str:
    """Return the digits of a figure in full, without the zeros that its unit adds."""
    return f"{abs(entry.value.point).normalize():f}".replace(".", "").strip("0")


def _agrees(one: Entry, other: Entry) -> bool:
    return _telling(one) and _telling(other) and _meets(one, other)


def _telling(entry: Entry) -> bool:
    """Tell whether a figure is written so finely that two of one name agree by no accident (120.00)."""
    return entry.digits >= _FEWEST_DIGITS or len(entry.number.as_tuple().digits) > _FEWEST_DIGITS


def _meets(one: Entry, other: Entry) -> bool:
    if one.value.meets(other.value):
        return True
    return one.unit != other.unit and one.value.meets_cut_off(other.value)


def _of_one_key(one: Entry, other: Entry) -> bool:
    """Tell whether two figures have one complete key."""
    keys = one.key, other.key
    known = [k for k in keys if k is not None and k.complete]
    return len(known) == len(keys) and known[0].fact == known[1].fact


# One level told twice, with its change and rate.


def _of_one_level(ledger: Ledger) -> Iterator[Relation]:
    """Yield the changes and rates against the year before of a level that two passages tell alike."""
    against = Comparisons(ledger)
    levels: dict[str, list[Entry]] = defaultdict(list)
    for entry in ledger.of_kind("money"):
        named = _subject(entry)
        if named and entry.spoken and not entry.aside:
            levels[named].append(entry)
    for group in levels.values():
        told = [(e, _moves(ledger, against, e)) for e in group if e.digits >= _FEWEST_DIGITS]
        moved = [(e, moves) for e, moves in told if moves]
        alike = ByValue([(e.value.point, (e, moves)) for e, moves in moved])
        for one, a in moved:
            near = alike.near(one.value.point)
            later = ((o, b) for o, b in near if one.index < o.index and one.line != o.line)
            for other, b in islice(later, _MOST_TELLINGS):
                if _meets(one, other) and compatible(one, other):
                    yield from _moved_otherwise(a, b)


def _subject(entry: Entry) -> str:
    key = entry.key
    if key is not None and key.concept is not None:
        return key.concept
    named = core(entry.name).removeprefix("财政拨款").removesuffix("支出")
    return named or core(entry.owner or "")


def _moves(ledger: Ledger, against: Comparisons, level: Entry) -> Mapping[str, Entry]:
    """Return the change and the rate of a level against the year before, told right behind it."""
    found: dict[str, Entry] = {}
    for entry in ledger.entries[level.index + 1 : level.index + 1 + _BEHIND]:
        if entry.sentence != level.sentence or entry.depth != level.depth:
            break
        if entry.change is None and entry.kind == "money":
            break
        moved = entry.change is not None and (against.of(entry) or "prior") == "prior"
        moved = moved and not AVERAGED.search(ledger.before(entry, 14))
        if moved and not entry.aside and same_thing(entry, level):
            found.setdefault(entry.family, entry)
    return found


def _moved_otherwise(one: Mapping[str, Entry], other: Mapping[str, Entry]) -> Iterator[Relation]:
    for family in ("money", "rate"):
        if family in one and family in other:
            a, b = sorted((one[family], other[family]), key=lambda e: e.index)
            claim = Claim.SUGGESTED if _meets(a, b) else Claim.STATED
            yield Relation("equal", b.id, Term(a.id), "retold-change", claim, 0.85)

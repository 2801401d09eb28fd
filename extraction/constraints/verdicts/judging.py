"""From candidate relations to checks that are told: precision first.

A candidate that holds is told. One that does not is told when text or structure state it, or when
they make it likely and a single slip of the pen explains the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

from extraction.constraints.arithmetic.check import CheckKind
from extraction.constraints.arithmetic.evaluate import Verdict, evaluate
from extraction.constraints.arithmetic.relation import (
    Claim,
    Ratio,
    Relation,
    Sum,
    Term,
)
from extraction.constraints.ledger.entries import Ledger
from extraction.constraints.verdicts.agreeing import agreeing, sound
from extraction.constraints.verdicts.dimensions import may_meet
from extraction.constraints.verdicts.exchanged import COLUMNS, exchanged
from extraction.constraints.verdicts.explaining import explained, plausible
from extraction.constraints.verdicts.held import HeldShares, HeldSums, parts_of
from extraction.constraints.verdicts.judged import Judged
from extraction.constraints.verdicts.slips import BESIDE
from extraction.constraints.verdicts.wider import rest_behind, told_of_more, whole_with_left_out

_NEAR = {
    "money": Decimal("0.1"),
    "count": Decimal("0.04"),
    "score": Decimal("0.08"),
    "weight": Decimal("0.08"),
}
"""How far a likely total may be off its parts and still be meant as their sum."""
_TELLING_DIGITS = 3
_TOLD_BY_WORDS: frozenset[CheckKind] = frozenset({"growth", "share", "diff"})
_Key = tuple[str, str, frozenset[str]]
"""What is one relation: its family, the rate that it is of, its figures."""
_WORD = re.compile(r"[一-鿿]")
_FAMILIES = {"diff": "sum"}
_OF_TABLES = frozenset({"table-sum", *COLUMNS})
"""Rules whose relations, however weakly suggested, are looked at where two of their figures may have changed places."""


def judge(candidates: Iterable[Relation], ledger: Ledger) -> tuple[Judged, ...]:
    """Return what to tell of the candidates, each relation once, best candidate of a figure first."""
    held, broken = _parted(candidates, ledger)
    settled = _settled(held.values())
    defined = {(j.relation.kind, j.relation.stated) for j in broken.values() if j.relation.defined}
    held = {k: j for k, j in held.items() if (j.relation.kind, j.relation.stated) not in defined}
    relations = [j.relation for j in held.values()]
    readings, portions = HeldSums(relations, ledger), HeldShares(relations, ledger)
    kept = [
        j
        for j in broken.values()
        if _open(j, settled, ledger)
        and not readings.another(j.relation)
        and not portions.overlap(j.relation)
        and not whole_with_left_out(j.relation, j.verdict, ledger)
        and not _without_words(j.relation, ledger)
        and not told_of_more(j.relation, ledger)
        and not rest_behind(j.relation, j.verdict, ledger)
        and (not readings.complete(j.relation) or explained(j.relation, ledger))
    ]
    told = [*_one_each(_once(held.values(), ledger)), *_one_each(kept)]
    told.sort(key=lambda j: (ledger.by_id[j.relation.stated].index, j.relation.kind))
    return tuple(told)


def _parted(
    candidates: Iterable[Relation], ledger: Ledger
) -> tuple[dict[_Key, Judged], dict[_Key, Judged]]:
    """Return the candidates that hold and those that may be told though they do not, the firmest of each."""
    held: dict[_Key, Judged] = {}
    broken: dict[_Key, Judged] = {}
    set_aside: list[Judged] = []
    for relation in candidates:
        verdict = evaluate(relation, ledger.values)
        if verdict is None or len(relation.terms) < 2 or not may_meet(relation, ledger):
            continue
        key = _key(relation)
        judged = Judged(relation, verdict)
        if not judged.violated:
            if key not in held or relation.claim > held[key].relation.claim:
                held[key] = judged
        elif _raised(relation, verdict, ledger):
            if _firmer(judged, broken.get(key)):
                broken[key] = judged
        elif relation.claim > Claim.SUGGESTED or relation.rule in _OF_TABLES:
            set_aside.append(judged)
    known = sound(j.relation for j in held.values())
    for judged in _witnessed(set_aside, broken.values(), ledger, known):
        broken.setdefault(_key(judged.relation), judged)
    return held, broken


def _witnessed(
    set_aside: Sequence[Judged], broken: Iterable[Judged], ledger: Ledger, held: Set[str]
) -> Iterator[Judged]:
    """Yield relations that are too far off for one alone, where another speaks for them.

    It wants the same of one of their figures, one of the two being stated; or both come out with two figures exchanged.
    """
    told = [j for j in broken if j.relation.claim > Claim.SUGGESTED]
    pool = [*(j for j in set_aside if j.relation.claim > Claim.SUGGESTED), *told]
    known = agreeing([j.relation for j in pool], ledger, held)
    for place, others in known.items():
        stated = any(pool[p].relation.claim is Claim.STATED for p in (place, *others))
        if stated and place < len(pool) - len(told):
            yield _firmly(pool[place])
    failing = [(j.relation, j.verdict) for j in (*set_aside, *told)]
    yield from (
        _firmly(set_aside[p]) for p in sorted(exchanged(failing, ledger)) if p < len(set_aside)
    )


def _firmly(judged: Judged) -> Judged:
    """Return a relation as stated: what speaks for it makes up for what its words leave open."""
    return replace(judged, relation=replace(judged.relation, claim=Claim.STATED))


def _without_words(relation: Relation, ledger: Ledger) -> bool:
    """Tell whether nothing but blanks and strokes joins the figures of a rate or a difference outside tables.

    They are cells of a row whose columns nobody told; words, not neighbours, say what is over what.
    """
    if relation.kind not in _TOLD_BY_WORDS:
        return False
    terms = sorted((ledger.by_id[t] for t in relation.terms), key=lambda e: e.index)
    if any(t.place is not None for t in terms):
        return False
    return not any(_WORD.search(ledger.between(a, b)) for a, b in pairwise(terms))


def _settled(held: Iterable[Judged]) -> Mapping[tuple[CheckKind, str], bool]:
    """Return the rates that come out over a base, and whether that is the sum of their own list alone."""
    found: dict[tuple[CheckKind, str], bool] = {}
    for relation in (j.relation for j in held if j.relation.kind in _ONE_BASE):
        key = (relation.kind, relation.stated)
        found[key] = found.get(key, True) and _over_own_list(relation)
    return found


def _open(judged: Judged, settled: Mapping[tuple[CheckKind, str], bool], ledger: Ledger) -> bool:
    """Tell whether no other base fits the rate, or none can; a rate over nothing is wrong all the same.

    The parts of a list, added up, are no other base than the whole that the words name, where a slip in it explains
    why it does not fit, or it is less than its part: the list tells what it should read.
    """
    relation, computed = judged.relation, judged.verdict.computed
    over_list = settled.get((relation.kind, relation.stated))
    if computed is None or over_list is None or relation.defined:
        return True
    less = computed.low > 1 >= judged.verdict.stated.point
    return over_list and relation.claim is Claim.STATED and (less or explained(relation, ledger))


def _over_own_list(relation: Relation) -> bool:
    """Tell whether a share is over the sum of the list that its part stands in."""
    match relation.expression:
        case Ratio(Term(), Sum()):
            return relation.kind == "share"
    return False


_ONE_BASE = frozenset({"share", "growth"})
"""A rate has one base: once a candidate base fits, the others are not told."""


def _once(held: Iterable[Judged], ledger: Ledger) -> list[Judged]:
    """Leave out a sum that only figures suggest where the very parts are firmly those of a total in another line."""
    held = list(held)
    lines: dict[frozenset[str], set[int]] = {}
    for judged in held:
        if judged.relation.claim > Claim.SUGGESTED and len(judged.relation.terms) > 2:
            lines.setdefault(parts_of(judged.relation), set()).add(
                ledger.by_id[judged.relation.stated].line
            )

    def again(relation: Relation) -> bool:
        known = lines.get(parts_of(relation)) if relation.kind == "sum" else None
        return known is not None and ledger.by_id[relation.stated].line not in known

    return [j for j in held if j.relation.claim > Claim.SUGGESTED or not again(j.relation)]


def _one_each(held: Iterable[Judged]) -> list[Judged]:
    best: dict[tuple[str, str], Judged] = {}
    others: list[Judged] = []
    for judged in held:
        if judged.relation.kind not in _ONE_BASE:
            others.append(judged)
            continue
        key = (judged.relation.kind, judged.relation.stated)
        if key not in best or judged.relation.claim > best[key].relation.claim:
            best[key] = judged
    return [*others, *best.values()]


def _key(relation: Relation) -> _Key:
    kind = _FAMILIES.get(relation.kind, relation.kind)
    stated = relation.stated if kind in _ONE_BASE else ""
    return kind, stated, frozenset(relation.terms)


def _firmer(new: Judged, known: Judged | None) -> bool:
    return known is None or new.relation.confidence > known.relation.confidence


def _raised(relation: Relation, verdict: Verdict, ledger: Ledger) -> bool:
    if relation.claim is Claim.STATED and plausible(relation, verdict):
        return True
    if relation.claim < Claim.LIKELY:
        return False
    if _near(relation, verdict, ledger) or _copied(relation, ledger):
        return True
    return explained(relation, ledger)


def _copied(relation: Relation, ledger: Ledger) -> bool:
    """Tell whether a figure repeats one beside it, as when a line is copied and not changed."""
    terms = [ledger.by_id[t] for t in relation.terms]
    if relation.rule != "breakdown" or len(terms) < 3:
        return False
    return any(
        a.value.point == b.value.point and a.digits >= _TELLING_DIGITS and a.name != b.name
        for a, b in combinations(terms, 2)
        if abs(a.index - b.index) <= BESIDE
    )


def _near(relation: Relation, verdict: Verdict, ledger: Ledger) -> bool:
    """Tell whether a sum misses by so little that the parts are meant to be all."""
    if relation.kind != "sum" or relation.slips_only or verdict.computed is None:
        return False
    if not verdict.stated.point:
        return False
    kind = ledger.by_id[relation.stated].kind
    room = _NEAR.get(kind, Decimal(0))
    return abs(verdict.computed.point - verdict.stated.point) <= abs(verdict.stated.point) * room

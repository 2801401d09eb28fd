"""One rate told twice with its figure (摘要与正文): where the rate is the same, so is what it is the rate of.

支出9478万元，支出率96.13% in a summary, 支出9748万元，资金支出率为96.13% below: one of the two amounts is a slip. A rate of
fewer digits may come twice by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import core

_FEWEST = 4
_TWO = 2
_SHARED = 2


def twin_rates(ledger: Ledger) -> Iterator[Relation]:
    """Yield the levels beside two rates of one name and value, of different paragraphs, that are not the same.

    A rate that stands beside three different levels or more came so by chance, or is a rule (补助80.00%).
    """
    for told in _beside_rates(ledger).values():
        if len({level.value.point for _, level in told}) != _TWO:
            continue
        for (other_rate, other), (rate, level) in combinations(told, 2):
            apart = other.line != level.line and not other.value.meets(level.value)
            if apart and _alike(rate, other_rate) and _shares_words(level, other):
                yield Relation("equal", level.id, Term(other.id), "twin-rate", Claim.LIKELY, 0.8)


def _beside_rates(ledger: Ledger) -> dict[tuple[object, str], list[tuple[Entry, Entry]]]:
    """Return each rate's places with the level beside it, by the rate's value and the level's family."""
    found: dict[tuple[object, str], list[tuple[Entry, Entry]]] = defaultdict(list)
    for rate in ledger.of_kind("rate"):
        level = _level(ledger, rate)
        if level is not None:
            found[rate.number, level.family].append((rate, level))
    return found


def _level(ledger: Ledger, rate: Entry) -> Entry | None:
    """Return the level right before a rate that is no change, in its sentence."""
    if not rate.spoken or rate.digits < _FEWEST or not rate.index:
        return None
    found = ledger.levels_right_before(rate, 1) or ledger.entries[rate.index - 1 : rate.index]
    level = found[0]
    usable = level.kind == "money" and level.spoken
    return level if usable and level.sentence == rate.sentence and level.role == "actual" else None


def _alike(one: Entry, other: Entry) -> bool:
    names = core(one.name), core(other.name)
    return all(names) and (names[0].endswith(names[1]) or names[1].endswith(names[0]))


def _shares_words(one: Entry, other: Entry) -> bool:
    """Tell whether two names have a word of two characters in common."""
    words = {one.core[i : i + _SHARED] for i in range(len(one.core) - 1)}
    return any(other.core[i : i + _SHARED] in words for i in range(len(other.core) - 1))

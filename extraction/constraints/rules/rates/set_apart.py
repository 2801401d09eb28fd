"""How far two things stand apart (高出, 低于): the rate is over the thing compared with, no earlier level of the same.

市场均价3.10万元，合同单价高出0.75万元，高出24.2%: what is higher is the subject of the clause, its base the other thing.
Where the clause names no subject (A3.85万元，B3.10万元，高出0.75万元) the base is the lower of the two, or the higher one
of what is lower; their difference says that they are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Term
from extraction.constraints.ledger.comparison import told_against
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.lexicon.changes import apart_pattern
from extraction.lexicon.comparators import before_pattern
from extraction.quantities.folding import fold

_APART = re.compile(rf"^(?P<subject>.*?){apart_pattern()}(?:了|约|近)*\s*$")
_NO_THING = re.compile(
    r"^(?:全年|当年|本年|今年|实际|累计|共|共计|合计|均|各|平均|约|也|又|仍|则|分别|因此|从而|故|已|即|反而|明显|远|略)*$"
)
_LAST_CLAUSE = re.compile(r"[,，;；、:：(（]")
_AGAINST = re.compile(rf"{before_pattern()}[^，。；,;\d]{{1,12}}$")
_BACK = 8


def set_apart(ledger: Ledger, rate: Entry, change: Entry) -> Iterator[Relation] | None:
    """Return the relations of a rate behind a distance between two things, None where its change is no such."""
    thing = ledger.entries[change.index - 1] if change.index else None
    if thing is not None and _stands_against(ledger, thing, change):
        return iter((_over(rate, change, thing, Claim.STATED),))
    words = re.split(r"[。;；]", fold(ledger.lead(change)))[-1]
    told = _APART.match(_LAST_CLAUSE.split(words)[-1].strip())
    if told is None or told_against(words) is not None:
        return None
    levels = _levels(ledger, change)
    subject = told["subject"].strip()
    if _NO_THING.match(subject):
        here = [e for e in levels if e.sentence == change.sentence][:2]
        names = {e.core for e in here} - {""}
        return _between(rate, change, here) if len(names) == 2 else None
    return _from_subject(rate, change, levels, subject)


def _stands_against(ledger: Ledger, thing: Entry, change: Entry) -> bool:
    """Tell whether a distance follows at once the figure that it is from (低于控制价448万元36万元)."""
    alike = thing.family == change.family and thing.spoken and thing.line == change.line
    return (
        alike
        and not ledger.between(thing, change).strip()
        and _AGAINST.search(fold(ledger.before(thing, 24))) is not None
    )


def _levels(ledger: Ledger, change: Entry) -> Sequence[Entry]:
    """Return the levels of the change's paragraph before it, the nearest first."""
    near = ledger.entries[max(0, change.index - _BACK) : change.index]
    return [
        e
        for e in reversed(near)
        if e.family == change.family and e.spoken
        and e.line == change.line and e.depth == change.depth
    ]  # fmt: skip


def _between(rate: Entry, change: Entry, pair: Sequence[Entry]) -> Iterator[Relation]:
    """Yield the rate over the lower of two things, or the higher one of what is lower."""
    low, high = sorted(pair, key=lambda e: e.value.point)
    if high.value.point - low.value.point == abs(change.value.point):
        yield _over(rate, change, low if change.change == "increase" else high, Claim.STATED)


def _from_subject(
    rate: Entry, change: Entry, levels: Sequence[Entry], subject: str
) -> Iterator[Relation]:
    """Yield the rate over the level nearest to it of a thing that is not the subject.

    Where the subject's own level stands there too, and is as far from it, nothing is left to doubt.
    """
    own = [e for e in levels if _names(e, subject)]
    others = [e for e in levels if e not in own]
    if others:
        apart = [e.value.point - others[0].value.point for e in own]
        sure = change.value.point in apart
        yield _over(rate, change, others[0], Claim.STATED if sure else Claim.LIKELY)


def _names(level: Entry, subject: str) -> bool:
    return any(name and (name in subject or subject in name) for name in map(fold, level.items))


def _over(rate: Entry, change: Entry, thing: Entry, claim: Claim) -> Relation:
    ratio = Ratio(Term(change.id), Term(thing.id))
    return Relation("growth", rate.id, ratio, "growth-apart", claim, 0.85)

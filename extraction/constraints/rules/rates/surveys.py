"""Satisfaction told with the answers of a survey (满意度): the satisfied over the valid answers.

有效问卷450份，满意的432份，满意度96%; of a list of answers the words say how many count (前三项合计). A degree that is weighed
over all answers has no such words, and is held against nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.relation import (
    Claim,
    Expression,
    Ratio,
    Relation,
    Term,
    total,
)
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.quantities.numerals import read_numeral

_SATISFACTION = re.compile(r"满意[率度]")
_VALID = re.compile(r"有效(?!率)(?![^，。]{0,6}中)")
_ANSWERED = frozenset("份人户名张位")
_SATISFIED = re.compile(r"(?<!不)满意")
_UNSATISFIED = re.compile(r"不满意|不太满意|一般|不了解")
_FIRST = re.compile(r"前([两二三四])[项类]")
_AROUND = 12
_WEIGHED = re.compile(r"加权|赋分|赋值|按.{0,6}分")


def surveys(ledger: Ledger) -> Iterator[Relation]:
    """Yield rates of satisfaction over the valid answers right before them in their paragraph."""
    for rate in ledger.of_kind("rate"):
        if rate.place is not None or rate.change is not None:
            continue
        before = [
            e
            for e in ledger.entries[max(0, rate.index - _AROUND) : rate.index]
            if rate.line - e.line <= 1 and e.place is None
        ]
        answers = _answers(ledger, before)
        if len(answers) < 2 or not _SATISFACTION.search(_said(ledger, answers[-1], rate)):
            continue
        top = _satisfied(ledger, answers[1:], _said(ledger, answers[-1], rate))
        if top is not None:
            ratio = Ratio(top, Term(answers[0].id))
            yield Relation("share", rate.id, ratio, "survey", Claim.STATED, 0.85, certain=True)


def _answers(ledger: Ledger, before: Sequence[Entry]) -> list[Entry]:
    """Return the number of valid answers and those behind it that are counted alike."""
    for place in range(len(before) - 1, -1, -1):
        valid = before[place]
        counts = valid.kind in ("count", "goal") and valid.unit[:1] in _ANSWERED
        if counts and _VALID.search(_lead(ledger, valid)):
            return [valid, *(e for e in before[place + 1 :] if e.family == valid.family)]
    return []


def _satisfied(ledger: Ledger, answers: Sequence[Entry], said: str) -> Expression | None:
    """Return the answers that count as satisfied: so many as the words say, or the only ones that are."""
    if _WEIGHED.search(said):
        return None
    first = _FIRST.search(said)
    if first is not None:
        number = int(read_numeral(first[1]).value)
        counted = answers[:number]
        return total(tuple(e.id for e in counted)) if len(counted) == number else None
    own = [(e, _lead(ledger, e)) for e in answers]
    good = [e for e, lead in own if _SATISFIED.search(lead) and not _UNSATISFIED.search(lead)]
    others = [e for e, lead in own if e not in good and not _UNSATISFIED.search(lead)]
    return Term(good[0].id) if len(good) == 1 and not others else None


def _lead(ledger: Ledger, entry: Entry) -> str:
    """Return the names of a figure with the words between the one before and it in its clause."""
    start = ledger.entries[entry.index - 1].mention.end if entry.index else 0
    start = max(start, ledger.line_starts[entry.line], entry.mention.start - 24)
    lead = re.split(r"[，,。；;]", ledger.text[start : entry.mention.start])[-1]
    return lead + "".join(entry.items)


def _said(ledger: Ledger, last: Entry, rate: Entry) -> str:
    return ledger.between(last, rate) + "".join(rate.items)

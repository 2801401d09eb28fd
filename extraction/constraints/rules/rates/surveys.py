"""Satisfaction of a survey (满意度): the satisfied over the answers, where its words say which they are.

Two ways of telling it are read. Its sentence defines it (满意、基本满意之和占有效问卷的比例): the answers that it names, over the
whole that all answers before it come to. Or the valid answers stand before it (有效问卷450份，满意的432份，满意度96%): the satisfied
of them, or so many answers as the words count (前三项合计). A degree that weighs the answers is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.constraints.arithmetic.relation import (
    Claim,
    Expression,
    Ratio,
    Relation,
    Term,
    total,
)
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.lexicon.source import any_of
from extraction.lexicon.totals import answers, weighed_answers
from extraction.quantities.folding import fold
from extraction.quantities.numerals import read_numeral

_ANSWER = rf"(?:非常|十分|比较|基本|不太|很不|很|较|不)?{any_of(answers())}(?![度率])"
_LABEL = re.compile(rf"(?P<answer>{_ANSWER})[的者有为共计\s]*$")
_NAMED = re.compile(_ANSWER)
_QUOTES = re.compile(r"[\"'“”‘’「」《》]")
_OVER = re.compile(r"占|除以")
_WEIGHED = re.compile(rf"{any_of(weighed_answers())}|按.{{0,6}}分(?!比)")
_SATISFACTION = re.compile(r"满意[率度]")
_VALID = re.compile(r"有效(?!率)(?![^，。]{0,6}中)")
_SATISFIED = re.compile(r"(?<!不)满意")
_UNSATISFIED = re.compile(r"不满意|不太满意|一般|不了解")
_FIRST = re.compile(r"前([两二三四])[项类]")
_OF_FORMS = re.compile(r"占(?:全部|总)?(?P<forms>回收|收回|发放|发出)的?[^，。\d]{0,8}$")
_RETURNED = re.compile(r"(?:回收|收回)(?!率)[^，,。]{0,8}$")
_HANDED_OUT = re.compile(r"(?:发放|发出)[^，,。]{0,8}$")
_COUNTED = frozenset("份人户名张位")
"""Units of who or what answered; 满意、基本满意两项 counts the answers themselves."""
_AROUND = 12
_FEWEST = 3


# The sentence says which answers are added, and over what.


def defined(ledger: Ledger) -> Iterator[Relation]:
    """Yield a rate over the answers that its sentence adds up."""
    for rate in ledger.of_kind("rate"):
        if not rate.spoken or rate.aside:
            continue
        sentence = ledger.before(rate, 120).rsplit("。", 1)[-1]
        words = _QUOTES.sub("", fold(re.split(r"\d", sentence)[-1]))
        over = _OVER.search(words)
        if over is None or _WEIGHED.search(words):
            continue
        told = _labelled(ledger, rate)
        named = set(_NAMED.findall(words[: over.start()]))
        added = [e for label, e in told.items() if label in named]
        whole = _whole(ledger, list(told.values()))
        if whole is not None and len(added) == len(named) > 1:
            ratio = Ratio(total(tuple(e.id for e in added)), Term(whole.id))
            yield Relation("share", rate.id, ratio, "answers-share", Claim.STATED, 0.85)


def _labelled(ledger: Ledger, rate: Entry) -> dict[str, Entry]:
    """Return the counts right before a rate that an answer introduces, by it."""
    found: dict[str, Entry] = {}
    for entry in reversed(ledger.entries[max(0, rate.index - _AROUND) : rate.index]):
        if entry.line != rate.line:
            break
        label = _LABEL.search(_QUOTES.sub("", fold(ledger.clause_before(entry, 16))))
        if _counts(entry) and label is not None and entry.change is None:
            if label["answer"] in found:
                return {}
            found[label["answer"]] = entry
    return found


def _whole(ledger: Ledger, told: Sequence[Entry]) -> Entry | None:
    """Return the count before a list of answers that they come to, None where some are missing."""
    if len(told) < _FEWEST:
        return None
    together = sum((e.value.point for e in told), Decimal(0))
    first = min(e.index for e in told)
    before = ledger.entries[max(0, first - _AROUND) : first]
    wholes = [e for e in before if _counts(e) and e.line == told[0].line]
    return next((e for e in reversed(wholes) if e.value.point == together), None)


# The words say which forms it is a share of.


def of_named_forms(ledger: Ledger) -> Iterator[Relation]:
    """Yield a share of the forms that its clause names (有效问卷560份，占回收问卷的97.9%), over those and no others."""
    for rate in ledger.of_kind("rate"):
        told = _OF_FORMS.search(fold(ledger.clause_before(rate, 20)))
        if told is None or not rate.spoken or rate.index == 0:
            continue
        part = ledger.entries[rate.index - 1]
        before = ledger.entries[max(0, part.index - _AROUND) : part.index]
        meant = _RETURNED if told["forms"] in ("回收", "收回") else _HANDED_OUT
        wholes = [
            e
            for e in before
            if _counts(e)
            and e.line == rate.line
            and meant.search(fold(ledger.clause_before(e, 12)))
        ]
        if wholes and _counts(part) and part.sentence == rate.sentence and part.spoken:
            ratio = Ratio(Term(part.id), Term(wholes[-1].id))
            yield Relation("share", rate.id, ratio, "forms-share", Claim.STATED, 0.9, defined=True)


# The valid answers stand before it.


def over_valid(ledger: Ledger) -> Iterator[Relation]:
    """Yield rates of satisfaction over the valid answers right before them in their paragraph."""
    for rate in ledger.of_kind("rate"):
        if not rate.spoken:
            continue
        before = [
            e
            for e in ledger.entries[max(0, rate.index - _AROUND) : rate.index]
            if rate.line - e.line <= 1 and e.place is None
        ]
        told = _since_valid(ledger, before)
        if len(told) < 2 or not _SATISFACTION.search(_said(ledger, told[-1], rate)):
            continue
        top = _satisfied(ledger, told[1:], _said(ledger, told[-1], rate))
        if top is not None:
            ratio = Ratio(top, Term(told[0].id))
            yield Relation("share", rate.id, ratio, "survey", Claim.STATED, 0.85, certain=True)


def _since_valid(ledger: Ledger, before: Sequence[Entry]) -> list[Entry]:
    """Return the number of valid answers and those behind it that are counted alike."""
    for place in range(len(before) - 1, -1, -1):
        valid = before[place]
        if _counts(valid) and _VALID.search(_lead(ledger, valid)):
            return [valid, *(e for e in before[place + 1 :] if e.family == valid.family)]
    return []


def _satisfied(ledger: Ledger, told: Sequence[Entry], said: str) -> Expression | None:
    """Return the answers that count as satisfied: so many as the words say, or the only ones that are."""
    if _WEIGHED.search(said):
        return None
    first = _FIRST.search(said)
    if first is not None:
        number = int(read_numeral(first[1]).value)
        counted = told[:number]
        return total(tuple(e.id for e in counted)) if len(counted) == number else None
    own = [(e, _lead(ledger, e)) for e in told]
    good = [e for e, lead in own if _SATISFIED.search(lead) and not _UNSATISFIED.search(lead)]
    others = [e for e, lead in own if e not in good and not _UNSATISFIED.search(lead)]
    return Term(good[0].id) if len(good) == 1 and not others else None


def _counts(entry: Entry) -> bool:
    """Tell whether a figure counts who answered; a bound among them is read as a goal."""
    return entry.kind in ("count", "goal") and entry.unit[:1] in _COUNTED


def _lead(ledger: Ledger, entry: Entry) -> str:
    """Return the names of a figure with the words between the one before and it in its clause."""
    lead = re.split(r"[，,。；;]", ledger.lead(entry, 24))[-1]
    return lead + "".join(entry.items)


def _said(ledger: Ledger, last: Entry, rate: Entry) -> str:
    return ledger.between(last, rate) + "".join(rate.items)

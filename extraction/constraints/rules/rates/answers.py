"""Satisfaction as the words define it (满意度按“非常满意”与“满意”之和占有效问卷的比例计算): answers over all answers.

The sentence of the rate names the answers that are added and says that they are held against the whole. All answers
of the list before it come to a count that is told, so that none is left out. A rate that weighs the answers is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Term, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.lexicon import totals
from extraction.lexicon.source import any_of
from extraction.quantities.folding import fold

_ANSWER = rf"(?:非常|十分|比较|基本|不太|很不|很|较|不)?{any_of(totals.answers())}(?![度率])"
_LABEL = re.compile(rf"(?P<answer>{_ANSWER})[的者有为共计\s]*$")
_NAMED = re.compile(_ANSWER)
_QUOTES = re.compile(r"[\"'“”‘’「」《》]")
_OVER = re.compile(r"占|除以")
_WEIGHED = re.compile(r"加权|赋值|赋分|分值|折算|权重|系数")
_KINDS = frozenset({"count:项", "count:类", "count:种", "count:档"})
"""Measures of the answers themselves (满意、基本满意两项), which count nobody."""
_FAR = 12
_FEWEST = 3


def answered(ledger: Ledger) -> Iterator[Relation]:
    """Yield a rate over the answers that its sentence adds up."""
    for rate in ledger.of_kind("rate"):
        if rate.place is not None or rate.change is not None or rate.aside:
            continue
        sentence = ledger.before(rate, 120).rsplit("。", 1)[-1]
        words = _QUOTES.sub("", fold(re.split(r"\d", sentence)[-1]))
        over = _OVER.search(words)
        if over is None or _WEIGHED.search(words):
            continue
        answers = _answers(ledger, rate)
        named = set(_NAMED.findall(words[: over.start()]))
        added = [e for label, e in answers.items() if label in named]
        whole = _whole(ledger, list(answers.values()))
        if whole is not None and len(added) == len(named) > 1:
            ratio = Ratio(total(tuple(e.id for e in added)), Term(whole.id))
            yield Relation("share", rate.id, ratio, "answers-share", Claim.STATED, 0.85)


def _answers(ledger: Ledger, rate: Entry) -> dict[str, Entry]:
    """Return the counts right before a rate that an answer introduces, by it."""
    found: dict[str, Entry] = {}
    for entry in reversed(ledger.entries[max(0, rate.index - _FAR) : rate.index]):
        if entry.line != rate.line:
            break
        label = _LABEL.search(_QUOTES.sub("", fold(ledger.clause_before(entry, 16))))
        counts = entry.kind == "count" and entry.family not in _KINDS
        if counts and label is not None and entry.change is None:
            if label["answer"] in found:
                return {}
            found[label["answer"]] = entry
    return found


def _whole(ledger: Ledger, answers: Sequence[Entry]) -> Entry | None:
    """Return the count before a list of answers that they come to, None where some are missing."""
    if len(answers) < _FEWEST:
        return None
    together = sum((e.value.point for e in answers), Decimal(0))
    first = min(e.index for e in answers)
    before = ledger.entries[max(0, first - _FAR) : first]
    wholes = [e for e in before if e.kind == "count" and e.line == answers[0].line]
    return next((e for e in reversed(wholes) if e.value.point == together), None)

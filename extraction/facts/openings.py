"""The time that a sentence opens with (起句的期间): what dates the figures behind it that name none themselves.

A date counts where it opens a sentence (2024年，全市…), not where it explains (主要是2022年…) or is compared with
(比2023年); words that span years (五年来, 年均) leave what follows undated.
"""

from __future__ import annotations

import re

from extraction.facts.periods import normalise_period, spelt_out
from extraction.lexicon.dates import period_pattern
from extraction.lexicon.numbering import numbering_end, sentence_ends
from extraction.lexicon.periods import YEAR_DIGITS, over_years_pattern, plan_period
from extraction.lexicon.source import any_of
from extraction.remembering import remembered

_YEAR = re.compile(rf"(?<!\d)({YEAR_DIGITS})\s*年")
_FIRST_CLAUSE = re.compile(r"[,，:：]")
_ASIDE = re.compile(any_of(["主要", "原因", "影响", "由于", "因", "根据", "按照", "《", "印发"]))
_UNTIL = re.compile(r"(?:截[至止]|至|到)\s*\Z")
_COMPARED = re.compile(r"[比较与同和自从由]\s*\Z")
_NOTE = re.compile(r"^\s*(?:(?:备?注|说明)\d{0,2}|[①-⑩]|\(\d{1,2}\)|[:：、\s])+")
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_REASON = re.compile(r"主要[是系]|原因|由于|影响|^\s*[因受]")
_DIGIT = re.compile(r"\d")
_FEW_CLAUSES = 5
_NEAR = 8
_NOTE_HEAD = re.compile(r"\s*(?:(?:备|附)?注|说明|[①-⑩])")
_CLOSED = re.compile(r"[。；;：:，,]\s*$")
_SHORTEST_LEAD = 30
_ENDS = re.compile(f"[{sentence_ends()}]")


@remembered(4096)
def opening_period(sentence: str) -> tuple[bool, str | None]:
    """Tell whether a sentence settles the period of what follows, and which; asked by each figure behind it."""
    sentence = _NOTE.sub("", sentence)
    opening = _FIRST_CLAUSE.split(sentence, maxsplit=1)[0]
    plan = plan_period(opening)
    if plan is not None:
        return True, plan
    if over_years_pattern().search(opening):
        return True, None
    if _ASIDE.search(opening):  # 按照有关要求，2025年安排…: the year opens the clause behind it
        behind = _FIRST_CLAUSE.split(sentence, maxsplit=2)[1:2]
        period = _opened(behind[0]) if behind and _YEAR.match(behind[0]) else None
    else:
        period = _opened(opening) or _behind_opening(sentence)
    return period is not None, period


@remembered(1024)
def paragraph_opening(line: str) -> tuple[bool, str | None]:
    """Tell whether a paragraph opens with a year or a plan of years that also dates what is listed below it, and which.

    A day or a part of a year that opens it dates itself alone; a note dates itself, and a page's head nothing.
    """
    if _NOTE_HEAD.match(line) or (len(line) < _SHORTEST_LEAD and not _CLOSED.search(line)):
        return False, None
    plain = spelt_out(line)
    first = _ENDS.split(plain[numbering_end(plain) :], maxsplit=1)[0]
    settled, period = opening_period(first)
    whole = period is None or len(period) == 4 or "-" not in period
    return (settled, period) if whole else (False, None)


def _behind_opening(sentence: str) -> str | None:
    """Return the year that opens a later clause before any figure (综合考虑各项因素，2025年收入安排…)."""
    for clause in _FIRST_CLAUSE.split(sentence)[1:_FEW_CLAUSES]:
        if _YEAR.match(clause):
            return _opened(clause)
        if _REASON.search(clause) or _DIGIT.search(clause):
            return None
    return None


def _opened(opening: str) -> str | None:
    """Return the period that the first clause of a sentence sets; a day or month only up to which it counts."""
    for match in reversed(list(period_pattern().finditer(opening))):
        before = opening[max(0, match.start() - _NEAR) : match.start()]
        period = normalise_period(match[0])
        if period is None or _COMPARED.search(before):
            continue
        if not _DAY.fullmatch(period) or _UNTIL.search(before):
            return period
    return None

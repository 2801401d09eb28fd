"""Periods as a reader sees them (期间完整): whole dates, one span for a range, the date of the own clause.

A model now and then cuts a date (2021年|年末) or reads a range as two; the grammar of dates knows where
they end. A name that begins inside a date begins behind it (上半年|支出).
"""

from __future__ import annotations

import re

from extraction.labels import FIGURES, NAMES, Label
from extraction.lexicon.dates import period_pattern
from extraction.lexicon.periods import YEAR_DIGITS, part_pattern, relative_years, signature_words
from extraction.lexicon.source import any_of
from extraction.linking.draft import Draft
from extraction.markup import Mention
from extraction.quantities.folding import fold
from extraction.span import Span

_MARGIN = 24
_REACH = 80
_SENTENCE_REACH = 60
_WRITTEN_DATE = re.compile(rf"(?<![\d.]){YEAR_DIGITS}([-/.])\d{{1,2}}\1\d{{1,2}}(?![\d.])")
_WHOLE_YEAR = re.compile(rf"{YEAR_DIGITS}\s*年度?")
_BASE = re.compile(r"[比较与同和]\s*\Z")
_OTHER_TIME = re.compile(any_of(relative_years()))
_STOP = re.compile(r"[。！!？?；;（）()\n]")
_CLAUSE = re.compile(r"[,，。;；!！?？、\n(（]")


def settle_periods(draft: Draft) -> None:
    """Make every PERIOD of prose a whole date."""
    for mention in draft.mentions(*FIGURES):
        if _in_written_date(draft.text, mention.span):
            draft.drop(mention.id)
    for mention in draft.mentions(Label.PERIOD):
        if draft.get(mention.id) is not None:
            _whole(draft, mention)


def _in_written_date(text: str, span: Span) -> bool:
    """Tell whether a figure is the day, month or year of 2019/6/11."""
    begin = max(0, span.start - 10)
    around = fold(text[begin : span.end + 10])
    return any(
        begin + m.start() <= span.start and span.end <= begin + m.end() and len(m[0]) > len(span)
        for m in _WRITTEN_DATE.finditer(around)
    )


def date_figures(draft: Draft) -> None:
    """Date figures by the part of a year in their own clause, else as the figure before them is dated."""
    part = re.compile(part_pattern())
    for figure in draft.mentions(*FIGURES):
        _part_of_year(draft, figure, part)
        if draft.targets(figure.id, Label.PERIOD):
            continue
        before = draft.value_before(figure.start, reach=_SENTENCE_REACH)
        if before is None or _STOP.search(draft.text, before.end, figure.start):
            continue
        periods = draft.targets(before.id, Label.PERIOD)
        own = any(m.label is Label.PERIOD for m in draft.within(before.end, figure.start))
        if periods and not own and _governs(draft.text, periods[0], before, figure):
            draft.relink(figure.id, Label.PERIOD, periods[0].id)


def _governs(text: str, period: Mention, before: Mention, figure: Mention) -> bool:
    """Tell whether a period dates the next figure too: no base of comparison, no other time between."""
    if period.end > before.start or _BASE.search(text[max(0, period.start - 2) : period.start]):
        return False
    return not _OTHER_TIME.search(text, before.end, figure.start)


def _whole(draft: Draft, mention: Mention) -> None:
    match = _date_around(draft.text, mention.span)
    if match is None:
        if _cuts_number(draft.text, mention.span) and not _WHOLE_YEAR.fullmatch(mention.text):
            draft.drop(mention.id)
        return
    if _is_signature(draft.text, match):
        draft.drop(mention.id)
        return
    for other in draft.within(match.start, match.end):
        if other.id == mention.id:
            continue
        if other.label is Label.PERIOD and match.covers(other.span):
            draft.drop(other.id, instead=mention.id)
        elif other.label in NAMES and other.cell is None and match.covers(other.span):
            draft.drop(other.id)  # a date is no name
        elif not _starts_behind(draft, other, match):
            return
    draft.move(mention.id, match)


def _date_around(text: str, span: Span) -> Span | None:
    """Return the whole date that a span lies in or touches, None where the grammar knows none."""
    begin = max(0, span.start - _MARGIN)
    around = fold(text[begin : span.end + _MARGIN])
    for match in period_pattern().finditer(around):
        found = Span(begin + match.start(), begin + match.end())
        if found.overlaps(span):
            return found
    return None


def _cuts_number(text: str, span: Span) -> bool:
    """Tell whether a span begins or ends between two digits, which no date does."""
    left = text[max(0, span.start - 1) : span.start].isdigit() and text[span.start].isdigit()
    return left or (text[span.end - 1].isdigit() and text[span.end : span.end + 1].isdigit())


def _starts_behind(draft: Draft, other: Mention, date: Span) -> bool:
    """Let a name that begins inside a date begin behind it; False where that leaves no name."""
    rest = Span(min(date.end, other.end), other.end)
    named = other.label in NAMES and other.cell is None
    return named and other.start >= date.start and len(rest) >= 2 and draft.move(other.id, rest)


def _is_signature(text: str, date: Span) -> bool:
    """Tell whether a date dates the paper: behind 填报日期, or alone on its line with a day."""
    begin, end = text.rfind("\n", 0, date.start) + 1, text.find("\n", date.end)
    line = text[begin : end if end >= 0 else len(text)]
    head = fold(text[begin : date.start]).rstrip(" :\t")
    if head.endswith(signature_words()):
        return True
    return line.strip() == date.of(text).strip() and bool(re.search(r"[日号]\s*\Z", date.of(text)))


def _part_of_year(draft: Draft, figure: Mention, part: re.Pattern[str]) -> None:
    """Date a figure by a quarter or half that its own clause names and nobody marked."""
    text = draft.text
    begin = max(0, figure.start - _REACH)
    value = draft.value_before(figure.start, reach=_REACH)
    begin = max(begin, value.end if value else 0)
    clause = begin + len(text[begin : figure.start]) - len(_last_clause(text[begin : figure.start]))
    matches = list(part.finditer(fold(text[clause : figure.start])))
    if not matches or "分别" in text[clause : figure.start]:
        return
    span = Span(clause + matches[-1].start(), clause + matches[-1].end())
    for other in draft.within(span.start, span.end):
        if other.label is Label.PERIOD or not _starts_behind(draft, other, span):
            return
    added = draft.add(Label.PERIOD, span)
    if added is not None:
        draft.relink(figure.id, Label.PERIOD, added.id)


def _last_clause(words: str) -> str:
    return _CLAUSE.split(words)[-1]

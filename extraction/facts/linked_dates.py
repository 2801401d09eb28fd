"""Which of the dates that a figure of prose is linked to is its own (自身期间), and which only stands near.

A link also ties a change to the base that it is told against (比2022年增长3%): that dates the base; and a share to its whole (占2022年收入的3%). A date within
a reason does not date what follows the reason, nor that of an origin the level reached (从2024年的94元提高到99元).
Of a list behind 分别 the k-th figure is of the k-th year; a month takes the year of the date before it.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from extraction.facts.periods import normalise_period, spelt_out
from extraction.labels import FIGURES, Label
from extraction.lexicon.changes import ends_reached, moved_pattern
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.markup import Markup, Mention

_BASE = re.compile(
    r"(?<![对占])(?:比|较|与|同|对比|相比)(?:于|起)?[“\"]?(?:十[一二三四五六]五)?[”\"]?(?:时期|期间|期)?末?(?:的)?\s*\Z"
)
_WHOLE = re.compile(r"占(?:到|了)?\s*\Z")
_ORIGIN = re.compile(r"[从由自]\s*\Z")
_ON_BASE = re.compile(r"的?基础上")
_REASON = re.compile(r"主要[是系为]|原因|(?:^|[,，(（])[^,，(（]{0,4}(?:由于|因为?|受)[^,，]*\Z")
_MOVED = re.compile(moved_pattern())
_SENTENCE = re.compile(r"[。！？!?\n]")
_PART = re.compile(r"[。！？!?\n;；]")
_DATED_DAY = re.compile(rf"({YEAR_DIGITS})年(?=\d{{1,2}}月)")
_YEAR_DIGITS = re.compile(YEAR_DIGITS)
_JOINT = re.compile(r"\s*(?:[、,，]|以?及|和|与)\s*(?:增长|下降|增加|减少)?\s*")
_EACH = re.compile(r"(?P<subject>[^。；;\n]*?)分别[^。，,；;\d]{0,14}\Z")
_TO = r"\s*(?:[-－—–―‒~～]{1,2}|至|到)\s*"
_SPAN_OF_YEARS = re.compile(rf"(?<!\d)({YEAR_DIGITS})年?度?{_TO}({YEAR_DIGITS})年(末|底)?")
_ROW_OF_YEARS = re.compile(
    rf"(?:{YEAR_DIGITS}年(?:末|底)?(?:[、,，]|以?及|和|与)\s*)+{YEAR_DIGITS}年(?:末|底)?"
)
_SEVERAL_THINGS = re.compile(r"、|[\u4e00-\u9fff](?:和|及|与)[\u4e00-\u9fff]")
_MOST_YEARS = 6
_FAR = 400


def linked_dates(markup: Markup, text: str | None) -> Mapping[str, str]:
    """Return the words that date each figure by its id, for those that a date is linked to or a row of years dates.

    Args:
        text: the document's text; None where links alone tell, as those of a record do.
    """
    by_id = markup.by_id()
    dates: dict[str, Mention] = {}
    for link in markup.links:
        if by_id[link.target].label is Label.PERIOD:
            dates.setdefault(link.source, by_id[link.target])
    if text is None:
        return {source: date.text for source, date in dates.items()}
    prose = sorted(
        (m for m in markup.mentions if m.label in FIGURES and m.cell is None),
        key=lambda m: m.start,
    )
    ends = [m.end for m in prose]
    told: dict[str, str] = {}
    for source, date in dates.items():
        figure = by_id[source]
        if figure.cell is not None or figure.label not in FIGURES or date.end > figure.start:
            told[source] = date.text
            continue
        others = bisect.bisect_left(ends, figure.start) > bisect.bisect_right(ends, date.end)
        if _dates(text, date, figure, behind_others=others):
            told[source] = _with_year(text, date)
    return told | dict(_each_its_year(text, prose))


def _dates(text: str, date: Mention, figure: Mention, *, behind_others: bool) -> bool:
    """Tell whether a date before a figure is its own."""
    opening = _PART.split(text[max(0, date.start - 120) : date.start])[-1]
    between = text[date.end : figure.start]
    if len(between) > _FAR:  # what leads out of a reason stands near either end
        between = between[: _FAR // 2] + between[-_FAR // 2 :]
    if _ON_BASE.search(between):
        return False
    if figure.label is Label.RATE and _WHOLE.search(opening) and not re.search(r"[，,]", between):
        return False
    if _BASE.search(opening):
        return figure.change is None and not behind_others and not _MOVED.search(between)
    if behind_others and _ORIGIN.search(opening) and ends_reached(between):
        return False
    return not (_REASON.search(opening) and _left(opening, between))


def _left(opening: str, between: str) -> bool:
    """Tell whether the words behind a date lead out of the reason that it stands in: past its stop or its bracket."""
    if re.search(r"[。；;]", between):
        return True
    opened = len(re.findall(r"[(（]", opening)) - len(re.findall(r"[)）]", opening))
    depth = 0
    for char in between:
        depth += (char in "(（") - (char in ")）")
        if depth < 0:
            return opened > 0
    return False


def _with_year(text: str, date: Mention) -> str:
    """Return the words of a date, a month or part of a year with the year of the date before it in its sentence."""
    if _YEAR_DIGITS.search(spelt_out(date.text)):
        return date.text
    sentence = _SENTENCE.split(spelt_out(text[max(0, date.start - 200) : date.start]))[-1]
    before = list(_DATED_DAY.finditer(sentence))
    if not before:
        return date.text
    earlier = normalise_period(sentence[before[-1].start() :][:11])
    own = normalise_period(f"{before[-1][1]}年{date.text}")
    later = earlier is not None and own is not None and own.split("/")[-1] >= earlier[:7]
    return f"{before[-1][1]}年{date.text}" if later else date.text


def _each_its_year(text: str, prose: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Yield the year of each figure of a row behind 分别 that a span or row of as many years opens."""
    for row in _rows(text, prose):
        sentence = _SENTENCE.split(text[max(0, row[0].start - 200) : row[0].start])[-1]
        each = _EACH.search(spelt_out(sentence))
        years = _years(each["subject"]) if each else ()
        if len(years) == len(row):
            yield from ((figure.id, year) for figure, year in zip(row, years, strict=True))


def _rows(text: str, prose: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield the figures of one kind that follow one another as a list, two or more."""
    row: list[Mention] = list(prose[:1])
    for one, other in pairwise(prose):
        if one.label is other.label and _JOINT.fullmatch(text, one.end, other.start):
            row.append(other)
            continue
        if len(row) > 1:
            yield row
        row = [other]
    if len(row) > 1:
        yield row


def _years(subject: str) -> tuple[str, ...]:
    """Return the years of the span or row of years that a subject opens with, none where it lists things besides."""
    found = [*_SPAN_OF_YEARS.finditer(subject), *_ROW_OF_YEARS.finditer(subject)]
    if not found:
        return ()
    last = max(found, key=lambda m: m.end())
    if _SEVERAL_THINGS.search(subject, last.end()) or _YEAR_DIGITS.search(subject, last.end()):
        return ()
    if last.re is _ROW_OF_YEARS:
        return tuple(m[0] for m in re.finditer(rf"{YEAR_DIGITS}年(?:末|底)?", last[0]))
    first, final = int(last[1]), int(last[2])
    if not 1 <= final - first < _MOST_YEARS:
        return ()
    return tuple(f"{year}年{last[3] or ''}" for year in range(first, final + 1))

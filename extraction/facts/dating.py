"""The period of a figure that names none itself (定年): that of its paragraph, title, headings, report.

Nearest first: what opens a sentence of the figure's paragraph (2024年，全市…) or the paragraph that leads its
section; words that span years (五年来, 年均) leave it undated, a plan of five years that is named dates it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extraction.facts.key import Source
from extraction.facts.key_context import Context, Found
from extraction.facts.model import Figure
from extraction.facts.openings import opening_period
from extraction.facts.periods import normalise_period, spelt_out, year_in
from extraction.lexicon.numbering import sentence_ends
from extraction.lexicon.periods import YEAR_DIGITS, named_plan, over_years_pattern, relative_years
from extraction.remembering import remembered

_YEAR = re.compile(rf"(?<!\d)({YEAR_DIGITS})\s*年")
_YEARS = re.compile(r"\d{4}/\d{4}")
_YEAR_DIGITS = re.compile(YEAR_DIGITS)
_RUN = re.compile(r"执行|完成|决算")
_PLAN = re.compile(r"草案|安排|计划|预算(?!执行|完成|收支执行)")
_TITLE_REACH = 400
_Told = tuple[str | None, Source]


def period_of(figure: Figure, context: Context, *, linked: str | None) -> Found:
    """Return the period of a figure's key: its own, that of the words around it, the report's year.

    Args:
        linked: the PERIOD that dates the figure; one without a year (全年, 上半年) and a 上年 of the figure's own
            are counted from the context.
    """
    prose = figure.mention.cell is None
    part = linked if prose and linked and not _YEAR_DIGITS.search(spelt_out(linked)) else None
    relative = figure.mention.period if prose and not linked else None
    if part is not None:
        return _within(part, figure, context)
    if figure.period is not None and relative is None:
        return figure.period.removesuffix("-12-31"), "name"
    shift = relative_years().get(relative or "", -1 if figure.role == "prior" else 0)
    told = next(_told(figure, context, prose=prose), None)
    if told is not None:
        return None if told[0] is None else (_shifted(told[0], shift), told[1])
    year = context.planned if figure.role == "budget" and context.planned else context.year
    return (str(year + shift), "report") if year else None


def _within(part: str, figure: Figure, context: Context) -> Found:
    """Return a period without a year (全年, 1-6月) in the year that the words around the figure speak of."""
    told = next(_told(figure, context, prose=True), (None, "report"))
    year = year_in(told[0]) or context.year
    period = normalise_period(part, fiscal_year=year)
    return (period, told[1]) if period is not None else None


def own_period(figure: Figure, found: Found, *, sure: bool) -> str | None:
    """Return the period of a figure in the record: its own, else what the words around it say.

    Args:
        found: the period of its key.
        sure: whether the report's year is that of its title.
    """
    if found is None or found[1] == "name" or (figure.mention.cell and figure.period):
        return figure.period
    return found[0] if found[1] != "report" or sure or figure.period else None


def is_of_draft(role: Found, context: Context) -> bool:
    """Tell whether the title of a report on two years dates a figure that nothing nearer does.

    What words or a column tell as done is of the year that was run, what title or heading plans of the year planned.
    """
    if context.planned is None or role is None:
        return False
    planned = any(_PLAN.search(words) for words in (context.above.title, *context.headings))
    if role[0] == "actual":
        return not planned and role[1] in ("words", "column", "sentence")
    return planned


def titled_year(title: str | None, text: str, year: int | None) -> bool:
    """Tell whether a report's title, or its first lines where that has no year, names its year and no other."""
    words = title if title and _YEAR.search(spelt_out(title)) else text[:_TITLE_REACH]
    return year is not None and set(_YEAR.findall(spelt_out(words))) == {str(year)}


def planned_year(title: str | None) -> int | None:
    """Return the year that the title of a report on two years plans, None where it names one year or none."""
    words = spelt_out(title or "")
    years = set(_YEAR.findall(words))
    planned = _year_of(words, budget=True) if len(years) > 1 else None
    return int(planned) if planned else None


def _shifted(period: str, shift: int) -> str:
    return re.sub(rf"\b{YEAR_DIGITS}\b", lambda m: str(int(m[0]) + shift), period)


def _told(figure: Figure, context: Context, *, prose: bool) -> Iterator[_Told]:
    """Yield what paragraph, title and headings say, nearest first; None where they speak of several years."""
    if prose:
        yield from _of_paragraph(context)
        if _leads(context):
            yield context.above.lead.period if context.above.lead else None, "paragraph"
    layers: list[tuple[str, Source]] = [(context.above.title, "title")]
    layers += [(heading, "heading") for heading in context.headings]
    for words, source in layers:
        year = _year_of(words, budget=figure.role == "budget")
        if year is not None:
            yield year, source


def _leads(context: Context) -> bool:
    """Tell whether the paragraph that leads the section dates what it lists: by a year of the report, not of its history."""
    if context.above.lead is None:
        return False
    year = year_in(context.above.lead.period)
    return year is None or context.year is None or abs(year - context.year) <= 1


def _of_paragraph(context: Context) -> Iterator[_Told]:
    sentences = _sentences().split(spelt_out(context.paragraph))
    planned = opening_period(sentences[-1])[1]
    if over_years_pattern().search(context.near) and not (planned and _YEARS.fullmatch(planned)):
        yield None, "words"
        return
    for sentence in reversed(sentences):
        settled, period = opening_period(sentence)
        if settled:
            yield period, "paragraph"
            return


@remembered(4096)
def _year_of(heading: str, *, budget: bool) -> str | None:
    """Return the year of a heading; of two the one of the statement (2024年预算执行情况和2025年预算草案)."""
    words = spelt_out(heading)
    starts = [(m.start(), m[1]) for m in _YEAR.finditer(words)]
    if not starts:
        return named_plan(words)
    if len({year for _, year in starts}) == 1:
        return starts[0][1]
    ends = [*(start for start, _ in starts[1:]), len(words)]
    wanted = _PLAN if budget else _RUN
    stretches = zip(starts, ends, strict=False)
    years = {year for (start, year), end in stretches if wanted.search(words, start, end)}
    return years.pop() if len(years) == 1 else None


@cache
def _sentences() -> re.Pattern[str]:
    return re.compile(f"[{sentence_ends()}]")

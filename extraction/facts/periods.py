"""Normalise the period of a fact (期间): years, halves, quarters, months, days and ranges of them.

The normal form is "2022", "2022-03", "2022-12-31" or a range "2022-01/2022-06" (both ends inclusive).
Relative words (本年, 上年) are resolved against the report's fiscal year; without one they stay None.
"""

from __future__ import annotations

import re
from calendar import monthrange

from extraction.lexicon.periods import YEAR_DIGITS, parts_of_year, relative_years
from extraction.quantities.folding import fold

_DIGITS = dict(zip("零一二三四五六七八九", "0123456789", strict=True))
_SPELT = re.compile(r"[零一二三四五六七八九]{4}(?=年)")
_YEAR = re.compile(rf"({YEAR_DIGITS})\s*年?")
_TO = r"(?:-{1,2}|~|—{1,2}|至|到)"
_DAY = re.compile(rf"(?:({YEAR_DIGITS})[年\-./])?(\d{{1,2}})[月\-./](\d{{1,2}})[日号]?(?!\d*月)")
_MONTHS = re.compile(rf"(\d{{1,2}})月?(?:份)?{_TO}(\d{{1,2}})月")
_OVER_YEARS = re.compile(
    rf"({YEAR_DIGITS})年(\d{{1,2}})月(?:份)?(?:(\d{{1,2}})[日号])?{_TO}"
    rf"(?:({YEAR_DIGITS})年)?(\d{{1,2}})月(?:份)?(?:(\d{{1,2}})[日号])?"
)
_MONTH = re.compile(r"(\d{1,2})月")
_YEARS = re.compile(rf"({YEAR_DIGITS})年?度?{_TO}({YEAR_DIGITS})年?")


def normalise_period(surface: str, *, fiscal_year: int | None = None) -> str | None:
    """Return the normal form of a PERIOD mention, None where it cannot be told surely.

    Args:
        surface: the words of the mention (2022年度, 1-6月, 上年末).
        fiscal_year: the report's year, for words that leave the year out.
    """
    text = "".join(spelt_out(surface).split())
    span = _OVER_YEARS.search(text)
    if span:
        return _date_range(span)
    years = _YEARS.search(text)
    if years:
        return f"{years[1]}/{years[2]}"
    year = _year(text, fiscal_year)
    return None if year is None else _within(text, year)


def spelt_out(text: str) -> str:
    """Return the text, folded, with years in Chinese numerals in digits; same length."""
    return _SPELT.sub(lambda m: "".join(_DIGITS[c] for c in m[0]), fold(text))


def year_in(period: str | None) -> int | None:
    """Return the one year that a normalised period lies in, None where it spans several or is unknown."""
    if not period:
        return None
    years = {part[:4] for part in period.split("/")}
    return int(years.pop()) if len(years) == 1 else None


def _year(text: str, fiscal_year: int | None) -> int | None:
    stated = _YEAR.search(text)
    if stated:
        return int(stated[1])
    if fiscal_year is None:
        return None
    for word, shift in relative_years().items():
        if word in text:
            return fiscal_year + shift
    partial = any(p.search(text) for p in (_DAY, _MONTHS, _MONTH)) or _part(text) is not None
    return fiscal_year if partial else None


def _part(text: str) -> tuple[int, int] | None:
    return next((months for word, months in parts_of_year().items() if word in text), None)


def _within(text: str, year: int) -> str | None:
    rest = _YEAR.sub("", text, count=1) if _YEAR.search(text) else text
    months = _MONTHS.search(rest)
    if months:
        return _month_range(year, int(months[1]), int(months[2]))
    day = _DAY.search(text)
    if day:
        return _date(year, int(day[2]), int(day[3]))
    month = _MONTH.search(rest)
    if month:
        return f"{year}-{int(month[1]):02d}" if 1 <= int(month[1]) <= 12 else None
    part = _part(rest)
    return str(year) if part is None else _month_range(year, *part)


def _date_range(span: re.Match[str]) -> str | None:
    """Return 2022-07/2023-06, or days where both ends have one."""
    first, last = int(span[1]), int(span[4] or span[1])
    begin, end = _moment(first, span[2], span[3]), _moment(last, span[5], span[6])
    if begin is None or end is None or len(begin) != len(end):
        begin, end = _moment(first, span[2], None), _moment(last, span[5], None)
    return f"{begin}/{end}" if begin is not None and end is not None and begin <= end else None


def _moment(year: int, month: str, day: str | None) -> str | None:
    if day is not None:
        return _date(year, int(month), int(day))
    return f"{year}-{int(month):02d}" if 1 <= int(month) <= 12 else None


def _month_range(year: int, first: int, last: int) -> str | None:
    if not 1 <= first <= last <= 12:
        return None
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _date(year: int, month: int, day: int) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return f"{year}-{month:02d}-{day:02d}"

"""Normalise the period of a fact (期间): years, halves, quarters, months, days and ranges of them.

The normal form is "2022", "2022-03", "2022-12-31" or a range "2022-01/2022-06" (both ends inclusive).
Relative words (本年, 上年) are resolved against the report's fiscal year; without one they stay None.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange

_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_RELATIVE = (
    (("上年", "上一年", "去年", "往年同期", "上年度"), -1),
    (("前年",), -2),
    (("本年", "当年", "今年", "全年", "年度", "年末", "年初", "年内", "本期"), 0),
    (("下年", "明年", "次年"), 1),
)
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?")
_DAY = re.compile(r"(?:((?:19|20)\d\d)[年\-./])?(\d{1,2})[月\-./](\d{1,2})日?")
_MONTHS = re.compile(r"(\d{1,2})月?(?:份)?[-—–~～至到](\d{1,2})月")
_MONTH = re.compile(r"(\d{1,2})月")
_YEARS = re.compile(r"((?:19|20)\d\d)年?度?[-—–~～至到]((?:19|20)\d\d)年?")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def normalise_period(surface: str, *, fiscal_year: int | None = None) -> str | None:
    """Return the normal form of a PERIOD mention, None where it cannot be told surely.

    Args:
        surface: the words of the mention (2022年度, 1-6月, 上年末).
        fiscal_year: the report's year, for words that leave the year out.
    """
    text = unicodedata.normalize("NFKC", surface)
    text = re.sub(r"\s+", "", text)
    text = re.sub(
        r"[〇零一二三四五六七八九]{4}(?=年)", lambda m: "".join(_DIGITS[c] for c in m[0]), text
    )
    years = _YEARS.search(text)
    if years:
        return f"{years[1]}/{years[2]}"
    year = _year(text, fiscal_year)
    return None if year is None else _within(text, year)


def _year(text: str, fiscal_year: int | None) -> int | None:
    stated = _YEAR.search(text)
    if stated:
        return int(stated[1])
    if fiscal_year is None:
        return None
    for words, shift in _RELATIVE:
        if any(w in text for w in words):
            return fiscal_year + shift
    partial = (
        any(p.search(text) for p in (_DAY, _MONTHS, _MONTH)) or "季度" in text or "半年" in text
    )
    return fiscal_year if partial else None


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
    if "上半年" in rest:
        return _month_range(year, 1, 6)
    if "下半年" in rest:
        return _month_range(year, 7, 12)
    quarter = re.search(r"([一二三四1-4])季度", rest)
    if quarter:
        first = 3 * _QUARTERS[quarter[1]] - 2
        return _month_range(year, first, first + 2)
    return str(year)


def _month_range(year: int, first: int, last: int) -> str | None:
    if not 1 <= first <= last <= 12:
        return None
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _date(year: int, month: int, day: int) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return f"{year}-{month:02d}-{day:02d}"

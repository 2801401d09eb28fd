"""The grammar of dates and spans of time in running text (日期与期间): found whole, never cut inside.

Expressions match folded text (`extraction.quantities.folding.fold`), whose offsets are those of the source.
"""

from __future__ import annotations

import re
from functools import cache

from extraction.lexicon.periods import YEAR_DIGITS, end_pattern, part_pattern, parts_of_year
from extraction.lexicon.source import ahead

_B = "[ \n]{0,3}"
_SPELT = "[零一二三四五六七八九]"
_YEAR = rf"(?:(?<!\d){YEAR_DIGITS}|(?<!{_SPELT})[一二][零九]{_SPELT}{{2}}){_B}年"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])(?!\d)"
_MONTH = rf"{_MONTH_NUMBER}{_B}月(?:份)?"
_DAY = rf"{_B}(?:3[01]|[12]\d|0?[1-9]){_B}[日号]"
_TO = rf"{_B}(?:-{{1,2}}|~|—{{1,2}}|至|到){_B}"


@cache
def period_pattern() -> re.Pattern[str]:
    """Return the expression of a whole period: longest reading first.

    It knows a range of months over one or two years, of days, of years; a day, a month, a quarter, a half,
    an end of a year; months of an unnamed year (1-6月); a quarter or half of one (第三季度).
    """
    end, part = end_pattern(), part_pattern()
    dated = rf"{_YEAR}{_B}{_MONTH}(?:{_DAY})?"
    year = rf"{_YEAR}度?"
    return re.compile(
        rf"{ahead(parts_of_year(), '0-9一二')}(?:{dated}{_TO}(?:{_YEAR}{_B})?{_MONTH}(?:{_DAY}|{_B}{end})?"
        rf"|{_YEAR}{_B}{_MONTH_NUMBER}{_TO}{_MONTH}"
        rf"|{dated}(?:{_B}{end})?"
        rf"|{year}{_TO}{year}(?:{_B}{end})?"
        rf"|(?<!\d){YEAR_DIGITS}{_TO}{YEAR_DIGITS}{_B}年度?"
        rf"|{year}(?:{_B}(?:{part}{end}?|{end}))?"
        rf"|(?<![\d.]){YEAR_DIGITS}([-/.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9])(?![\d.])"
        rf"|(?<![\d月年.]){_MONTH_NUMBER}(?:月份?)?{_TO}{_MONTH}"
        rf"|(?<![\d年.]){_MONTH}(?:{_DAY}|{_B}{end})"
        rf"|{part}{end}?)"
    )

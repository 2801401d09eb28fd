"""The place whose government reports (报告所属地区): what a title names before the year or the money."""

from __future__ import annotations

import re
from functools import cache

from extraction.lexicon.organisations import place_endings
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.source import any_of

_FRONT = re.compile(
    rf"(?:关于|表\d*[:：.、]?|附件\d*[:：.、]?|[一二三四五六七八九十]+、|提请审议|{YEAR_DIGITS}年度?)*"
)
_LONGEST = 10


def place_in_title(title: str) -> str | None:
    """Return the place that a government's title begins with (青榆区2024年预算调整方案), None where it names none."""
    behind = _FRONT.match(title)
    match = _placed().match(title, behind.end() if behind else 0)
    return match["place"] if match else None


@cache
def _placed() -> re.Pattern[str]:
    endings = any_of(ending for ending in place_endings() if ending != "高新区")
    return re.compile(
        rf"(?P<place>[一-鿿]{{1,{_LONGEST}}}?{endings})"
        rf"(?=\s*(?:{YEAR_DIGITS}|[一二][零〇][零〇一二三四五六七八九]{{2}}年)"
        r"|(?:[省市县区州旗]本?级)?(?:财政|一般公共|政府性|国有资本|社会保险|地方|政府债|税收返还|预算|决算|本级|总预算))"
    )

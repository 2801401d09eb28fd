"""The title of a report (标题): the first lines that read like one, without the chrome of a site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extraction.identity.years import YEAR
from extraction.lexicon.numbering import numbering_end
from extraction.lexicon.organisations import is_unit_name, place_endings
from extraction.lexicon.reports import title_words
from extraction.lexicon.source import any_of
from extraction.quantities.folding import fold

_LINES = 25
_LONGEST = 70
_LONGEST_LINE = 40
_SENTENCE = re.compile(r"…{2}|\.{4}|[。；！？]|，.*，|^[\s\d\-—/.年月日:：]*$|\t|\|")
_BEFORE = re.compile(r"[。；，:：\t|]|附件|附表|^\W*\d+\W*$")
_LABEL = re.compile(r"^标\s*题\s*[:：]\s*")
_CODE = re.compile(
    r"^\d{2,6}\s*(?![年月日号度])(?=[\u4e00-\u9fff]{2,9}(?:省|自治区|市|州|盟|县|区|旗)(?!年))"
)
_GOES_ON = re.compile(r"\s*[和与及暨]")
_SHORTEST_CORE = 6
_ABOUT = re.compile(r"(?:[一-鿿]{2,16}(?:政府|局|厅|委员会))?关于")
_HELD = re.compile(r"(?:—|─|－|-){2}")
"""Behind a title: when and where it was read out."""
_FIELD = re.compile(r"[^（(《]{2,6}[:：]")
_DATE_OF_NOTICE = re.compile(r"\([^()]{0,8}\d{4}年\d{1,2}月\d{1,2}日[^()]{0,8}\)")
"""When a paper was made known ((2016年10月28日公告)), under its title."""
_BRACKET = re.compile(r"\s*[（(][^（）()]{1,14}[）)]\s*$")


def find_title(lines: Sequence[str]) -> str | None:
    """Return the title among a report's first lines (stripped, none empty); None where none reads so."""
    for i, whole in enumerate(lines[:_LINES]):
        if (about := _about(lines, i)) is not None:
            return about
        line = _plain(whole)
        if not _reads_like_title(line):
            continue
        if (dated := _dated(line, lines[i + 1 : i + 4])) is not None:
            return dated
        if not YEAR.search(fold(line)):  # a site's own heading stands above the report's
            about = next((t for k in (1, 2, 3) if (t := _about(lines, i + k))), None)
            if about is not None:
                return about
        title = line
        before = lines[i - 1] if i else ""
        if _runs_on(before, line):
            title = before + title
        after = lines[i + 1] if i + 1 < len(lines) else ""
        if (not _closed(title) or _GOES_ON.match(after)) and _continues(after):
            title += after
        return title
    return None


def _about(lines: Sequence[str], i: int) -> str | None:
    """Return the title that begins with 关于 at a line and runs over up to four, None where none does."""
    line = _HELD.split(_plain(lines[i]))[0].strip() if i < len(lines) else ""
    if not _ABOUT.match(line):
        return None
    title = line
    for after in lines[i + 1 : i + 4]:
        if _closed(title) and not _GOES_ON.match(after):
            break
        if not 2 <= len(after) <= _LONGEST_LINE or _SENTENCE.search(after) or numbering_end(after):
            return None
        title += after
    if len(title) > 2 * _LONGEST or _SENTENCE.search(title) or not _closed(title):
        return None
    before = lines[i - 1] if i else ""
    unit = before if _runs_on(before, line) and not before.startswith("关于") else ""
    return unit + title if YEAR.search(fold(title)) else None


def _plain(line: str) -> str:
    """Return a line without 标题： and without the code of a region before its name (22吉林省…)."""
    return _CODE.sub("", _LABEL.sub("", line))


def _dated(line: str, below: Sequence[str]) -> str | None:
    """Return the title of a sheet's first lines where its name, without a year, stands above it."""
    core = _BRACKET.sub("", line).removeprefix("表").lstrip("0123456789-一二三四五六七八九十 ")
    if YEAR.search(fold(line)) or len(core) < _SHORTEST_CORE:
        return None
    plain = (_plain(after) for after in below)
    return next(
        (p for p in plain if core in p and YEAR.search(fold(p)) and len(p) <= _LONGEST), None
    )


def is_chrome(line: str) -> bool:
    """Tell whether a line belongs to the site around a report."""
    return any(word in line for word in title_words().chrome)


def _reads_like_title(line: str) -> bool:
    words = title_words()
    if not 4 <= len(line) <= _LONGEST or _SENTENCE.search(line) or is_chrome(line):
        return False
    if numbering_end(line) or _FIELD.match(line) or _DATE_OF_NOTICE.fullmatch(fold(line)):
        return False
    if any(word in line for word in words.never) or not any(w in line for w in words.words):
        return False
    return _closed(line) or bool(YEAR.search(fold(line)))


def _closed(line: str) -> bool:
    """Tell whether a line ends as titles do, a bracket such as （2022年度） aside."""
    return bool(_ends().search(_BRACKET.sub("", line)))


def _runs_on(before: str, line: str) -> bool:
    """Tell whether a title began on the line before: a unit, a place, a year, 关于 … with no end of its own."""
    plain = "".join(before.split())
    if not 3 <= len(plain) <= 40 or _BEFORE.search(before) or is_chrome(before):
        return False
    if any(word in before for word in title_words().never) or numbering_end(before):
        return False
    if plain.startswith("关于"):
        return True
    begins = is_unit_name(plain) or plain.endswith(place_endings()) or YEAR.match(fold(plain))
    return bool(begins) and not any(word in before for word in title_words().words)


def _continues(after: str) -> bool:
    plain = "".join(after.split())
    return 2 <= len(plain) <= 40 and not _SENTENCE.search(after) and _closed(after)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(any_of(title_words().ends) + r"[》”]?$")

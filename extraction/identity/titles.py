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
_SENTENCE = re.compile(r"[。；！？]|，.*，|^[\s\d\-—/.年月日:：]*$|\t|\|")
_BEFORE = re.compile(r"[。；，:：\t|]|附件|附表|^\W*\d+\W*$")
_LABEL = re.compile(r"^标\s*题\s*[:：]\s*")
_FIELD = re.compile(r"[^（(《]{2,6}[:：]")
_BRACKET = re.compile(r"\s*[（(][^（）()]{1,14}[）)]\s*$")


def find_title(lines: Sequence[str]) -> str | None:
    """Return the title among a report's first lines (stripped, none empty); None where none reads so."""
    for i, whole in enumerate(lines[:_LINES]):
        line = _LABEL.sub("", whole)
        if not _reads_like_title(line):
            continue
        title = line
        before = lines[i - 1] if i else ""
        if _runs_on(before, line):
            title = before + title
        after = lines[i + 1] if i + 1 < len(lines) else ""
        if not _closed(title) and _continues(after):
            title += after
        return title
    return None


def is_chrome(line: str) -> bool:
    """Tell whether a line belongs to the site around a report."""
    return any(word in line for word in title_words().chrome)


def _reads_like_title(line: str) -> bool:
    words = title_words()
    if not 4 <= len(line) <= _LONGEST or _SENTENCE.search(line) or is_chrome(line):
        return False
    if numbering_end(line) or _FIELD.match(line):
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

"""Numbers that the layout explains: table numbers, numbered columns, lone page lines, run-in lists (版式上的编号).

A single number and the characters beside it do not tell these; the line it stands on, or its fellows before and
behind, do. Each rule asks for a form that is closed: a pair at the head of a table's title, an equation between
columns, a chain of lines or of list marks that count up by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extraction.census.model import Reason

_TABLE_NUMBER = re.compile(
    r"(?m)^[ 　\t]*(?:表|附表)?[ ]?(\d{1,2})[-—–](\d{1,2})(?=[ 　\t]*\n?[ 　\t]*[^\n\t]{2,60}(?:\n[^\n\t]{2,30})?表(?:[ 　\t]|\n|（|\(|\Z|[.…·]))"
)
_SUB_TABLE = re.compile(r"表[一二三四五六七八九十]{1,3}[-—–](\d{1,2})(?!\d)")
_FORM = re.compile(r"(?m)^[ 　\t]*[一-鿿]{1,4}(\d{2})表(?![一-鿿]{0,2}[、，。])")
_DASHED_PAGE = re.compile(
    r"(?<![\d.])(?:[—─](\d{1,3})[—─一](?!\d)|[-—–][ ]?(\d{1,3})[ ]?[一—](?=[ 　]*\n))"
)
_ENTRY_NUMBER = re.compile(
    r"(?m)(?:^[ 　]*|(?<=页))(\d{1,3})(?=[ ]?(?:(?:19|20)\d\d年)?[一-鿿][^\n]{4,80}(?:…{2,}|\.{4,}|·{4,}))"
)
_CLASS_NUMBER = re.compile(r"(?:^|[\n\t])[ ]*(\d{1,2})-(?=[一-鿿]{2})")
_EQUATION = re.compile(
    r"(?<![\w.])(?:\d{1,2}|[A-Z])=[(（]?(?:\d{1,2}|[A-Z])[)）]?"
    r"(?:[+\-*/×÷][(（]?(?:\d{1,3}|[A-Z])[)）]?)+(?![\d.])"
)
_PLAIN_LINE = re.compile(
    r"(?m)^[ ]*(?=\S*1\b)(?:[\d=+\-*/×÷()（）%％]+[ ]+){2,}[\d=+\-*/×÷()（）%％]+[ ]*$"
)
_FRAMED = re.compile(r"(?m)^[ 　]*[-—–─一]{1,3}[ ]?(\d{1,4})[ ]?[-—–─一]{1,3}[ 　]*$")
_LONE = re.compile(r"(?m)^[ 　]*(\d{1,3})[ 　]*$")
_PAGE_APART = 150
"""Characters between two lone numbers of neighbouring pages, at least."""
_MARK = re.compile(r"(?<![\d.,])(\d{1,2})[.．、](?=[一-鿿《“])")
_BARE_MARK = re.compile(
    r"(?<=[；;。])[ ]?(\d{1,2})(?=[一-鿿《“])(?![年月日时岁天周个家人名项次条件万亿元])"
)
_LIST_REACH = 400
_DIGITS = re.compile(r"\d+")


def laid_out(text: str, *, paged: bool) -> Mapping[int, Reason]:
    """Return the reasons of numbers that the layout of a folded text explains, by the offset of their first digit.

    Args:
        paged: the format has pages; else a lone number that counts on numbers tables.
    """
    found: dict[int, Reason] = {}
    found |= dict.fromkeys(_list_marks(text), Reason.ORDINAL)
    found |= dict.fromkeys(_lone(text), Reason.PAGE_NUMBER if paged else Reason.ORDINAL)
    found |= {m.start(1): Reason.PAGE_NUMBER for m in _FRAMED.finditer(text)}
    found |= dict.fromkeys(_columns(text), Reason.ORDINAL)
    found |= {m.start(m.lastindex or 0): Reason.PAGE_NUMBER for m in _DASHED_PAGE.finditer(text)}
    for pattern in (_SUB_TABLE, _FORM, _ENTRY_NUMBER, _CLASS_NUMBER):
        found |= {m.start(1): Reason.ORDINAL for m in pattern.finditer(text)}
    for match in _TABLE_NUMBER.finditer(text):
        found |= {match.start(1): Reason.ORDINAL, match.start(2): Reason.ORDINAL}
    return found


def _columns(text: str) -> Iterator[int]:
    """Yield the numbers of columns that an equation joins (4=3/2), and of the line it stands on."""
    for match in _EQUATION.finditer(text):
        yield from _digits(text, *match.span())
    for match in _PLAIN_LINE.finditer(text):
        if "=" in match[0]:
            yield from _digits(text, *match.span())


def _digits(text: str, start: int, end: int) -> Iterator[int]:
    return (m.start() for m in _DIGITS.finditer(text, start, end))


def _lone(text: str) -> Iterator[int]:
    """Yield lone numbers of which the one before or behind, a page away, is less or more by one."""
    places = [(m.start(1), int(m[1])) for m in _LONE.finditer(text)]
    return _chained(places, least=_PAGE_APART, most=len(text))


def _list_marks(text: str) -> Iterator[int]:
    """Yield the marks of a list that runs on within a line (…支出24.住房…支出25.粮油…)."""
    marks = {m.start(1): int(m[1]) for m in _MARK.finditer(text)}
    bare = {m.start(1): int(m[1]) for m in _BARE_MARK.finditer(text)}
    return _chained(sorted({**bare, **marks}.items()), least=1, most=_LIST_REACH)


def _chained(places: Sequence[tuple[int, int]], *, least: int, most: int) -> Iterator[int]:
    for k, (at, number) in enumerate(places):
        for other, step in ((k - 1, -1), (k + 1, 1)):
            if not 0 <= other < len(places):
                continue
            distance = abs(places[other][0] - at)
            if places[other][1] == number + step and least <= distance <= most:
                yield at
                break

"""Does running text break inside (断裂)? What a text shows where a piece of it is gone and the ends were joined.

A stretch that begins and ends between two characters leaves a file that decodes and a text whose sentences run on.
What it often leaves behind writers hardly leave in prose: a bracket or quotation mark without its other half, a second
point (；二是) without a first. Cells of tables are not looked at: there brackets are cut off by those who fill them
in. Marks that cannot follow each other (。，) are no sign: people type them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import islice

from extraction.document import Gap

_BRACKETS = ("（([［【〔", "）)]］】〕")
"""Kinds of brackets are mixed up by writers: one closes another."""
_BOOKS, _QUOTES, _CORNERS = ("《〈", "》〉"), ("“", "”"), ("「『", "」』")
_OPENS = {
    c: k for k, (opens, _) in enumerate((_BRACKETS, _BOOKS, _QUOTES, _CORNERS)) for c in opens
}
_CLOSES = {
    c: k for k, (_, closes) in enumerate((_BRACKETS, _BOOKS, _QUOTES, _CORNERS)) for c in closes
}
_QUOTE = _OPENS["“"]
_MARK = re.compile("[" + re.escape("".join((*_OPENS, *_CLOSES))) + "]")
_FAR = 300
"""Characters over which a mark may find its other half on another line."""
_LIST_MARK = re.compile(
    r"(?:^|[\s。；;：:，,、])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z]|[①-⑳])\Z"
)
_LIST_MARK_LENGTH = 6
_LEAST_PROSE = 20
_LINE = re.compile(r"[^\n]+")
_STOPS = re.compile("[，。；]")
_POINT = re.compile(r"(?<=[；。，])[二三四五]是")
_POINTS = "一二三四五"
_BEFORE = 3000
"""Characters before a point in which the one before it stands."""
_MOST = 5
"""Gaps that are told; more say no more."""
_PAIR = "括号或引号不成对，其处可能有内容缺失"
_FIRST = "分点叙述缺少前一点，其前可能有内容缺失"

_Line = tuple[int, str]


def seams(text: str) -> tuple[Gap, ...]:
    """Return where prose of a report breaks, at most once a line and a few in all."""
    lines = [(m.start(), m[0]) for m in _LINE.finditer(text)]
    alone = _lines_of(_alone(text), lines)
    signs = (
        (number, why)
        for number, line in enumerate(lines)
        if (why := _sign(text, line, number in alone))
    )
    return tuple(
        Gap(f"第{text.count(chr(10), 0, lines[number][0]) + 1}行", why)
        for number, why in islice(signs, _MOST)
    )


def _sign(text: str, line: _Line, alone: bool) -> str:
    """Return what tells that a line breaks, empty where nothing does."""
    start, words = line
    if len(words) < _LEAST_PROSE or "\t" in words or not _STOPS.search(words):
        return ""
    if alone:
        return _PAIR
    points = (_is_first_missing(text, start + m.start()) for m in _POINT.finditer(words))
    return _FIRST if any(points) else ""


def _is_first_missing(text: str, at: int) -> bool:
    """Tell whether the point before this one (一是 before 二是) stands nowhere before it."""
    before = _POINTS[_POINTS.index(text[at]) - 1] + "是"
    return text.find(before, max(0, at - _BEFORE), at) < 0


def _lines_of(places: list[int], lines: list[_Line]) -> set[int]:
    """Return the numbers of the lines where marks stand alone; turned quotation marks in pairs do not."""
    starts = [start for start, _ in lines]
    found: dict[int, list[int]] = defaultdict(list)
    for place in places:
        found[bisect_right(starts, place) - 1].append(place)
    return {n for n, alone in found.items() if any(_counts(lines[n], p) for p in alone)}


def _counts(line: _Line, place: int) -> bool:
    start, words = line
    mark = words[place - start]
    if (_OPENS | _CLOSES)[mark] == _QUOTE and (words.count("“") + words.count("”")) % 2 == 0:
        return False
    return mark not in (words[place - start - 1 : place - start], words[place - start + 1 :][:1])


def _alone(text: str) -> list[int]:
    """Return the places of the marks that have no other half, in order."""
    open_marks: tuple[list[int], ...] = ([], [], [], [])
    alone = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        if mark in _OPENS:
            open_marks[_OPENS[mark]].append(at)
            continue
        waiting = open_marks[_CLOSES[mark]]
        if waiting and (at - waiting[-1] <= _FAR or "\n" not in text[waiting[-1] : at]):
            waiting.pop()
        elif not _LIST_MARK.search(text[max(0, at - _LIST_MARK_LENGTH) : at]):
            alone.append(at)
    return sorted((*alone, *(at for left in open_marks for at in left)))

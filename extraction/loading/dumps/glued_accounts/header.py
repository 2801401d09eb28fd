"""The header of a glued account: header words one behind the other with nothing between (粘连表头)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.loading.dumps.glued_accounts.cells import listed_class_end
from extraction.loading.dumps.glued_accounts.compact import Compact
from extraction.loading.dumps.template import TemplateColumn, read_piece, template_of
from extraction.tables.model import ASSESSED, Meaning
from extraction.tables.vocabulary import (
    first_level_among,
    header_meaning,
    header_word,
    is_level,
)

_LONGEST = 14
_REACH = 60
_BRACKET = re.compile(r"\([^()]{0,12}\)")
_GLUED = re.compile(
    r"(?:[二三]级指标|指标名称|指标内容|绩效标准|(?<=[值分法明])得分)"
    r"(?:[（(][^（）()]{0,8}[)）])?\s?"
    r"(?:参考|绩效|指标|计量|全年|年度|年初|当年|预期|考核|权重|分值|自评|未完成|偏差|计划|实际)"
    r"|(?:指标值|目标值|实际值|完成值|得分)"
    r"(?:产出|数量|项目|成本|投入|质量|分值|权重|备注|全年|实际|完成值)"
)
"""Two header words, or a header word and a class, without anything between them."""
_TITLE = frozenset({Meaning.GOAL, Meaning.TARGET, Meaning.ACTUAL, Meaning.STATUS})
_OPEN = ASSESSED | {Meaning.NOTE, Meaning.CRITERIA}


@dataclass(frozen=True, slots=True)
class GluedHeader:
    """The columns that the words promise, where the first begins and the last ends (compact offsets)."""

    columns: tuple[TemplateColumn, ...]
    start: int
    end: int


def glued_places(text: str) -> Iterator[int]:
    """Yield the offsets at which header words stand with nothing between them."""
    yield from (match.start() for match in _GLUED.finditer(text))


def glued_header(text: str, compacted: Compact, place: int) -> GluedHeader | None:
    """Return the header that holds the compact offset `place`, None where the words make none."""
    return _header_around(text, compacted, place, max(0, place - _REACH))


def _header_around(text: str, compacted: Compact, place: int, first: int) -> GluedHeader | None:
    for begin in range(first, place + 1):
        words = _from_first_level(compacted.plain, _words(compacted.plain, begin))
        if len(words) < 3 or words[-1][1] <= place:
            continue
        pieces = [read_piece(text, compacted.span(*word)) for word in words]
        columns = template_of(pieces, labelled=False)
        if columns is not None and _promises(columns) and _glued(compacted, words):
            return GluedHeader(_merged(columns), words[0][0], words[-1][1])
    return None


def _glued(compacted: Compact, words: list[tuple[int, int]]) -> bool:
    """Tell whether most header words stand with nothing between them: else blanks part the cells as well."""
    apart = [compacted.offsets[b] - compacted.offsets[b - 1] > 1 for _, b in words[:-1]]
    return 2 * sum(apart) <= len(apart)


def _from_first_level(plain: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the words from 一级指标 on: what stands before it is a title (年度绩效目标完成情况一级指标…)."""
    known = [header_word(plain[a:b]) for a, b in words]
    first = first_level_among(known)
    if first and (before := known[first - 1]) and before.meaning in _TITLE:
        return words[first:]
    return words


def _words(plain: str, start: int) -> list[tuple[int, int]]:
    """Return the header words that follow one another from `start` on."""
    words: list[tuple[int, int]] = []
    place = start
    while place < len(plain):
        end = _word_end(plain, place, first=not words)
        if end is None:
            break
        words.append((place, end))
        place = end
    return words


def _word_end(plain: str, start: int, *, first: bool) -> int | None:
    if listed_class_end(plain, start) is not None:
        return None
    for end in range(min(len(plain), start + _LONGEST), start + 1, -1):
        word = plain[start:end]
        if header_word(word) is not None and not is_level(word) and not _BRACKET.search(word):
            bracket = _BRACKET.match(plain, end)
            return bracket.end() if bracket else end
    if first:
        return None
    for end in range(start + 3, min(len(plain), start + _LONGEST + 4) + 1):
        known = header_meaning(plain[start:end])
        if known is not None and known.meaning in _OPEN:
            return end
    return None


def _promises(columns: tuple[TemplateColumn, ...]) -> bool:
    held = {c.meaning for c in columns}
    return Meaning.GOAL not in held and Meaning.TARGET in held and Meaning.NAME in held


def _merged(columns: tuple[TemplateColumn, ...]) -> tuple[TemplateColumn, ...]:
    """Take notes side by side (偏差原因分析 及改进措施) for one column."""
    kept: list[TemplateColumn] = []
    for column in columns:
        if kept and column.meaning is kept[-1].meaning is Meaning.NOTE:
            continue
        kept.append(column)
    return tuple(kept)

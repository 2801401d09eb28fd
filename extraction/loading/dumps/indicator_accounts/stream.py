"""The words of a flattened table as one stream: what blanks, tabs, bars and line ends part (单元格流)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from extraction.lexicon.comparators import sign_characters
from extraction.lexicon.indicators import indicator_classes
from extraction.lexicon.source import any_of
from extraction.loading.dumps.indicator_accounts.glued_values import marked_cuts
from extraction.span import Span
from extraction.tables.vocabulary import is_level

_WORD = re.compile(r"[^\s|│｜]+")
_GLUED_CLASS = re.compile(
    rf"(?P<level>{any_of(c for c in indicator_classes() if c.endswith('指标'))}"
    r"(?:[（(]\d{1,3}分?[)）])?)(?=[\u4e00-\u9fff])"
)
_GLUED_VALUE = re.compile(rf"(?<=[\u4e00-\u9fff）)])(?=[{sign_characters()}＞＜]+\d)")


class Gap(IntEnum):
    """What stands before a word: a blank, a line end, tab or several blanks, or a bar."""

    NONE = 0
    BLANK = 1
    LINE = 2
    CELL = 3
    BAR = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the stream and what parts it from the one before."""

    span: Span
    gap: Gap


def tokens_of(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the words of `text[start:end]` in order; glued classes and values are parted."""
    before = start
    for match in _WORD.finditer(text, start, end):
        gap = _gap(text[before : match.start()])
        word = Span(*match.span())
        cuts = {word.start + cut for cut in marked_cuts(word.of(text))}
        for piece in _pieces(text, word, cuts):
            yield Token(piece, Gap.CELL if piece.start in cuts else gap)
            gap = Gap.NONE
        before = match.end()


def _gap(between: str) -> Gap:
    if "|" in between or "│" in between or "｜" in between:
        return Gap.BAR
    if "\t" in between:
        return Gap.CELL
    if "\n" in between:
        return Gap.CELL if between.count("\n") > 1 else Gap.LINE
    return Gap.CELL if len(between) > 1 else Gap.BLANK


def _pieces(text: str, span: Span, cuts: Iterable[int]) -> Iterator[Span]:
    """Part 产出指标数量指标保障率=100% into two classes, a name and a value, others at their `cuts`."""
    start = span.start
    while match := _GLUED_CLASS.match(text, start, span.end):
        if is_level(text[start : span.end]):
            break
        yield Span(start, match.end("level"))
        start = match.end("level")
    for cut in sorted(c for c in cuts if c > start):
        yield Span(start, cut)
        start = cut
    value = _GLUED_VALUE.search(text, start, span.end)
    if value is not None and value.start() - start >= 2:
        yield Span(start, value.start())
        start = value.start()
    if start < span.end:
        yield Span(start, span.end)

"""Stretches of prose: which parts of a document are read as prose, cut into sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from extraction.document import Document
from extraction.span import Span
from extraction.tagging.patterns.words import any_of, words

_SENTENCE_END = re.compile(
    r"[。；;！？]|\n[ \t\u3000\xa0]*\n|\n(?=[\s]*(?:[一二三四五六七八九十]+[、．.]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、．.]\D))"
)
_CONTENTS_LINE = re.compile(
    r"^.*(?:\.{4,}|…{2,}|·{4,})[ \t.…·]*+(?:[（(—-]?[ ]?[\dIVXivx]{1,4}[ ]?[)）—-]?)?[ \t]*$",
    re.MULTILINE,
)
"""A line of a table of contents: leaders, then a page number or nothing."""
_SECTION = re.compile(
    r"^\s*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|附件|[（(][一二三四五六七八九十]+[)）])",
    re.MULTILINE,
)


def open_spans(document: Document, closed: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Return the parts of the text that are read as prose, in order.

    Regions (headers, page numbers, contents), `closed` spans (tables that are read as tables) and
    passages that hold no facts (名词解释, 评分标准) are left out.
    """
    shut = [r.span for r in document.regions] + list(closed)
    shut += [Span(*m.span()) for m in _CONTENTS_LINE.finditer(document.text)]
    shut += _definitions(document.text)
    return tuple(_complement(shut, len(document.text)))


def _definitions(text: str) -> Iterator[Span]:
    """Passages under a heading that announces definitions or criteria, to the next heading."""
    heading = re.compile(
        r"^[^\n。，]{0,12}" + any_of(words().closed) + r"[^\n。，]{0,6}$", re.MULTILINE
    )
    headings = list(heading.finditer(text))
    sections = list(_SECTION.finditer(text)) if headings else []
    parts = [m.start() for m in sections if m[0].strip().startswith(("第", "附件"))]
    numbered = [m.start() for m in sections if m[0].strip()[0] in _NUMERALS]
    for match in headings:
        opening = match[0].strip()[:1]
        ends = (parts, numbered) if opening and opening in _NUMERALS else (parts,)
        yield Span(match.start(), min(_first_from(e, match.end(), len(text)) for e in ends))


_NUMERALS = "一二三四五六七八九十"


def _first_from(offsets: Sequence[int], offset: int, end: int) -> int:
    """The first of sorted offsets at or after one, the end where there is none."""
    place = bisect_left(offsets, offset)
    return offsets[place] if place < len(offsets) else end


def _complement(shut: Iterable[Span], length: int) -> Iterator[Span]:
    position = 0
    for span in sorted(shut):
        if span.start > position:
            yield Span(position, span.start)
        position = max(position, span.end)
    if position < length:
        yield Span(position, length)


def sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a prose span: ended by 。；！？, an empty line or a numbered line."""
    start = span.start
    for match in _SENTENCE_END.finditer(text, span.start, span.end):
        if match.end() > start:
            yield Span(start, match.end())
            start = match.end()
    if start < span.end:
        yield Span(start, span.end)

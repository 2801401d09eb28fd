"""Marks at the edges of names (名称外的符号): bullets, dashes and halves of quotation marks.

·双语窗口 is 双语窗口; 用水总量” goes without the mark that was opened before it; 学习强国”平台 takes the mark that
stands right before it, since it closes within the name.
"""

from __future__ import annotations

import re

from extraction.labels import Label
from extraction.linking.draft import Draft
from extraction.markup import Mention
from extraction.span import Span

_FRONT = re.compile(r"[·•▪■◆●★☆※—\-－、，,。．；;：:\s①-⑳]+")
_BACK = re.compile(r"[、，,。；;：:\s]+\Z")
_PAIRS = {"“": "”", "「": "」", "‘": "’"}
_SHORTEST = 2


def trim_marks(draft: Draft) -> None:
    """Take marks that belong to no name off the edges of every name of prose."""
    for mention in draft.mentions(Label.ITEM, Label.INDICATOR):
        if mention.cell is None:
            span = _quoted(draft.text, _bare(draft.text, mention))
            if span != mention.span and len(span) >= _SHORTEST:
                draft.move(mention.id, span)


def _bare(text: str, mention: Mention) -> Span:
    front, back = _FRONT.match(mention.text), _BACK.search(mention.text)
    start = mention.start + (front.end() if front else 0)
    end = mention.start + (back.start() if back else len(mention.text))
    return Span(start, max(start, end))


def _quoted(text: str, span: Span) -> Span:
    """Return a name with its quotation marks in pairs."""
    for opening, closing in _PAIRS.items():
        name = span.of(text)
        opened, closed = name.count(opening), name.count(closing)
        if opened == closed:
            continue
        if closed > opened:
            span = _with_opening(text, span, opening, closing)
        elif name.startswith(opening):
            span = Span(span.start + 1, span.end)
        elif text.startswith(closing, span.end):
            span = Span(span.start, span.end + 1)
    return span


def _with_opening(text: str, span: Span, opening: str, closing: str) -> Span:
    if span.of(text).endswith(closing):
        return Span(span.start, span.end - 1)
    return Span(span.start - 1, span.end) if text.endswith(opening, 0, span.start) else span

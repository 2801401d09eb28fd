"""The part of a cell that names something: without numbering, 其中：, marks and a closing colon."""

from __future__ import annotations

import re

from extraction.span import Span, trim

_LEAD = re.compile(
    r"\s*(?:(?:指标|目标|任务)\s*(?:\d{1,2}|[一二三四五六七八九十]+)\s*[:：、.．]"
    r"|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]+)\s*[)）]"
    r"|[①-⑳]"
    r"|[一二三四五六七八九十]{1,3}\s*[、.．]"
    r"|\d{1,2}\s*(?:[、．)）]|\.(?!\d))"
    r"|其\s*中\s*[:：]?(?=\s*\S)"
    r"|[*＊★☆·•])\s*"
)
_END = re.compile(r"[\s:：；;。，,、]+\Z")
_MARKS = re.compile(r"[（(]\s*(\d{1,3}(?:\.\d+)?)\s*(分)?\s*[)）]\s*\Z")


def strip_label(text: str, span: Span) -> Span:
    """Return the naming part of `span`: 1、局机关 → 局机关, 其中：人员经费 → 人员经费.

    Brackets that belong to the printed name stay: 金额（万元）, 执行率（B/A）.
    """
    start, end = span.start, span.end
    while match := _LEAD.match(text, start, end):
        start = match.end()
    ending = _END.search(text, start, end)
    if ending is not None and ending.start() > start:
        end = ending.start()
    stripped = trim(text, Span(start, end))
    return stripped if len(stripped) else trim(text, span)


def bracketed_marks(text: str, span: Span) -> tuple[Span, Span | None]:
    """Split 投入（15分） into the name and the marks (15分); the marks are None where there are none."""
    match = _MARKS.search(text, span.start, span.end)
    if match is None or match.start() <= span.start:
        return span, None
    end = match.end(2) if match.group(2) else match.end(1)
    marks = Span(match.start(1), end)
    return trim(text, Span(span.start, match.start())), marks


def first_name(text: str, span: Span) -> Span:
    """Return the name before a bracketed explanation set on lines of its own (产出目标（部门工作实绩…）)."""
    match = re.search(
        r"\s*\n\s*[（(][^（）()]*(?:[（(][^（）()]*[)）][^（）()]*)*[)）]\s*\Z", span.of(text)
    )
    return trim(text, Span(span.start, span.start + match.start())) if match else span

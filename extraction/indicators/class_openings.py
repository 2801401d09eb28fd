"""Indicator classes that open a line or a sentence of prose (数量指标：), one or several glued together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extraction.lexicon.indicators import indicator_classes
from extraction.lexicon.source import ahead, any_of
from extraction.span import Span, trim

_NAMED_ON = (
    r"(?![\u4e00-\u9fff]{0,6}指标|从|由|按|根据|包括|完成|实现|达成|情况|得分|得|设|共|有|值|中|的|分|为|是|权|评|均|体系|实际|较|指标|数|全|已|未|与|和|及|等|方面|要求|自评)"
    r"[\u4e00-\u9fff“]{2,20}(?:率|度|数|量|面积|比例)"
)
"""How the name of an indicator follows its class without a sign between (社会效益指标道路完好率)."""
_MARKS = r"(?:[（(][^（()）\n]{1,16}[)）])?"
_NUMBERED = re.compile(
    r"(?:\A|[。；;：:\s])(?:[①-⑳]|[（(]?\d{1,2}[)）.．、]|第?[一二三四五六七八九十]{1,2}(?:是|[、）)]))\s*\Z"
)
"""A number at the end of what stands before a class, a sentence's beginning before it."""


_SHORT = frozenset({"output", "outcome", "quantity", "quality", "time", "cost"})
"""What short names of classes measure that head a part of an account (1.数量, 产出情况)."""


@cache
def short_classes() -> frozenset[str]:
    """Return the classes of two characters that are one only as a heading, numbered or with 方面, 类, 情况 behind."""
    found = indicator_classes().items()
    return frozenset(n for n, c in found if len(n) == 2 and not c.in_prose and c.kind in _SHORT)


@cache
def class_opening() -> re.Pattern[str]:
    """A class that opens a line or sentence: 数量指标：, 2.质量指标完成情况。, 时效指标方面，"""
    names = any_of(n for n, found in indicator_classes().items() if len(n) > 2 or found.in_prose)
    said = rf"(?:方面|类|情况|上(?=[，,]))\s*{_MARKS}\s*(?:[：:。，,]|(?=\n)|\Z)|\s*\Z|[。：:]"
    return re.compile(
        rf"{ahead(indicator_classes())}(?P<name>{names}|{any_of(short_classes())}(?={said}))"
        rf"(?:(?<=指标)(?={_NAMED_ON})|(?:的?(?:完成|实现|达成)(?:情况|程度)?(?:分析)?|方面|类|上|情况(?:分析)?|分析)?"
        r"(?:共|有|设)*(?:\d{1,2}\s*[个项条])?"
        rf"{_MARKS}\s*(?:[：:。，,]|(?=\n)|\Z))"
    )


@cache
def _class_name() -> re.Pattern[str]:
    return re.compile(any_of(n for n in indicator_classes() if len(n) > 2))


def glued_classes(head: Span, surface: str) -> tuple[Span, ...]:
    """Return the classes of a heading that names several one after the other (产出指标数量指标), else ()."""
    spans: list[Span] = []
    place = 0
    while match := _class_name().match(surface, place):
        spans.append(Span(head.start + match.start(), head.start + match.end()))
        place = match.end()
    return tuple(spans) if len(spans) > 1 and place == len(surface) else ()


def _numbered(text: str, body: Span) -> bool:
    """Tell whether a number stands before what a line says."""
    return bool(text[text.rfind("\n", 0, body.start) + 1 : body.start].strip())


def class_parts(text: str, body: Span) -> Iterator[tuple[Span, Span | None]]:
    """Part a paragraph at the classes that open it or one of its sentences: (text behind, class)."""
    openings: list[tuple[int, int, Span]] = []
    for match in class_opening().finditer(text, body.start, body.end):
        before = text[body.start : match.start()].rstrip()
        stopped = text[match.end("name") : match.end("name") + 1] in ("。", "：", ":")
        if stopped and match["name"] in short_classes() and (before or not _numbered(text, body)):
            continue
        if before and before[-1] not in "。；;：:" and not _NUMBERED.search(before):
            continue
        openings.append((match.start(), match.end(), Span(*match.span("name"))))
    if not openings:
        return
    if openings[0][0] > body.start:
        yield Span(body.start, openings[0][0]), None
    ends = [o[0] for o in openings[1:]] + [body.end]
    for (_, end, name), stop in zip(openings, ends, strict=True):
        yield trim(text, Span(end, max(end, stop))), name

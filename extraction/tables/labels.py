"""The part of a cell that names something: without numbering, 其中：, bracketed units and marks."""

from __future__ import annotations

import re

from extraction.lexicon.comparators import sign_characters
from extraction.span import Span, trim
from extraction.tables.vocabulary import is_level

_LEAD = re.compile(
    r"\s*(?:(?:指标|目标|任务)\s*(?:\d{1,2}|[一二三四五六七八九十]+)\s*[:：、.．]"
    r"|指标\s*(?=指标\s*\d{1,2}\s*[:：、.．])"
    r"|指标\s*\d{1,2}(?=[\u4e00-\u9fff])(?![个项类条年月])"
    r"|(?:\d{1,2}|\d{3}[\dA-Z]*)\s*[-—](?=[\u4e00-\u9fff])"
    r"|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]+)\s*[)）]"
    r"|[①-⑳]"
    r"|[一二三四五六七八九十]{1,3}\s*[、.．]"
    r"|\d{1,2}\s*(?:[、．)）]|\.(?!\d))"
    r"|其\s*中\s*[:：]?(?=\s*\S)"
    r"|[*＊★☆▲△●○◆◇■□※·•]|-(?=[\u4e00-\u9fff]))\s*"
)
_END = re.compile(
    rf"[\s:：；;。，,、]+\Z|(?<=[\s\u4e00-\u9fff）)%％])[{re.escape(sign_characters())}]{{1,2}}\Z"
)
_UNIT = re.compile(
    r"\s*[（(]\s*(?:金额\s*)?(?:单位\s*[:：])?\s*(?:人民币)?\s*(?:[亿万千百]*元(?:/[\u4e00-\u9fff]{1,3})?|[%％‰]|"
    r"[A-Z①-⑳\d\s=＝+＋\-－×*/÷]+|"
    r"[万千]?(?:人次|人|名|辆|个|批次|次|台|套|项|家|户|亩|吨|公里|平方米|㎡|座|处|分|件|天))\s*[)）]\s*\Z"
    r"|(?<=[\u4e00-\u9fff])\s*[%％]\Z|(?<=[\u4e00-\u9fff])\s*[①-⑳]\Z"
)
_SEPARATED = re.compile(
    r"([\u4e00-\u9fff]{2,12})\s*(?:[-—－→/：:>》]+|(?<=指标)[ \u3000\xa0]"
    r"|(?<=指标)(?=指标\s*\d{1,2}\s*[:：、.．]))[ \u3000\xa0]*(?=\S)"
)
_STEM = re.compile(
    r"([\u4e00-\u9fff]{2,6})[ \u3000\xa0]+(?=[\u4e00-\u9fffA-Za-z\d“《\"]\S{3})(?!指标|目标)"
)
"""A class without 指标 before a name, which only a blank tells apart."""
_REMNANT = re.compile(r"指标[ \u3000\xa0]+(?=[\u4e00-\u9fff]{3})(?!设定|完成|值)")
"""What is left of a class that was broken over two cells (社会效益 | 指标 …)."""
_TEMPLATE_REST = re.compile(r"\s*[（(][^（()）]*\*{2,}[^（()）]*[)）]\s*\Z")
"""What a template leaves behind a name (≥**人): the place of a goal that is written elsewhere."""
_MARKS = re.compile(r"[（(]\s*(\d{1,3}(?:\.\d+)?)\s*(分)?\s*[)）]\s*\Z")
_MARKS_FIRST = re.compile(r"\s*[（(]\s*(\d{1,3}(?:\.\d+)?\s*分)\s*[)）]\s*(?=\S)")


def strip_label(text: str, span: Span) -> Span:
    """Return the naming part of `span`: 1、局机关 → 局机关, 其中：人员经费 → 人员经费, 执行率（B/A） → 执行率."""
    start, end = span.start, span.end
    while match := _LEAD.match(text, start, end):
        start = match.end()
    while ending := (
        _END.search(text, start, end)
        or _TEMPLATE_REST.search(text, start, end)
        or _UNIT.search(text, start, end)
    ):
        if ending.start() <= start:
            break
        end = ending.start()
    stripped = trim(text, Span(start, end))
    return stripped if len(stripped) else trim(text, span)


def bracketed_marks(text: str, span: Span) -> tuple[Span, Span | None]:
    """Split 投入（15分） or （15分）投入 into the name and the marks (15分); the marks are None where there are none."""
    match = _MARKS.search(text, span.start, span.end)
    if match is None or match.start() <= span.start:
        first = _MARKS_FIRST.match(text, span.start, span.end)
        if first is None:
            return span, None
        return trim(text, Span(first.end(), span.end)), Span(first.start(1), first.end(1))
    end = match.end(2) if match.group(2) else match.end(1)
    marks = Span(match.start(1), end)
    return trim(text, Span(span.start, match.start())), marks


def class_prefix(text: str, span: Span, *, stems: bool = False) -> tuple[list[Span], Span]:
    """Split 产出指标-数量指标 or 数量指标 治理面积 into class names and what follows them (may be empty).

    With `stems` also 数量 治理面积: where no class stands beside the name, one may stand before it.
    """
    classes: list[Span] = []
    start = span.start
    while True:
        match = _SEPARATED.match(text, start, span.end)
        if match is None and stems:
            match = _STEM.match(text, start, span.end)
        if match is None or not is_level(match.group(1)):
            break
        classes.append(Span(match.start(1), match.end(1)))
        start = match.end()
    return classes, trim(text, Span(start, span.end))


def without_remnant(text: str, span: Span) -> Span:
    """Return a name without what a broken class left before it (指标 公众满意率)."""
    match = _REMNANT.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match else span


def first_name(text: str, span: Span) -> Span:
    """Return the name before a bracketed explanation set on lines of its own (产出目标（部门工作实绩…）)."""
    match = re.search(
        r"\s*\n\s*[（(][^（）()]*(?:[（(][^（）()]*[)）][^（）()]*)*[)）]\s*\Z", span.of(text)
    )
    return trim(text, Span(span.start, span.start + match.start())) if match else span

"""Indicators told in prose: a name, its target and what was achieved, one after another (指标逐项说明).

Two signs open an indicator: a line below a heading of an indicator class (产出指标, 满意度指标) that names
something with a value, or the words for target and actual in one sentence (目标值…实际完成…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extraction.labels import Label
from extraction.quantities import FoundQuantity
from extraction.span import Span, trim
from extraction.tagging.patterns.names import name_before
from extraction.tagging.patterns.words import any_of, words

_TARGET_WORDS = r"(?:年度|年初|预期|绩效|计划|设定|全年)?(?:目标|指标)(?:值|数)?|计划(?:完成)?(?:值|数)?|预期值?|要求"
_ACTUAL_WORDS = r"实际(?:完成|达到|达成)?(?:值|数|情况|率)?|完成(?:值|数|情况)|全年完成|已完成|完成率?为?|达到|达成|实现"
_TARGET_CUE = re.compile(rf"(?:{_TARGET_WORDS})\s*(?:为|是|达到|：|:|\(|（)?\s*$")
_ACTUAL_CUE = re.compile(rf"(?:{_ACTUAL_WORDS})\s*(?:为|是|达到|达|了|：|:|\(|（)?\s*$")
_BOTH = re.compile(rf"(?:{_TARGET_WORDS})[^。\n]{{1,40}}(?:{_ACTUAL_WORDS})")
_COMPARATOR = re.compile(
    r"(?:≥|≤|＞|＜|>|<|＝|=|不低于|不少于|不超过|不高于|大于等于|小于等于|大于|小于|高于|低于)\s*$"
)
_BOUND = re.compile(r"^\s*(?:以上|以下|以内|及以上|及以下)")
_NUMBERING = re.compile(r"^\s*(?:指标\s*\d+\s*[：:]|[（(]?\d{1,2}[)）.．、]|[①-⑳]|\d{1,2}\s+)\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """A span with the label the indicator reading gives it."""

    label: Label
    span: Span


@cache
def _level_heading() -> re.Pattern[str]:
    return re.compile(
        r"^[ \t\u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳])?\s*"
        + f"({any_of(words().level)})"
        + r"(?:完成情况(?:分析)?|方面|情况)?\s*(?:[：:。]|(?=\n)|$)",
        re.MULTILINE,
    )


@cache
def _verdict() -> re.Pattern[str]:
    return re.compile(any_of(words().verdict))


def level_headings(text: str, span: Span) -> Iterator[Span]:
    """Yield headings of indicator classes that stand on a line or open one."""
    for match in _level_heading().finditer(text, span.start, span.end):
        yield Span(*match.span(1))


def read_indicator(
    text: str, sentence: Span, quantities: Sequence[FoundQuantity], *, in_walk: bool
) -> tuple[Found, ...]:
    """Return the mentions of an indicator that a sentence tells, () if it tells none.

    Args:
        sentence: one sentence or one numbered line.
        quantities: those inside the sentence, in order.
        in_walk: whether a heading of an indicator class stands above it.
    """
    surface = sentence.of(text)
    if not quantities or not (_BOTH.search(surface) or in_walk):
        return ()
    target = _first(text, sentence, quantities, _TARGET_CUE) or _bounded(text, quantities)
    if target is None and in_walk:
        target = quantities[0]
    if target is None:
        return ()
    name = _name(text, sentence, target)
    if name is None:
        return ()
    later = [q for q in quantities if q.start >= target.end]
    actual = _first(text, sentence, later, _ACTUAL_CUE) or (later[0] if later and in_walk else None)
    found = [Found(Label.INDICATOR, name), Found(Label.TARGET, _extent(text, target))]
    if actual is not None:
        found.append(Found(Label.ACTUAL, Span(actual.start, actual.end)))
        verdict = _verdict().search(text, actual.end, sentence.end)
        if verdict:
            found.append(Found(Label.STATUS, Span(*verdict.span())))
    return tuple(found)


def _first(
    text: str, sentence: Span, quantities: Sequence[FoundQuantity], cue: re.Pattern[str]
) -> FoundQuantity | None:
    for q in quantities:
        before = _COMPARATOR.sub("", text[sentence.start : q.start])
        if cue.search(before):
            return q
    return None


def _bounded(text: str, quantities: Sequence[FoundQuantity]) -> FoundQuantity | None:
    for q in quantities:
        if _COMPARATOR.search(text[max(0, q.start - 5) : q.start]) or text[q.start] in "≥≤><＞＜":
            return q
    return None


def _extent(text: str, q: FoundQuantity) -> Span:
    """The value with its comparator (≥90%, 98%以上)."""
    before = _COMPARATOR.search(text[max(0, q.start - 5) : q.start])
    after = _BOUND.match(text[q.end : q.end + 4])
    start = q.start - len(before[0]) if before else q.start
    return Span(start, q.end + (after.end() if after else 0))


def _name(text: str, sentence: Span, target: FoundQuantity) -> Span | None:
    start = _extent(text, target).start
    head = re.sub(
        rf"[，,：:（(\s“”\"]*(?:{_TARGET_WORDS})?\s*(?:为|是|达到)?\s*$",
        "",
        text[sentence.start : start],
    )
    end = sentence.start + len(head)
    numbering = _NUMBERING.match(head)
    floor = sentence.start + (numbering.end() if numbering else 0)
    if numbering and floor < end and not re.search(r"[。；，：]", text[floor:end]):
        return trim(text, Span(floor, end))
    return name_before(text, floor, end)

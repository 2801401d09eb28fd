"""Edges of mentions (标注边界): brackets, quotes and stops at their ends, verdicts with their aim, goals within a limit.

What numbers say of the extent of a value stands in `extents`.
"""

from __future__ import annotations

import re

from extraction.labels import Label
from extraction.lexicon.dates import period_pattern
from extraction.lexicon.indicators import claim_words
from extraction.lexicon.numbering import numbering_end
from extraction.quantities import FoundQuantity, find_quantities
from extraction.span import Span, trim

_BRACKETS = (("（(", "）)"), ("《", "》"), ("“", "”"), ("【", "】"))
_PAIRS = {c: p for pair in _BRACKETS for p in (pair, pair[::-1]) for c in p[0]}
"""The spellings of a bracket or quote, and of those that pair with it."""
_OPENING, _CLOSING = frozenset("（(《“【"), frozenset("）)》”】")
_STOPS = "。，；、：.,;: \n"
_HEADING = re.compile(
    r"(?P<name>[\u4e00-\u9fff、]{2,12})(?:[（(][^（()）\n]{1,12}[)）])?[：:]?\s*\Z"
)
_TOLD_OF = re.compile("完成|情况|分析|说明|评价|自评")
"""Words behind a class in its heading that are no part of it (产出指标完成情况)."""
_QUOTED = re.compile(r"“(?P<curly>[^“”]+)”|\"(?P<straight>[^\"]+)\"")
_NAMES = (Label.ITEM, Label.INDICATOR)
_MEASURED = re.compile(r"[在为于].+的.", re.DOTALL)
"""What a name with such a figure holds at least: most names have no 的, and are not searched for figures."""
_ENDS = (Label.TARGET, Label.ACTUAL)
_HELD = re.compile(rf"{claim_words().held.pattern}\s*")
_HELD_BEFORE = re.compile(rf"{_HELD.pattern}\Z")
_HELD_FROM = 6
"""Characters before a goal in which it is held to a limit."""


def is_period(label: Label, surface: str) -> bool:
    """Tell whether a name is a period and no more (2024年第三季度支出18万元): it dates a figure and names none."""
    return label in _NAMES and period_pattern().fullmatch(surface) is not None


def measure_within(text: str, label: Label, span: Span) -> FoundQuantity | None:
    """Return the figure at a name's front that says which of its kind are meant (单价在2～3万元的设备), None where there is none."""
    if label not in _NAMES or not _MEASURED.search(text, span.start, span.end):
        return None
    for found in find_quantities(text, span.start, span.end):
        told = text[max(span.start, found.start - 1) : found.start] in ("在", "为", "于")
        if told and text[found.end : found.end + 1] == "的" and found.end + 1 < span.end:
            return found
    return None


def at_edges(text: str, label: Label, span: Span, *, in_table: bool) -> tuple[Span, str | None]:
    """Return a mention's extent as its own words bound it, and the operator that words before a goal give it.

    In a table the cell bounds a name or a goal; stops and halves of brackets go there too.
    """
    if in_table:
        return _without_halves(text, span), None
    if label is Label.STATUS:
        span = _whole_verdict(text, span)
    if label is Label.LEVEL:
        return _whole_heading(text, span), None
    span = _without_halves(text, span)
    if label in _NAMES:
        span = _without_quotes(text, span)
    return within_limit(text, label, span) if label in _ENDS else (span, None)


def within_limit(text: str, label: Label, span: Span) -> tuple[Span, str | None]:
    """Return a goal or result without the words that hold it (控制在12人), and the operator that they give a goal."""
    front = _HELD.match(text, span.start, span.end)
    held = front is not None or _HELD_BEFORE.search(
        text, max(0, span.start - _HELD_FROM), span.start
    )
    inner = Span(front.end(), span.end) if front is not None and front.end() < span.end else span
    return inner, "<=" if held and label is Label.TARGET else None


def _whole_verdict(text: str, span: Span) -> Span:
    """Return a verdict with the aim that it was cut from (完成年|度目标)."""
    words = claim_words()
    hedge = words.hedges.match(text, span.start, span.end)
    start = hedge.end() if hedge else span.start
    said = words.unmet.match(text, start) or words.met.match(text, start)
    return Span(span.start, max(span.end, said.end())) if said else span


def _whole_heading(text: str, span: Span) -> Span:
    """Return a class with the rest of the short line that it heads ((一)|项目|立项), without number and marks."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = _HEADING.match(text, numbering_end(text, start), end if end >= 0 else len(text))
    whole = Span(*line.span("name")) if line else None
    if whole is None or not whole.covers(span):
        return _without_halves(text, span)
    told = _TOLD_OF.search(text, span.end, whole.end)
    return Span(whole.start, span.end) if told else whole


def _without_halves(text: str, span: Span) -> Span:
    """Return the span without stops, and without half a pair of brackets or quotes, at its ends (目标（≥400公里|）)."""
    start = span.start
    end = start + len(span.of(text).rstrip(_STOPS))
    while start < end and text[end - 1] in _CLOSING and _is_half(text[start:end], text[end - 1]):
        end -= 1
    while start < end and text[start] in _OPENING and _is_half(text[start:end], text[start]):
        start += 1
    return trim(text, Span(start, end)) if start < end else Span(start, start)


def _without_quotes(text: str, span: Span) -> Span:
    """Return a name without the one pair of quotes that stands around all of it (“基本工资”48.43万元)."""
    quoted = _QUOTED.fullmatch(text, span.start, span.end)
    return Span(*quoted.span(quoted.lastgroup or 0)) if quoted else span


def _is_half(inside: str, mark: str) -> bool:
    """Tell whether words hold more signs like `mark` than of those that pair with them."""
    own, others = _PAIRS[mark]
    return sum(map(inside.count, own)) > sum(map(inside.count, others))

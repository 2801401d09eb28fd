"""The value inside a target or achievement cell, and a name that carries its target."""

from __future__ import annotations

import re
from itertools import takewhile

from extraction.lexicon.comparators import after_pattern, before_pattern, sign_characters
from extraction.quantities import find_quantities
from extraction.quantities.folding import fold
from extraction.span import Span, trim

_OPERATOR = before_pattern()
_NUMERAL = r"(?>-?\d+(?:,\d{3})*(?:\.\d+)?)"
_UNIT = r"(?:[%‰℃]|个?百分点|[\u4e00-\u9fffA-Za-z㎡³/（）()]{1,8}?)"
_TAIL = rf"(?:{after_pattern()}|前|之前)"
_NAME_TARGET = re.compile(
    rf"(?P<name>.*?[\u4e00-\u9fff）)”\"])\s*(?:[:：,，]|达到?|为|达|增长|提高|增加)?\s*"
    rf"(?P<target>(?:下降|降低|减少)?{_OPERATOR}*\s*{_NUMERAL}\s*(?:[%‰]|[\u4e00-\u9fffA-Za-z㎡/（）()]{{0,6}}?){_TAIL}?)\s*[。；;，,]?\s*\Z",
    re.S,
)
_OPERATED = re.compile(
    rf"(?P<name>.*?[\u4e00-\u9fff）)”\"])\s*(?P<target>{_OPERATOR}+\s*{_NUMERAL}.*)\Z", re.S
)
_QUANTITY = re.compile(rf"{_OPERATOR}*\s*{_NUMERAL}\s*{_UNIT}?{_TAIL}?(?=[\s，,。；;、]|\Z)")
_STATUS = re.compile(
    r"(?:已?(?:全部|按期|按时|圆满|超额|基本|顺利|如期|部分)?(?:已)?(?:完成|达标|达成|实现|达到预期)(?:年度|预期|设定|全年)*(?:任务|目标|指标)?(?:值)?"
    r"|未(?:完成|达标|实现)|达到预期(?:目标|指标)?)"
)
_FOUND_STATUS = re.compile(
    rf"(?P<value>.*?\d.*?)\s*[，,；;。、（(\s]\s*(?P<status>{_STATUS.pattern})\s*[)）。；;]?\s*\Z",
    re.S,
)
_VERB = re.compile(r"(?:[:：,，\s]|达到?|增长|提高|增加|下降|降低|减少|为)+\Z")
_BEFORE = re.compile(
    rf"(?:已|实际|共|全年)*(?:完成|达到|达|平均|人均|户均|约|共|累计|实现|支出|为)+(?={_OPERATOR}*\s*{_NUMERAL}[^，,。；]*\Z)"
)
_FIRST = re.compile(rf"({_OPERATOR}*\s*{_NUMERAL}\s*[^\d\s，,；;。（(]{{0,6}})[，,；;。](?!\d)")
_LONG = 24
_SIGN_REACH = 6
_SHARED = 3
_LEAST_SHARED = 2
"""Characters that the words before a value share with the end of the name they tell again."""


def split_name(text: str, span: Span) -> tuple[Span, Span | None]:
    """Split 购买电脑数量12台 into name and target; the target is None where the name has no number."""
    surface = fold(span.of(text))
    match = _operated(surface) or _NAME_TARGET.match(surface)
    if match is None or len(match.group("name").strip()) < 2:
        return span, None
    name = trim(text, Span(span.start, span.start + match.end("name")))
    name = Span(name.start, name.start + len(_VERB.sub("", name.of(text))) or name.end)
    target = trim(text, Span(span.start + match.start("target"), span.start + match.end("target")))
    return name, target


def _operated(surface: str) -> re.Match[str] | None:
    """Return a name and the goal behind its comparator; one within a bracket of the name is none (面积（≥6万平方米）)."""
    match = _OPERATED.match(surface)
    inside = match is not None and match["name"].count("(") > match["name"].count(")")
    return None if inside else match


def without_target(text: str, span: Span) -> Span:
    """Return a name without a target that is written behind a comparator (参保率≥95% → 参保率)."""
    match = _operated(fold(span.of(text)))
    if match is None or len(match.group("name").strip()) < 2:
        return span
    return trim(text, Span(span.start, span.start + match.end("name")))


def target_span(text: str, span: Span) -> Span:
    """Return the target in its cell: the whole of a short cell, the one quantity of a long one."""
    span = _without_verb(text, _without_stop(text, span))
    if len(span) <= _LONG:
        return span
    return only_quantity(text, span) or span


def behind_name(text: str, span: Span, name: str) -> Span:
    """Return a value without the indicator's name that its cell tells again (总成本 | 总成本不超过58万).

    The words before the number have to end as the name does.
    """
    surface = fold(span.of(text))
    match = _operated(surface) or _NAME_TARGET.match(surface)
    if match is None:
        return span
    words, called = "".join(match["name"].split()), "".join(fold(name).split())
    shared = sum(
        1 for _ in takewhile(lambda p: p[0] == p[1], zip(words[::-1], called[::-1], strict=False))
    )
    if shared < min(_SHARED, len(words)) or shared < _LEAST_SHARED:
        return span
    return trim(text, Span(span.start + match.start("target"), span.end))


def without_sign(text: str, span: Span) -> Span:
    """Return a name without the comparator that a dump put at its end (工期 ≤ | 180 天)."""
    match = re.search(rf"\s*(?:[{sign_characters()}]|[<>]=)\s*\Z", span.of(text))
    named = match is not None and match.start() > 1
    return Span(span.start, span.start + match.start()) if match and named else span


def with_sign(text: str, span: Span) -> Span:
    """Return a goal with the comparator that stands before it on its line, in the cell before (工期 ≤ | 180 天)."""
    before = text[max(0, span.start - _SIGN_REACH) : span.start]
    match = re.search(rf"(?:[{sign_characters()}]|[<>]=)[ \u3000\xa0]+\Z", before)
    return Span(span.start - len(match[0]), span.end) if match else span


def actual_spans(text: str, span: Span) -> tuple[Span, Span | None]:
    """Return the achievement in its cell and the verdict beside it (2.14万亩，已完成), if there is one."""
    span = _without_verb(text, _without_stop(text, span))
    match = _FOUND_STATUS.match(fold(span.of(text)))
    if match is not None and match.end("value") > 0:
        value = trim(text, Span(span.start, span.start + match.end("value")))
        status = Span(span.start + match.start("status"), span.start + match.end("status"))
        return (only_quantity(text, value) or value) if len(value) > _LONG else value, status
    first = _FIRST.match(fold(span.of(text)))
    if first is not None:
        return Span(span.start, span.start + first.end(1)), None
    if len(span) <= _LONG:
        return span, None
    found = only_quantity(text, span)
    if found is not None:
        return found, None
    clause = re.match(r"(?:[^，,。；;\n]|(?<=\d)[,，](?=\d{3}))+", span.of(text))
    return (trim(text, Span(span.start, span.start + clause.end())) if clause else span), None


def _without_verb(text: str, span: Span) -> Span:
    """Drop the words before a bare quantity: 完成2.1万亩 → 2.1万亩, 平均9小时 → 9小时."""
    match = _BEFORE.match(fold(span.of(text)))
    return Span(span.start + match.end(), span.end) if match else span


def only_quantity(text: str, span: Span) -> Span | None:
    """Return the one quantity (or the one share) in `span`, None where there are none or several."""
    found = list(_QUANTITY.finditer(fold(span.of(text))))
    rates = [m for m in found if "%" in m.group()]
    chosen = rates if len(rates) == 1 else found
    if len(chosen) != 1:
        return _found_quantity(text, span) if not found else None
    return trim(text, Span(span.start + chosen[0].start(), span.start + chosen[0].end()))


def _found_quantity(text: str, span: Span) -> Span | None:
    """Return the one quantity that stands amid words, None where there are none or several."""
    found = tuple(find_quantities(span.of(text)))
    if len(found) != 1:
        return None
    return Span(span.start + found[0].start, span.start + found[0].end)


def _without_stop(text: str, span: Span) -> Span:
    surface = span.of(text)
    return Span(
        span.start, span.start + len(surface.rstrip("。；;，, \t\n\r\u3000\xa0")) or span.end
    )

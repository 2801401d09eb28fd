"""The indicator that a passage is about as its opening says: 村民满意度（6分）。…, or the line above keys (段首名称).

Values behind such an opening have its name where their own clause names nothing or only its end
(满意度目标≥90%).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.indicators.names import is_name
from extraction.indicators.passages import Passage
from extraction.indicators.values import Role, Value
from extraction.lexicon.indicators import indicator_classes
from extraction.lexicon.numbering import numbering_end
from extraction.span import Span, trim

_OPENING = re.compile(
    r"\s*(?P<name>[^，,。；：:（(\n\d]{2,24})(?:[（(]\s*\d{1,3}(?:\.\d+)?\s*分?\s*[)）])?\s*[。：:]"
)
_MARKED_OPENING = re.compile(
    r"\s*(?:[A-Z]\d{1,2}(?:[.．]\d{1,2})*\s+)?(?P<name>[^，,。；;：:\n]{2,40}?)[，,]?\s*(?:满分|权重|分值|标准分)(?:为|：|:)?\s*\d"
)
"""A name with its marks right behind it (河道清淤长度，满分6分，…)."""
_RUNS_ON = re.compile(r"[（(\d.分）)]*[。：:][^\S\n]*")
_MARKS = re.compile(r"[（(][\d\s，,、/.分]*[)）]\s*\Z")
_SAYS_KIND = re.compile(
    r"(?:指标|目标|完成|实际|计划|预期|实现)值\Z|(?:情况|说明|依据|原因|结果|结论|标准|方法|分析|建议)\Z"
)
"""How words end that say what follows them (评价情况：, 指标值：) and name no indicator."""
_ENDS = frozenset({Role.TARGET, Role.ACTUAL})
_KEY = re.compile(r"(?:目标|完成|实际|指标)[\u4e00-\u9fff]{0,4}[：:]\s*\Z")


def opening_name(text: str, passage: Passage) -> Span | None:
    """Return the name that opens a passage and is followed by a stop, colon or its marks, None where none does."""
    span = passage.span
    match = _OPENING.match(text, span.start, span.end) or _MARKED_OPENING.match(
        text, span.start, span.end
    )
    if match is not None:
        return _whole_name(text, *match.span("name"))
    return _run_in_head(text, passage)


def _run_in_head(text: str, passage: Passage) -> Span | None:
    """Return the heading that a passage runs on behind, on its own line, where it names an indicator."""
    head = passage.head
    if head is None or _RUNS_ON.fullmatch(text, head.end, passage.span.start) is None:
        return None
    marks = _MARKS.search(text, head.start, head.end)
    return _whole_name(text, head.start, marks.start() if marks else head.end)


def named_by_opening(text: str, values: Sequence[Value], name: Span) -> tuple[Value, ...]:
    """Return the values, the first goal and the first result named by the opening where it fits."""
    given: set[Role] = set()
    named: list[Value] = []
    own = name.of(text)
    for value in values:
        open_ = value.role in _ENDS and value.role not in given and not value.plain
        if open_ and _fits(text, value, own):
            given.add(value.role)
            value = replace(value, name=name)
        named.append(value)
    return tuple(named)


def _fits(text: str, value: Value, opening: str) -> bool:
    return value.name is None or opening.endswith(value.name.of(text))


def keyed_by_line_above(
    text: str, passage: Passage, values: Sequence[Value]
) -> tuple[Value, ...] | None:
    """Return goal and result of a line of keys (目标：98%  完成：99%) with the name of the line above.

    None where the passage does not begin with such keys; what the line says behind them is no indicator's.
    """
    ends = [v for v in values if v.role in _ENDS]
    first = ends[0] if ends else None
    if first is None or first.role is not Role.TARGET or not _opens_with_key(text, passage, first):
        return None
    name = _line_above(text, passage.span.start)
    if name is None:
        return None
    answer = ends[1] if len(ends) > 1 else None
    if answer is None or answer.role is not Role.ACTUAL or not _KEY.search(_before(text, answer)):
        return None
    return replace(first, name=name), replace(answer, name=name)


def _line_above(text: str, start: int) -> Span | None:
    """Return the name that the line above holds, without its number and its marks in brackets."""
    end = text.rfind("\n", 0, start)
    first = text.rfind("\n", 0, max(end, 0)) + 1
    if end < 0 or text[end:start].strip() or not text[first:end].strip():
        return None
    marks = _MARKS.search(text, first, end)
    return _whole_name(text, first, marks.start() if marks else end)


def _whole_name(text: str, start: int, end: int) -> Span | None:
    """Return the words of a line or opening as a name, its number left out, None where they name nothing."""
    name = trim(text, Span(min(numbering_end(text, start), end), end))
    surface = name.of(text)
    if surface in indicator_classes() or _SAYS_KIND.search(surface):
        return None
    return name if surface and is_name(surface) else None


def _opens_with_key(text: str, passage: Passage, value: Value) -> bool:
    words = text[passage.span.start : value.span.start]
    return len(words.strip()) <= 8 and _KEY.search(words) is not None


def _before(text: str, value: Value) -> str:
    return text[max(0, value.span.start - 10) : value.span.start]

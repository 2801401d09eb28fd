"""Paragraphs of running text: lines, put together again where a full line breaks off (断行)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.span import Span

_LINE = re.compile(r"[^\n]+")
_OPENS = re.compile(
    r"\s*[*＊★]?(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳●•·◆■]|第[一二三四五六七八九十]|(?:目标|指标|任务)\s*[\d一二三四五六七八九十])"
)
_VALUE_LINE = re.compile(
    r"[≥≤≧≦<>=＝]*\s*\d[\d,，]*(?:\.\d+)?\s*(?:[%％‰]|[\u4e00-\u9fff㎡/]{1,5})?"
)
_NAME_LINE = re.compile(r"[^\d\s，,。；;：:|（）()]{3,24}")
_FULL_LINE = 24


def paragraphs(text: str, span: Span) -> Iterator[Span]:
    """Yield the paragraphs of a stretch: lines, put together again where a full line breaks off."""
    start = end = -1
    lines = list(_LINE.finditer(text, span.start, span.end))
    for match, after in zip(lines, [*lines[1:], None], strict=False):
        line = match[0]
        named = start >= 0 and _names_value(text[start:end], line, after[0] if after else "")
        broken = named or (
            start >= 0
            and match.start() == end + 1
            and end - max(start, text.rfind("\n", start, end) + 1) >= _FULL_LINE
            and text[end - 1] not in "。；;：:！"
            and not _OPENS.match(line)
        )
        if not broken:
            if start >= 0:
                yield Span(start, end)
            start = match.start()
        end = match.end()
    if start >= 0:
        yield Span(start, end)


def _names_value(above: str, line: str, below: str) -> bool:
    """Tell whether a line is the one value of the name alone on the line above (走访老党员 / 180人)."""
    lone = _VALUE_LINE.fullmatch(line.strip()) and not _VALUE_LINE.fullmatch(below.strip())
    return bool(lone) and _NAME_LINE.fullmatch(above.strip()) is not None

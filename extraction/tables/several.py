"""Several indicators in one cell of goals or results (引进人才≥50个，培训人员≥280人): their names and values, one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.lexicon.comparators import after_pattern, before_pattern
from extraction.quantities.folding import fold
from extraction.span import Span, trim

_PART = re.compile(r"[，,；;。\n]|、(?=\d)")
_VALUED = re.compile(
    rf"\s*(?:\d{{1,2}}[.、．](?!\d)|[（(]\d{{1,2}}[)）]|[①-⑳])?\s*(?P<name>[^\d≥≤<>=]*?[\u4e00-\u9fff）)”\"])\s*"
    rf"(?P<value>(?:{before_pattern()})*\s*(?>-?\d+(?:,\d{{3}})*(?:\.\d+)?)\s*(?:[%‰]|[\u4e00-\u9fffA-Za-z㎡/（）()]{{0,6}}?)(?:{after_pattern()})?)\s*\Z"
)
_NUMBER_COMMA = re.compile(r"\d,\d{3}")
_BASE = re.compile(r"每|全年|年内|其中|合计|共计|累计")
_FEWEST = 2
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One of the indicators that a cell names, and its value."""

    name: Span
    value: Span


def several(text: str, span: Span) -> tuple[Told, ...]:
    """Return the indicators that a cell tells with their values, none where it tells one or not all of it fits."""
    found: list[Told] = []
    start = span.start
    surface = fold(span.of(text))
    cuts = [
        m.end() for m in _PART.finditer(surface) if not _NUMBER_COMMA.match(surface, m.start() - 1)
    ]
    for cut in [*cuts, len(surface)]:
        part = trim(text, Span(start, span.start + cut))
        start = span.start + cut
        words = fold(part.of(text)).rstrip("，,；;。、 \n")
        if not words:
            continue
        match = _VALUED.match(words)
        if match is None or not _named(match["name"].strip()):
            return ()
        name = trim(text, Span(part.start + match.start("name"), part.start + match.end("name")))
        value = trim(text, Span(part.start + match.start("value"), part.start + match.end("value")))
        found.append(Told(name, value))
    return tuple(found) if len(found) >= _FEWEST else ()


def _named(words: str) -> bool:
    """Tell whether words name something, and not what a value is counted for (每站8场，全年48场)."""
    return len(words) >= _SHORTEST_NAME and not _BASE.match(words)

"""Years and periods that date a fact (期间识别)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.lexicon.dates import period_pattern
from extraction.quantities.folding import fold
from extraction.span import Span

_UNDATED = re.compile(
    r"\d{1,2}[ \n]{0,3}月(?:份)?(?:[ \n]{0,3}(?:\d{1,2}[ \n]{0,3}[日号]|[底末初]))?"
)
"""A month, or a day of one, without its year: it dates nothing by itself."""
_DOCUMENT_NAME = re.compile(r"[《〔\[（(【]\s*$")
_NAMES_DOCUMENT = re.compile(
    r"^[^，。；\n]{0,30}(?:办法|意见|通知|规划|方案|细则|条例|报告》|自评报告|工作要点|目录|号）|号〕|》)"
)


def find_periods(text: str, span: Span) -> Iterator[Span]:
    """Yield the dates and years of a stretch of prose, those in names of documents left out."""
    for match in period_pattern().finditer(fold(span.of(text))):
        start, end = span.start + match.start(), span.start + match.end()
        if _UNDATED.fullmatch(match[0]) or _DOCUMENT_NAME.search(text[max(0, start - 2) : start]):
            continue
        opened = text.rfind("《", max(span.start, start - 60), start)
        if opened >= 0 and "》" not in text[opened:start]:
            continue
        yield Span(start, end)


def names_a_document(text: str, span: Span) -> bool:
    """Tell whether a year belongs to the name of a document rather than to a fact."""
    return bool(_NAMES_DOCUMENT.match(text[span.end : span.end + 40]))

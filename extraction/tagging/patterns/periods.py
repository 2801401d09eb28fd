"""Years and periods that date a fact (期间识别)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.span import Span

_YEAR = r"(?:(?:19|20)\d\d|[二两][〇零○][〇零一二三四五六七八九]{2})\s*年"
_PERIOD = re.compile(
    rf"{_YEAR}\s*\d{{1,2}}\s*[-—–~至到]\s*\d{{1,2}}\s*月(?:份)?"
    rf"|{_YEAR}\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日"
    rf"|{_YEAR}\s*\d{{1,2}}\s*月(?:底|末)?"
    rf"|{_YEAR}\s*(?:上半年|下半年|[一二三四]季度)"
    rf"|(?:19|20)\d\d\s*[-—–~至到]\s*(?:19|20)\d\d\s*年度?"
    rf"|{_YEAR}度?(?!代)"
    r"|(?<![\d月])\d{1,2}\s*[-—–~]\s*\d{1,2}\s*月(?!\d)"
    r"|上半年(?!度?预算执行情况)"
)
_DOCUMENT_NAME = re.compile(r"[《〔\[（(【]\s*$")
_NAMES_DOCUMENT = re.compile(
    r"^[^，。；\n]{0,30}(?:办法|意见|通知|规划|方案|细则|条例|报告》|自评报告|工作要点|目录|号）|号〕|》)"
)


def find_periods(text: str, span: Span) -> Iterator[Span]:
    """Yield the dates and years of a stretch of prose, those in names of documents left out."""
    for match in _PERIOD.finditer(text, span.start, span.end):
        if _DOCUMENT_NAME.search(text[max(0, match.start() - 2) : match.start()]):
            continue
        opened = text.rfind("《", max(span.start, match.start() - 60), match.start())
        if opened >= 0 and "》" not in text[opened : match.start()]:
            continue
        yield Span(*match.span())


def names_a_document(text: str, span: Span) -> bool:
    """Tell whether a year belongs to the name of a document rather than to a fact."""
    return bool(_NAMES_DOCUMENT.match(text[span.end : span.end + 40]))

"""Years and periods that date a fact (期间识别)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.lexicon.dates import period_pattern
from extraction.lexicon.numbering import numbering_end
from extraction.quantities.folding import fold
from extraction.span import Span

_UNDATED = re.compile(
    r"\d{1,2}[ \n]{0,3}月(?:份)?(?:[ \n]{0,3}(?:\d{1,2}[ \n]{0,3}[日号]|[底末初]))?"
)
"""A month, or a day of one, without its year: it dates nothing by itself."""
_DOCUMENT_NAME = re.compile(r"[《〔\[（(【]\s*$")
_HEADING = 60
"""Characters of a heading on either side of its year."""
_LINE = re.compile(r"[^\n]+")
_TABLE_TITLE = re.compile(
    r"^[^。；，\n|\t]{0,40}(?:表|表单)[ \u3000]*(?:[（(][^（）()\n]{1,14}[）)])?[ \u3000]*$"
)
_SENTENCE = re.compile(r"[。；，,;|\t]")
_FIGURE = re.compile(r"\d[\d.,]*[ ]?(?:%|[十百千]?[万亿]?元)")
_NAMES_DOCUMENT = re.compile(
    r"^[^，。；\n]{0,30}(?:办法|意见|通知|规划|方案|细则|条例|报告》|自评报告|工作要点|目录|号）|号〕|》)"
)


def find_periods(text: str, span: Span) -> Iterator[Span]:
    """Yield the dates and years of a stretch of prose, those in names of documents left out."""
    for found in _dates(text, span):
        if _DOCUMENT_NAME.search(text[max(0, found.start - 2) : found.start]):
            continue
        opened = text.rfind("《", max(span.start, found.start - 60), found.start)
        if opened < 0 or "》" in text[opened : found.start]:
            yield found


def _dates(text: str, span: Span) -> Iterator[Span]:
    for match in period_pattern().finditer(fold(span.of(text))):
        if not _UNDATED.fullmatch(match[0]):
            yield Span(span.start + match.start(), span.start + match.end())


def title_periods(text: str, part: Span) -> Iterator[Span]:
    """Yield the periods in titles of tables and forms, and on a line of their own below one."""
    titled = False
    for line in _LINE.finditer(text, part.start, part.end):
        dated = line[0].strip(" \u3000\t（）()【】|")
        title = bool(_TABLE_TITLE.search(line[0]))
        if dated and (title or titled):
            at = line.start() + line[0].index(dated)
            for span in _dates(text, Span(at, at + len(dated))):
                if title or len(span) == len(dated):
                    yield span
        titled = title or (titled and not dated)


def heads(text: str, span: Span) -> bool:
    """Tell whether a period stands in a numbered heading, a line without a sentence of its own."""
    begin = text.rfind("\n", max(0, span.start - _HEADING), span.start) + 1
    if not begin and span.start > _HEADING:
        return False
    end = text.find("\n", span.end, span.end + _HEADING)
    line = text[begin : end if end >= 0 else span.end + _HEADING].strip()
    return bool(numbering_end(line)) and not _SENTENCE.search(line) and not _FIGURE.search(line[6:])


def names_a_document(text: str, span: Span) -> bool:
    """Tell whether a year belongs to the name of a document rather than to a fact."""
    return bool(_NAMES_DOCUMENT.match(text[span.end : span.end + 40]))

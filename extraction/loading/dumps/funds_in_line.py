"""The money of a project in a form that lost its lines (资金执行行): its header and its rows stand in running words.

… 项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额： 80 80 76 10 95% 9.5 其中：财政拨款 60 60 56 …

The header tells how many figures a row has. A label with as many is a row; one with fewer has those of its first
columns (marks are given to the total alone); one without any is a row of blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.loading.dumps.rows import DumpRow, make_row
from extraction.span import Span, hull

_BLANK = r"[ \t\u3000\xa0]"
_FEW = rf"{_BLANK}{{0,8}}"
_NOTE = r"(?:[（(][A-Z/×x*%％\d]{1,12}[)）])?"
_MONEY = r"(?:(?:年初|全年|调整后?|年度|当年)?预算数|(?:全年|实际|当年|年度)?执行数|实际支出数|全年支出数)"
_MARKED = r"(?:分值|权重|(?:预算)?执行率|得分)"
_HEAD = re.compile(
    rf"(?:(?P<unit>(?:项目)?资金(?:情况|投入情况)?{_FEW}(?:[（(]{_FEW})?(?:单位[:：])?万?元{_FEW}[)）]?){_FEW})?"
    rf"(?P<heads>(?:{_MONEY}{_NOTE}{_BLANK}+){{2,3}}(?:{_MARKED}{_NOTE}{_BLANK}+){{1,3}})"
)
_WORD = re.compile(r"[^ \t\u3000\xa0\n]+")
_LABEL = re.compile(
    rf"{_BLANK}*(?P<label>(?:其{_BLANK}*中[:：]?{_BLANK}*)?(?:年度|项目)?(?:资金总额|财政拨款|财政资金|一般公共预算(?:财政拨款|资金)?"
    rf"|(?:本年|当年)(?:一般公共预算|财政)拨款|上年结转(?:资金)?|(?:中央|省级|市级|区级|县级|地方)(?:财政)?(?:资金|补助|安排)|其他资金|单位资金))[:：]?"
)
_FIGURE = re.compile(rf"{_BLANK}+(?P<figure>-?\d[\d,]*(?:\.\d+)?[%％]?|[-—]+)(?={_BLANK}|\n|\Z)")


def funds_in_line(text: str) -> Iterator[list[DumpRow]]:
    """Yield the rows of each such block, the header first; every row has as many cells as the header."""
    for head in _HEAD.finditer(text):
        start, end = head.span("heads")
        names = [Span(*m.span()) for m in _WORD.finditer(text, start, end)]
        unit = Span(*head.span("unit")) if head["unit"] else Span(start, start)
        rows = list(_rows(text, end, len(names)))
        if rows:
            yield [make_row(text, [unit, *names]), *rows]


def with_funds(text: str, runs: Sequence[list[DumpRow]]) -> list[list[DumpRow]]:
    """Return the rows of tables in text order, with those of projects' money in place of what they overlap."""
    kept = list(runs)
    for found in funds_in_line(text):
        extent = _extent(found)
        kept = [part for rows in kept for part in _beside(rows, extent)]
        kept.append(found)
    return sorted(kept, key=_extent)


def _beside(rows: list[DumpRow], extent: Span) -> Iterator[list[DumpRow]]:
    """Yield the rows of a table that stand before a stretch, and those behind it."""
    if not _extent(rows).overlaps(extent):
        yield rows
        return
    spans = [_extent([row]) for row in rows]
    yield from filter(
        None,
        (
            [row for row, span in zip(rows, spans, strict=True) if span.end <= extent.start],
            [row for row, span in zip(rows, spans, strict=True) if span.start >= extent.end],
        ),
    )


def _extent(rows: Sequence[DumpRow]) -> Span:
    return hull(c.span for r in rows for c in r.cells)


def _rows(text: str, position: int, width: int) -> Iterator[DumpRow]:
    while (label := _LABEL.match(text, position)) is not None:
        position = label.end()
        figures: list[Span] = []
        while len(figures) < width and (figure := _FIGURE.match(text, position)) is not None:
            figures.append(Span(*figure.span("figure")))
            position = figure.end()
        blanks = [Span(position, position)] * (width - len(figures))
        yield make_row(text, [Span(*label.span("label")), *figures, *blanks])

"""The money of a project in its form (资金执行行), as dumps flatten it: in running words, one cell a line, between bars or tabs.

… 项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额： 80 80 76 10 95% 9.5 其中：财政拨款 60 60 56 …

The group's head at the left stands over no figures, and dumps break it or leave its blank part out, so that rows laid
under the whole header would move by a column. The header tells how many figures a row has. A label with as many is a row; one with fewer has those of its first
columns (marks are given to the total alone); one without any is a row of blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extraction.loading.dumps.rows import DumpRow, make_row
from extraction.span import Span, hull


@dataclass(frozen=True)
class _Layout:
    """How a dump parts its cells: what stands between two, and within one; `even` where it is the same throughout a row.

    `blanks` where a blank cell shows.
    """

    between: str
    within: str
    even: bool
    blanks: bool = False

    @cached_property
    def head(self) -> re.Pattern[str]:
        """The heads of a project's money, after the group's head with the unit; the last may end its line."""
        last = r"|(?=[ \t]*(?:\n|\Z))" if self.blanks else ""
        inner = rf"{self.within}{{0,8}}"
        return re.compile(
            rf"(?:(?P<unit>(?:项目?资金|项{inner}目{inner}(?:{self.between})?资{inner}金|资金|年度预算数)(?:情况|投入情况)?(?:{self.between})?"
            rf"{inner}(?:[（(]{inner})?(?:单位[:：])?万?元{inner}[)）]?){inner}(?:{self.between}){{0,2}})?"
            rf"(?P<heads>(?:{_MONEY}{_NOTE}(?:{self.between})){{2,3}}(?:{_MARKED}{_NOTE}(?:{self.between}{last})){{1,3}})"
        )

    @cached_property
    def label(self) -> re.Pattern[str]:
        """The name of a row and what stands before it."""
        inner = rf"{self.within}*"
        return re.compile(
            rf"[\s|│｜]*(?P<label>(?:其{inner}中[:：]?{inner})?(?:年度|项目)?(?:{_FUNDS}))[:：]?"
        )

    @cached_property
    def figure(self) -> re.Pattern[str]:
        """A figure or a dash behind what parts cells."""
        blank = r"|(?=[|│｜\t])" if self.blanks else ""
        end = rf"(?={self.between}|{self.within}|[\n|│｜]|\Z)"
        return re.compile(
            rf"(?P<part>{self.between})(?P<figure>-?\d[\d,]*(?:\.\d+)?[%％]?|[-—/]+{blank}){end}"
        )


_BLANK = r"[ \t\u3000\xa0]"
_SPACE = r"[ \u3000\xa0]"
_NOTE = r"(?:[（(][A-Z/×x*%％\d]{1,12}[)）])?"
_MONEY = r"(?:(?:年初|全年|调整后?|年度|当年)?预算数|年初预算|(?:全年|实际|当年|年度|预算)?执行数|实际支出数|全年支出数)"
_MARKED = r"(?:分值|权重|(?:预算)?执行率|得分)"
_FUNDS = (
    r"资金总额|总额|财政拨款|财政资金|一般公共预算(?:财政拨款|资金)?|(?:本年|当年)(?:一般公共预算|财政)拨款|上年结转(?:资金)?"
    r"|(?:中央|省级|市级|区级|县级|地方)(?:财政)?(?:资金|补助|安排)|财政专户管理资金|其他资金|单位资金"
)
_LAYOUTS = (
    _Layout(rf"{_BLANK}+", _BLANK, even=False),
    _Layout(rf"{_SPACE}*\n(?:{_SPACE}*\n)*{_SPACE}*", _SPACE, even=True),
    _Layout(rf"{_SPACE}*[|│｜]{_SPACE}*\n?", _SPACE, even=True, blanks=True),
    _Layout(rf"{_SPACE}*\t{_SPACE}*", _SPACE, even=True, blanks=True),
)
"""Cells in running words, one a line, between bars, between tabs."""


def fund_rows(text: str) -> Iterator[list[DumpRow]]:
    """Yield the rows of each such block, the header first; every row has as many cells as the header."""
    for layout in _LAYOUTS:
        for head in layout.head.finditer(text):
            start, end = head.span("heads")
            names = list(_cells(text, start, end, layout))
            unit = Span(*head.span("unit")) if head["unit"] else Span(start, start)
            rows = list(_rows(text, names[-1].end, len(names), layout))
            if rows and not (layout.blanks and _aligned(text, names, rows)):
                yield [make_row(text, [unit, *names]), *rows]


def _aligned(text: str, names: Sequence[Span], rows: Sequence[DumpRow]) -> bool:
    """Tell whether the first figure stands in the column of its head by the count of tabs before it: nothing moved."""
    head = text[names[0].start : names[-1].end]
    if "\n" in head or "\t" not in head:
        return False
    firsts = [next((c.span for c in row.cells[1:] if not c.blank), None) for row in rows[:1]]
    return all(s is None or _place(text, s) == _place(text, names[0]) for s in firsts)


def _place(text: str, span: Span) -> int:
    """Return how many tabs stand before a cell on its line."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return line.count("\t")


def _cells(text: str, start: int, end: int, layout: _Layout) -> Iterator[Span]:
    """Yield the cells of a stretch."""
    position = start
    for part in re.finditer(layout.between, text[start:end]):
        if start + part.start() > position:
            yield Span(position, start + part.start())
        position = start + part.end()
    if position < end:
        yield Span(position, end)


def with_funds(text: str, runs: Sequence[list[DumpRow]]) -> list[list[DumpRow]]:
    """Return the rows of tables in text order, with those of projects' money in place of what they overlap."""
    kept = list(runs)
    for found in fund_rows(text):
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


_ASIDE = re.compile(r"[\s|│｜]*[^|│｜\t\n]{1,90}")
"""A cell behind the figures of a row (原因), or its head."""


def _next_label(text: str, position: int, layout: _Layout) -> re.Match[str] | None:
    """Return the next row's name, which one cell of words may stand before."""
    label = layout.label.match(text, position)
    if label is not None or not layout.even:
        return label
    aside = _ASIDE.match(text, position)
    return layout.label.match(text, aside.end()) if aside else None


def _rows(text: str, position: int, width: int, layout: _Layout) -> Iterator[DumpRow]:
    while (label := _next_label(text, position, layout)) is not None:
        position = label.end()
        figures: list[Span] = []
        parts: set[str] = set()
        while len(figures) < width and (figure := layout.figure.match(text, position)) is not None:
            parts.add("".join(figure["part"].split(" ")))
            figures.append(Span(*figure.span("figure")))
            position = figure.end()
        if layout.even and len(parts) > 1:
            return  # blank cells among the figures: where they stand tells which column is which
        blanks = [Span(position, position)] * (width - len(figures))
        yield make_row(text, [Span(*label.span("label")), *figures, *blanks])

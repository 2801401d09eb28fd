"""A part of a document, where the whole of it is beyond a limit of memory or time (部分读取).

Loaders of PDF files and workbooks leave out pages and rows before they cost anything; of the other formats
the finished document is cut at the end of a page, a table row or a line. Either way the document says in
`partial` what is missing.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extraction.document import CharacterBoxes, Document, Gap, Table
from extraction.span import Span

Turned = Callable[[int, int], None]
"""Told of each page that is turned to: its number, and how many there are."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Which part of a document is read.

    Attributes:
        share: of its pages, rows or characters, from the beginning; more than 0, at most 1.
        without: 1-based numbers of pages that are passed over.
        reason: why the rest is not read, in Chinese.
    """

    share: float = 1.0
    without: tuple[int, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ValueError(f"expected a share in (0, 1], found {self.share}")

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self.share == 1 and not self.without

    def of(self, count: int) -> int:
        """Return how many of `count` units are read: at least one where there is one."""
        return min(count, math.ceil(self.share * count))

    def pages(self, count: int) -> tuple[int, ...]:
        """Return the numbers of the pages that are read."""
        return tuple(n for n in range(1, self.of(count) + 1) if n not in self.without)

    def missing_pages(self, count: int) -> tuple[Gap, ...]:
        """Return the ranges of pages that are not read."""
        read = set(self.pages(count))
        missing = [n for n in range(1, count + 1) if n not in read]
        return tuple(Gap(_pages(a, b), f"{self.reason}，未读") for a, b in _ranges(missing))


WHOLE = Portion()


def _ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    runs = (list(g) for _, g in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]))
    return [(run[0][1], run[-1][1]) for run in runs]


def _pages(first: int, last: int) -> str:
    return f"第{first}页" if first == last else f"第{first}–{last}页"


def allot_rows(
    sheets: Sequence[tuple[str, int]], portion: Portion
) -> tuple[tuple[int, ...], tuple[Gap, ...]]:
    """Return how many rows are read of each sheet (its name, its rows), and what is missing."""
    left, taken, gaps = portion.of(sum(rows for _, rows in sheets)), [], []
    for name, rows in sheets:
        taken.append(min(rows, left))
        left -= taken[-1]
        if taken[-1] < rows:
            part = f"第{taken[-1] + 1}–{rows}行" if taken[-1] else ""
            gaps.append(Gap(f"工作表{name}{part}", f"{portion.reason}，未读"))
    return tuple(taken), tuple(gaps)


def cut(document: Document, portion: Portion) -> Document:
    """Return the document up to the end of the page, row or line in which its share ends."""
    end = _edge(document, portion.of(len(document.text)))
    if end >= len(document.text):
        return document
    pages = tuple(
        replace(p, span=Span(p.span.start, min(p.span.end, end)))
        for p in document.pages
        if p.span.start < end
    )
    boxes = document.boxes
    if boxes is not None:
        boxes = CharacterBoxes(array("f", boxes.coordinates[: 4 * end]))
    return replace(
        document,
        text=document.text[:end],
        pages=pages,
        tables=tuple(_cut_table(t, end) for t in document.tables if t.span.start < end),
        regions=tuple(
            replace(r, span=Span(r.span.start, min(r.span.end, end)))
            for r in document.regions
            if r.span.start < end
        ),
        boxes=boxes,
        partial=(*document.partial, *_missing(document, end, portion.reason)),
    )


def _edge(document: Document, wanted: int) -> int:
    """Return the end of the last page that ends within `wanted` characters, or of the line there."""
    whole = [p.span.end for p in document.pages if p.span.end <= wanted]
    if whole:
        return whole[-1]
    if document.pages:
        return document.pages[0].span.end
    line = document.text.find("\n", max(0, wanted - 1))
    return len(document.text) if line < 0 else line + 1


def _missing(document: Document, end: int, reason: str) -> tuple[Gap, ...]:
    if document.pages:
        after = [p.number for p in document.pages if p.span.start >= end]
        return tuple(Gap(_pages(a, b), f"{reason}，未读") for a, b in _ranges(after))
    line, lines = document.text.count("\n", 0, end) + 1, document.text.count("\n") + 1
    return (Gap(f"正文第{line}–{lines}行", f"{reason}，未读"),)


def _cut_table(table: Table, end: int) -> Table:
    if table.span.end <= end:
        return table
    kept = [c for c in table.cells if c.span.start < end]
    rows = max((c.row for c in kept), default=0) + 1
    cells = tuple(replace(c, row_span=min(c.row_span, rows - c.row)) for c in kept)
    return replace(table, span=Span(table.span.start, end), cells=cells)

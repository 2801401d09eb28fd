"""Figures that stand among the rows of a flattened table and in none of its cells (未能归列的数字).

A row of a text dump whose blank cells left no trace keeps its name and loses its figures: nothing tells their
columns. Out of the table they would be read as running text, with a unit that is not the table's (￥ as 元
under 单位：万元); so they are closed to all readers, and the census calls them unread. Running words between
two parts of a form in one line (目标1：…；目标2：…) are no such row: their figures bring their own units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.document import Table
from extraction.span import Span
from extraction.tables.cell_figures import cell_figure

_DIGIT = re.compile(r"\d")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE_END = re.compile(r"[。；;：:]|[，,](?!\d)")
_FEWEST_HAN, _FEWEST_CLAUSES = 12, 3


def left_out(text: str, table: Table) -> Iterator[Span]:
    """Yield the stretches with digits that no cell holds: on lines with a cell, and lines of one figure alone."""
    return (span for span in _uncovered(text, table) if not _runs(span.of(text)))


def running_words(text: str, table: Table) -> Iterator[Span]:
    """Yield the running words with digits that stand among the cells of a table and in none of them."""
    return (span for span in _uncovered(text, table) if _runs(span.of(text)))


def _uncovered(text: str, table: Table) -> Iterator[Span]:
    cells = sorted(c.span for c in table.cells if len(c.span))
    start, at = table.span.start, 0
    while start < table.span.end:
        end = text.find("\n", start, table.span.end)
        end = table.span.end if end < 0 else end
        while at < len(cells) and cells[at].end <= start:
            at += 1
        own = []
        k = at
        while k < len(cells) and cells[k].start < end:
            own.append(cells[k])
            k += 1
        yield from _on_line(text, Span(start, end), own)
        start = end + 1


def _on_line(text: str, line: Span, cells: list[Span]) -> Iterator[Span]:
    if not cells:
        alone = line.of(text).strip()
        if alone and cell_figure(alone) is not None:
            yield line
        return
    edges = [line.start, *(e for c in cells for e in (c.start, c.end)), line.end]
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        if left < right and _DIGIT.search(text, left, right):
            yield Span(left, right)


def _runs(words: str) -> bool:
    """Tell whether a stretch is running words: several clauses, not the remains of a row."""
    clauses = len(_CLAUSE_END.findall(words))
    return clauses >= _FEWEST_CLAUSES and len(_HAN.findall(words)) >= _FEWEST_HAN

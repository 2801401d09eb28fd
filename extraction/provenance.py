"""Where a mention stands: its page, its box and its table cell, from the document that holds it (溯源)."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import replace

from extraction.document import Cell, Document, Table
from extraction.markup import CellReference, Markup, Mention
from extraction.tables import interpret

_Place = tuple[str, int, int]


def locate(document: Document, markup: Markup, *, cells: CellIndex | None = None) -> Markup:
    """Return the mark-up with page, box and cell of every mention, where the format has them.

    Args:
        cells: the document's cell index, where the caller locates in one document again and again.
    """
    if not document.pages and not document.tables:
        return markup
    located = tuple(_on_page(document, m) for m in markup.mentions)
    if any(m.cell is None and _in_table(document, m.start) for m in located):
        # Interpreting the tables is dear: only where a mention inside one lacks its cell.
        index = cells or CellIndex(document)
        located = tuple(index.placed(m) for m in located)
    return replace(markup, mentions=located)


def _in_table(document: Document, offset: int) -> bool:
    i = bisect_right(document.tables, offset, key=lambda t: t.span.start) - 1
    return i >= 0 and offset in document.tables[i].span


def _on_page(document: Document, mention: Mention) -> Mention:
    if not document.pages or mention.page is not None:
        return mention
    page = document.page_of(mention.start)
    box = mention.box or (document.boxes.box(mention.span) if document.boxes else None)
    return replace(mention, page=page.number if page else None, box=box)


class CellIndex:
    """Looks up the table cell of an offset, with the headers that the interpreter gives it."""

    def __init__(self, document: Document) -> None:
        self._tables = document.tables
        self._cells: dict[str, _Cells] = {}
        self._starts = [t.span.start for t in document.tables]
        self._known: dict[_Place, CellReference] = {}
        self._units: dict[_Place, str | None] = {}
        for m in interpret(document).markup.mentions:
            if m.cell is not None:
                place = (m.cell.table, m.cell.row, m.cell.column)
                self._known.setdefault(place, m.cell)
                self._units.setdefault(place, m.unit)

    def placed(self, mention: Mention) -> Mention:
        """Return the mention with its cell, and the unit that the cell inherits."""
        if mention.cell is not None:
            return mention
        i = bisect_right(self._starts, mention.start) - 1
        cell = self._cell_at(self._tables[i], mention.start) if i >= 0 else None
        if cell is None:
            return mention
        place = (self._tables[i].id, cell.row, cell.column)
        reference = self._known.get(place, CellReference(*place))
        unit = mention.unit or self._units.get(place)
        return replace(mention, cell=reference, unit=unit)

    def _cell_at(self, table: Table, offset: int) -> Cell | None:
        if table.id not in self._cells:
            self._cells[table.id] = _Cells(table)
        return self._cells[table.id].at(offset)


class _Cells:
    """The cells of one table by their offsets, in whatever order they stand."""

    def __init__(self, table: Table) -> None:
        filled = [(c.span.start, i, c) for i, c in enumerate(table.cells) if len(c.span)]
        self._sorted = sorted(filled, key=lambda f: f[:2])
        self._starts = [start for start, _, _ in self._sorted]
        ends = (c.span.end for _, _, c in self._sorted)
        self._reached = list(itertools.accumulate(ends, max))

    def at(self, offset: int) -> Cell | None:
        """Return the first cell of the table that holds an offset."""
        place = bisect_right(self._starts, offset) - 1
        found: list[tuple[int, Cell]] = []
        while place >= 0 and self._reached[place] > offset:
            _, order, cell = self._sorted[place]
            if offset in cell.span:
                found.append((order, cell))
            place -= 1
        return min(found, key=lambda f: f[0])[1] if found else None

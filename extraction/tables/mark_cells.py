"""Cells of full marks and of marks given (分值, 得分) in tables of indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extraction.labels import Label
from extraction.quantities.folding import fold
from extraction.span import Span
from extraction.tables.cells import EMPTY, CellText, Kind
from extraction.tables.emitter import Emitter, Place
from extraction.tables.grid import Grid
from extraction.tables.model import Column, Meaning

_MARKS = re.compile(r"\s*([\d０-９]+(?:[.．][\d０-９]+)?\s*分?)")
MARKS = {Meaning.WEIGHT: Label.WEIGHT, Meaning.SCORE: Label.SCORE}
"""What a column of marks holds."""


def whole_mark(cell: CellText) -> Span | None:
    """Return the mark that is all a cell holds (15分), None where it is no mark or holds more."""
    match = _MARKS.fullmatch(cell.text)
    return _span(cell, match) if match else None


def _span(cell: CellText, match: re.Match[str]) -> Span:
    return Span(cell.span.start + match.start(1), cell.span.start + match.end(1))


class MarkCells:
    """Marks the marks of indicators, row by row downwards.

    Full marks of a merged cell stand in its first row alone where a dump lost the cell's extent: the rows below,
    scored one by one, share them as long as their scores fit into them.
    """

    def __init__(self, grid: Grid, emitter: Emitter, columns: Sequence[Column]) -> None:
        self._grid = grid
        self._emit = emitter
        self._scores = [c for c in columns if c.meaning is Meaning.SCORE]
        self._above: tuple[str, Decimal] | None = None
        self._scored = Decimal(0)

    def read(self, column: Column, cell: CellText, ident: str, place: Place) -> None:
        """Mark a cell of marks as those of the indicator `ident`; a blank one shares the full marks above."""
        label = MARKS[column.meaning]
        if cell.kind in EMPTY:
            if cell.blank and label is Label.WEIGHT:
                self._share(place.row, ident)
            return
        match = _MARKS.match(cell.text)
        if match is None or (match.end() < len(cell.text) and "分" not in match.group()):
            self._above = None if label is Label.WEIGHT else self._above
            return
        made = self._emit.mention(label, _span(cell, match), place)
        self._emit.link(made, ident)
        if label is Label.WEIGHT:
            value = Decimal(re.sub(r"[^\d.]", "", fold(match.group(1))) or "0")
            self._above, self._scored = (made, value), self._score(place.row)

    def _share(self, row: int, ident: str) -> None:
        score = self._score(row)
        if self._above is None or not score:
            return
        made, value = self._above
        if self._scored + score <= value:
            self._scored += score
            self._emit.link(made, ident)

    def _score(self, row: int) -> Decimal:
        cells = (self._grid.rows[row][c.index] for c in self._scores)
        found = next((c for c in cells if c.kind is Kind.NUMBER), None)
        return Decimal(found.plain.replace(",", "")) if found is not None else Decimal(0)

"""The classes of an indicator table (一级指标, 二级指标): what is in force at a row, and what their own marks are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extraction.labels import Label
from extraction.span import Span
from extraction.tables.cells import EMPTY, CellText
from extraction.tables.emitter import Emitter, Place
from extraction.tables.grid import Grid
from extraction.tables.labels import bracketed_marks, class_prefix, first_name, strip_label
from extraction.tables.mark_cells import MARKS, whole_mark
from extraction.tables.model import Block, Column, Meaning
from extraction.tables.vocabulary import is_level


@dataclass(slots=True)
class Class:
    """The indicator class in force in one level column: its mention and its text."""

    ident: str
    text: str


@dataclass(slots=True)
class State:
    """Classes in force at a row; closed: a total of marks stands above and no class since."""

    classes: dict[int, Class] = field(default_factory=dict)
    closed: bool = False


def beside_classes(columns: Sequence[Column]) -> dict[int, Column]:
    """Return the columns of marks right behind classes, where the indicators have marks of their own further on."""
    names = [c.index for c in columns if c.meaning is Meaning.NAME]
    marked = {c.meaning for c in columns if names and c.index > names[-1]}
    return {
        c.index: c
        for before, c in pairwise(columns)
        if c.meaning in MARKS and before.meaning is Meaning.LEVEL and c.meaning in marked
    }


class ClassCells:
    """Marks the classes of one block of indicators, row by row downwards; merged cells hold for the rows below."""

    def __init__(self, grid: Grid, block: Block, emitter: Emitter, state: State) -> None:
        self._grid = grid
        self._emit = emitter
        self._text = emitter.document.text
        self._levels = [c for c in block.columns if c.meaning is Meaning.LEVEL]
        self.marks = beside_classes(block.columns)
        self.state = state

    def band(self, row: int) -> bool:
        """Take a row that holds a class name alone as the class of the rows below it."""
        printed = self._grid.printed(row)
        if len(printed) != 1 or not is_level(printed[0].text) or printed[0].cell.row_span > 1:
            return False
        cell = printed[0]
        span, marks = bracketed_marks(self._text, cell.span)
        span = strip_label(self._text, span)
        place = Place(self._grid.table, cell, row, (cell.plain,))
        ident = self._emit.mention(Label.LEVEL, span, place)
        if marks is not None:
            self._emit.link(self._emit.mention(Label.WEIGHT, marks, place), ident)
        self.state.classes.clear()
        self.state.classes[-1] = Class(ident, "".join(span.of(self._text).split()))
        return True

    def of_row(self, row: int, name: CellText | None, *, silent: bool) -> list[Class]:
        """Update the classes in force with the row's level cells and return them, outermost first."""
        state = self.state
        for column in self._levels:
            cell = self._grid.rows[row][column.index]
            if cell.kind in EMPTY or cell is name or cell.numeric:
                if cell.kind in EMPTY and self._fresh(row, column):
                    state.classes.pop(column.index, None)
                continue
            if silent and not is_level(cell.text):
                continue
            span, marks = bracketed_marks(self._text, cell.span)
            span = strip_label(self._text, first_name(self._text, span))
            outer, inner = class_prefix(self._text, span)
            if outer and len(inner) and is_level(inner.of(self._text)):
                span = self._outer_classes(row, cell, column, outer, inner)
            known = self._emit.mention(
                Label.LEVEL, span, self._place(row, cell, (cell.plain,), column)
            )
            text = "".join(span.of(self._text).split())
            if (
                state.classes.get(column.index) is None
                or state.classes[column.index].ident != known
            ):
                for later in [i for i in state.classes if i > column.index]:
                    del state.classes[later]
            state.classes[column.index] = Class(known, text)
            if marks is not None:
                place = self._place(row, cell, (text,), column)
                self._emit.link(self._emit.mention(Label.WEIGHT, marks, place), known)
        return [state.classes[i] for i in sorted(state.classes)]

    def mark(self, row: int) -> None:
        """Mark what columns right behind the classes give them (一级指标 | 分值 | 二级指标 | 分值)."""
        for index, column in self.marks.items():
            named, cell = self._grid.rows[row][index - 1], self._grid.rows[row][index]
            known, mark = self.state.classes.get(index - 1), whole_mark(cell)
            if known is None or mark is None or named.cell.row != row or cell.cell.row != row:
                continue
            place = self._place(row, cell, (known.text,), column)
            self._emit.link(self._emit.mention(MARKS[column.meaning], mark, place), known.ident)

    def _outer_classes(
        self, row: int, cell: CellText, column: Column, outer: list[Span], inner: Span
    ) -> Span:
        """Mark the outer classes of 产出指标-数量指标 and return the span of the innermost."""
        self.state.classes.clear()
        for depth, part in enumerate(outer):
            place = self._place(row, cell, (cell.plain,), column)
            ident = self._emit.mention(Label.LEVEL, part, place)
            self.state.classes[depth - len(outer)] = Class(ident, part.of(self._text))
        return inner

    def _fresh(self, row: int, column: Column) -> bool:
        """Tell whether a class to the left begins in this row, so that a blank here means none."""
        left = [c for c in self._levels if c.index < column.index]
        return any(
            not (cell := self._grid.rows[row][c.index]).blank and cell.cell.row == row for c in left
        )

    def _place(self, row: int, cell: CellText, row_path: tuple[str, ...], column: Column) -> Place:
        return Place(self._grid.table, cell, row, row_path, column.path)

"""Indicator and score tables (绩效指标表, 评分表): classes, names, targets, achievements, marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.labels import Label
from extraction.lexicon.comparators import sign_characters
from extraction.span import Span
from extraction.tables.cells import EMPTY, CellText, Kind, read_cell
from extraction.tables.class_cells import Class, ClassCells, State
from extraction.tables.emitter import Emitter, Place
from extraction.tables.grid import Grid
from extraction.tables.labels import (
    bracketed_marks,
    class_prefix,
    strip_label,
    without_remnant,
)
from extraction.tables.mark_cells import MARKS, MarkCells, whole_mark
from extraction.tables.model import ASSESSED, Block, Column, Meaning
from extraction.tables.prose import left_open
from extraction.tables.several import Told, several
from extraction.tables.shapes import measure
from extraction.tables.units import blank_of_form, operator_cell, unit_cell, unit_in_header
from extraction.tables.values import (
    actual_spans,
    behind_name,
    split_name,
    target_span,
    with_sign,
    without_sign,
    without_target,
)
from extraction.tables.vocabulary import is_generic, is_level, is_total

_FORMULA = re.compile(r"[^=<>≥≤\d]{2,24}=.*[/÷]")
_MARKING = re.compile(r"评分标准|评分细则|计分标准|[\[(]\d+(?:\.\d+)?[,，]\d+(?:\.\d+)?[\])]")
_AIMS = frozenset({Meaning.TARGET, Meaning.ACTUAL})
_BARE = re.compile(rf"(?:[{re.escape(sign_characters())}]|[<>]=)*\d[\d,]*(?:\.\d+)?")
_NUMBER_HEADS = ("序号", "编号")


def _tells_marking(cell: CellText) -> bool:
    """Tell whether a cell says how a rate is reckoned (执行率=(支出/预算)×100%) or marked (科学[2.7,3]), and no goal."""
    return _FORMULA.match(cell.plain) is not None or _MARKING.search(cell.plain) is not None


class IndicatorReader:
    """Marks one block of indicators; the state carries merged cells down the rows."""

    def __init__(self, grid: Grid, block: Block, emitter: Emitter, above: State | None) -> None:
        self._grid = grid
        self._block = block
        self._emit = emitter
        self._text = emitter.document.text
        columns = block.columns
        self._levels = [c for c in columns if c.meaning is Meaning.LEVEL]
        self._names = [c for c in columns if c.meaning is Meaning.NAME]
        self._assessed = [
            c for c in columns if c.meaning in ASSESSED or c.meaning is Meaning.STATUS
        ]
        self._state = State(dict(above.classes)) if above is not None else State()
        self._classes = ClassCells(grid, block, emitter, self._state)
        self._assessed = [c for c in self._assessed if c.index not in self._classes.marks]
        self._rates = [c for c in columns if c.meaning is Meaning.RATE]
        self._units = [c for c in columns if c.meaning is Meaning.UNIT]
        self._operators = [c for c in columns if c.meaning is Meaning.OPERATOR]
        self._marks = MarkCells(grid, emitter, self._assessed)
        self._targeted = any(c.meaning is Meaning.TARGET for c in columns)

    @property
    def state(self) -> State:
        """What is in force after the last row; the block after a repeated header goes on from it."""
        return self._state

    def read(self) -> None:
        """Mark every row of the block and close its cells."""
        for row in self._block.body_rows:
            self._row(row)
        for row in (*self._block.header_rows, *self._block.body_rows):
            for cell in self._grid.printed(row):
                if row in self._block.header_rows or not left_open(self._block, cell):
                    self._emit.close(cell.span)

    def _row(self, row: int) -> None:
        cells = self._grid.rows[row]
        total = self._total_cell(row)
        if total is not None:
            self._total(row, total)
            self._state.closed = bool(self._levels)
            return
        if self._classes.band(row) or self._behind_total(row):
            return
        name = self._name_cell(row)
        if name is not None and name.plain[:1] in sign_characters():
            return  # a goal where the name should be: the row's cells are displaced, none of them is sure
        silent = bool(self._assessed) and not self._beside(row)
        levels = self._classes.of_row(row, name, silent=silent)
        self._classes.mark(row)
        if name is None:
            self._class_values(row, levels)
            return
        if name.plain in _NUMBER_HEADS:
            self._state.closed = True  # another table's header: its rows are no indicators
            return
        if not self._says_something(row, name):
            return
        path = [c.text for c in levels] + [name.plain]
        ident, own_target, own_marks = self._name(row, name, levels, tuple(path))
        for column in self._rates:
            self._rate(row, column, cells[column.index], tuple(path), ident)
        own: list[str] = []
        for column in self._assessed:
            cell = cells[column.index]
            if cell is name:
                continue
            told = several(self._text, cell.span) if column.meaning in _AIMS else ()
            if told and column.meaning is Meaning.TARGET:
                own = self._several(row, column, told, levels)
            elif told and len(told) == len(own):
                self._answers(row, column, told, own)
            else:
                self._assess(row, column, cell, ident, tuple(path))
        self._own(own_target, own_marks, ident, row, name, tuple(path))

    def _behind_total(self, row: int) -> bool:
        """Tell whether a row stands behind the total of marks: remarks of the form (自评等级), no indicators."""
        if self._state.closed and any(is_level(c.text) for c in self._grid.printed(row)):
            self._state.closed = False
        return self._state.closed

    def _says_something(self, row: int, name: CellText) -> bool:
        """Tell whether anything is said of the row's indicator, in its own cell or beside it."""
        if any(c is not name for c in self._beside(row)):
            return True
        if not self._assessed and bracketed_marks(self._text, name.span)[1] is not None:
            return True
        return not self._targeted and split_name(self._text, name.span)[1] is not None

    def _beside(self, row: int) -> list[CellText]:
        """Return the printed cells of the assessed columns that begin in those columns."""
        cells = ((c, self._grid.rows[row][c.index]) for c in self._assessed)
        printed = [x for c, x in cells if not x.blank and x.cell.column == c.index]
        return [] if all(blank_of_form(x.text) for x in printed) else printed

    def _total_cell(self, row: int) -> CellText | None:
        heads = [*self._levels, *self._names]
        for cell in self._grid.printed(row)[:2]:
            if is_total(cell.text) and (cell.cell.column <= (heads[-1].index if heads else 0)):
                return cell
        return None

    def _name_cell(self, row: int) -> CellText | None:
        """Return the cell that names the row's indicator: the last printed one of the name columns."""
        for column in reversed(self._names):
            cell = self._grid.rows[row][column.index]
            if cell.blank or cell.kind is Kind.DASH or cell.numeric:
                continue
            return cell
        return None

    def _name(
        self, row: int, cell: CellText, levels: list[Class], path: tuple[str, ...]
    ) -> tuple[str, Span | None, Span | None]:
        span, marks = bracketed_marks(self._text, cell.span)
        span = without_sign(self._text, without_remnant(self._text, strip_label(self._text, span)))
        target: Span | None = None
        column = self._block.columns[cell.cell.column]
        outer, rest = class_prefix(self._text, span, stems=not levels)
        if outer and len(rest) and measure("".join(rest.of(self._text).split())) is None:
            place = self._place(row, cell, (cell.plain,), column)
            for part in outer:
                own = self._emit.mention(Label.LEVEL, part, place)
                levels = [*levels, Class(own, part.of(self._text))]
            span = rest
        if self._targeted:
            span = without_target(self._text, span)
        else:
            span, target = split_name(self._text, span)
        ident = self._emit.mention(Label.INDICATOR, span, self._place(row, cell, path, column))
        self._emit.link(ident, *(c.ident for c in reversed(levels)))
        return ident, target, marks

    def _own(
        self,
        target: Span | None,
        marks: Span | None,
        ident: str,
        row: int,
        cell: CellText,
        path: tuple[str, ...],
    ) -> None:
        """Mark the target and the marks that stand in the name's own cell."""
        place = self._place(row, cell, path, self._block.columns[cell.cell.column])
        if target is not None:
            self._emit.link(self._emit.mention(Label.TARGET, target, place), ident)
        weighted = any(c.meaning is Meaning.WEIGHT for c in self._assessed)
        if marks is not None and not weighted:
            self._emit.link(self._emit.mention(Label.WEIGHT, marks, place), ident)

    def _several(
        self, row: int, column: Column, told: Sequence[Told], levels: Sequence[Class]
    ) -> list[str]:
        """Mark the indicators that a cell of goals names itself, each with its goal; return them in order."""
        made: list[str] = []
        for one in told:
            path = (*(c.text for c in levels), one.name.of(self._text))
            place = self._place(row, self._grid.rows[row][column.index], path, column)
            ident = self._emit.mention(Label.INDICATOR, one.name, place)
            self._emit.link(ident, *(c.ident for c in reversed(levels)))
            self._emit.link(self._emit.mention(Label.TARGET, one.value, place), ident)
            made.append(ident)
        return made

    def _answers(self, row: int, column: Column, told: Sequence[Told], own: Sequence[str]) -> None:
        """Mark the results that a cell tells, in the order of the goals of the cell before."""
        for one, ident in zip(told, own, strict=True):
            cell = self._grid.rows[row][column.index]
            place = self._place(row, cell, (one.name.of(self._text),), column)
            self._emit.link(self._emit.mention(Label.ACTUAL, one.value, place), ident)

    def _assess(
        self, row: int, column: Column, cell: CellText, ident: str, path: tuple[str, ...]
    ) -> None:
        if column.meaning in MARKS:
            self._marks.read(column, cell, ident, self._place(row, cell, path, column))
            return
        if cell.blank or (cell.kind in EMPTY and cell.plain != "无"):
            return
        place = self._place(row, cell, path, column)
        unit = self._unit(row, column, cell) or self._name_unit(row, cell)
        if column.meaning is Meaning.TARGET and not _tells_marking(cell):
            span = behind_name(self._text, target_span(self._text, cell.span), path[-1])
            span = span if self._operators else with_sign(self._text, span)
            operator = self._operator(row)
            target = self._emit.mention(Label.TARGET, span, place, unit=unit, operator=operator)
            self._emit.link(target, ident)
        elif column.meaning is Meaning.ACTUAL:
            span, status = actual_spans(self._text, cell.span)
            span = behind_name(self._text, span, path[-1])
            self._emit.link(self._emit.mention(Label.ACTUAL, span, place, unit=unit), ident)
            if status is not None:
                self._emit.link(self._emit.mention(Label.STATUS, status, place), ident)
        elif column.meaning is Meaning.STATUS and len(cell.plain) <= 12:
            self._emit.link(self._emit.mention(Label.STATUS, cell.span, place), ident)

    def _rate(
        self,
        row: int,
        column: Column,
        cell: CellText,
        path: tuple[str, ...],
        owner: str | None = None,
    ) -> None:
        """Mark a share beside an indicator or class (完成率, 得分率): its own header names it, of what the row is about."""
        if not cell.numeric or cell.cell.row != row:
            return
        unit = None if cell.kind is Kind.PERCENT else "%"
        place = self._place(row, cell, path, column)
        rate = self._emit.mention(Label.RATE, cell.span, place, unit=unit)
        if column.header is not None:
            header = read_cell(self._text, column.header)
            span = strip_label(self._text, header.span)
            named = self._emit.mention(Label.ITEM, span, self._place(row, header, (), column))
            self._emit.link(rate, named, owner)

    def _unit(self, row: int, column: Column, cell: CellText) -> str | None:
        """Return the unit that a bare number inherits from a 计量单位 cell or its header."""
        if cell.kind is not Kind.NUMBER and not re.fullmatch(
            rf"[{sign_characters()}]*[\d.,]+", cell.plain
        ):
            return None
        for units in self._units:
            found = unit_cell(self._grid.rows[row][units.index].text)
            if found:
                return found
        return column.unit

    def _operator(self, row: int) -> str | None:
        """Return the comparator that a column of its own (指标性质) gives the row's target."""
        found = (operator_cell(self._grid.rows[row][c.index].text) for c in self._operators)
        return next((o for o in found if o), None)

    def _name_unit(self, row: int, cell: CellText) -> str | None:
        """Return the unit that the indicator's own name states for a number without one (率(%) | ≥90)."""
        name = self._name_cell(row)
        bare = cell.kind is Kind.NUMBER or _BARE.fullmatch(cell.plain) is not None
        return unit_in_header(name.text) if bare and name is not None else None

    def _class_values(self, row: int, levels: list[Class]) -> None:
        """Link marks of a row that names only a class to that class."""
        if not levels:
            return
        innermost = levels[-1]
        if not any(
            self._grid.rows[row][c.index].cell.row == row
            and not self._grid.rows[row][c.index].blank
            for c in self._levels
        ):
            return
        for column in self._rates:
            cell = self._grid.rows[row][column.index]
            self._rate(row, column, cell, (innermost.text,), innermost.ident)
        for column in self._assessed:
            cell = self._grid.rows[row][column.index]
            mark = whole_mark(cell)
            if column.meaning in MARKS and mark is not None:
                place = self._place(row, cell, (innermost.text,), column)
                made = self._emit.mention(MARKS[column.meaning], mark, place)
                self._emit.link(made, innermost.ident)

    def _total(self, row: int, total: CellText) -> None:
        """Mark the row of totals (总分): its marks belong to the label itself."""
        for column in self._rates:
            self._rate(row, column, self._grid.rows[row][column.index], (total.plain,))
        ident: str | None = None
        for column in self._assessed:
            cell = self._grid.rows[row][column.index]
            mark = whole_mark(cell)
            if cell is total or column.meaning not in MARKS or mark is None:
                continue
            if ident is None and not is_generic(total.text):
                place = self._place(row, total, (total.plain,), column)
                ident = self._emit.mention(Label.ITEM, strip_label(self._text, total.span), place)
            place = self._place(row, cell, (total.plain,), column)
            self._emit.link(self._emit.mention(MARKS[column.meaning], mark, place), ident)

    def _place(self, row: int, cell: CellText, row_path: tuple[str, ...], column: Column) -> Place:
        return Place(self._grid.table, cell, row, row_path, column.path)

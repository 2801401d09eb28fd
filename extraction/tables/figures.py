"""Tables of figures (收入支出决算总表, “三公”经费, 资金执行): amounts, shares and counts with their items."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extraction.labels import Label
from extraction.lexicon.changes import fall_pattern
from extraction.lexicon.organisations import units_of_list
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.roles import role_of_label
from extraction.lexicon.totals import sum_words
from extraction.markup import Change, Role
from extraction.span import Span
from extraction.tables.cells import CellText, Kind, read_cell
from extraction.tables.counted_rows import units_from_above
from extraction.tables.displaced import is_displaced
from extraction.tables.emitter import Emitter, Place
from extraction.tables.grid import Grid, is_index_row
from extraction.tables.labels import strip_label
from extraction.tables.measures import Surroundings, measure_of, speaks_of_money
from extraction.tables.model import Block, Column, Meaning
from extraction.tables.periods import ROW_NAMED, debt_period, resolved, stated_period
from extraction.tables.prose import left_open
from extraction.tables.row_labels import Labels, Owners, Side, labels_of, owners_of, sides_of
from extraction.tables.units import unit_cell
from extraction.tables.vocabulary import header_meaning, is_generic, is_level

_GROWTH = re.compile(r"增长|增减|增幅|同比|变动(?!率|预算|后)|升降|[+±][,，、/]?[-－]|±")
_FALL = re.compile(rf"^{fall_pattern()}")
_NO_FIGURE = re.compile(r"(?:电话|文号|文件号|邮编|编码|代码|账号|日期)[:：]?\Z")
_UNIT_NAME = re.compile(
    r"[\u4e00-\u9fff](?:[局厅委院校所站处队馆部会镇乡村]|中心|学校|[小中大]学|幼儿园|街道|办事处|社区|公司|机关|本级)(?:[（(](?:本级|机关|本部)[）)])?\Z"
)


_FIGURES = frozenset({Meaning.AMOUNT, Meaning.CHANGE})
_ONLY_YEAR = re.compile(rf"{YEAR_DIGITS}(?:年度?)?")
_RUN_ON = re.compile(
    r"[-+(（]?[\d,.]*\d{2}[\d,.]*\D{0,3}\d*\D{0,2}\Z|[\u4e00-\u9fff]{1,4}[-+]?(?:\d[\d,]*\.\d+|\d[\d,]{3,})\Z"
)


def _run_on(column: Column, cell: CellText) -> bool:
    """Tell whether a cell of money holds a number that other print ran into: a page number, a label's end.

    It is a figure that cannot be read, not an empty cell: no sum over its column is complete.
    """
    return column.meaning in _FIGURES and bool(_RUN_ON.match(cell.plain)) and not cell.code


@dataclass(frozen=True, slots=True)
class TableContext:
    """What stands outside the block: unit and role from titles, the title's period and year."""

    unit: str | None
    role: Role | None
    period: Span | None
    money: bool
    year: int | None = None


def change_of(column: Column, cell: CellText) -> Change | None:
    """Return the direction of a change (增减额, 增长率) from its sign, None for a level or a zero."""
    header = column.path[-1] if column.path else ""
    if column.meaning is not Meaning.CHANGE and not _GROWTH.search(header):
        return None
    if not cell.plain.strip("-+0.,%()"):
        return None
    return "decrease" if cell.plain[0] in "-(" or _FALL.search(header) else "increase"


class FigureReader:
    """Marks one block of figures."""

    def __init__(self, grid: Grid, block: Block, context: TableContext, emitter: Emitter) -> None:
        self._grid = grid
        self._block = block
        self._context = context
        self._emit = emitter
        self._text = emitter.document.text
        titles = " ".join("".join(s.of(self._text).split()) for s in block.captions)
        heads = " ".join("/".join(c.path) for c in block.columns)
        bare = not any(c.path for c in block.columns)
        self._money = bare or context.money or speaks_of_money(titles + heads) or bool(block.unit)
        self._body = frozenset(block.body_rows)
        self._units = [c for c in block.columns if c.meaning is Meaning.UNIT]
        told = (header_meaning(c.path[-1]) for c in block.columns if c.path)
        held = {c.meaning for c in block.columns} | {m.meaning for m in told if m is not None}
        self._plans = Meaning.TARGET in held and not held & {Meaning.ACTUAL, Meaning.SCORE}
        self._counts = any(c.meaning is Meaning.COUNT for c in block.columns)

    def read(self) -> None:
        """Mark every row of the block."""
        sides = [(s, self._units_above(s)) for s in sides_of(self._block.columns)]
        for row in self._block.body_rows:
            for side, above in sides if not is_index_row(self._grid, row) else ():
                self._row(row, side, above.get(row))
        self._close()

    def _units_above(self, side: Side) -> dict[int, str]:
        """Return the units that rows have from a counting heading above them (车辆数合计（辆）)."""
        named = ((r, labels_of(self._grid, r, side)) for r in self._block.body_rows)
        return dict(units_from_above((r, labels[-1][1].text) for r, labels in named if labels))

    def _row(self, row: int, side: Side, above: str | None) -> None:
        cells = self._grid.rows[row]
        labels = labels_of(self._grid, row, side)
        if any(_NO_FIGURE.search(c.plain) for _, c in labels) or is_displaced(side.values, cells):
            return
        done: list[CellText] = []
        for column in side.values:
            cell = cells[column.index]
            if cell.cell.row != row or any(cell is c for c in done):
                continue
            if any(cell is c for _, c in labels):
                continue
            done.append(cell)
            owners = owners_of(self._grid, row, side, cell, self._body)
            self._value(row, column, cell, owners, above)

    def _value(
        self, row: int, column: Column, cell: CellText, owners: Owners, above: str | None
    ) -> None:
        labels = owners.labels
        around = replace(self._around(row, column, labels), above=above)
        measure = measure_of(column, cell, around)
        if measure is None and _run_on(column, cell):
            measure = measure_of(column, replace(cell, kind=Kind.UNCLEAR, figure=cell.span), around)
        if measure is None:
            return
        label, role = measure.label, None
        if label is Label.AMOUNT:
            role = self._role(column, labels)
        path = tuple(c.plain for _, c in labels)
        extent = (owners.rows, len(owners.columns))
        place = Place(self._grid.table, cell, row, path, column.path, *extent)
        change = change_of(column, cell)
        period = resolved(self._period(column, labels), self._context.year)
        ident = self._emit.mention(
            label, measure.span, place, unit=measure.unit, role=role, change=change, period=period
        )
        named = [i for part in (labels, *owners.others) for i in self._label_ids(row, part)]
        if label in (Label.WEIGHT, Label.SCORE):
            self._emit.link(ident, *named)
        else:
            title = None if period is not None else self._period_id()
            heads = [i for c in owners.columns for i in (self._header_id(c), self._date_id(c))]
            self._emit.link(ident, *heads, *named, title)

    def _period(self, column: Column, labels: Labels) -> str | None:
        """Return the period that the column's headers or the row's labels state."""
        stated = (p for _, c in reversed(labels) if (p := stated_period(c.plain, named=ROW_NAMED)))
        debts = (p for _, c in reversed(labels) if (p := debt_period(c.plain)))
        return next(debts, None) or column.period or next(stated, None)

    def _around(self, row: int, column: Column, labels: Labels) -> Surroundings:
        """Return what label, unit column, block and table say of the row's figures.

        A column of units speaks of the quantities where there are any (单位 | 数量 | 金额), else of all.
        """
        measured = column.meaning is Meaning.COUNT or not self._counts
        cells = (self._grid.rows[row][c.index] for c in self._units if measured)
        measure = next((u for c in cells if (u := unit_cell(c.text))), None)
        unit = self._block.unit or self._context.unit
        return Surroundings(tuple(c.text for _, c in labels), measure, unit, self._money)

    def _role(self, column: Column, labels: Labels) -> Role | None:
        stated = column.role or next(
            (r for _, c in reversed(labels) if (r := role_of_label(c.plain))), None
        )
        return stated or self._context.role or ("budget" if self._plans else None)

    def _period_id(self) -> str | None:
        period = self._context.period
        return None if period is None else self._emit.mention(Label.PERIOD, period)

    def _header_id(self, column: Column) -> str | None:
        if column.header is None:
            return None
        cell = read_cell(self._text, column.header)
        if is_generic(cell.text):
            return None
        span = strip_label(self._text, cell.span)
        place = Place(self._grid.table, cell, cell.cell.row, (), column.path)
        label = Label.PERIOD if _ONLY_YEAR.fullmatch(cell.plain) else Label.ITEM
        return self._emit.mention(label, span, place) if len(span) else None

    def _date_id(self, column: Column) -> str | None:
        """Mark the year that stands below the header which names the column (预算安排金额 over 2020 | 2021)."""
        if column.dated is None:
            return None
        cell = read_cell(self._text, column.dated)
        place = Place(self._grid.table, cell, cell.cell.row, (), column.path)
        return self._emit.mention(Label.PERIOD, cell.span, place)

    def _label_ids(self, row: int, labels: Labels) -> list[str]:
        if not labels:
            return []
        column, cell = labels[-1]
        span = strip_label(self._text, cell.span)
        if not len(span) or is_generic(span.of(self._text)) or cell.numeric:
            return []
        if cell.kind is Kind.YEAR:
            return [self._emit.mention(Label.PERIOD, cell.span)]
        label = Label.ORG if column.meaning is Meaning.ORG else Label.ITEM
        if label is Label.ORG and "".join(cell.plain) in sum_words("grand", "part"):
            label = Label.ITEM
        if is_level(cell.text) and column.meaning is Meaning.LEVEL:
            label = Label.LEVEL
        header = tuple(c.plain for _, c in labels)
        place = Place(self._grid.table, cell, cell.cell.row, header, column.path)
        parts = self._units_in(span) if label is Label.ORG else [span]
        named = [self._emit.mention(label, part, place) for part in parts]
        return [*named, *self._owners(labels[:-1])]

    def _units_in(self, span: Span) -> list[Span]:
        """Return the units that a cell names, one after another where it lists several."""
        parts = units_of_list(span.of(self._text))
        return [Span(span.start + a, span.start + b) for a, b in parts]

    def _owners(self, labels: Labels) -> list[str]:
        """Mark the units that a column before the row's name gives (单位 | 项目内容)."""
        owners: list[str] = []
        for column, cell in labels:
            span = strip_label(self._text, cell.span)
            if column.meaning is Meaning.ORG and _UNIT_NAME.search(span.of(self._text)):
                place = Place(self._grid.table, cell, cell.cell.row, (cell.plain,), column.path)
                owners += [self._emit.mention(Label.ORG, s, place) for s in self._units_in(span)]
        return owners

    def _close(self) -> None:
        """Close the cells of the block: what was not marked here is not to be marked."""
        for row in (*self._block.header_rows, *self._block.body_rows):
            for cell in self._grid.printed(row):
                if row in self._block.header_rows or not left_open(self._block, cell):
                    self._emit.close(cell.span)

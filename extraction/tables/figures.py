"""Tables of figures (收入支出决算总表, “三公”经费, 资金执行): amounts, shares and counts with their items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.labels import Label
from extraction.markup import Change, Role
from extraction.span import Span
from extraction.tables.cells import CellText, Kind
from extraction.tables.emitter import Emitter, Place
from extraction.tables.grid import Grid, is_index_row
from extraction.tables.labels import strip_label
from extraction.tables.model import CLOSED, Block, Column, Meaning
from extraction.tables.periods import resolved, stated_period
from extraction.tables.prose import left_open
from extraction.tables.roles import role_of
from extraction.tables.units import is_money, unit_in_header
from extraction.tables.vocabulary import is_generic, is_level

_AMOUNT_FORM = re.compile(
    r"\s*([-−－+]?[\d０-９][\d０-９,，]*(?:[.．\ue010][\d０-９]+)?\s*(?:亿元|万元|千元|元|万|亿)?)\s*\Z"
    r"|\s*([（(][\d,，]+(?:\.\d+)?[)）])\s*\Z"
)
_MARK_UNIT = re.compile(r"\s*([\d０-９]+(?:[.．][\d０-９]+)?\s*分?)\s*\Z")
_SIDE_STARTS = frozenset(
    {Meaning.LABEL, Meaning.ORG, Meaning.CODE, Meaning.ORDINAL, Meaning.NAME, Meaning.GROUP}
)
_VALUES = frozenset(
    {Meaning.AMOUNT, Meaning.RATE, Meaning.COUNT, Meaning.CHANGE, Meaning.WEIGHT, Meaning.SCORE}
)
_MONEY_WORDS = re.compile(r"支出|收入|预算|决算|经费|资金|金额|拨款|费|款|资产|结余|结转|补助|万元")
_COUNT_WORDS = re.compile(
    r"人数|人次|批次|辆数|个数|编制|[（(](?:人|辆|个|批次?|人次|次|台|套|户|名)[)）]|保有量"
)
_GROWTH = re.compile(r"增长|增减|增幅|同比|变动(?!率)|升降")
_FALL = re.compile(r"^(?:减少|下降|降低)")
_RATE_WORDS = re.compile(r"(?:执行|完成|控制|变动|增长|到位|支付)率|占比|比重|[（(][%％][)）]|%\Z")
_NO_FIGURE = re.compile(r"(?:电话|文号|文件号|邮编|编码|代码|账号|日期)[:：]?\Z")
_UNIT_NAME = re.compile(
    r"[\u4e00-\u9fff](?:[局厅委院校所站处队馆部会镇乡村]|中心|学校|[小中大]学|幼儿园|街道|办事处|社区|公司|机关|本级)\Z"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One half of a two-sided table (收入 | 支出): its label columns and the value columns they name."""

    labels: tuple[Column, ...]
    values: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class TableContext:
    """What stands outside the block: unit and role from titles, the title's period and year."""

    unit: str | None
    role: Role | None
    period: Span | None
    money: bool
    year: int | None = None


def sides_of(columns: tuple[Column, ...]) -> tuple[Side, ...]:
    """Split the columns where names begin again after values (two-sided tables)."""
    sides: list[Side] = []
    labels: list[Column] = []
    values: list[Column] = []
    for column in columns:
        if column.meaning in _SIDE_STARTS and values and column.meaning is not Meaning.ORDINAL:
            sides.append(Side(tuple(labels), tuple(values)))
            labels, values = [], []
        if column.meaning in _SIDE_STARTS:
            labels.append(column)
        elif column.meaning in _VALUES:
            values.append(column)
    if values:
        sides.append(Side(tuple(labels), tuple(values)))
    return tuple(sides)


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
        self._money = context.money or bool(_MONEY_WORDS.search(titles + heads)) or bool(block.unit)

    def read(self) -> None:
        """Mark every row of the block."""
        sides = sides_of(self._block.columns)
        for row in self._block.body_rows:
            for side in sides if not is_index_row(self._grid, row) else ():
                self._row(row, side)
        self._close()

    def _row(self, row: int, side: Side) -> None:
        cells = self._grid.rows[row]
        names = [c for c in side.labels if c.meaning not in CLOSED]
        label_cells: list[tuple[Column, CellText]] = []
        for column in names:
            cell = cells[column.index]
            if (
                not cell.blank
                and cell.kind is not Kind.DASH
                and cell not in [c for _, c in label_cells]
            ):
                label_cells.append((column, cell))
        if any(_NO_FIGURE.search(c.plain) for _, c in label_cells):
            return
        if not label_cells:
            label_cells = self._stray_labels(row, side)
        header = tuple(c.plain for _, c in label_cells)
        done: list[CellText] = []
        for column in side.values:
            cell = cells[column.index]
            if cell.cell.row != row or cell in done or any(cell is c for _, c in label_cells):
                continue
            done.append(cell)
            self._value(row, column, cell, label_cells, header)

    def _stray_labels(self, row: int, side: Side) -> list[tuple[Column, CellText]]:
        """Return a total's name where it stands in a code column (合计 under 科目编码)."""
        cells = self._grid.rows[row]
        for column in reversed(side.labels):
            cell = cells[column.index]
            if cell.kind is Kind.TEXT and not cell.code:
                return [(column, cell)]
        return []

    def _value(
        self,
        row: int,
        column: Column,
        cell: CellText,
        labels: list[tuple[Column, CellText]],
        row_path: tuple[str, ...],
    ) -> None:
        found = self._classify(column, cell, labels)
        if found is None:
            return
        label, span, unit, role = found
        place = Place(self._grid.table, cell, row, row_path, column.path)
        change = change_of(column, cell)
        period = resolved(self._period(column, labels), self._context.year)
        ident = self._emit.mention(
            label, span, place, unit=unit, role=role, change=change, period=period
        )
        named = self._label_ids(row, labels)
        if label in (Label.WEIGHT, Label.SCORE):
            self._emit.link(ident, *named)
        else:
            title = None if period is not None else self._period_id()
            self._emit.link(ident, self._header_id(column), *named, title)

    def _period(self, column: Column, labels: list[tuple[Column, CellText]]) -> str | None:
        """Return the period that the column's headers or the row's labels state."""
        stated = (p for _, c in reversed(labels) if (p := stated_period(c.plain)))
        return column.period or next(stated, None)

    def _classify(
        self, column: Column, cell: CellText, labels: list[tuple[Column, CellText]]
    ) -> tuple[Label, Span, str | None, Role | None] | None:
        meaning = column.meaning
        if meaning in (Meaning.WEIGHT, Meaning.SCORE):
            match = _MARK_UNIT.match(cell.text)
            if match is None:
                return None
            if len(match.group(1).split(".")[0]) > 3:
                return None
            label = Label.WEIGHT if meaning is Meaning.WEIGHT else Label.SCORE
            return label, _within(cell, match), None, None
        name = labels[-1][1].text if labels else ""
        if cell.kind is Kind.PERCENT:
            return Label.RATE, cell.span, None, None
        row_rate = bool(_RATE_WORDS.search("".join(name.split())))
        if meaning is Meaning.RATE or row_rate:
            return (Label.RATE, cell.span, "%", None) if cell.kind is Kind.NUMBER else None
        match = _AMOUNT_FORM.match(cell.text)
        if match is None:
            return None
        return self._number(column, cell, name, labels, match)

    def _number(
        self,
        column: Column,
        cell: CellText,
        name: str,
        labels: list[tuple[Column, CellText]],
        match: re.Match[str],
    ) -> tuple[Label, Span, str | None, Role | None] | None:
        span = _within(cell, match)
        label_unit = unit_in_header(name)
        own = re.search(r"亿元|万元|千元|元", cell.text)
        if own:
            return Label.AMOUNT, span, None, self._role(column, labels)
        header = "".join(column.path) + "".join(name.split())
        counted = column.meaning is Meaning.COUNT or bool(_COUNT_WORDS.search(header))
        stated = column.unit or label_unit
        if stated:
            counted = not is_money(stated)
        if counted:
            return Label.COUNT, span, None if is_money(stated) else stated, None
        unit = column.unit or label_unit or self._path_unit(labels) or self._block.unit
        unit = unit or self._context.unit
        if unit is None and not self._money and not _MONEY_WORDS.search(header):
            return None
        return Label.AMOUNT, span, unit, self._role(column, labels)

    def _path_unit(self, labels: list[tuple[Column, CellText]]) -> str | None:
        return next((u for _, c in reversed(labels) if is_money(u := unit_in_header(c.text))), None)

    def _role(self, column: Column, labels: list[tuple[Column, CellText]]) -> Role | None:
        stated = column.role or next(
            (r for _, c in reversed(labels) if (r := role_of(c.plain))), None
        )
        return stated or self._context.role

    def _period_id(self) -> str | None:
        period = self._context.period
        return None if period is None else self._emit.mention(Label.PERIOD, period)

    def _header_id(self, column: Column) -> str | None:
        if column.header is None:
            return None
        row, index = column.header.row, column.header.column
        cell = self._grid.rows[row][index]
        if is_generic(cell.text):
            return None
        span = strip_label(self._text, cell.span)
        place = Place(self._grid.table, cell, row, (), column.path)
        return self._emit.mention(Label.ITEM, span, place) if len(span) else None

    def _label_ids(self, row: int, labels: list[tuple[Column, CellText]]) -> list[str]:
        if not labels:
            return []
        column, cell = labels[-1]
        span = strip_label(self._text, cell.span)
        if not len(span) or is_generic(span.of(self._text)) or cell.numeric:
            return []
        if cell.kind is Kind.YEAR:
            return [self._emit.mention(Label.PERIOD, cell.span)]
        label = Label.ORG if column.meaning is Meaning.ORG else Label.ITEM
        if label is Label.ORG and re.fullmatch(r"合计|总计|小计", "".join(cell.plain)):
            label = Label.ITEM
        if is_level(cell.text) and column.meaning is Meaning.LEVEL:
            label = Label.LEVEL
        header = tuple(c.plain for _, c in labels)
        place = Place(self._grid.table, cell, cell.cell.row, header, column.path)
        return [self._emit.mention(label, span, place), *self._owners(labels[:-1])]

    def _owners(self, labels: list[tuple[Column, CellText]]) -> list[str]:
        """Mark the units that a column before the row's name gives (单位 | 项目内容)."""
        owners: list[str] = []
        for column, cell in labels:
            span = strip_label(self._text, cell.span)
            if column.meaning is Meaning.ORG and _UNIT_NAME.search(span.of(self._text)):
                place = Place(self._grid.table, cell, cell.cell.row, (cell.plain,), column.path)
                owners.append(self._emit.mention(Label.ORG, span, place))
        return owners

    def _close(self) -> None:
        """Close the cells of the block: what was not marked here is not to be marked."""
        for row in (*self._block.header_rows, *self._block.body_rows):
            for cell in self._grid.printed(row):
                if row in self._block.header_rows or not left_open(self._block, cell):
                    self._emit.close(cell.span)


def _within(cell: CellText, match: re.Match[str]) -> Span:
    group = 1 if match.group(1) is not None else 2
    return Span(
        cell.span.start + match.start(group),
        cell.span.start + len(match.group(0)[: match.end(group)].rstrip()),
    )

"""Columns of a block: the header path above each, and what its cells hold."""

from __future__ import annotations

import re
from dataclasses import replace

from extraction.document import Cell
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.roles import role_of
from extraction.quantities.single import parse_unit
from extraction.tables.cells import EMPTY, CellText, Kind
from extraction.tables.change_columns import with_rates_of_change
from extraction.tables.grid import Grid, column_number
from extraction.tables.indicator_columns import as_amount, resolve_groups
from extraction.tables.model import ASSESSED, LABELS, BlockKind, Column, Meaning
from extraction.tables.periods import path_period
from extraction.tables.split_heads import is_full_marks, joined_word
from extraction.tables.units import is_money, unit_in_header
from extraction.tables.vocabulary import (
    header_meaning,
    is_level,
    is_total,
)

_RATE_UNITS = frozenset({"%", "％", "‰"})


def header_path(grid: Grid, rows: tuple[int, ...], index: int) -> list[CellText]:
    """Return the header cells above column `index`, outermost first, each once.

    A blank place takes the header to its left where the rows below divide that one further, or say that
    the column is part of it (其中：): dumps print a merged header once, above its first column.
    """
    path: list[CellText] = []
    for depth, row in enumerate(rows):
        place = grid.rows[row][index]
        if place.blank and not path:
            below = any(not grid.rows[r][index].blank for r in rows[depth + 1 :])
            left = index - 1
            while (
                below and left >= 0 and grid.rows[row][left].blank and not _covered(grid, row, left)
            ):
                left -= 1
            if below and left >= 0 and not grid.rows[row][left].blank:
                part = any(grid.rows[r][index].plain.startswith("其中") for r in rows[depth + 1 :])
                whole = grid.rows[row][left] if part else None
                place = whole or _divided(grid, rows[depth + 1 :], row, left) or place
        if not place.blank and (not path or path[-1] is not place):
            path.append(place)
    return path


def _covered(grid: Grid, row: int, index: int) -> bool:
    """Tell whether a header further up reaches down to this blank place."""
    return any(not grid.rows[r][index].blank for r in range(max(0, row - 3), row))


def _divided(grid: Grid, below: tuple[int, ...], row: int, left: int) -> CellText | None:
    if any(not grid.rows[r][left].blank for r in below) and (left or _repeats(grid, below)):
        return grid.rows[row][left]
    return None


def _repeats(grid: Grid, below: tuple[int, ...]) -> bool:
    """Tell whether the header of the first column stands again under another group, so that it is no label's."""
    firsts = [grid.rows[r][0].plain for r in below if not grid.rows[r][0].blank]
    return any(cell.plain == first for first in firsts for r in below for cell in grid.rows[r][1:])


def columns_of(
    grid: Grid, header: tuple[int, ...], body: tuple[int, ...], *, above: Grid | None = None
) -> tuple[Column, ...]:
    """Return the block's columns with the meaning that headers state, contents deciding the rest.

    `above` is the grid of the header rows where that is another table of the same width.
    """
    head = grid if above is None else above
    columns = [_by_header(head, header, i) for i in range(grid.width)]
    columns = [replace(c, period=path_period(c.path)) for c in columns]
    columns = [by_content(c, grid.column(c.index, body)) for c in columns]
    columns = [
        replace(c, meaning=Meaning.ORDINAL) if _numbers_lines(head, header, grid, body, c) else c
        for c in columns
    ]
    if any(_ENDS.search("/".join(c.path)) for c in columns):
        columns = [_balance(c) for c in columns]
    columns = _planned(resolve_groups(_as_in_first_panel(columns), grid, body), grid, body)
    return tuple(with_rates_of_change(columns, grid, body))


def _as_in_first_panel(columns: list[Column]) -> list[Column]:
    """Return the columns with those of words named as rows are where the same header stands over names further left."""
    naming = {c.path for c in columns if c.meaning is Meaning.LABEL and c.path}
    return [
        replace(c, meaning=Meaning.LABEL) if c.meaning is Meaning.OTHER and c.path in naming else c
        for c in columns
    ]


def _planned(columns: list[Column], grid: Grid, body: tuple[int, ...]) -> list[Column]:
    """Return the columns with plans and results beside amounts (完成数 | 预算数 | 计划数) as amounts too."""
    held = {c.meaning for c in columns}
    if held & {Meaning.NAME, Meaning.LEVEL, Meaning.GROUP, Meaning.WEIGHT, Meaning.SCORE}:
        return columns
    if not any(c.meaning is Meaning.AMOUNT and c.path for c in columns):
        return columns
    return [as_amount(c) if _all_numbers(grid.column(c.index, body)) else c for c in columns]


def _all_numbers(cells: tuple[CellText, ...]) -> bool:
    printed = [c for c in cells if c.kind not in EMPTY]
    return bool(printed) and all(c.kind in (Kind.NUMBER, Kind.UNCLEAR) for c in printed)


_ENDS = re.compile(r"年末数|期末数")


def _balance(column: Column) -> Column:
    """Return a balance at the start of the year (年初数 beside 年末数) without a budget's role."""
    path = "/".join(column.path)
    return replace(column, role=None) if "年初数" in path and "预算" not in path else column


def _numbers_lines(
    head: Grid, header: tuple[int, ...], grid: Grid, body: tuple[int, ...], column: Column
) -> bool:
    """Tell whether a column headed 行次 holds line numbers, also under a merged 收入 or 支出."""
    cells = [c.plain for c in grid.column(column.index, body) if not c.blank]
    named = any(c.plain == "行次" for c in header_path(head, header, column.index))
    return named and bool(cells) and all(c.isdigit() for c in cells)


def _by_header(grid: Grid, rows: tuple[int, ...], index: int) -> Column:
    full = header_path(grid, rows, index)
    path = [c for c in full if not _index_mark(c) and not is_full_marks(c)] or full
    texts = tuple(c.plain for c in path)
    whole = joined_word(path[-2], path[-1]) if len(path) > 1 else None
    if whole is not None:
        texts = (*texts[:-2], texts[-2] + texts[-1])
        return Column(index, whole.meaning, texts, path[-1].cell, whole.rank, whole.role)
    naming = _naming(path) if path else None
    header: Cell | None = naming.cell if naming else None
    unit = next((u for c in reversed(path) if (u := unit_in_header(c.text))), None)
    dated = path[-1].cell if path and path[-1].cell is not header else None
    known = next((m for c in reversed(path) if (m := header_meaning(c.text))), None)
    leaf = header_meaning(naming.text) if naming else None
    if leaf is None and known is not None and known.meaning not in _INHERITED:
        known = None
    if is_money(unit) and known is not None and known.meaning is Meaning.CRITERIA:
        known = None  # 标准（元/人） is a price
    if unit in _RATE_UNITS and (known is None or known.meaning is Meaning.AMOUNT):
        return Column(index, Meaning.RATE, texts, header, unit=unit, dated=dated)
    if known is None:
        told = role_of("/".join(texts))
        return Column(index, Meaning.OTHER, texts, header, unit=unit, role=told, dated=dated)
    role = known.role or role_of("/".join(texts))
    return Column(index, known.meaning, texts, header, known.rank, role, unit, dated=dated)


def _naming(path: list[CellText]) -> CellText:
    """Return the innermost header that says what is measured: a year below another header only dates it."""
    return next((c for c in reversed(path) if c.kind is not Kind.YEAR), path[-1])


_INHERITED = frozenset(
    {Meaning.LABEL, Meaning.CODE, Meaning.AMOUNT, Meaning.CRITERIA, Meaning.NOTE}
)


def _index_mark(cell: CellText) -> bool:
    """Tell whether a header cell only numbers its column (栏次, 1, 2, A, D=E+F)."""
    numbered = cell.kind is Kind.NUMBER and len(cell.plain) <= 2
    return (
        cell.plain in ("栏次", "行次", "公式")
        or numbered
        or (cell.kind is not Kind.NUMBER and column_number(cell.plain) is not None)
    )


def by_content(column: Column, cells: tuple[CellText, ...]) -> Column:
    """Correct or fill a meaning from what stands in the column."""
    printed = [c for c in cells if c.kind not in EMPTY]
    if not printed:
        return column
    if _codes(column, printed):
        return replace(column, meaning=Meaning.CODE)
    if column.path and column.path[-1] in _UNIT_HEADERS and _units_only(printed):
        return replace(column, meaning=Meaning.UNIT)
    classes = sum(is_level(c.text) for c in printed)
    if not column.path and column.meaning is Meaning.OTHER and 2 * classes > len(printed):
        return replace(column, meaning=Meaning.LEVEL, rank=1)
    numeric = sum(c.numeric or c.kind is Kind.QUANTITY for c in printed)
    mostly = 2 * numeric >= len(printed)
    meaning = column.meaning
    beside = meaning is Meaning.LABEL and column.index > 0
    if (meaning is Meaning.OTHER or beside) and all(_YEAR.match(c.plain) for c in printed):
        return replace(column, meaning=Meaning.CODE)
    if meaning is Meaning.OTHER or (meaning is Meaning.AMOUNT and not mostly):
        if not column.path and _counts_up(printed):
            return replace(column, meaning=Meaning.ORDINAL)
        if not mostly:
            # A column of words with a total of its own names the rows of a second panel.
            named = column.index <= 2 or not column.path or any(is_total(c.text) for c in printed)
            return replace(column, meaning=Meaning.LABEL if named else Meaning.OTHER)
        if sum(c.kind is Kind.PERCENT for c in printed) * 2 > len(printed):
            return replace(column, meaning=Meaning.RATE)
        if column.unit and not is_money(column.unit):
            return replace(column, meaning=Meaning.COUNT)
        return replace(column, meaning=Meaning.AMOUNT)
    if meaning in LABELS and mostly and not all(c.code for c in printed):
        return replace(column, meaning=Meaning.AMOUNT if column.index else meaning)
    return column


_UNIT_HEADERS = frozenset({"单位", "计量单位", "计价单位", "数量单位"})


def _units_only(printed: list[CellText]) -> bool:
    """Tell whether a column headed 单位 holds units (台, 万元) and no names."""
    return all(parse_unit(c.plain) is not None for c in printed)


_YEAR = re.compile(rf"{YEAR_DIGITS}年?\Z")
_CODE_HEADERS = re.compile(r"编码|代码|分类|科目|(?:\A|/)[类款项]\Z")
_CODE_CELL = re.compile(r"\d{2,3}(?:\d{2}){0,2}\Z|类\Z|款\Z|项\Z|合计\Z|总计\Z")


def _codes(column: Column, printed: list[CellText]) -> bool:
    """Tell whether the cells are classification codes (科目编码), whatever the header says."""
    if not _CODE_HEADERS.search("/".join(column.path)) or column.meaning in _MEASURED:
        return False
    codes = sum(c.plain.isdigit() for c in printed)
    return codes > 0 and all(_CODE_CELL.match(c.plain) for c in printed)


_MEASURED = frozenset(
    {Meaning.WEIGHT, Meaning.SCORE, Meaning.TARGET, Meaning.ACTUAL, Meaning.COUNT}
)


def _counts_up(cells: list[CellText]) -> bool:
    """Tell whether cells number their rows, from 1 or, as a data frame's index does, from 0."""
    first = 0 if cells[0].plain == "0" else 1
    return len(cells) > 1 and all(c.plain == str(first + i) for i, c in enumerate(cells))


_TABULAR = frozenset({Meaning.AMOUNT, Meaning.NAME, Meaning.LEVEL, Meaning.WEIGHT, Meaning.SCORE})


def kind_of_block(columns: tuple[Column, ...]) -> BlockKind:
    """Tell indicator tables from tables of figures and from layout."""
    held = {c.meaning for c in columns}
    figures = any(c.meaning is Meaning.AMOUNT and c.path for c in columns)
    names = held & {Meaning.NAME, Meaning.LEVEL}
    if Meaning.GOAL in held and not held & _TABULAR:
        return BlockKind.GOALS
    if figures and not held & {Meaning.TARGET, Meaning.WEIGHT, Meaning.SCORE}:
        return BlockKind.FIGURES
    if names and held & ASSESSED and not (figures and not held & {Meaning.NAME}):
        return BlockKind.INDICATORS
    if {Meaning.NAME, Meaning.LEVEL, Meaning.CRITERIA} <= held and not figures:
        return BlockKind.INDICATORS
    if held & {Meaning.AMOUNT, Meaning.RATE, Meaning.COUNT}:
        return BlockKind.FIGURES
    return BlockKind.LAYOUT

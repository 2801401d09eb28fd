"""Which rows of a table are header rows (表头行): by header words, by what stands below, not forms of keys."""

from __future__ import annotations

import re
from itertools import pairwise

from extraction.tables.cells import CellText, Kind
from extraction.tables.grid import Grid, is_index_row
from extraction.tables.model import ASSESSED, LABELS, Meaning
from extraction.tables.split_heads import completes
from extraction.tables.units import unit_in_header
from extraction.tables.vocabulary import (
    HeaderMeaning,
    header_meaning,
    header_word,
    is_level,
)

MAXIMUM_HEADER_ROWS = 6
MAXIMUM_BLANK_ROWS = 80
HEADER_LENGTH = 40
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|其中")
_VALUE_KINDS = frozenset({Kind.NUMBER, Kind.PERCENT})
_FORM_KEY = re.compile(
    r"(?:项目|单位|部门|政策|专项)名称|主管(?:预算|财政)?(?:部门|单位)\S*|(?:项目)?(?:实施|承担|执行)(?:单位|部门)\S*"
    r"|项目(?:单位|负责人|类别|类型|属性|性质|周期|分类|期限)\S*|填报(?:单位|部门|人|日期|时间)|预算(?:单位|部门)"
    r"|实施期限|资金(?:类型|需求|来源)|用途范围|(?:起始|到期|开始|结束)年度|申报单位|项目(?:概况|内容|起止时间)|立项依据"
    r"|联系(?:人|电话|方式)|(?:单位|部门)负责人|评价(?:机构|方式|年度)"
)
_HEADING = ASSESSED | {Meaning.AMOUNT, Meaning.RATE, Meaning.COUNT, Meaning.NAME, Meaning.STATUS}
_HEADING |= {Meaning.GROUP}
_HEADING |= {
    Meaning.LEVEL,
    Meaning.CRITERIA,
    Meaning.NOTE,
    Meaning.GOAL,
    Meaning.CHANGE,
    Meaning.CODE,
}
_MARKING = frozenset({Meaning.CODE, Meaning.ORDINAL})
_NAMING = LABELS | _MARKING


def _names_rows(grid: Grid, rows: list[int], r: int) -> bool:
    """Tell whether row `r` heads the names of rows, which the header rows above leave blank."""
    first = header_word(grid.rows[r][0].text)
    named = first is not None and first.meaning in _NAMING and grid.rows[r][0].cell.row == r
    return named and all(grid.rows[h][0].blank for h in rows) and _numbers_follow(grid, r)


def starts_header(grid: Grid, row: int, *, inside: bool) -> bool:
    """Tell whether a header begins at a row; `inside`: rows of a block stand above it."""
    cells = grid.new(row)
    if len(cells) < 2 or any(c.kind in _VALUE_KINDS for c in cells) or _form_row(grid, row):
        return False
    if any(len(c.plain) > HEADER_LENGTH for c in cells):
        return False
    words = [m for c in cells if (m := header_word(c.text))]
    weak = [m for c in cells if (m := header_meaning(c.text))]
    classes = any(is_level(c.text) and not _over_number(grid, row, c) for c in cells)
    if not words:
        classes = classes or any(is_level(c.text) and c.cell.row < row for c in grid.starts(row))
    if classes and not any(m.meaning in ASSESSED for m in words):
        return False
    first = words[0].meaning if words and header_word(cells[0].text) else None
    lead = header_meaning(cells[0].text)
    if lead is not None and lead.meaning in _MARKING:
        lead = next((m for c in cells[1:2] if (m := header_meaning(c.text))), None)
    if (first is None or first in _MARKING) and lead is not None and lead.meaning in LABELS:
        first = lead.meaning
    if _NUMBERED.match(cells[0].plain):
        return False
    if first in LABELS and len(cells) >= 2 and not _pairs(grid, row):
        return _numbers_follow(grid, row) or sum(map(_heads, weak)) >= 2
    strong = [m for m in words if m.meaning in _HEADING]
    if len(strong) >= 2 and len(strong) * 2 >= len(cells) - 1:
        return _not_all_amounts(strong) or _numbers_follow(grid, row)
    if inside and not any(c.cell.row_span > 1 or c.cell.column_span > 1 for c in cells):
        return len(strong) >= 2 and len(weak) == len(cells) and _numbers_follow(grid, row)
    if inside:
        return False
    return (len(weak) * 2 >= len(cells) and _numbers_follow(grid, row)) or _over_numbers(grid, row)


def _over_number(grid: Grid, row: int, cell: CellText) -> bool:
    """Tell whether a number stands right below: 数量 or 投入 then heads a column and is no class."""
    if unit_in_header(cell.text) is not None:
        return True
    below = (r for r in range(row + 1, min(row + 3, len(grid.rows))) if grid.printed(r))
    places = (grid.rows[r][cell.cell.column] for r in below)
    return any(c.numeric or c.kind is Kind.QUANTITY for c in places)


def _heads(found: HeaderMeaning) -> bool:
    """Tell whether a word heads a column for sure: amounts by their role (2026年预算数)."""
    sure = found.meaning is not Meaning.AMOUNT or found.role is not None
    return sure and found.meaning in _HEADING


def _not_all_amounts(found: list[HeaderMeaning]) -> bool:
    return any(m.meaning is not Meaning.AMOUNT for m in found)


def _pairs(grid: Grid, row: int) -> bool:
    """Tell whether the row pairs keys with values (项目名称 | 某项目 | 主管部门 | 某局)."""
    cells = grid.new(row)
    return (
        all(header_meaning(c.text) is None and len(c.plain) > 3 for c in cells[1::2])
        and len(cells) <= 4
        and not _numbers_follow(grid, row)
    )


def _form_row(grid: Grid, row: int) -> bool:
    """Tell whether the row pairs the keys of a form with their values, by name or by its shape.

    By shape: one key and its value across the table, with further keys below. A merged header looks
    the same, but leaves the place below the first column to that column.
    """
    cells = grid.new(row)
    if len(cells) >= 2 and _FORM_KEY.fullmatch(cells[0].plain) and _form_below(grid, row):
        return True
    if len(cells) < 2 or any(header_meaning(c.text) for c in cells[1::2]):
        return False
    if len(cells) % 2 == 0 and all(_FORM_KEY.fullmatch(c.plain) for c in cells[::2]):
        return not any(_FORM_KEY.fullmatch(c.plain) for c in cells[1::2])
    if len(cells) != 2 or row + 1 >= len(grid.rows):
        return False
    key, value = cells
    across = value.cell.column_span > 1 and value.cell.column_span == grid.width - 1
    below = grid.rows[row + 1][0]
    return across and key.cell.row_span == 1 and below.kind is Kind.TEXT and below is not key


def _form_below(grid: Grid, row: int) -> bool:
    """Tell whether the next row begins with a key of a form too: keys stand below one another."""
    below = grid.new(row + 1) if row + 1 < len(grid.rows) else ()
    return bool(below) and _FORM_KEY.fullmatch(below[0].plain) is not None


def _numbers_follow(grid: Grid, row: int) -> bool:
    """Tell whether one of the next rows holds numbers, in a column where this row has words."""
    looked = 1
    for r in range(row + 1, min(row + MAXIMUM_BLANK_ROWS, len(grid.rows))):
        printed = grid.new(r)
        # Rows of a template that hold labels alone, or codes and names, say nothing of the columns.
        empty = _label_alone(printed) or _names_alone(grid, row, printed)
        looked += not (empty and grid.width > 2)
        if looked > MAXIMUM_HEADER_ROWS - 1:
            return False
        if _keyed(printed) or _named_by_words(printed):
            return False
        numbers = [
            c
            for k, c in enumerate(printed)
            if c.measured and not _code(printed, k) and not _counts_rows(grid, row, c)
        ]
        if numbers:
            return bool(printed) and (
                len(numbers) > 1 or grid.width <= 3 or printed[0] is not numbers[0]
            )
        if len(printed) == 1 and len(grid.starts(r)) == 1:
            return False
    return False


def _counts_rows(grid: Grid, row: int, cell: CellText) -> bool:
    """Tell whether the header at `row` says that a cell numbers its row (序号)."""
    found = header_word(grid.rows[row][cell.cell.column].text)
    return found is not None and found.meaning is Meaning.ORDINAL


def _label_alone(printed: tuple[CellText, ...]) -> bool:
    """Tell whether a row holds a label and nothing but marks beside it (否, √)."""
    beside = (len(c.plain) <= 1 and c.kind is Kind.TEXT for c in printed[1:])
    return bool(printed) and printed[0].cell.column == 0 and all(beside)


def _names_alone(grid: Grid, row: int, printed: tuple[CellText, ...]) -> bool:
    """Tell whether a row holds but codes and names below the header at `row`, and dashes beside them."""

    def naming(cell: CellText) -> bool:
        found = header_meaning(grid.rows[row][cell.cell.column].text)
        return cell.kind is Kind.DASH or (found is not None and found.meaning in _NAMING)

    return len(printed) > 1 and all(map(naming, printed))


def _over_numbers(grid: Grid, row: int) -> bool:
    """Tell whether the next rows hold numbers below this row's words, and words only before them.

    Words of the row below that divide some of this row's stand for it there.
    """
    heads = [row, row + 1] if _divides(grid, row + 1) else [row]
    new = grid.new(row)
    below = heads[-1] + 1
    if below >= len(grid.rows) or not all(c.kind in _WORDS or _class(c) for c in new):
        return False
    if any(a.plain == b.plain for a, b in pairwise(new)):
        return False  # a goal and a result in the same words (明显改善 | 明显改善)
    numbers = _number_columns(grid, below)
    first = min(numbers, default=0)
    if not numbers or any(all(grid.rows[r][c].blank for r in heads) for c in numbers):
        return False
    if any(_class(c) and c.cell.column not in numbers for r in heads for c in grid.new(r)):
        return False
    after = grid.rows[below][first:]
    if any(c.kind in (Kind.TEXT, Kind.PROSE) for c in after[:-1]):
        return False
    if below + 1 < len(grid.rows):
        following = _number_columns(grid, below + 1)
        return not following or len(following & numbers) * 2 >= len(following)
    return True


_WORDS = (Kind.TEXT, Kind.YEAR)
_CLASS = re.compile(
    r"\d+(?:[-—–~～至]\d+)?(?:年期?|个月|月|天|日|岁)(?:[（(].*[)）])?"
    r"|(?:\d+(?:[-—–~～至]\d+)?(?:年期?|个月|月|天|岁|万元|亿元|元|人))(?:及|含|（含）)?(?:以[上下内外]|之[上下内])(?:[（(].*[)）])?"
)


def _class(cell: CellText) -> bool:
    """Tell whether a cell with a figure may head a column of a class (5年期, 1-3年, 100万元以上)."""
    return cell.kind is Kind.QUANTITY and _CLASS.fullmatch(cell.plain) is not None


def _divides(grid: Grid, row: int) -> bool:
    """Tell whether a row holds classes alone, and leaves the place of the names blank (| | 5年期 | 7年期)."""
    new = grid.new(row) if row < len(grid.rows) else ()
    return len(new) > 1 and grid.rows[row][0].blank and all(map(_class, new))


def _number_columns(grid: Grid, row: int) -> set[int]:
    ordinals = {c for c in range(min(2, grid.width)) if _ordinal_header(grid, row, c)}
    return {
        c
        for c, cell in enumerate(grid.rows[row])
        if cell.numeric and not _code(grid.rows[row], c) and c not in ordinals
    }


def _code(cells: tuple[CellText, ...], index: int) -> bool:
    """Tell whether a cell is written as a code and stands before the name it belongs to."""
    cell = cells[index]
    return cell.code and any(c.kind is Kind.TEXT for c in cells[index + 1 : index + 4])


def _ordinal_header(grid: Grid, row: int, column: int) -> bool:
    above = grid.rows[row - 1][column] if row else grid.rows[row][column]
    found = header_word(above.text)
    return (found is not None and found.meaning is Meaning.ORDINAL) or (
        above.kind is Kind.NUMBER and grid.rows[row][column].kind is Kind.NUMBER and column == 0
    )


def _keyed(cells: tuple[CellText, ...]) -> bool:
    """Tell whether cells alternate keys and quantities with their units (总额 | 1986.52万元)."""
    return (
        len(cells) >= 2
        and any(
            a.kind is Kind.TEXT and b.kind is Kind.QUANTITY
            for a, b in zip(cells[::2], cells[1::2], strict=False)
        )
        and all(c.kind is Kind.TEXT for c in cells[::2])
    )


def _named_by_words(cells: tuple[CellText, ...]) -> bool:
    """Tell whether a row is itself a header of assessments (分值, 得分, 执行率 …)."""
    words = [w for c in cells if (w := header_word(c.text))]
    return sum(w.meaning in ASSESSED or w.meaning is Meaning.RATE for w in words) >= 2


def header_rows(grid: Grid, row: int) -> tuple[int, ...]:
    """Return the rows of the header that begins at a row, in order."""
    rows = [row]
    indicators = _speaks_of_indicators(grid, row)
    for r in range(row + 1, min(row + MAXIMUM_HEADER_ROWS, len(grid.rows))):
        if _reached(grid, rows, r) or _continues_header(grid, rows, r, indicators=indicators):
            rows.append(r)
        elif grid.new(r):
            break
    return tuple(range(row, rows[-1] + 1))


def _reached(grid: Grid, rows: list[int], r: int) -> bool:
    """Tell whether a merged header other than the first column's reaches down into row `r`."""
    if any(c.kind in _VALUE_KINDS or c.kind is Kind.PROSE for c in grid.new(r)):
        return False
    above = [c for h in rows for c in grid.new(h) if c.cell.column > 0]
    if any(is_level(c.text) for c in grid.new(r)):
        return False
    return any(c.cell.row + c.cell.row_span > r for c in above)


def _speaks_of_indicators(grid: Grid, row: int) -> bool:
    found = {m.meaning for c in grid.printed(row) if (m := header_meaning(c.text))}
    return bool(found & {Meaning.LEVEL, Meaning.NAME, Meaning.GROUP, Meaning.TARGET, Meaning.GOAL})


def _continues_header(grid: Grid, rows: list[int], r: int, *, indicators: bool) -> bool:
    new = grid.new(r)
    if is_index_row(grid, r) or completes(grid, rows, r):
        return True
    if not new or any(c.kind in _VALUE_KINDS or len(c.plain) > HEADER_LENGTH for c in new):
        return False
    known = [c for c in new if header_meaning(c.text)]
    if indicators:
        return len(known) == len(new) and not any(is_level(c.text) for c in new)
    if _names_rows(grid, rows, r):
        return True
    under = [c for c in new if _under_wide(grid, rows, c)]
    reaches = any(
        c.cell.row == r - 1 or c.cell.row < r
        for c in grid.starts(r)
        if not c.blank and c.cell.row < r
    )
    blank_left = grid.rows[r][0].blank or grid.rows[r][0].cell.row < r
    if under and blank_left and (len(new) > 1 or len(under) == len(new)):
        return True
    if blank_left and all(_part_of_left(grid, rows, c) for c in new):
        return True
    if not (blank_left or reaches) or len(new) < 2:
        return len(known) == len(new) >= 2 and all(_below_words(grid, rows, c) for c in new)
    return _numbers_follow(grid, r)


def _part_of_left(grid: Grid, rows: list[int], cell: CellText) -> bool:
    """Tell whether a header says that its column is part of the one to its left (其中：当年数)."""
    above, column = grid.rows[rows[-1]], cell.cell.column
    beside = column > 1 and above[column].blank and not above[column - 1].blank
    return beside and cell.plain.startswith("其中")


def _below_words(grid: Grid, rows: list[int], cell: CellText) -> bool:
    return any(not grid.rows[h][cell.cell.column].blank for h in rows)


def _under_wide(grid: Grid, rows: list[int], cell: CellText) -> bool:
    above = grid.rows[rows[-1]][cell.cell.column]
    return not above.blank and above.cell.column_span > cell.cell.column_span

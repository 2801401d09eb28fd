"""Forms that stack labels with their values (预算数：2754.36 over 其中：财政拨款 2000.00) in one or more sides.

A cell may hold label and value together, or the value stands in the next cell, or below its label. The
first label of a side that states a role (预算数, 执行数) gives it to the parts below it; a unit in a label
(项目资金（万元）) holds for the whole form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.labels import Label
from extraction.lexicon.roles import role_of
from extraction.markup import Role
from extraction.quantities.folding import fold
from extraction.span import Span
from extraction.tables.cell_figures import cell_figure
from extraction.tables.cells import CellText, Kind
from extraction.tables.emitter import Emitter, Place
from extraction.tables.grid import Grid
from extraction.tables.labels import strip_label
from extraction.tables.model import Block, Meaning
from extraction.tables.units import is_money, unit_in_header
from extraction.tables.vocabulary import header_meaning, is_generic, names_money, names_no_figure

_KEYED = re.compile(
    r"(?P<key>[^\d:：\s][^\d:：]{0,24}?(?:[:：][^\d:：]{1,20}?)?)(?:\s*[:：]\s*|\s+)"
    r"(?P<value>[-+]?[\d.,，]+(?:[eE]\d+)?)\s*(?P<unit>[亿万千百]*元)?\s*\Z"
)
_MARKS = re.compile(r"得分|分值")
_PART = re.compile(r"\s*(?:其\s*中|其他|其它|[一二三四五六七八九十\d]+[、.．])")


@dataclass(frozen=True, slots=True)
class Entry:
    """A label with its value: their spans, the cell of the value and whether its unit is its own."""

    row: int
    side: int
    key: Span
    value: Span
    cell: CellText
    own_unit: bool


def keyed(cell: CellText) -> tuple[Span, Span, bool] | None:
    """Return label and value of a cell that holds both, and whether the value has its own unit."""
    if cell.kind not in (Kind.TEXT, Kind.QUANTITY):
        return None
    match = _KEYED.match(fold(cell.text))
    if match is None or cell_figure(match["value"]) is None:
        return None
    start = cell.span.start
    end = match.end("unit") if match["unit"] else match.end("value")
    key = Span(start + match.start("key"), start + match.end("key"))
    return key, Span(start + match.start("value"), start + end), match["unit"] is not None


def read_stacked(grid: Grid, block: Block, unit: str | None, emitter: Emitter) -> bool:
    """Mark a form of stacked labels and values; tell whether the block is one.

    `unit` is the one that stands outside the block.
    """
    text = emitter.document.text
    entries = _entries(grid, block)
    together = sum(e.key.end > e.cell.span.start for e in entries)
    sides = {e.side for e in entries}
    if len(entries) < 3 or not (together or len(sides) > 1):
        return False
    stated = [u for e in entries if is_money(u := unit_in_header(e.key.of(text)))]
    stated += [u for c in _labels(grid, block) if is_money(u := unit_in_header(c.text))]
    stated += [block.unit] if block.unit is not None and is_money(block.unit) else []
    if not _speaks_of_money(entries, text, stated=bool(stated) or is_money(unit)):
        return False
    unit = next(iter(stated), None) or block.unit or unit
    roles: dict[int, Role | None] = {}
    for entry in entries:
        name = entry.key.of(text)
        if names_no_figure(name):
            emitter.close(entry.value)
        if names_no_figure(name) or _MARKS.search(name):
            continue
        own = role_of("".join(name.split()))
        if own is not None and not _PART.match(name):
            roles[entry.side] = own
        _mark(grid, entry, own or roles.get(entry.side), unit, emitter)
    return True


def _speaks_of_money(entries: list[Entry], text: str, *, stated: bool) -> bool:
    """Tell whether most labels name money; where the form states its unit, the first of each side."""
    named = [e for e in entries if names_money(e.key.of(text))]
    if len(named) * 2 >= len(entries):
        return True
    first = {e.side: e for e in reversed(entries)}
    return stated and all(e in named for e in first.values())


def is_stacked(grid: Grid, block: Block) -> bool:
    """Tell whether most figures of the block stand in one cell with their labels."""
    cells = [c for r in block.body_rows for c in grid.new(r)]
    together = sum(keyed(c) is not None for c in cells)
    return together >= 2 and together > sum(c.numeric for c in cells)


def _mark(grid: Grid, entry: Entry, role: Role | None, unit: str | None, emitter: Emitter) -> None:
    text = emitter.document.text
    key = strip_label(text, entry.key)
    path = ("".join(entry.key.of(text).split()),)
    place = Place(grid.table, entry.cell, entry.row, path)
    own = unit_in_header(entry.key.of(text))
    known = None if entry.own_unit else own or unit
    label = Label.COUNT if known is not None and not is_money(known) else Label.AMOUNT
    if own is None and not entry.own_unit and _counts(path[0]):
        label, known = Label.COUNT, None
    if entry.cell.kind is Kind.PERCENT:
        label, known = Label.RATE, None
    if label is Label.AMOUNT and known is None and not entry.own_unit and not names_money(path[0]):
        return
    value = emitter.mention(
        label, entry.value, place, unit=known, role=role if label is Label.AMOUNT else None
    )
    if len(key) and not is_generic(key.of(text)):
        emitter.link(value, emitter.mention(Label.ITEM, key, place))
    emitter.close(entry.key)
    emitter.close(entry.cell.span)


def _counts(name: str) -> bool:
    meaning = header_meaning(name)
    return meaning is not None and meaning.meaning is Meaning.COUNT


def _labels(grid: Grid, block: Block) -> list[CellText]:
    rows = (*block.header_rows, *block.body_rows)
    return [c for r in rows for c in grid.new(r) if c.kind is Kind.TEXT]


def _entries(grid: Grid, block: Block) -> list[Entry]:
    """Return the block's labels with their values, row by row; a side is a column of labels."""
    found: list[Entry] = []
    waiting: dict[int, CellText] = {}
    for row in (*block.header_rows, *block.body_rows):
        before: CellText | None = None
        for cell in grid.new(row):
            both = keyed(cell)
            column = cell.cell.column
            if both is not None:
                key, value, own = both
                found.append(Entry(row, column, key, value, cell, own))
                before = None
            elif cell.kind in (Kind.NUMBER, Kind.PERCENT) and cell.figure is not None:
                if before is not None:
                    side = before.cell.column
                    found.append(Entry(row, side, before.span, cell.figure, cell, False))
                elif column in waiting:
                    above = waiting.pop(column)
                    found.append(Entry(row, column, above.span, cell.figure, cell, False))
                before = None
            else:
                before = cell if cell.kind is Kind.TEXT else None
                if before is not None and cell.text.rstrip().endswith((":", "：")):
                    waiting[column] = cell
    return found

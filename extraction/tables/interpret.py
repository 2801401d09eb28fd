"""One interpreter for the tables of all formats: from cells to mentions, links and closed stretches."""

from __future__ import annotations

import re
from dataclasses import replace
from weakref import WeakValueDictionary

from extraction.document import Document, Table
from extraction.lexicon.roles import role_of_title
from extraction.span import Span
from extraction.tables.blocks import read_blocks, with_told_columns
from extraction.tables.class_cells import State
from extraction.tables.contents import contents_cells
from extraction.tables.continuation import continued, repeats_header
from extraction.tables.emitter import Emitter
from extraction.tables.figures import FigureReader, TableContext
from extraction.tables.funds import read_funds
from extraction.tables.goals import read_goals
from extraction.tables.grid import Grid, read_grid
from extraction.tables.indicators import IndicatorReader
from extraction.tables.keyed import is_stacked, read_stacked
from extraction.tables.left_out import left_out
from extraction.tables.model import Block, BlockKind, TableMarkup, TableReading
from extraction.tables.pairs import read_keyed_cells, read_pairs
from extraction.tables.periods import periods_above, year_of
from extraction.tables.prose import prose_of_block
from extraction.tables.units import LINES_ABOVE, note_unit, titles_of

_FORMS = frozenset({BlockKind.FIGURES, BlockKind.LAYOUT})
LONGEST_BETWEEN = 60
_FAR = " " * LONGEST_BETWEEN
_MONEY_TITLE = re.compile(
    r"(?:收支|收入|支出|预算|决算|转移支付|拨款|资金|经费|债务|限额|余额)[^，。：\n]{0,6}表(?:[（(][^（()）]{1,16}[)）])?\s*\Z"
)
_NO_MONEY_TITLE = re.compile(r"人[员数]|编制|机构|车辆|数量|户数|目录|清单|指标|绩效|目标")
"""Titles of tables whose bare numbers are no money, whatever else they say."""
CARRY_DISTANCE = 200
"""Characters between two tables within which the second inherits the unit of the first."""


def read_table(document: Document, table: Table) -> TableReading:
    """Return header rows, column meanings and the unit of one of the document's tables."""
    ends = (t.span.end for t in document.tables if t.span.end <= table.span.start)
    floor = max(ends, default=0)
    grid = read_grid(document.text, table)
    return _reading(document, grid, floor)


def _reading(document: Document, grid: Grid, floor: int) -> TableReading:
    table = grid.table
    blocks = read_blocks(grid, document.text)
    titles = titles_of(document.text, table, floor=floor)
    notes = [c.span for r in range(min(3, len(grid.rows))) for c in grid.printed(r)]
    short = [s for s in notes if len(s) <= 60]
    unit = note_unit(document.text, titles) or note_unit(
        document.text, [s for s in short if "单位" in s.of(document.text)]
    )
    return TableReading(table, blocks, titles, unit)


_KNOWN: WeakValueDictionary[int, Document] = WeakValueDictionary()
_MARKUP: dict[int, TableMarkup] = {}
"""Documents alive by identity, and what their tables say: a table is read once."""


def interpret(document: Document) -> TableMarkup:
    """Return what the tables of the document say; they are read once, whoever asks.

    Tagging, facts, provenance and checks use the same readings (`TableMarkup.readings`).
    """
    key = id(document)
    if _KNOWN.get(key) is not document:
        for gone in [k for k in _MARKUP if k not in _KNOWN]:
            del _MARKUP[gone]
        _KNOWN[key], _MARKUP[key] = document, _interpret(document)
    return _MARKUP[key]


def _interpret(document: Document) -> TableMarkup:
    """Mark every table of the document.

    Mentions carry `cell`, `page`, `box`, `unit` and `role`; links run value → column header, row
    label, period and owner, assessment → indicator, indicator → classes, nearest first.
    """
    emitter = Emitter(document)
    prose: list[Span] = []
    readings: list[TableReading] = []
    floor, carried = 0, None
    last: tuple[Grid, Block] | None = None
    state: State | None = None
    for table in document.tables:
        if not table.cells:
            continue
        if document.format == "txt":
            for span in left_out(document.text, table):
                emitter.close(span)
        grid = read_grid(document.text, table)
        reading = _reading(document, grid, floor)
        between = _between(document, readings[-1], floor, table) if readings else _FAR
        blocks = continued(grid, reading.blocks, last, between[:LONGEST_BETWEEN])
        going_on = blocks is not reading.blocks
        blocks = blocks if going_on else with_told_columns(grid, blocks)
        titles = readings[-1].titles if going_on else reading.titles
        if last is not None and repeats_header(blocks, last[1], between[:LONGEST_BETWEEN]):
            titles = (*titles, *readings[-1].titles[-LINES_ABOVE:])
        reading = replace(reading, blocks=blocks, titles=titles)
        near = table.span.start - floor <= CARRY_DISTANCE
        unit = reading.unit or (carried if near else None)
        readings.append(replace(reading, unit=unit))
        above = (last[1], state) if going_on and last is not None and state is not None else None
        marked, state = _mark(document, grid, reading, unit, emitter, above)
        prose += marked
        last = (grid, blocks[-1]) if blocks else None
        stated = [b.unit for b in reading.blocks if b.unit]
        carried = stated[-1] if stated else unit
        floor = table.span.end
    closed = emitter.closed()
    shut = set(closed)
    kept = tuple(s for s in sorted(set(prose)) if s not in shut)
    return TableMarkup(emitter.markup(), closed, kept, tuple(readings))


def _between(document: Document, before: TableReading, floor: int, table: Table) -> str:
    """Return the text between two tables without the lines that title the first one and stand there again."""
    text = document.text[floor : table.span.start]
    said = {
        "".join(line.split()) for s in before.titles for line in s.of(document.text).splitlines()
    }
    return "\n".join(x for x in text.split("\n") if not x.strip() or "".join(x.split()) not in said)


def _mark(
    document: Document,
    grid: Grid,
    reading: TableReading,
    unit: str | None,
    emitter: Emitter,
    before: tuple[Block, State] | None,
) -> tuple[list[Span], State | None]:
    """Mark one table; return its open cells and the classes in force after its last block.

    `before` is the block that the table goes on from and the classes in force after it.
    """
    prose: list[Span] = []
    pages = contents_cells(document.text, grid.table)
    if pages:
        for cell in grid.table.cells:
            emitter.close(cell.span)
        return [], None
    carried = unit
    for block in reading.blocks:
        context = _context(document, reading, block, block.unit or carried, emitter)
        carried = block.unit or carried
        stacked = block.kind is BlockKind.LAYOUT or is_stacked(grid, block)
        if block.kind in _FORMS and stacked and read_stacked(grid, block, context.unit, emitter):
            pass
        elif block.kind is BlockKind.FIGURES:
            FigureReader(grid, block, context, emitter).read()
        elif block.kind is BlockKind.INDICATORS:
            same = before is not None and _same_columns(before[0], block)
            reader = IndicatorReader(grid, block, emitter, before[1] if before and same else None)
            reader.read()
            read_funds(grid, block, context, emitter)
            before = block, reader.state
        elif block.kind is BlockKind.GOALS:
            read_goals(grid, block, emitter)
        elif block.kind is BlockKind.LAYOUT:
            read_pairs(grid, block, context, emitter)
        if block.kind in _FORMS:
            read_keyed_cells(grid, block, context, emitter)
        prose += prose_of_block(grid, block)
    return prose, before[1] if before is not None else None


def _same_columns(before: Block, block: Block) -> bool:
    """Tell whether a header was only repeated, as on a new page."""
    return [c.path for c in before.columns] == [c.path for c in block.columns]


def _context(
    document: Document, reading: TableReading, block: Block, unit: str | None, emitter: Emitter
) -> TableContext:
    """Return what titles and captions say of a block; a period in them is marked where it is used."""
    titles = (*reversed(block.captions), *reading.titles)
    text = document.text
    role = next((r for s in titles if (r := role_of_title(s.of(text)))), None)
    period = None
    if block.kind is BlockKind.FIGURES and any(c.header for c in block.columns):
        found = next(periods_above(text, titles), None)
        if found is not None:
            period = found
    year = next((y for p in periods_above(text, titles) if (y := year_of(p.of(text)))), None)
    told = any(_of_money(s.of(text)) for s in titles)
    return TableContext(unit, role, period, year=year, money=unit is not None or told)


def _of_money(title: str) -> bool:
    return _MONEY_TITLE.search(title) is not None and _NO_MONEY_TITLE.search(title) is None


def prose_spans(document: Document, reading: TableReading) -> tuple[Span, ...]:
    """Return the table's cells of running text that are left to the prose tagger, in row order."""
    grid = read_grid(document.text, reading.table)
    spans = {s for b in reading.blocks for s in prose_of_block(grid, b)}
    return tuple(sorted(spans))

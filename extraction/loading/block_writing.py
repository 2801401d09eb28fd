"""Write blocks as canonical text: the nested tables of DOCX, HTML and XLSX in the flat convention of `DocumentBuilder`.

A table may only arrange a page: layout tables and tables nested in cells are dissolved in reading order,
merged cells stand once, columns that no cell starts are dropped, titles and notes in full-width rows
become paragraphs above and below their table.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extraction.document import RegionKind
from extraction.errors import LimitExceededError
from extraction.loading.blocks import Block, BlockCell, Paragraph, TableBlock
from extraction.loading.builder import DocumentBuilder, GridCell, Piece
from extraction.loading.lined_rows import split_lined_rows
from extraction.span import Span

MAXIMUM_AREA = 4_000_000
_LONG_CELL = 300
_UNIT_NOTE = re.compile(r"(?:金额)?单位\s*[:：]|表$|公开\s*\d+\s*表")
_TITLE = re.compile(r"表|情况|预算|决算|绩效|年度|附件")
_LEADERS = re.compile(r"(?:[.·．]{4,}|…{2,})[.·．…\s]*[（(-]?\s*\d{1,3}\s*[)）-]?$")
_CAPTION_LENGTH = 60


def write(blocks: Iterable[Block], builder: DocumentBuilder) -> None:
    """Add `blocks` to the document in reading order."""
    last: Span | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            for line in block.text.split("\n"):
                if line.strip():
                    region = block.region or _region(line.strip())
                    last = builder.paragraph(Piece(line.strip()), region=region)
        else:
            _write_table(block, builder, above=last)
            last = None


def _region(line: str) -> RegionKind | None:
    """Tell a line of a table of contents by its leaders and page number."""
    return RegionKind.CONTENTS if _LEADERS.search(line) else None


def _write_table(table: TableBlock, builder: DocumentBuilder, *, above: Span | None) -> None:
    if table.caption:
        above = builder.paragraph(Piece(table.caption))
    if _is_layout(table):
        write(_dissolve(table.cells), builder)
        return
    for part in _split_at_nested(table):
        if isinstance(part, TableBlock):
            _write_grid(part, builder, above=above)
        else:
            write(part, builder)
        above = None


def _write_grid(table: TableBlock, builder: DocumentBuilder, *, above: Span | None) -> None:
    cells = compact(split_lined_rows(table.cells))
    titles, cells, notes = _peel(cells)
    for line in titles:
        above = builder.paragraph(Piece(line))
    if cells:
        _bound(cells)
        if above is not None and len(above) > _CAPTION_LENGTH:
            above = None
        grid = [GridCell(c.row, c.column, Piece(c.text), c.row_span, c.column_span) for c in cells]
        builder.table(grid, caption=above)
    for line in notes:
        builder.paragraph(Piece(line))


def _bound(cells: Sequence[BlockCell]) -> None:
    rows = max(c.row + c.row_span for c in cells)
    places = rows * max(c.column + c.column_span for c in cells)
    if places > MAXIMUM_AREA:
        limit = f"tables of at most {MAXIMUM_AREA} places"
        raise LimitExceededError(limit, f"one of {places}", "split the table or the file")


def _dissolve(cells: Sequence[BlockCell]) -> Iterable[Block]:
    for cell in sorted(cells, key=lambda c: (c.row, c.column)):
        yield from cell.blocks


def _is_layout(table: TableBlock) -> bool:
    """Tell a table that only arranges the page from one that holds data."""
    if table.layout is not None:
        return table.layout
    filled = [c for c in table.cells if c.blocks and c.text]
    if len({c.column for c in filled}) <= 1:
        return True
    rows = {c.row for c in filled}
    nested = sum(len(c.text) for c in filled if _nested(c))
    if nested * 2 > sum(len(c.text) for c in filled) and len(rows) <= 3:
        return True
    return len(rows) == 1 and any(len(c.text) > _LONG_CELL for c in filled)


def _nested(cell: BlockCell) -> bool:
    return any(isinstance(b, TableBlock) and not _is_layout(b) for b in cell.blocks)


def _split_at_nested(table: TableBlock) -> Iterable[TableBlock | tuple[Block, ...]]:
    """Yield the table in parts, cut where a row holds a table of its own."""
    cut_rows = sorted({c.row for c in table.cells if _nested(c)})
    if not cut_rows:
        yield table
        return
    start = 0
    for row in cut_rows:
        yield from _band(table, start, row)
        yield tuple(_dissolve([c for c in table.cells if c.row == row]))
        start = row + 1
    yield from _band(table, start, None)


def _band(table: TableBlock, start: int, stop: int | None) -> Iterable[TableBlock]:
    last = max((c.row + c.row_span for c in table.cells), default=0) if stop is None else stop
    cells = tuple(
        replace(c, row=c.row - start, row_span=min(c.row_span, last - c.row))
        for c in table.cells
        if start <= c.row < last
    )
    if cells:
        yield TableBlock(cells, "", layout=False)


def compact(cells: Sequence[BlockCell]) -> tuple[BlockCell, ...]:
    """Drop the rows and outer columns that are wholly blank and the places in which no cell starts.

    Spans shrink by what is dropped inside them.
    """
    texts = [(c, c.text) for c in cells]
    rows = sorted({c.row for c, text in texts if text})
    filled = {c.column for c, text in texts if text}
    if not filled:
        return ()
    end = max(c.column + c.column_span for c, text in texts if text)
    columns = [k for k in sorted({c.column for c in cells}) if min(filled) <= k < end]
    row_places = {r: i for i, r in enumerate(rows)}
    column_places = {k: i for i, k in enumerate(columns)}
    return tuple(
        BlockCell(
            row_places[c.row],
            column_places[c.column],
            (Paragraph(text),) if text else (),
            _count(rows, c.row, c.row_span),
            _count(columns, c.column, c.column_span),
        )
        for c, text in texts
        if c.row in row_places and c.column in column_places
    )


def _count(places: list[int], start: int, length: int) -> int:
    return bisect.bisect_left(places, start + length) - bisect.bisect_left(places, start)


def _peel(
    cells: tuple[BlockCell, ...],
) -> tuple[list[str], tuple[BlockCell, ...], list[str]]:
    """Take the title rows above the table and the note rows below it."""
    width = max((c.column + c.column_span for c in cells), default=0)
    by_row: dict[int, list[BlockCell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    order = sorted(by_row)
    if width < 2:
        return [c.text for c in cells if c.text], (), []
    first, last = 0, len(order)
    while first < last and _is_title(by_row[order[first]], width):
        first += 1
    while last > first and _is_note(by_row[order[last - 1]], width):
        last -= 1
    kept = tuple(
        c if c.row == i else replace(c, row=i)
        for i, k in enumerate(order[first:last])
        for c in by_row[k]
    )
    titles = [_line(by_row[k]) for k in order[:first]]
    return titles, kept, [_line(by_row[k]) for k in order[last:]]


def _line(row: Sequence[BlockCell]) -> str:
    return "  ".join(c.text for c in sorted(row, key=lambda c: c.column) if c.text)


def _is_title(row: Sequence[BlockCell], width: int) -> bool:
    if any(c.row_span > 1 for c in row):
        return False
    filled = [c for c in row if c.text]
    if len(filled) == 1:
        cell = filled[0]
        whole = cell.column_span == width
        loose = cell.column == 0 and len(row) == width > 2 and _TITLE.search(cell.text)
        return whole or loose is not None or _UNIT_NOTE.search(cell.text) is not None
    notes = [c for c in filled if re.search(r"[:：]", c.text) or _UNIT_NOTE.search(c.text)]
    return (
        1 < len(filled) <= 3
        and len(notes) == len(filled)
        and any(_UNIT_NOTE.search(c.text) for c in filled)
    )


def _is_note(row: Sequence[BlockCell], width: int) -> bool:
    filled = [c for c in row if c.text]
    if len(filled) != 1 or any(c.row_span > 1 for c in row):
        return False
    cell = filled[0]
    return cell.column_span == width or re.match(r"(?:备?注|说明)[:：\d]", cell.text) is not None

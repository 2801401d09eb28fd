"""Cut a table into blocks: rows that stand under the same header rows, and rows without any."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extraction.tables.bare_rows import bare_columns
from extraction.tables.columns import columns_of, kind_of_block
from extraction.tables.grid import Grid
from extraction.tables.group_rows import groups_above
from extraction.tables.header_rows import header_rows, starts_header
from extraction.tables.headerless import (
    Headerless,
    goals_without_header,
    headerless_rows,
    with_joint_roles,
)
from extraction.tables.marked_rows import marked_columns
from extraction.tables.model import Block, BlockKind, Column, Meaning
from extraction.tables.units import note_unit, unit_in_header


@dataclass(frozen=True, slots=True)
class _Draft:
    header: tuple[int, ...]
    body: tuple[int, ...]
    captions: tuple[int, ...]


def read_blocks(grid: Grid, text: str) -> tuple[Block, ...]:
    """Return the table's blocks in row order; rows before the first header make a layout block."""
    blocks: list[Block] = []
    for draft in _drafts(grid):
        found = None if draft.header else headerless_rows(grid, draft.body)
        parts = (draft,) if found is None else _around(draft, found)
        blocks += [_finish(grid, part, text, found) for part in parts]
    return tuple(blocks)


_TOLD_BY_ROWS = (
    (BlockKind.INDICATORS, marked_columns),
    (BlockKind.FIGURES, bare_columns),
)


def with_told_columns(grid: Grid, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a table's blocks, those without header whose rows tell themselves what they are under their columns."""
    return tuple(_told(grid, block) for block in blocks)


def _told(grid: Grid, block: Block) -> Block:
    if block.header_rows or block.kind is not BlockKind.LAYOUT:
        return block
    lines = [grid.rows[r] for r in block.body_rows]
    for kind, columns_told in _TOLD_BY_ROWS:
        columns = columns_told(lines)
        if columns is not None:
            return replace(block, kind=kind, columns=columns)
    return block


def _around(draft: _Draft, found: Headerless) -> tuple[_Draft, ...]:
    """Part rows without header at the indicators among them: what stands before, they, what follows."""
    first, last = found.rows[0], found.rows[-1]
    before = tuple(r for r in draft.body if r < first)
    behind = tuple(r for r in draft.body if r > last)
    parts = (
        _Draft((), before, draft.captions),
        _Draft((), found.rows, () if before else draft.captions),
        _Draft((), behind, ()),
    )
    return tuple(p for p in parts if p.body)


def _finish(grid: Grid, draft: _Draft, text: str, given: Headerless | None = None) -> Block:
    captions = tuple(c.span for r in draft.captions for c in grid.printed(r))
    unit = note_unit(text, reversed(captions))
    if given is not None and draft.body == given.rows:
        return Block(BlockKind.INDICATORS, (), draft.body, given.columns, captions, unit)
    if not draft.header:
        found = goals_without_header(grid, draft.body)
        if found is not None:
            return Block(BlockKind.INDICATORS, (), draft.body, found, captions, unit)
        columns = tuple(Column(i, Meaning.OTHER) for i in range(grid.width))
        return Block(BlockKind.LAYOUT, (), draft.body, columns, captions, unit)
    columns = columns_of(grid, draft.header, draft.body)
    columns = with_joint_roles(grid, draft.body, columns)
    kind = kind_of_block(columns)
    if unit is None:
        labels = (c for r in draft.header for c in grid.printed(r))
        unit = next((u for c in labels if (u := unit_in_header(c.text)) and u.endswith("元")), None)
    return Block(kind, draft.header, draft.body, columns, captions, unit)


def _drafts(grid: Grid) -> list[_Draft]:
    drafts = _Drafts(grid)
    row = 0
    while row < len(grid.rows):
        if not grid.printed(row):
            row += 1
        elif starts_header(grid, row, inside=bool(drafts.header)):
            row = drafts.add_header(row)
        else:
            drafts.add_row(row)
            row += 1
    return drafts.closed()


class _Drafts:
    """The blocks of a table as its rows come; titles wait for what follows them."""

    def __init__(self, grid: Grid) -> None:
        self.header: tuple[int, ...] = ()
        self._grid = grid
        self._drafts: list[_Draft] = []
        self._body: list[int] = []
        self._captions: tuple[int, ...] = ()
        self._pending: list[int] = []

    def add_row(self, row: int) -> None:
        """Take a row that begins no header."""
        if _title(self._grid, row):
            self._pending.append(row)
            return
        self._body += [*self._pending, row]
        self._pending = []

    def add_header(self, row: int) -> int:
        """Take the header that begins at a row: it goes on or opens a block; return the row behind it."""
        grid = self._grid
        below = header_rows(grid, row)
        if self.header and not self._body and not self._pending and _over(grid, self.header, row):
            self.header = (*self.header, *below)
            return self.header[-1] + 1
        upper = self._taken_above(row)
        self._close_block()
        self.header = (*upper, *below)
        return self.header[-1] + 1

    def _taken_above(self, row: int) -> list[int]:
        """Return the row of groups above a header, taken from the rows that wait."""
        upper = groups_above(self._grid, row)
        waiting = self._pending if self._pending[-1:] == upper else self._body
        if not upper or waiting[-1:] != upper:
            return []
        waiting.pop()
        return upper

    def _close_block(self) -> None:
        """Put the block before a header away, and its titles over what comes."""
        titles = [r for r in self._pending if _title(self._grid, r)]
        lead = [] if self.header else [r for r in self._pending if r not in titles]
        if self.header or self._body or lead:
            self._drafts.append(_Draft(self.header, tuple(self._body + lead), self._captions))
        kept = self._captions if self.header and not self._body else ()
        self._captions = (*kept, *titles)
        self._pending, self._body = [], []

    def closed(self) -> list[_Draft]:
        """Return the blocks, the last with the rows that still wait."""
        body = (*self._body, *self._pending)
        if self.header or body:
            self._drafts.append(_Draft(self.header, body, self._captions))
        return self._drafts


def _over(grid: Grid, header: tuple[int, ...], row: int) -> bool:
    """Tell whether header rows without a body stand over the header that begins at `row`."""
    if header[-1] + 1 != row:
        return False
    above = [c for h in header for c in grid.new(h)]
    wide = any(c.cell.column_span > 1 for c in above)
    return wide or len(grid.new(header[-1])) < len(grid.new(row))


def _title(grid: Grid, row: int) -> bool:
    """Tell whether the row holds one text alone (a caption, a note, a long cell across the table)."""
    printed = grid.new(row)
    return len(printed) == 1 and len(grid.printed(row)) == 1 and not printed[0].numeric

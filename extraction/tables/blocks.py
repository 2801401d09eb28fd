"""Cut a table into blocks: rows that stand under the same header rows, and rows without any."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.tables.columns import columns_of, columns_without_header, kind_of_block
from extraction.tables.grid import Grid
from extraction.tables.group_rows import groups_above
from extraction.tables.header_rows import header_rows, starts_header
from extraction.tables.headerless import Headerless, headerless_rows, with_joint_roles
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
        found = columns_without_header(grid, draft.body)
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
    drafts: list[_Draft] = []
    header: tuple[int, ...] = ()
    body: list[int] = []
    captions: tuple[int, ...] = ()
    pending: list[int] = []
    row, count = 0, len(grid.rows)
    while row < count:
        if not grid.printed(row):
            row += 1
            continue
        if starts_header(grid, row, inside=bool(header)):
            if header and not body and not pending and _over(grid, header, row):
                header = (*header, *header_rows(grid, row))
                row = header[-1] + 1
                continue
            upper = groups_above(grid, row)
            waiting = pending if pending[-1:] == upper else body
            if upper and waiting[-1:] == upper:
                waiting.pop()
            else:
                upper = []
            if header or body or (pending and not header):
                lead = [r for r in pending if not _title(grid, r)] if not header else []
                if header or body or lead:
                    drafts.append(_Draft(header, tuple(body + lead), captions))
            empty = bool(header) and not body
            kept = captions if empty else ()
            captions = (*kept, *(r for r in pending if _title(grid, r)))
            pending = []
            header = (*upper, *header_rows(grid, row))
            body = []
            row = header[-1] + 1
            continue
        if _title(grid, row):
            pending.append(row)
        else:
            body += [*pending, row]
            pending = []
        row += 1
    body += pending
    if header or body:
        drafts.append(_Draft(header, tuple(body), captions))
    return drafts


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

"""Turns the visible cells of a sheet into blocks: the sheet's name, then its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extraction.loading.blocks import Block, BlockCell, Paragraph, TableBlock

_TITLE = 2
"""Characters of the shortest title; a mark (是, √) is none."""
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell as shown: 0-based row and column, its text, and the extent of its merge."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


def sheet_blocks(
    name: str,
    cells: Iterable[SheetCell],
    *,
    hidden_rows: frozenset[int] = frozenset(),
    hidden_columns: frozenset[int] = frozenset(),
) -> list[Block]:
    """Return the sheet's name (unless it is a default one) and its tables.

    Hidden rows and columns (隐藏) are left out; a merged cell whose first row is hidden moves to the
    first one shown. A sheet is cut into tables at blank rows that a title row follows.
    """
    shown = [
        kept for cell in cells if (kept := _visible(cell, hidden_rows, hidden_columns)) is not None
    ]
    tables = [
        TableBlock(
            tuple(
                BlockCell(c.row, c.column, _content(c.text), c.row_span, c.column_span)
                for c in part
            )
        )
        for part in _parts(shown)
    ]
    if not tables:
        return []
    named = [] if _DEFAULT_NAME.fullmatch(name.strip()) else [Paragraph(name.strip())]
    return [*named, *tables]


def _content(text: str) -> tuple[Block, ...]:
    return tuple(Paragraph(line) for line in text.splitlines() if line.strip())


def _visible(
    cell: SheetCell, hidden_rows: frozenset[int], hidden_columns: frozenset[int]
) -> SheetCell | None:
    if not hidden_rows and not hidden_columns:
        return cell
    rows = [r for r in range(cell.row, cell.row + cell.row_span) if r not in hidden_rows]
    columns = [
        k for k in range(cell.column, cell.column + cell.column_span) if k not in hidden_columns
    ]
    if not rows or not columns:
        return None
    height, width = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    return SheetCell(rows[0], columns[0], cell.text, height, width)


def _parts(cells: Sequence[SheetCell]) -> list[list[SheetCell]]:
    """Cut at blank rows that a title row (one cell alone in its row) follows."""
    rows: dict[int, list[SheetCell]] = {}
    covered: set[int] = set()
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
        if cell.text.strip():
            covered.update(range(cell.row, cell.row + cell.row_span))
    parts: list[list[SheetCell]] = []
    before = -1
    for row in sorted(rows):
        filled = [c for c in rows[row] if c.text.strip()]
        if not filled:
            if parts:
                parts[-1] += rows[row]
            continue
        gap = any(r not in covered for r in range(before + 1, row))
        if not parts or (gap and len(filled) == 1 and len(filled[0].text.strip()) >= _TITLE):
            parts.append([])
        parts[-1] += rows[row]
        before = row
    return parts

"""Columns that hold two things at once, parted by a stroke (分值/得分 over 10/9.5): one column each (斜线双栏)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.template import blank_piece, read_piece
from extraction.span import Span
from extraction.tables.cells import CellText
from extraction.tables.model import ASSESSED
from extraction.tables.vocabulary import header_word

_STROKE = re.compile(r"[/／]")


def with_own_columns(text: str, rows: Sequence[DumpRow]) -> list[DumpRow]:
    """Return the rows, every column divided whose header names two values of an indicator."""
    found = next(((i, c) for i, r in enumerate(rows) for c in _double(text, r)), None)
    if found is None:
        return list(rows)
    head, column = found
    width = rows[head].width
    body = [r for r in rows[head + 1 :] if r.width == width]
    parted = sum(_halves(text, r.cells[column]) is not None for r in body)
    if not body or 2 * parted < len(body):
        return list(rows)
    divided = [_divided(text, r, column) if r.width == width else r for r in rows[head:]]
    return [*rows[:head], *with_own_columns(text, divided)]


def _double(text: str, row: DumpRow) -> list[int]:
    return [i for i, cell in enumerate(row.cells) if _names_two(text, cell)]


def _names_two(text: str, cell: CellText) -> bool:
    parts = _halves(text, cell)
    if parts is None:
        return False
    known = [header_word(part.text) for part in parts]
    return all(word is not None and word.meaning in ASSESSED for word in known)


def _halves(text: str, cell: CellText) -> tuple[CellText, CellText] | None:
    """Return what stands before and behind the one stroke of a cell."""
    strokes = list(_STROKE.finditer(text, cell.span.start, cell.span.end))
    if len(strokes) != 1:
        return None
    left = read_piece(text, Span(cell.span.start, strokes[0].start()))
    right = read_piece(text, Span(strokes[0].end(), cell.span.end))
    return None if left.blank or right.blank else (left, right)


def _divided(text: str, row: DumpRow, column: int) -> DumpRow:
    cell = row.cells[column]
    parts = _halves(text, cell) or (cell, blank_piece(cell.span.end))
    return DumpRow((*row.cells[:column], *parts, *row.cells[column + 1 :]), row.cut)

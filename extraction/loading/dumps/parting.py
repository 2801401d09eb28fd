"""Cells parted by one number of blanks: two partings side by side are a blank cell, wherever the cells stand.

A header whose words stand evenly apart may be the first row of such a dump, or of one that is aligned to columns
as wide as its headers. The rows tell: in the one every run of blanks is a multiple of the parting, and two rows
whose cells stand as near as can be, but are not as wide, cannot be aligned to each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.loading.dumps.headers import Layout, Token, joined_tokens, line_tokens
from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.template import (
    ACCEPTED,
    NUMERIC_COLUMNS,
    Piece,
    blank_piece,
    fit_cost,
    read_piece,
    width_of,
)
from extraction.span import Span


def parted(text: str, line: Line, layout: Layout) -> tuple[Piece, ...] | None:
    """Split a line at partings of one length; None unless its pieces fit the columns in order.

    Blank cells at its end may have been dropped.
    """
    width = len(layout.columns)
    if not layout.parting:
        return None
    offset, pieces = line.span.start, []
    for part in re.split(f"[ \u3000\xa0]{{{layout.parting}}}", line.text):
        pieces.append(read_piece(text, Span(offset, offset + len(part))))
        offset += len(part) + layout.parting
    extra = pieces[width:]
    if sum(not p.blank for p in pieces) < 2 or any(not p.blank for p in extra):
        return None
    pieces += [blank_piece(line.span.end)] * (width - len(pieces))
    cost = sum(fit_cost(p, c) for p, c in zip(pieces, layout.columns, strict=False) if not p.blank)
    named = not pieces[0].blank or (len(layout.columns) > 2 and not pieces[1].blank)
    return tuple(pieces[:width]) if named and cost <= ACCEPTED else None


def is_even(text: str, lines: Sequence[Line], layout: Layout) -> bool:
    """Tell whether the cells of all lines may be parted by the blanks that part the headers."""
    rows = [_tokens(text, line) for line in lines]
    apart = (t.gap for tokens in rows for t in tokens[1:])
    if any(gap > 1 and gap % layout.parting for gap in apart):
        return False
    return all(
        len(tokens) < 2 or parted(text, line, layout) is not None
        for tokens, line in zip(rows, lines, strict=True)
    )


def is_shown(text: str, header: Line, lines: Sequence[Line], layout: Layout) -> bool:
    """Tell whether two rows prove that their table is not aligned: cells as near as can be, and not as wide."""
    first: dict[int, Token] = {}
    for line in (header, *lines):
        tokens = _tokens(text, line)
        near = bool(tokens) and all(t.gap == layout.parting for t in tokens[1:])
        if not near or (line is header and len(tokens) < len(layout.columns)):
            continue
        for place, token in enumerate(tokens[:-1]):
            if _differ(text, first.setdefault(place, token), token):
                return True
    return False


def agreed(
    parted_rows: Sequence[DumpRow], placed_rows: Sequence[DumpRow], layout: Layout
) -> list[DumpRow]:
    """Return rows that may be read either way: without figures where the two ways differ."""
    other = {_start(row): row for row in placed_rows}
    rows = []
    for row in parted_rows:
        twin = other.get(_start(row))
        same = twin is not None and _spans(twin) == _spans(row)
        rows.append(row if same else _without_figures(row, layout))
    return rows


def _tokens(text: str, line: Line) -> list[Token]:
    return joined_tokens(text, line_tokens(line))


def _differ(text: str, one: Token, other: Token) -> bool:
    """Tell whether two cells differ in width, by characters and on the screen."""
    return len(one.span) != len(other.span) and _wide(text, one) != _wide(text, other)


def _wide(text: str, token: Token) -> int:
    return width_of(token.span.of(text))


def _start(row: DumpRow) -> int:
    return min(c.span.start for c in row.cells if not c.blank)


def _spans(row: DumpRow) -> list[Span | None]:
    return [None if c.blank else c.span for c in row.cells]


def _without_figures(row: DumpRow, layout: Layout) -> DumpRow:
    cells = (
        blank_piece(cell.span.start) if column.meaning in NUMERIC_COLUMNS or cell.numeric else cell
        for cell, column in zip(row.cells, layout.columns, strict=True)
    )
    return DumpRow(tuple(cells), row.cut)

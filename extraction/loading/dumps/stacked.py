"""One-cell-a-line dumps without row marks, as HTML turned to text gives them.

Three or more header words on consecutive lines give the columns; the lines after them are laid over
rows of those columns by the cheapest path. A row whose blank cells left no trace, so that nothing
tells which of its numbers are missing, is not made a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.loading.dumps.broken_classes import whole_classes
from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.proved import proved_rows
from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.shuffled import sure_rows
from extraction.loading.dumps.spaced import spaced_rows
from extraction.loading.dumps.stacked_columns import decode
from extraction.loading.dumps.stacked_header import number_next, stacked_header, words_of
from extraction.loading.dumps.template import (
    NAMED,
    NUMERIC_COLUMNS,
    Piece,
    TemplateColumn,
    read_piece,
)
from extraction.loading.dumps.two_sides import uneven_rows
from extraction.loading.dumps.wandering import StackedRow, untrusted
from extraction.span import Span
from extraction.tables.cells import Kind
from extraction.tables.model import ASSESSED
from extraction.tables.vocabulary import header_word, is_level, is_total

LONGEST_CELL = 120
MAXIMUM_CELLS = 3000
ROW_ACCEPTED = 4.0
_SECTION = re.compile(
    r"[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分"
)
_NOTE = re.compile(r"(?:填表|填报)?(?:说明|备注|注)\s*[:：]|填报人|联系人|附[:：件]")


def stacked_rows(text: str, lines: Sequence[Line]) -> list[tuple[list[DumpRow], tuple[int, int]]]:
    """Return runs of lines that stack the cells of a table under stacked header words."""
    runs: list[tuple[list[DumpRow], tuple[int, int]]] = []
    i = 0
    while i < len(lines):
        header = stacked_header(text, lines, i)
        if header is None:
            i += 1
            continue
        columns, heads, start, after = header
        rows, end = _spaced(text, lines, (start, after), columns)
        if not rows:
            rows, end = _body(text, lines, (start, after), columns)
        if rows:
            runs.append(([*heads, *(DumpRow(r.cells) for r in rows)], (start, end)))
            i = end
        else:
            i = after
    return runs


def _spaced(
    text: str, lines: Sequence[Line], header: tuple[int, int], columns: tuple[TemplateColumn, ...]
) -> tuple[list[StackedRow], int]:
    """Return the rows whose empty cells the distances between lines tell, and where they end."""

    def stops(i: int) -> bool:
        return _stops(text, lines, i, read_piece(text, lines[i].span), indicators=False)

    if any(c.meaning in ASSESSED for c in columns):
        return [], header[1]
    rows = [StackedRow(c, 0.0, at) for c, at in spaced_rows(text, lines, header, columns, stops)]
    return rows, rows[-1].lines[1] if rows else header[1]


def _body(
    text: str, lines: Sequence[Line], header: tuple[int, int], columns: tuple[TemplateColumn, ...]
) -> tuple[list[StackedRow], int]:
    """Return the rows below a header that lies in the lines `header`, and where they end."""
    first = header[1]
    indicators = any(c.meaning in ASSESSED for c in columns)
    pieces, where = _cells_below(text, lines, first, columns, indicators=indicators)
    if indicators:
        pieces, where = whole_classes(text, pieces, where)
    elif uneven := uneven_rows(pieces, where, columns):
        return uneven, uneven[-1].lines[1]
    rows = decode(pieces, where, columns)
    dropped: frozenset[int] = frozenset()
    if not indicators:
        if any(_stray(row, columns) for row in rows):
            found = sure_rows(pieces, where, columns)
            sure = [StackedRow(cells, 0.0, at) for cells, at in found]
            return (sure, sure[-1].lines[1]) if len(sure) > 1 else ([], first)
        proof = proved_rows(rows, columns)
        if proof is not None:
            rows = [*proof]
        else:
            heads = sum(not line.blank for line in lines[header[0] : first])
            beside = heads < len(columns) or len(set(where)) < len(where)
            dropped = untrusted(lines, rows, columns, beside=beside)
    kept = _kept(rows, dropped, columns)
    if len(kept) < 2 and not (kept and len(columns) >= 5):
        return [], first
    return kept, kept[-1].lines[1]


def _cells_below(
    text: str,
    lines: Sequence[Line],
    first: int,
    columns: tuple[TemplateColumn, ...],
    *,
    indicators: bool,
) -> tuple[list[Piece], list[int]]:
    """Return the cells of the lines below a header, and the line of each."""
    pieces: list[Piece] = []
    where: list[int] = []
    dense = _dense(lines, first, columns)
    for i in range(first, min(len(lines), first + MAXIMUM_CELLS)):
        line = lines[i]
        if line.blank and not ("\t" in line.text or "\xa0" in line.text):
            if dense and not indicators and _value_next(text, lines, i):
                pieces.append(read_piece(text, Span(line.span.start, line.span.start + 1)))
                where.append(i)
            continue
        piece = read_piece(text, line.span)
        if _stops(text, lines, i, piece, indicators=indicators):
            break
        for part in (piece,) if indicators else _parted(text, line, piece):
            pieces.append(part)
            where.append(i)
    return pieces, where


def _kept(
    rows: Sequence[StackedRow], dropped: frozenset[int], columns: tuple[TemplateColumn, ...]
) -> list[StackedRow]:
    """Return the rows up to the first that fits no column and is no total, without the dropped ones."""
    kept: list[StackedRow] = []
    for place, row in enumerate(rows):
        if row.cost > ROW_ACCEPTED:
            if not _total_row(row, columns):
                break
        elif place in dropped:
            continue
        kept.append(row)
    return kept


def _stray(row: StackedRow, columns: tuple[TemplateColumn, ...]) -> bool:
    """Tell whether figures stand where a row's name is due: a converter has shuffled the cells.

    Then no row of the table can be told from one that lost a figure and caught another's.
    """
    printed = [(c, k) for c, k in zip(row.cells, columns, strict=True) if not c.blank]
    sums = [c for c, _ in printed if c.kind is Kind.NUMBER and _SUM.search(c.plain)]
    return bool(sums) and len(sums) == len(printed) and any(k.meaning in NAMED for k in columns)


_SUM = re.compile(r"\d\.\d|\d,\d{3}|\d{5}")


def _dense(lines: Sequence[Line], first: int, columns: tuple[TemplateColumn, ...]) -> bool:
    """Tell whether the header's cells stand on lines one after another: a blank line is then a cell."""
    return first >= len(columns) and not any(
        line.blank for line in lines[first - len(columns) : first]
    )


def _value_next(text: str, lines: Sequence[Line], i: int) -> bool:
    """Tell whether a single blank line stands before a value or behind one, inside a row."""
    around = [lines[k] for k in (i - 1, i + 1) if 0 <= k < len(lines)]
    return all(not line.blank for line in around) and any(
        read_piece(text, line.span).numeric for line in around
    )


def _parted(text: str, line: Line, piece: Piece) -> tuple[Piece, ...]:
    """Return the cells of a line that holds several values, or a name and its values; else the line."""
    if piece.kind in (Kind.NUMBER, Kind.PERCENT, Kind.BLANK) or not _FIGURE.search(line.text):
        return (piece,)
    words = words_of(text, line)
    values = [w.numeric or w.kind is Kind.DASH for w in words]
    several = len(words) >= 2 and all(values[1:]) and sum(values) >= 1
    return tuple(words) if several else (piece,)


_FIGURE = re.compile(r"\d[.,]?\d*[\s\u3000\xa0]+[-\d(]|[\u4e00-\u9fff）)][\s\u3000\xa0]+[-\d(]")


def _stops(text: str, lines: Sequence[Line], i: int, piece: Piece, *, indicators: bool) -> bool:
    if len(piece.plain) > LONGEST_CELL or _NOTE.match(piece.plain):
        return True
    if _SECTION.match(piece.plain) and (indicators or not number_next(text, lines, i)):
        return True
    return stacked_header(text, lines, i) is not None


def _total_row(row: StackedRow, columns: tuple[TemplateColumn, ...]) -> bool:
    """Tell whether the row gives totals: a total's name and marks, everything between left out."""
    printed = [c for c in row.cells if not c.blank]
    numeric = [c for c, k in zip(row.cells, columns, strict=True) if k.meaning in NUMERIC_COLUMNS]
    return (
        bool(printed)
        and is_total(printed[0].text)
        and all(not c.blank for c in numeric)
        and not any(is_level(c.text) or header_word(c.text) for c in printed[1:])
    )

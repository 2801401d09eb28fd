"""One-cell-a-line dumps without row marks, as HTML turned to text gives them.

Three or more header words on consecutive lines give the columns; the lines after them are laid over
rows of those columns by the cheapest path. A row whose blank cells left no trace, so that nothing
tells which of its numbers are missing, is not made a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extraction.loading.dumps.broken_classes import whole_classes
from extraction.loading.dumps.groups import grouped
from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.proved import proved_rows
from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.shuffled import sure_rows
from extraction.loading.dumps.spaced import spaced_rows
from extraction.loading.dumps.template import (
    FORBIDDEN,
    NAMED,
    NUMERIC_COLUMNS,
    Piece,
    TemplateColumn,
    blank_piece,
    column_meaning,
    fit_cost,
    is_header_word,
    read_piece,
    skip_cost,
    template_of,
)
from extraction.loading.dumps.two_sides import uneven_rows
from extraction.loading.dumps.wandering import StackedRow, untrusted
from extraction.span import Span
from extraction.tables.cells import Kind
from extraction.tables.model import ASSESSED, FIGURE_MEANINGS, Meaning
from extraction.tables.vocabulary import header_meaning, header_word, is_level, is_total

LONGEST_CELL = 120
MAXIMUM_CELLS = 3000
_REMEMBERED = 256
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
        header = _header(text, lines, i)
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


def _piece(text: str, line: Line) -> Piece:
    return read_piece(text, line.span)


def _header(
    text: str, lines: Sequence[Line], i: int
) -> tuple[tuple[TemplateColumn, ...], list[DumpRow], int, int] | None:
    pieces: list[Piece] = []
    j = i
    while j < len(lines) and len(pieces) < 20:
        line = lines[j]
        if line.blank and "\t" not in line.text:
            following = lines[j + 1] if j + 1 < len(lines) else None
            if pieces and following is not None and _headers(text, following):
                j += 1
                continue
            break
        several = _headers(text, line)
        if len(several) > 1:
            pieces += several
            j += 1
            continue
        piece = _piece(text, line)
        known = _heads(piece) or (pieces and piece.plain.rstrip(":：") == "其中")
        if piece.blank or len(piece.plain) > 24 or not known:
            break
        pieces.append(piece)
        j += 1
    while len(pieces) > 1 and j > i and _row_label(text, lines, pieces, j - 1):
        pieces.pop()
        j -= 1
    if sum(not line.blank for line in lines[i:j]) < 2:
        return None
    apart = sum(not line.blank for line in lines[i:j]) > 2
    two = grouped(pieces) if apart and len(pieces) > 3 else None
    if two is not None:
        return two[0], [*two[1:]], i, j
    if not apart and len({p.plain for p in pieces}) < len(pieces):
        return None  # Two rows of headers, one above the other.
    if any(p.plain.startswith("其中") for p in pieces) or (pieces and pieces[0].kind is Kind.YEAR):
        return None
    whole = sum(is_header_word(p) for p in pieces)
    if len(pieces) < 3 or whole < 2 or whole * 2 < len(pieces):
        return None
    columns = template_of(pieces)
    start = i
    if columns is not None and columns[0].header is None and i > 0:
        before = _piece(text, lines[i - 1])
        if before.kind is Kind.TEXT and len(before.plain) <= 12:
            columns = (TemplateColumn(before, Meaning.LABEL), *columns[1:])
            start = i - 1
    if columns is None or any(c.meaning is Meaning.GOAL for c in columns):
        return None
    if not any(c.meaning in NAMED for c in columns):
        return None
    head = DumpRow(tuple(c.header or blank_piece(lines[start].span.start) for c in columns))
    return columns, [head], start, j


@lru_cache(maxsize=_REMEMBERED)
def _headers(text: str, line: Line) -> tuple[Piece, ...]:
    """Return the header words of a line, all or none: one as a whole, or several between blanks."""
    whole = _piece(text, line)
    base = line.span.start
    parts = [
        read_piece(text, Span(base + m.start(), base + m.end())) for m in _WORD.finditer(line.text)
    ]
    several = len(parts) > 1 and all(len(p.plain) > 1 and _heads(p) for p in parts)
    if whole.blank or not _heads(whole):
        return tuple(parts) if several else ()
    return tuple(parts) if several else (whole,)


def _heads(piece: Piece) -> bool:
    return column_meaning(piece) is not None or piece.kind is Kind.YEAR


def _row_label(text: str, lines: Sequence[Line], pieces: list[Piece], last: int) -> bool:
    """Tell whether the last of the header words is in truth the first row's name (培训人数)."""
    found = column_meaning(pieces[-1])
    if is_total(pieces[-1].text) and any(map(_names, pieces)) and _number_next(text, lines, last):
        return True
    if is_header_word(pieces[-1]) or found is None or found.meaning not in FIGURE_MEANINGS:
        return False
    before = {m.meaning for p in pieces[:-1] if (m := header_meaning(p.text))}
    return bool(before & ASSESSED) or _number_next(text, lines, last)


def _names(piece: Piece) -> bool:
    """Tell whether the first header stands over names, so that a row begins with words."""
    found = header_meaning(piece.text)
    return found is not None and found.meaning in NAMED


def _spaced(
    text: str, lines: Sequence[Line], header: tuple[int, int], columns: tuple[TemplateColumn, ...]
) -> tuple[list[StackedRow], int]:
    """Return the rows whose empty cells the distances between lines tell, and where they end."""

    def stops(i: int) -> bool:
        return _stops(text, lines, i, _piece(text, lines[i]), indicators=False)

    if any(c.meaning in ASSESSED for c in columns):
        return [], header[1]
    rows = [StackedRow(c, 0.0, at) for c, at in spaced_rows(text, lines, header, columns, stops)]
    return rows, rows[-1].lines[1] if rows else header[1]


def _body(
    text: str, lines: Sequence[Line], header: tuple[int, int], columns: tuple[TemplateColumn, ...]
) -> tuple[list[StackedRow], int]:
    first = header[1]
    pieces: list[Piece] = []
    where: list[int] = []
    indicators = any(c.meaning in ASSESSED for c in columns)
    dense = _dense(lines, first, columns)
    for i in range(first, min(len(lines), first + MAXIMUM_CELLS)):
        line = lines[i]
        if line.blank and not ("\t" in line.text or "\xa0" in line.text):
            if dense and not indicators and _value_next(text, lines, i):
                pieces.append(read_piece(text, Span(line.span.start, line.span.start + 1)))
                where.append(i)
            continue
        piece = _piece(text, line)
        if _stops(text, lines, i, piece, indicators=indicators):
            break
        for part in (piece,) if indicators else _parted(text, line, piece):
            pieces.append(part)
            where.append(i)
    if indicators:
        pieces, where = whole_classes(text, pieces, where)
    elif uneven := uneven_rows(pieces, where, columns):
        return uneven, uneven[-1].lines[1]
    rows = _decode(pieces, where, columns)
    if not indicators and any(_stray(row, columns) for row in rows):
        sure = [StackedRow(cells, 0.0, lines) for cells, lines in sure_rows(pieces, where, columns)]
        return (sure, sure[-1].lines[1]) if len(sure) > 1 else ([], first)
    heads = sum(not line.blank for line in lines[header[0] : first])
    beside = heads < len(columns) or len(set(where)) < len(where)
    dropped: frozenset[int] = frozenset()
    proof = None if indicators else proved_rows(rows, columns)
    if proof is not None:
        rows = [*proof]
    elif not indicators:
        dropped = untrusted(lines, rows, columns, beside=beside)
    kept: list[StackedRow] = []
    for place, row in enumerate(rows):
        if row.cost > ROW_ACCEPTED:
            if not _total_row(row, columns):
                break
        elif place in dropped:
            continue
        kept.append(row)
    if len(kept) < 2 and not (kept and len(columns) >= 5):
        return [], first
    return kept, kept[-1].lines[1]


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
        _piece(text, line).numeric for line in around
    )


_WORD = re.compile(r"[^\s\u3000\xa0]+")


def _parted(text: str, line: Line, piece: Piece) -> tuple[Piece, ...]:
    """Return the cells of a line that holds several values, or a name and its values; else the line."""
    if piece.kind in (Kind.NUMBER, Kind.PERCENT, Kind.BLANK) or not _FIGURE.search(line.text):
        return (piece,)
    base = line.span.start
    words = [
        read_piece(text, Span(base + m.start(), base + m.end())) for m in _WORD.finditer(line.text)
    ]
    values = [w.numeric or w.kind is Kind.DASH for w in words]
    several = len(words) >= 2 and all(values[1:]) and sum(values) >= 1
    return tuple(words) if several else (piece,)


_FIGURE = re.compile(r"\d[.,]?\d*[\s\u3000\xa0]+[-\d(]|[\u4e00-\u9fff）)][\s\u3000\xa0]+[-\d(]")


def _stops(text: str, lines: Sequence[Line], i: int, piece: Piece, *, indicators: bool) -> bool:
    if len(piece.plain) > LONGEST_CELL or _NOTE.match(piece.plain):
        return True
    if _SECTION.match(piece.plain) and (indicators or not _number_next(text, lines, i)):
        return True
    return _header(text, lines, i) is not None


def _number_next(text: str, lines: Sequence[Line], i: int) -> bool:
    following = next((k for k in range(i + 1, len(lines)) if not lines[k].blank), None)
    return following is not None and _piece(text, lines[following]).kind in (
        Kind.NUMBER,
        Kind.PERCENT,
        Kind.DASH,
    )


def _decode(
    pieces: list[Piece], where: list[int], columns: tuple[TemplateColumn, ...]
) -> list[StackedRow]:
    """Return the rows of the cheapest path that gives every piece a column, in order."""
    if not pieces:
        return []
    width = len(columns)
    skips = [skip_cost(c) for c in columns]
    before = [0.0]
    for s in skips:
        before.append(before[-1] + s)
    cost = [before[c] + _fit(pieces[0], columns[c]) for c in range(width)]
    back: list[list[int]] = [[-1] * width]
    for piece in pieces[1:]:
        fresh = min(range(width), key=lambda c: cost[c] + before[width] - before[c + 1])
        restart = cost[fresh] + before[width] - before[fresh + 1]
        new: list[float] = []
        pointers: list[int] = []
        for c in range(width):
            best, source = restart + before[c], fresh + width
            for p in range(c):
                value = cost[p] + before[c] - before[p + 1]
                if value < best:
                    best, source = value, p
            new.append(best + _fit(piece, columns[c]))
            pointers.append(source)
        cost = new
        back.append(pointers)
    last = min(range(width), key=lambda c: cost[c] + before[width] - before[c + 1])
    return _rows(pieces, where, columns, back, last)


def _fit(piece: Piece, column: TemplateColumn) -> float:
    found = fit_cost(piece, column)
    return 30.0 if found >= FORBIDDEN else found


def _rows(
    pieces: list[Piece],
    where: list[int],
    columns: tuple[TemplateColumn, ...],
    back: list[list[int]],
    last: int,
) -> list[StackedRow]:
    width = len(columns)
    chosen = [0] * len(pieces)
    starts = [False] * len(pieces)
    state = last
    for k in range(len(pieces) - 1, -1, -1):
        chosen[k] = state
        source = back[k][state]
        starts[k] = source < 0 or source >= width
        state = source - width if source >= width else source
    rows: list[StackedRow] = []
    members: list[int] = []
    for k in range(len(pieces) + 1):
        if members and (k == len(pieces) or starts[k]):
            rows.append(_row(pieces, where, columns, chosen, members))
            members = []
        if k < len(pieces):
            members.append(k)
    return rows


def _row(
    pieces: list[Piece],
    where: list[int],
    columns: tuple[TemplateColumn, ...],
    chosen: list[int],
    members: list[int],
) -> StackedRow:
    by_column = {chosen[k]: pieces[k] for k in members}
    offset = pieces[members[0]].span.start
    cells: list[Piece] = []
    cost = 0.0
    for c, column in enumerate(columns):
        piece = by_column.get(c)
        if piece is None:
            cost += skip_cost(column)
            cells.append(blank_piece(offset))
        else:
            cost += _fit(piece, column)
            cells.append(piece)
            offset = piece.span.end
    return StackedRow(tuple(cells), cost, (where[members[0]], where[members[-1]] + 1))


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

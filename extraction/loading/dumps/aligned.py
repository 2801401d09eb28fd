"""Rows on one line each whose cells are parted by blanks: aligned columns or single spaces.

The header line gives the columns. Every following line is laid over them by what its pieces look
like and, where the dump keeps columns aligned, by where they stand. NBSP runs are blank cells.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.loading.dumps.groups import two_lines
from extraction.loading.dumps.headers import (
    LONGEST,
    Layout,
    Token,
    divided_label,
    header_layout,
    joined_tokens,
    line_tokens,
    second_header,
)
from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.parting import agreed, is_even, is_shown, parted
from extraction.loading.dumps.positions import settled
from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.template import (
    ACCEPTED,
    FORBIDDEN,
    NUMERIC_COLUMNS,
    Piece,
    TemplateColumn,
    blank_piece,
    fit_cost,
    read_piece,
    skip_cost,
)
from extraction.span import Span
from extraction.tables.cells import Kind
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import is_level, is_total

_PAGE = re.compile(r"\s*[-—–]\s*\d+\s*[-—–]\s*\Z|\s*第?\s*\d+\s*页?\s*\Z")
_NOTE = re.compile(
    r"\s*(?:表\s*[\d一二三四五六七八九十]|附[:：件表]|注[:：]|说明[:：]|备注[:：]|填报)"
)
POSITION = 0.12
SURE = 3.0
LINES_BETWEEN = 3


def aligned_rows(text: str, lines: Sequence[Line]) -> list[tuple[list[DumpRow], tuple[int, int]]]:
    """Return runs of lines under a header line whose pieces fit its columns."""
    runs: list[tuple[list[DumpRow], tuple[int, int]]] = []
    i = 0
    while i < len(lines):
        found = _headed(text, lines, i)
        if found is None:
            classed, end = _classed(text, lines, i)
            if classed:
                runs.append((classed, (i, end)))
            i = max(i + 1, end)
            continue
        layout, heads = found
        rows, end = _body(text, lines, i + len(heads), layout)
        if len(rows) >= 2 or (len(rows) == 1 and len(layout.columns) >= 4):
            runs.append(([*heads, *rows], (i, end)))
            i = end
        else:
            i += 1
    return runs


def _headed(text: str, lines: Sequence[Line], i: int) -> tuple[Layout, list[DumpRow]] | None:
    """Return the layout and the rows of the header that begins at line `i`, None where none does."""
    following = lines[i + 1] if i + 1 < len(lines) else None
    two = two_lines(text, lines[i], following) if following is not None else None
    if two is not None:
        return two[0], [*two[1:]]
    layout = header_layout(text, lines[i])
    if layout is None:
        return None
    divided = divided_label(text, lines, i + 1, layout)
    if divided is not None:
        return divided[0], [_over_labels(layout, lines[i], len(divided[0].columns)), divided[1]]
    second = second_header(text, lines, i + 1, layout)
    if second is not None:
        return second[0], [_header_row(layout, lines[i]), second[1]]
    return layout, [_header_row(layout, lines[i])]


_CLASSED = Layout(
    (
        TemplateColumn(None, Meaning.LEVEL, 1),
        TemplateColumn(None, Meaning.LEVEL, 2),
        TemplateColumn(None, Meaning.NAME),
        TemplateColumn(None, Meaning.TARGET),
    ),
    (None, None, None, None),
    spaced=False,
)


def _classed(text: str, lines: Sequence[Line], first: int) -> tuple[list[DumpRow], int]:
    """Read lines without a header that give classes, a name and its target, two lines at least."""
    rows: list[DumpRow] = []
    i, classes = first, 0
    while i < len(lines) and not lines[i].blank and len(lines[i].text) <= LONGEST // 2:
        tokens = joined_tokens(text, line_tokens(lines[i]))
        wide = sum(t.gap >= 2 for t in tokens[1:])
        if not 2 <= len(tokens) <= 4 or wide < len(tokens) - 1:
            break
        leads = is_level(tokens[0].span.of(text))
        cells = _row(text, tokens, _CLASSED, []) if leads or rows else None
        if cells is None or cells[2].blank or cells[3].blank:
            break
        classes += leads
        rows.append(DumpRow(cells))
        i += 1
    valued = sum(any(ch.isdigit() for ch in r.cells[3].plain) for r in rows)
    return (rows, i) if classes >= 2 and valued * 2 >= len(rows) else ([], first)


def _header_row(layout: Layout, line: Line) -> DumpRow:
    return DumpRow(tuple(c.header or blank_piece(line.span.start) for c in layout.columns))


def _over_labels(layout: Layout, line: Line, width: int) -> DumpRow:
    """Return the header row of a layout whose label column is divided below into several."""
    cells = _header_row(layout, line).cells
    blanks = [blank_piece(cells[0].span.end) for _ in range(width - len(cells))]
    return DumpRow((cells[0], *blanks, *cells[1:]))


def _body(
    text: str, lines: Sequence[Line], first: int, layout: Layout
) -> tuple[list[DumpRow], int]:
    """Return the rows below a header and the line behind the last.

    Where the header's words stand evenly apart, the rows say whether blanks part their cells or columns align them.
    """
    rows, where, end = _laid(text, lines, first, layout)
    if not layout.parting:
        return settled(text, layout, rows, where), end
    even = is_even(text, where, layout)
    if even and is_shown(text, lines[first - 1], where, layout):
        return rows, end
    by_place = replace(layout, parting=0)
    placed, where, placed_end = _laid(text, lines, first, by_place)
    placed = settled(text, by_place, placed, where)
    return (agreed(rows, placed, layout), end) if even else (placed, placed_end)


def _laid(
    text: str, lines: Sequence[Line], first: int, layout: Layout
) -> tuple[list[DumpRow], list[Line], int]:
    """Return the rows below a header, the line of each, and the line behind the last."""
    rows: list[DumpRow] = []
    where: list[Line] = []
    end, i, misses, kept = first, first, 0, 0
    pending: list[Token] = []
    airy = first < len(lines) and lines[first].blank
    while i < len(lines) and misses < LINES_BETWEEN:
        line = lines[i]
        i += 1
        if line.blank or _PAGE.match(line.text):
            apart = line.blank and not layout.spaced and not airy
            misses += LINES_BETWEEN if apart else 1
            continue
        if len(line.text.strip()) > LONGEST or header_layout(text, line) is not None:
            break
        if _NOTE.match(line.text):
            break
        tokens = joined_tokens(text, line_tokens(line))
        if not tokens:
            break
        if len(tokens) == 1 and is_level(tokens[0].span.of(text)):
            rows.append(_band(layout, read_piece(text, tokens[0].span)))
            where.append(line)
            pending = []
            continue
        cells = parted(text, line, layout) or _row(text, tokens, layout, pending)
        if cells is None:
            if pending:
                break
            pending = _wrapped(text, tokens, layout)
            if not pending:
                break
            misses += 1
            continue
        pending = []
        rows.append(DumpRow(cells))
        where.append(line)
        end, misses, kept = i, 0, len(rows)
    return rows[:kept], where[:kept], end


def _band(layout: Layout, piece: Piece) -> DumpRow:
    """Return a row that holds a class name alone."""
    blanks = [blank_piece(piece.span.end) for _ in layout.columns[1:]]
    return DumpRow((piece, *blanks))


def _wrapped(text: str, tokens: list[Token], layout: Layout) -> list[Token]:
    """Return the tokens of a line that ends with a broken-off name, to be joined with the next line.

    Only class names may stand before the name, which must begin where names begin.
    """
    if not layout.spaced or not tokens:
        return []
    before, last = tokens[:-1], tokens[-1]
    if any(not is_level(t.span.of(text)) for t in before) or len(last.span) > 24:
        return []
    named = [
        place
        for column, place in zip(layout.columns, layout.places, strict=True)
        if column.meaning in (Meaning.NAME, Meaning.LABEL) and place is not None
    ]
    near = bool(named) and (last.left <= 4 or abs(last.left - named[0][0]) <= 6)
    return tokens if near and read_piece(text, last.span).kind is Kind.TEXT else []


def _unwrapped(text: str, pending: list[Token], tokens: list[Token]) -> list[Token]:
    """Join a broken-off name with the first token of the next line, unless that is a number."""
    last, first = pending[-1], tokens[0]
    if not _words(text, [first]) or any(ch.isdigit() for ch in first.span.of(text)):
        return [*pending, *tokens]
    joined = Token(Span(last.span.start, first.span.end), last.left, last.right, last.gap)
    return [*pending[:-1], joined, *tokens[1:]]


def _row(
    text: str, tokens: list[Token], layout: Layout, pending: list[Token]
) -> tuple[Piece, ...] | None:
    """Lay a line's tokens over the columns, None where they do not fit."""
    if pending:
        tokens = _unwrapped(text, pending, tokens)
    tokens = _joined_codes(text, tokens, layout)
    count, width = len(tokens), len(layout.columns)
    if count < 2 or count > 2 * width + 4:
        return None
    total = is_total(tokens[0].span.of(text))
    skips = [_skip(layout.columns, c, total=total) for c in range(width)]
    best = [[(float("inf"), -1, -1)] * (width + 1) for _ in range(count + 1)]
    best[0][0] = (0.0, -1, -1)
    for c in range(width):
        for i in range(count + 1):
            cost = best[i][c][0]
            if cost == float("inf"):
                continue
            skip = cost + skips[c]
            if skip < best[i][c + 1][0]:
                best[i][c + 1] = (skip, i, c)
            for j in range(i + 1, min(i + 4, count) + 1):
                new = cost + _cost(text, tokens[i:j], layout, c, full=count == width)
                if new < best[j][c + 1][0]:
                    best[j][c + 1] = (new, i, c)
    if best[count][width][0] > ACCEPTED:
        return None
    return _trace(text, tokens, best, layout)


_CODE_HEAD = re.compile(r"\d{3}(?:\s+\d{2})?\Z")


def _joined_codes(text: str, tokens: list[Token], layout: Layout) -> list[Token]:
    """Join the parts of a code (301  01) that stand in one code column, before a name."""
    meanings = [c.meaning for c in layout.columns]
    if any(a is b is Meaning.CODE for a, b in itertools.pairwise(meanings)):
        return tokens
    joined: list[Token] = []
    for k, token in enumerate(tokens):
        last = joined[-1] if joined else None
        part = re.fullmatch(r"\d{2}", token.span.of(text)) and token.gap <= 6
        if last is not None and part and _CODE_HEAD.match(last.span.of(text)):
            after = [t for t in tokens[k + 1 : k + 3] if len(t.span) != 2]
            if after and not read_piece(text, after[0].span).numeric:
                joined[-1] = Token(
                    Span(last.span.start, token.span.end), last.left, token.right, last.gap
                )
                continue
        joined.append(token)
    return joined


def _skip(columns: tuple[TemplateColumn, ...], index: int, *, total: bool) -> float:
    """Return what a blank cell costs; a row of totals has no names, targets and results.

    The second side of a two-sided table may be blank altogether.
    """
    column = columns[index]
    second = any(c.meaning is Meaning.LABEL for c in columns[:index])
    if column.meaning is Meaning.LABEL and second:
        return 1.0
    return 0.1 if total and column.meaning not in NUMERIC_COLUMNS else skip_cost(column)


def _cost(text: str, tokens: list[Token], layout: Layout, c: int, *, full: bool) -> float:
    piece = read_piece(text, Span(tokens[0].span.start, tokens[-1].span.end))
    cost = fit_cost(piece, layout.columns[c])
    if cost >= FORBIDDEN or (len(tokens) > 1 and not _words(text, tokens)):
        return float("inf")
    for token in tokens[1:]:
        cost += 0.6 if token.gap <= 1 else 3.0
    place = layout.places[c]
    if layout.spaced and place is not None and not full:
        left, right = tokens[0].left, tokens[-1].right
        cost += min(2.5, POSITION * max(0.0, _distance((left, right), place) - 2))
    return cost


def _words(text: str, tokens: list[Token]) -> bool:
    """Tell whether tokens can be one cell's words: none of them is a number or a dash."""
    pieces = (read_piece(text, t.span) for t in tokens)
    return all(p.kind in (Kind.TEXT, Kind.QUANTITY, Kind.YEAR, Kind.PROSE) for p in pieces)


def _trace(
    text: str,
    tokens: list[Token],
    best: list[list[tuple[float, int, int]]],
    layout: Layout,
) -> tuple[Piece, ...]:
    """Follow the best path back; numbers whose columns stay unsure are left out of the row."""
    cells: list[Piece] = []
    extents: list[tuple[int, int] | None] = []
    i, c = len(tokens), len(layout.columns)
    while c:
        _, start, column = best[i][c]
        if start == i:
            offset = tokens[i].span.start if i < len(tokens) else tokens[-1].span.end
            cells.append(blank_piece(offset))
            extents.append(None)
        else:
            cells.append(read_piece(text, Span(tokens[start].span.start, tokens[i - 1].span.end)))
            extents.append((tokens[start].left, tokens[i - 1].right))
        i, c = start, column
    cells.reverse()
    extents.reverse()
    if _ambiguous(cells, extents, layout):
        numeric = _numeric(layout)
        cells = [blank_piece(p.span.start) if k in numeric else p for k, p in enumerate(cells)]
    return tuple(cells)


def _numeric(layout: Layout) -> list[int]:
    return [k for k, c in enumerate(layout.columns) if c.meaning in NUMERIC_COLUMNS]


def _ambiguous(cells: list[Piece], extents: list[tuple[int, int] | None], layout: Layout) -> bool:
    """Tell whether numbers are missing and nothing says which (a blank cell that left no trace).

    Shares, marks and figures are told apart by their form, so each kind is looked at by itself.
    """
    for family in _FAMILIES:
        members = [k for k, c in enumerate(layout.columns) if c.meaning in family]
        blank = [k for k in members if cells[k].blank]
        if not blank or len(blank) == len(members):
            continue
        if not layout.spaced or any(_unsure(k, blank, extents, layout) for k in members):
            return True
    return False


_FAMILIES = (
    frozenset({Meaning.RATE}),
    frozenset({Meaning.WEIGHT, Meaning.SCORE}),
    NUMERIC_COLUMNS - {Meaning.RATE, Meaning.WEIGHT, Meaning.SCORE},
)


def _unsure(
    k: int, blank: list[int], extents: list[tuple[int, int] | None], layout: Layout
) -> bool:
    """Tell whether the cell of column `k` stands about as near to a blank neighbour's header."""
    extent, own = extents[k], layout.places[k]
    if extent is None or own is None:
        return False
    near = [p for b in blank if abs(b - k) == 1 and (p := layout.places[b]) is not None]
    return any(_distance(extent, p) - _distance(extent, own) < SURE for p in near)


def _distance(extent: tuple[int, int], place: tuple[int, int]) -> float:
    """Return how far a cell stands from its header: by left edge, right edge or middle."""
    left, right = abs(extent[0] - place[0]), abs(extent[1] - place[1])
    return min(left, right, abs(sum(extent) - sum(place)) / 2)

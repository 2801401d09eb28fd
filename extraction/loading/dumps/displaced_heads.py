"""Second header rows that a crawler moved to the left edge (左移的表头).

A header over several columns is printed once and the headers under it from the first column on, with blank
cells at the ends of both rows for what is missing. How many headers stand over several columns follows from the
width of the rows below; which ones is told by what they may stand over, by headers that repeat under every group,
or by rates that come out in every row under one layout alone. Where nothing tells, the table is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, combinations, permutations

from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.template import (
    NAMED,
    NUMERIC_COLUMNS,
    Piece,
    blank_piece,
    column_meaning,
)
from extraction.tables.cells import Kind
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import header_word

_FEWEST_ROWS = 3
_NEARLY = 4
"""So many rows must come out for one that does not: that one may be wrong in the report."""
_LEAST = 2
_HUNDRED = Decimal(100)
_RATES = frozenset({Meaning.RATE, Meaning.CHANGE})
_Groups = tuple[int, ...]
"""How many columns each header of the upper row stands over."""


def heads_in_place(rows: Sequence[DumpRow]) -> list[DumpRow]:
    """Return the rows with a displaced second header row over its columns; rows keep their names alone where nothing tells."""
    printed = [_printed(row) for row in rows]
    widest = list(accumulate((len(p) for p in reversed(printed)), max, initial=0))[::-1]
    for i in range(1, len(rows)):
        upper, lower, width = printed[i - 1], printed[i], widest[i + 1]
        if not _is_displaced(upper, lower, width):
            continue
        groups = _only_layout(upper, lower, width, printed[i + 1 :])
        if groups is None:
            return [*rows[: i - 1], *map(_without_figures, rows[i + 1 :])]
        return [*rows[: i - 1], *_laid_out(upper, lower, groups), *rows[i + 1 :]]
    return list(rows)


def _without_figures(row: DumpRow) -> DumpRow:
    """Return a row of which only the name is in a cell: its figures stand in the table and are unread."""
    return DumpRow((row.cells[0], blank_piece(row.cells[-1].span.end)))


def _printed(row: DumpRow) -> tuple[Piece, ...]:
    """Return the cells up to the last that is not blank."""
    last = max((k for k, c in enumerate(row.cells) if not c.blank), default=-1)
    return row.cells[: last + 1]


def _is_displaced(upper: Sequence[Piece], lower: Sequence[Piece], width: int) -> bool:
    """Tell whether two rows of words are a header whose lower row begins under that of the rows' names."""
    if min(len(upper), len(lower)) < _LEAST or max(len(upper), len(lower)) >= width:
        return False
    if any(c.kind not in (Kind.TEXT, Kind.YEAR) for c in (*upper, *lower)):
        return False
    first = header_word(upper[0].text)
    if first is None or first.meaning not in NAMED or _named(lower[0]):
        return False
    known = [m for c in lower if (m := column_meaning(c))]
    return 2 * len(known) >= len(lower) and all(m.meaning in NUMERIC_COLUMNS for m in known)


def _named(piece: Piece) -> bool:
    found = header_word(piece.text)
    return found is not None and found.meaning in NAMED


def _only_layout(
    upper: Sequence[Piece], lower: Sequence[Piece], width: int, body: Sequence[Sequence[Piece]]
) -> _Groups | None:
    layouts = [g for g in _layouts(upper, lower, width) if _fits(upper, lower, g)]
    if len(layouts) > 1:
        numbers = [r for r in map(_numbers, body) if len(r) == width]
        layouts = [g for g in layouts if _comes_out(lower, g, numbers)]
    return layouts[0] if len(layouts) == 1 else None


def _layouts(upper: Sequence[Piece], lower: Sequence[Piece], width: int) -> Iterator[_Groups]:
    """Yield the ways of spreading the lower headers over some of the upper ones, the names' left out."""
    over = len(upper) + len(lower) - width
    if not 0 < over < len(upper) or len(lower) % over:
        return
    each = len(lower) // over
    plain = [c.plain for c in lower]
    if each < _LEAST or plain != plain[:each] * over:
        return
    for chosen in combinations(range(1, len(upper)), over):
        yield tuple(each if k in chosen else 1 for k in range(len(upper)))


def _fits(upper: Sequence[Piece], lower: Sequence[Piece], groups: _Groups) -> bool:
    """Tell whether no header of a rate stands over other columns than rates."""
    rates = all(_is_rate(c) for c in lower)
    return rates or not any(n > 1 and _is_rate(c) for c, n in zip(upper, groups, strict=True))


def _is_rate(piece: Piece) -> bool:
    found = column_meaning(piece)
    return "%" in piece.plain or (found is not None and found.meaning in _RATES)


def _numbers(row: Sequence[Piece]) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(c.plain.replace(",", "")) if c.kind is Kind.NUMBER and "(" not in c.plain else None for c in row)  # fmt: skip


def _comes_out(
    lower: Sequence[Piece], groups: _Groups, body: Sequence[tuple[Decimal | None, ...]]
) -> bool:
    """Tell whether every rate follows from the same two amounts in all rows."""
    leaves: list[Piece | None] = []
    for n in groups:
        start = sum(p is not None for p in leaves)
        leaves += lower[start : start + n] if n > 1 else [None]
    rates = [k for k, leaf in enumerate(leaves) if leaf is not None and _is_rate(leaf)]
    amounts = [k for k in range(1, len(leaves)) if k not in rates]
    return bool(rates) and all(_follows(k, amounts, body) for k in rates)


def _follows(rate: int, amounts: Sequence[int], body: Sequence[tuple[Decimal | None, ...]]) -> bool:
    """Tell whether a rate is what one amount is of another, or more than it, in nearly all rows."""
    for a, b in permutations(amounts, 2):
        for less in (0, _HUNDRED):
            told = [abs(r - less) <= room for r, room in _told(rate, a, b, body)]
            if sum(told) >= max(_FEWEST_ROWS, _NEARLY * (len(told) - sum(told))):
                return True
    return False


def _told(
    rate: int, a: int, b: int, body: Sequence[tuple[Decimal | None, ...]]
) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield for each row by how much one amount in percent of another is above the printed rate, and that one's last place."""
    for row in body:
        part, whole, stated = row[a], row[b], row[rate]
        if part is not None and whole and stated is not None:
            place = int(stated.as_tuple().exponent)
            yield _HUNDRED * part / whole - stated, Decimal(1).scaleb(min(place, 0))


def _laid_out(upper: Sequence[Piece], lower: Sequence[Piece], groups: _Groups) -> Iterator[DumpRow]:
    above: list[Piece] = []
    below: list[Piece] = []
    rest = iter(lower)
    for piece, n in zip(upper, groups, strict=True):
        above += [piece, *[blank_piece(piece.span.end)] * (n - 1)]
        before = below[-1].span.end if below else lower[0].span.start
        below += [next(rest) for _ in range(n)] if n > 1 else [blank_piece(before)]
    yield DumpRow(tuple(above))
    yield DumpRow(tuple(below))

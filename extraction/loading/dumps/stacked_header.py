"""The header of a dump with one cell a line: consecutive lines of header words, and the columns they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extraction.loading.dumps.groups import grouped
from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.template import (
    NAMED,
    Piece,
    TemplateColumn,
    blank_piece,
    column_meaning,
    is_header_word,
    read_piece,
    template_of,
)
from extraction.span import Span
from extraction.tables.cells import Kind
from extraction.tables.model import ASSESSED, FIGURE_MEANINGS, Meaning
from extraction.tables.vocabulary import header_meaning, is_total

_REMEMBERED = 256
_WORD = re.compile(r"[^\s\u3000\xa0]+")


def stacked_header(
    text: str, lines: Sequence[Line], i: int
) -> tuple[tuple[TemplateColumn, ...], list[DumpRow], int, int] | None:
    """Return the columns of the header that begins at a line, its rows, and where it begins and ends."""
    pieces, j = _header_words(text, lines, i)
    filled = sum(not line.blank for line in lines[i:j])
    if filled < 2:
        return None
    apart = filled > 2
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
    columns, start = _columns(text, lines, pieces, i)
    if columns is None or any(c.meaning is Meaning.GOAL for c in columns):
        return None
    if not any(c.meaning in NAMED for c in columns):
        return None
    head = DumpRow(tuple(c.header or blank_piece(lines[start].span.start) for c in columns))
    return columns, [head], start, j


def _header_words(text: str, lines: Sequence[Line], i: int) -> tuple[list[Piece], int]:
    """Return the header words of the lines from one on, and the line behind them."""
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
        piece = read_piece(text, line.span)
        known = _heads(piece) or (pieces and piece.plain.rstrip(":：") == "其中")
        if piece.blank or len(piece.plain) > 24 or not known:
            break
        pieces.append(piece)
        j += 1
    while len(pieces) > 1 and j > i and _row_label(text, lines, pieces, j - 1):
        pieces.pop()
        j -= 1
    return pieces, j


def _columns(
    text: str, lines: Sequence[Line], pieces: list[Piece], i: int
) -> tuple[tuple[TemplateColumn, ...] | None, int]:
    """Return the columns that header words name and the line of the first: the one above where labels have no header."""
    columns = template_of(pieces)
    if columns is not None and columns[0].header is None and i > 0:
        before = read_piece(text, lines[i - 1].span)
        if before.kind is Kind.TEXT and len(before.plain) <= 12:
            return (TemplateColumn(before, Meaning.LABEL), *columns[1:]), i - 1
    return columns, i


@lru_cache(maxsize=_REMEMBERED)
def _headers(text: str, line: Line) -> tuple[Piece, ...]:
    """Return the header words of a line, all or none: one as a whole, or several between blanks."""
    whole = read_piece(text, line.span)
    parts = words_of(text, line)
    several = len(parts) > 1 and all(len(p.plain) > 1 and _heads(p) for p in parts)
    if whole.blank or not _heads(whole):
        return tuple(parts) if several else ()
    return tuple(parts) if several else (whole,)


def _heads(piece: Piece) -> bool:
    return column_meaning(piece) is not None or piece.kind is Kind.YEAR


def _row_label(text: str, lines: Sequence[Line], pieces: list[Piece], last: int) -> bool:
    """Tell whether the last of the header words is in truth the first row's name (培训人数)."""
    found = column_meaning(pieces[-1])
    if is_total(pieces[-1].text) and any(map(_names, pieces)) and number_next(text, lines, last):
        return True
    if is_header_word(pieces[-1]) or found is None or found.meaning not in FIGURE_MEANINGS:
        return False
    before = {m.meaning for p in pieces[:-1] if (m := header_meaning(p.text))}
    return bool(before & ASSESSED) or number_next(text, lines, last)


def _names(piece: Piece) -> bool:
    """Tell whether the first header stands over names, so that a row begins with words."""
    found = header_meaning(piece.text)
    return found is not None and found.meaning in NAMED


def number_next(text: str, lines: Sequence[Line], i: int) -> bool:
    """Tell whether the next line that is not blank is a number, a share or a dash."""
    following = next((k for k in range(i + 1, len(lines)) if not lines[k].blank), None)
    return following is not None and read_piece(text, lines[following].span).kind in (
        Kind.NUMBER,
        Kind.PERCENT,
        Kind.DASH,
    )


def words_of(text: str, line: Line) -> list[Piece]:
    """Return what stands between the blanks of a line."""
    base = line.span.start
    return [
        read_piece(text, Span(base + m.start(), base + m.end())) for m in _WORD.finditer(line.text)
    ]

"""Header lines of blank-parted dumps: their words, where they stand, and the columns they promise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction.lexicon.periods import YEAR_DIGITS
from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.template import (
    TemplateColumn,
    blank_piece,
    column_meaning,
    is_header_word,
    read_piece,
    template_of,
    width_of,
)
from extraction.span import Span
from extraction.tables.cells import Kind
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import header_meaning, header_word, is_level

_TOKEN = re.compile(r"[^\s\u3000\xa0]+")
_YEAR = re.compile(YEAR_DIGITS)
LABEL_EDGE = 6
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Token:
    """A run of characters without blanks: its extent on the line and the blanks before it."""

    span: Span
    left: int
    right: int
    gap: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one aligned table and where their headers stand; `spaced` if positions count.

    `parting` is the number of blanks that part any two cells, 0 where that varies: with it two blank
    partings side by side are a blank cell.
    """

    columns: tuple[TemplateColumn, ...]
    places: tuple[tuple[int, int] | None, ...]
    spaced: bool
    parting: int = 0


def line_tokens(line: Line) -> list[Token]:
    """Return the line's runs of characters without blanks, with their display columns."""
    found: list[Token] = []
    previous = 0
    for match in _TOKEN.finditer(line.text):
        left = width_of(line.text[: match.start()])
        span = Span(line.span.start + match.start(), line.span.start + match.end())
        right = left + width_of(match.group())
        found.append(Token(span, left, right, match.start() - previous))
        previous = match.end()
    return found


def header_layout(text: str, line: Line) -> Layout | None:
    """Return the layout if the line is a header: short words, most of them known, no numbers."""
    if line.blank or len(line.text) > LONGEST or "\t" in line.text.strip():
        return None
    tokens = joined_tokens(text, line_tokens(line))
    pieces = [read_piece(text, t.span) for t in tokens]
    if not 2 <= len(pieces) <= 16 or any(p.kind not in (Kind.TEXT, Kind.YEAR) for p in pieces):
        return None
    known = sum(is_header_word(p) for p in pieces)
    meant = sum(column_meaning(p) is not None or p.kind is Kind.YEAR for p in pieces)
    if known < 2 or meant * 2 < len(pieces) or any(len(p.plain) > 20 for p in pieces):
        return None
    columns = template_of(pieces, labelled=tokens[0].left <= LABEL_EDGE)
    if columns is None:
        return None
    if tokens[0].left > LABEL_EDGE and columns[0].meaning is Meaning.NAME:
        columns = (TemplateColumn(None, Meaning.LEVEL, 1), *columns)
    places: list[tuple[int, int] | None] = [(t.left, t.right) for t in tokens]
    if len(columns) > len(places):
        places.insert(0, (0, 8))
    spaced = sum(t.gap >= 2 for t in tokens[1:]) * 2 >= len(tokens) - 1
    parting = even_gap(tokens) if len(columns) == len(tokens) else 0
    return Layout(columns, tuple(places), spaced, parting)


def even_gap(tokens: Sequence[Token], *, blanks: bool = False) -> int:
    """Return how many blanks part any two tokens, two at least; 0 where that varies.

    With `blanks` several partings side by side are blank cells between two tokens.
    """
    gaps = {t.gap for t in tokens[1:]}
    gap = min(gaps, default=0)
    even = gap >= 2 and (all(g % gap == 0 for g in gaps) if blanks else len(gaps) == 1)
    return gap if even else 0


def second_header(
    text: str, lines: Sequence[Line], i: int, layout: Layout
) -> tuple[Layout, DumpRow] | None:
    """Return the layout with the words of a second header line, each below a word of the first."""
    if i >= len(lines) or lines[i].blank or len(lines[i].text) > LONGEST:
        return None
    tokens = joined_tokens(text, line_tokens(lines[i]))
    if not tokens or len(tokens) >= len(layout.columns):
        return None
    columns, cells = list(layout.columns), [blank_piece(tokens[0].span.start)] * len(layout.columns)
    for token in tokens:
        c = _above(token, layout)
        piece = read_piece(text, token.span)
        if c is None or piece.kind is not Kind.TEXT or is_level(piece.text):
            return None
        header = columns[c].header
        found = header_word((header.text if header else "") + piece.text)
        found = found or header_word(piece.text)
        if found is None:
            return None
        columns[c] = replace(columns[c], meaning=found.meaning, rank=found.rank)
        cells[c] = piece
    return replace(layout, columns=tuple(columns), parting=0), DumpRow(tuple(cells))


_ROW_NAMING = frozenset({Meaning.CODE, Meaning.LABEL, Meaning.ORG, Meaning.ORDINAL})


def divided_label(
    text: str, lines: Sequence[Line], i: int, layout: Layout
) -> tuple[Layout, DumpRow] | None:
    """Return the layout with the label column divided as the second header line says.

    That line begins left of the values and names rows only (项目 over 科目编码 and 科目名称).
    """
    if i >= len(lines) or lines[i].blank or layout.columns[0].meaning is not Meaning.LABEL:
        return None
    tokens = joined_tokens(text, line_tokens(lines[i]))
    edge = next((p[0] for p in layout.places[1:] if p is not None), 0)
    if not 2 <= len(tokens) <= 5 or tokens[-1].left > edge:
        return None
    columns: list[TemplateColumn] = []
    for token in tokens:
        piece = read_piece(text, token.span)
        found = header_word(piece.text) or header_meaning(piece.text)
        if found is None or found.meaning not in _ROW_NAMING:
            return None
        columns.append(TemplateColumn(piece, found.meaning))
    if columns[-1].meaning is not Meaning.LABEL:
        return None
    width = len(layout.columns)
    blanks = [blank_piece(lines[i].span.end)] * (width - 1)
    row = DumpRow((*(c.header or blank_piece(lines[i].span.start) for c in columns), *blanks))
    places = (*((t.left, t.right) for t in tokens), *layout.places[1:])
    return replace(layout, columns=(*columns, *layout.columns[1:]), places=places, parting=0), row


def _above(token: Token, layout: Layout) -> int | None:
    """Return the one column whose header stands over the token."""
    over = [
        c
        for c, place in enumerate(layout.places)
        if place is not None and token.left < place[1] + 1 and place[0] < token.right + 1
    ]
    return over[0] if len(over) == 1 else None


def joined_tokens(text: str, tokens: list[Token]) -> list[Token]:
    """Join words that were spread out: 项  目, 合  计, 2021 年."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if last is not None and token.gap <= 4 and _spread(last.span.of(text), token.span.of(text)):
            span = Span(last.span.start, token.span.end)
            joined[-1] = Token(span, last.left, token.right, last.gap)
        else:
            joined.append(token)
    return joined


def _spread(left: str, right: str) -> bool:
    if _YEAR.fullmatch(left) and right.startswith("年"):
        return True
    ideographs = all("\u4e00" <= ch <= "\u9fff" for ch in (left[-1], right))
    return len(right) == 1 and len(left.split()[-1]) == 1 and ideographs

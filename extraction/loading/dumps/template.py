"""The columns that a header line promises, and how well a piece of text fits each of them.

Dumps that do not part their rows are decoded against this template: the cheapest way to lay the
pieces over the columns wins. A piece under a column it does not fit costs more than a blank cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extraction.document import Cell
from extraction.lexicon.comparators import bounds, sign_characters
from extraction.lexicon.source import any_of
from extraction.span import Span
from extraction.tables.cells import CellText, Kind, read_cell
from extraction.tables.model import ASSESSED, FIGURE_MEANINGS, Meaning
from extraction.tables.units import is_money, unit_in_header
from extraction.tables.vocabulary import (
    LONGEST,
    HeaderMeaning,
    header_meaning,
    header_word,
    is_first_level,
    is_level,
    is_total,
    tells_content,
)

Piece = CellText
"""A candidate cell of a dump, read."""

_OPERATOR = re.compile(rf"{any_of(bounds().cell)}|定性")
_NUMBER = re.compile(r"\s*(?:[\d一二三四五六七八九十百半]|$)")
_VALUE = re.compile(r"\d|[一二三四五六七八九十两]+[个次项]|[≥≤]")
_MONEY = re.compile(r"-?[\d,]+(?:\.\d+)?[亿万千]?元\Z")
_CODE = re.compile(r"[A-Za-z]{0,2}\d+\Z")
_MARK = re.compile(r"\d{1,3}(?:\.\d+)?分?\Z")
NAMED = frozenset(
    {Meaning.LABEL, Meaning.ORG, Meaning.NAME, Meaning.LEVEL, Meaning.CODE, Meaning.ORDINAL}
    | {Meaning.GROUP}
)
NUMERIC_COLUMNS = FIGURE_MEANINGS | {Meaning.WEIGHT, Meaning.SCORE}
FORBIDDEN = 8.0
ACCEPTED = 4.5
"""What a line may cost in all to be a row of the columns it is laid over."""
_SKIP = {
    Meaning.LEVEL: 0.4,
    Meaning.NAME: 6.0,
    Meaning.LABEL: 5.0,
    Meaning.ORG: 5.0,
    Meaning.TARGET: 3.0,
    Meaning.ACTUAL: 2.5,
    Meaning.WEIGHT: 2.5,
    Meaning.SCORE: 2.5,
    Meaning.NOTE: 0.2,
    Meaning.CRITERIA: 1.0,
    Meaning.GROUP: 0.1,
    Meaning.CODE: 0.8,
    Meaning.ORDINAL: 0.5,
    Meaning.STATUS: 1.0,
    Meaning.UNIT: 1.0,
    Meaning.OPERATOR: 1.0,
}


_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A promised column: its header (None where the label column has none) and its meaning."""

    header: CellText | None
    meaning: Meaning
    rank: int = 0


def width_of(text: str) -> int:
    """Return the display width of `text`: two for a full-width character, one for others."""
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)


@lru_cache(maxsize=_REMEMBERED)
def read_piece(text: str, span: Span) -> Piece:
    """Read the piece of `text` at `span`; the last ones are remembered: looking for headers reads lines often."""
    return read_cell(text, Cell(0, 0, span))


def blank_piece(offset: int) -> Piece:
    """Return a blank cell at `offset`."""
    span = Span(offset, offset)
    return CellText(Cell(0, 0, span), span, "", "", Kind.BLANK)


def template_of(
    headers: Sequence[Piece], *, labelled: bool = True
) -> tuple[TemplateColumn, ...] | None:
    """Return the columns that `headers` promise, None unless they name rows' values.

    A column for row labels is put first where the headers name only values. With `labelled` a first
    header that is not a known header word (项目资金, 三公经费) and states no role (年初预算数) stands over
    the row labels.
    """
    columns: list[TemplateColumn] = []
    for header in headers:
        found = column_meaning(header)
        other = Meaning.AMOUNT if header.kind is Kind.YEAR else Meaning.OTHER
        meaning = found.meaning if found else other
        columns.append(TemplateColumn(header, meaning, found.rank if found else 0))
    values = [c for c in columns if c.meaning in ASSESSED | FIGURE_MEANINGS | {Meaning.STATUS}]
    if not values:
        return None
    if columns[0].meaning not in NAMED:
        if columns[0].meaning in ASSESSED:
            return None
        known = column_meaning(headers[0])
        stated = known is not None and known.role is not None
        weak = labelled and not stated and header_word(headers[0].text) is None
        weak = weak and headers[0].kind is not Kind.YEAR
        if columns[0].meaning is Meaning.OTHER or weak:
            columns[0] = replace(columns[0], meaning=Meaning.LABEL)
        else:
            columns.insert(0, TemplateColumn(None, Meaning.LABEL))
    return tuple(_name_column(columns))


def _name_column(columns: list[TemplateColumn]) -> list[TemplateColumn]:
    if not any(c.meaning in ASSESSED for c in columns):
        return columns
    columns = _with_content(columns)
    if any(c.meaning is Meaning.NAME for c in columns):
        if not any(c.meaning is Meaning.LEVEL for c in columns):
            return [replace(c, meaning=Meaning.LEVEL, rank=1) if _sorts(c) else c for c in columns]
        return columns
    groups = [i for i, c in enumerate(columns) if c.meaning is Meaning.GROUP]
    levels = [i for i, c in enumerate(columns) if c.meaning is Meaning.LEVEL]
    behind = groups and (not levels or groups[-1] > levels[-1])
    goals = behind and any(c.meaning is Meaning.TARGET for c in columns[groups[-1] :])
    if goals and levels and columns[levels[-1]].rank < 3:
        columns[groups[-1]] = replace(columns[groups[-1]], meaning=Meaning.NAME)
    elif levels and columns[levels[-1]].rank >= 2:
        columns[levels[-1]] = replace(columns[levels[-1]], meaning=Meaning.NAME)
    elif behind:
        columns[groups[-1]] = replace(columns[groups[-1]], meaning=Meaning.NAME)
    return columns


def _sorts(column: TemplateColumn) -> bool:
    """Tell whether a column beside one of names holds classes: 绩效指标, 类别."""
    kinds = column.meaning is Meaning.LABEL and column.header is not None
    named = column.header.plain if kinds and column.header is not None else ""
    return column.meaning is Meaning.GROUP or named.endswith("类别")


def _with_content(columns: list[TemplateColumn]) -> list[TemplateColumn]:
    """Take 三级指标 for the names where 指标内容 behind it says what they are about."""
    deep = [i for i, c in enumerate(columns) if c.meaning is Meaning.LEVEL and c.rank > 2]
    names = [i for i, c in enumerate(columns) if c.meaning is Meaning.NAME]
    if len(names) != 1 or not deep or names[0] < deep[-1]:
        return columns
    header = columns[names[0]].header
    if header is None or not tells_content(header.text):
        return columns
    made = list(columns)
    made[deep[-1]] = replace(columns[deep[-1]], meaning=Meaning.NAME)
    made[names[0]] = replace(columns[names[0]], meaning=Meaning.CRITERIA)
    return made


def is_header_word(piece: Piece) -> bool:
    """Tell whether the piece is a header by its whole text or its unit of money, or a bare year."""
    return header_word(piece.text) is not None or piece.kind is Kind.YEAR or _in_money(piece)


def column_meaning(piece: Piece) -> HeaderMeaning | None:
    """Return what a header says of its column: by its words, else by its unit (未支付（万元）)."""
    found = header_meaning(piece.text)
    return _AMOUNT if found is None and _in_money(piece) else found


_AMOUNT = HeaderMeaning(Meaning.AMOUNT)


def _in_money(piece: Piece) -> bool:
    named = piece.kind is Kind.TEXT and len(piece.plain) <= LONGEST and "单位" not in piece.plain
    return named and is_money(unit_in_header(piece.text))


def skip_cost(column: TemplateColumn) -> float:
    """Return what a blank cell costs in the column."""
    return _SKIP.get(column.meaning, 2.0)


def fit_cost(piece: Piece, column: TemplateColumn) -> float:
    """Return how badly the piece fits the column: 0 well, `FORBIDDEN` and more not at all."""
    meaning = column.meaning
    if piece.blank:
        return 0.05 if meaning not in (Meaning.NAME, Meaning.LABEL, Meaning.ORG) else 4.0
    if meaning in (Meaning.WEIGHT, Meaning.SCORE):
        if piece.kind is Kind.DASH:
            return 0.4
        if meaning is Meaning.SCORE and piece.kind is Kind.TEXT and len(piece.plain) <= 5:
            return 1.2
        return 0.0 if _MARK.match(piece.plain) else FORBIDDEN
    if meaning in FIGURE_MEANINGS:
        return _figure_cost(piece, meaning)
    if meaning in (Meaning.TARGET, Meaning.ACTUAL):
        return _assessed_cost(piece)
    return _words_cost(piece, column)


def _figure_cost(piece: Piece, meaning: Meaning) -> float:
    if piece.kind is Kind.DASH:
        return 0.3
    if piece.kind is Kind.PERCENT:
        return 0.0 if meaning is Meaning.RATE else 3.0
    if piece.kind is Kind.NUMBER:
        return 0.2 if meaning is Meaning.RATE else 0.0
    if _MONEY.match(piece.plain):
        return FORBIDDEN if meaning is Meaning.RATE else 0.1
    return 2.0 if piece.kind is Kind.QUANTITY and meaning is not Meaning.RATE else FORBIDDEN


def _assessed_cost(piece: Piece) -> float:
    if piece.kind is Kind.PROSE:
        return 2.5
    if is_level(piece.text) or is_total(piece.text):
        return 5.0
    if piece.kind is Kind.NUMBER:
        return 0.8
    return 0.0 if _VALUE.search(piece.plain) else 1.0


def _words_cost(piece: Piece, column: TemplateColumn) -> float:
    meaning, words = column.meaning, piece.kind in (Kind.TEXT, Kind.PROSE, Kind.YEAR)
    if meaning is Meaning.LEVEL:
        if piece.numeric:
            return FORBIDDEN
        if is_level(piece.text):
            return 0.0 if is_first_level(piece.text) == (column.rank <= 1) else 0.3
        return 3.0 + 0.2 * max(0, len(piece.plain) - 6)
    if meaning is Meaning.NAME:
        if piece.numeric or piece.kind is Kind.DASH:
            return FORBIDDEN
        shape = 4.0 if piece.kind is Kind.QUANTITY or _compares(piece) else 0.0
        return shape + (1.5 if is_level(piece.text) else 0.0)
    if meaning in (Meaning.LABEL, Meaning.ORG):
        return 0.0 if words else 2.0 if piece.kind is Kind.QUANTITY else 6.0
    if meaning in (Meaning.NOTE, Meaning.CRITERIA):
        if piece.kind is Kind.DASH:
            return 0.3
        return 4.0 if piece.numeric else 3.0 if is_level(piece.text) else 0.8
    return _minor_cost(piece, meaning)


def _compares(piece: Piece) -> bool:
    """Tell whether a piece opens with a comparator; one character is one only before a number (过半, and not 过程)."""
    opening = _OPERATOR.match(piece.plain)
    if opening is None:
        return False
    word = len(opening[0]) == 1 and opening[0] not in sign_characters()
    return not word or _NUMBER.match(piece.plain, opening.end()) is not None


def _minor_cost(piece: Piece, meaning: Meaning) -> float:
    if meaning is Meaning.CODE:
        return 0.0 if _CODE.match(piece.plain) else 6.0
    if meaning is Meaning.ORDINAL:
        return 0.0 if piece.plain.isdigit() and len(piece.plain) <= 2 else 6.0
    if meaning is Meaning.OPERATOR:
        return 0.0 if _OPERATOR.fullmatch(piece.plain) else 5.0
    if meaning is Meaning.GROUP:
        return 0.0 if header_word(piece.text) else 6.0
    if meaning in (Meaning.STATUS, Meaning.UNIT):
        return 0.5 if len(piece.plain) <= 8 else 4.0
    return 1.0

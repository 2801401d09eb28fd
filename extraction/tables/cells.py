"""What one cell's text is by its form: blank, dash, number, share, quantity, code, words or running prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from extraction.document import Cell
from extraction.lexicon.comparators import after_pattern, before_pattern
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.quantities.folding import fold
from extraction.quantities.grammar import UNIT_AHEAD
from extraction.span import Span, trim
from extraction.tables.cell_figures import cell_figure

DASHES = frozenset("-—－–─_/\\*×") | {"——", "--", "－－", "———", "无", "/", "N/A", "不适用", "……"}
"""Cells that say "nothing here" (—); unlike 0 they are not amounts."""

_NUMERAL = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMBER = re.compile(rf"(?:{_NUMERAL}|\({_NUMERAL}\))\Z")
_PERCENT = re.compile(rf"{_NUMERAL}\s*(?:%|‰|个?百分点)\Z")
_QUANTITY = re.compile(
    rf"(?:{before_pattern()}|[~约])*\s*{_NUMERAL}\s*[^\d\s。；;.、．,，:：)）][^\d\s。；;]{{0,7}}{after_pattern()}?\Z"
)
_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}\Z")
_YEAR = re.compile(rf"{YEAR_DIGITS}(?:年度?)?\Z")
_DATED = re.compile(rf"{YEAR_DIGITS}年(?:[底末初](?![以之]?前)[一-鿿]{{2}}|(?!底|末|初|\d))")
_CODE_LENGTH = 6
CODE_DIGITS = 15
"""So many digits without a separator are a code."""
_CODED = re.compile(r"\d{6}[一-鿿]{4}")
_SENTENCE = re.compile(r"[。；;！？]|，.*，")
PROSE_LENGTH = 30


class Kind(StrEnum):
    """The form of a cell's text."""

    BLANK = "blank"
    DASH = "dash"
    NUMBER = "number"
    PERCENT = "percent"
    QUANTITY = "quantity"
    UNCLEAR = "unclear"
    YEAR = "year"
    TEXT = "text"
    PROSE = "prose"


NUMERIC = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.UNCLEAR})
EMPTY = frozenset({Kind.BLANK, Kind.DASH})


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell with its trimmed span, its text and the text folded without white space.

    In a number with marks (￥12.30, 9.00*) `plain` is the number alone and `figure` its span;
    `currency` tells of a sign ￥ before it. A cell of several numbers is of kind UNCLEAR.
    """

    cell: Cell
    span: Span
    text: str
    plain: str
    kind: Kind
    figure: Span | None = None
    currency: bool = False

    @property
    def blank(self) -> bool:
        """True where nothing is printed in the cell."""
        return self.kind is Kind.BLANK

    @property
    def numeric(self) -> bool:
        """True for a number, with or without marks, a percentage or several numbers."""
        return self.kind in NUMERIC

    @property
    def measured(self) -> bool:
        """True for a number and for a sum that gives its own unit (1184.8万元)."""
        return self.numeric or (self.kind is Kind.QUANTITY and self.plain.endswith("元"))

    @property
    def code(self) -> bool:
        """True for three, five or seven digits, as classification codes are written."""
        return _CODE.match(self.plain) is not None


def kind_of(plain: str) -> Kind:
    """Return the form of a cell from its folded text without white space."""
    if not plain:
        return Kind.BLANK
    if plain in DASHES:
        return Kind.DASH
    if _NUMBER.match(plain):
        return Kind.TEXT if _is_long_code(plain) else Kind.NUMBER
    if len(plain) <= 24:
        if _PERCENT.match(plain):
            return Kind.PERCENT
        if _YEAR.match(plain):
            return Kind.YEAR
        if _QUANTITY.match(plain) and not _DATED.match(plain) and not _is_coded(plain):
            return Kind.QUANTITY
    if len(plain) > PROSE_LENGTH and _SENTENCE.search(plain):
        return Kind.PROSE
    return Kind.TEXT


def _is_long_code(plain: str) -> bool:
    """Tell whether digits alone are a code (440306231391500000173): no sum of a report is a hundred trillion."""
    return plain.isdigit() and len(plain) >= CODE_DIGITS


def _is_coded(plain: str) -> bool:
    """Tell whether a cell is a name behind its code (150321清河县水务局): six digits and no unit."""
    return bool(_CODED.match(plain)) and UNIT_AHEAD.match(plain, _CODE_LENGTH) is None


def read_cell(text: str, cell: Cell) -> CellText:
    """Return the cell with its text as `text` (the document's) has it."""
    span = trim(text, cell.span)
    surface = span.of(text)
    plain = "".join(fold(surface).split())
    kind = kind_of(plain)
    if kind in _SURE or not _DIGIT.search(plain):
        figure = span if kind is Kind.PERCENT else None
        return CellText(cell, span, surface, plain, kind, figure)
    return _figure(cell, span, surface, plain, kind)


_SURE = frozenset({Kind.BLANK, Kind.DASH, Kind.PERCENT, Kind.YEAR, Kind.PROSE})
_DIGIT = re.compile(r"\d")


def _figure(cell: Cell, span: Span, surface: str, plain: str, kind: Kind) -> CellText:
    """Return the cell with the number inside it, where it holds one and marks around it."""
    found = cell_figure(surface)
    if found is None:
        return CellText(cell, span, surface, plain, kind)
    inner = Span(span.start + found.start, span.start + found.end)
    if found.unclear:
        return CellText(cell, span, surface, plain, Kind.UNCLEAR, inner)
    core = "".join(fold(surface[found.start : found.end]).split())
    if _is_long_code(core):
        return CellText(cell, span, surface, core, Kind.TEXT)
    known = Kind.PERCENT if found.share else Kind.NUMBER
    return CellText(cell, span, surface, core, known, inner, found.currency)

"""What the cells of one column are by themselves, whatever stands above them (栏内证据).

Shares are of the cells that the column prints; a merged cell counts once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extraction.lexicon.comparators import comparator_before, sign_characters
from extraction.quantities.single import parse_unit
from extraction.tables.cells import CellText, Kind
from extraction.tables.shapes import is_scale, measure
from extraction.tables.units import operator_cell
from extraction.tables.vocabulary import is_level, is_total

_NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?分?")
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?")
_HANZI = re.compile(r"[\u4e00-\u9fff]{2}")
_SENTENCE = re.compile(r"[，。；,;]|分\Z|得分|扣分|计分")
_SIGNED = re.compile(rf"[{sign_characters()}]+")
_LONGEST_NAME = 60
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Evidence:
    """Shares of a column's printed cells that are of a kind, and how many cells it prints.

    Attributes:
        classes: indicator classes (数量指标).
        names: words that can name an indicator, each another one.
        sentences: words that explain or score.
        values: numbers, shares and quantities with their comparators.
        marks: bare numbers up to 100; `total`: what they come to, a hundred among others left out: it is their total.
        signs: comparators or kinds of goals that stand alone (≥, 定性).
        units: units that stand alone.
        compared: values that begin with a comparator.
    """

    count: int
    classes: float
    names: float
    sentences: float
    values: float
    marks: float
    total: Decimal
    signs: float
    units: float
    compared: float

    @property
    def marked(self) -> bool:
        """Whether the column can hold weights or marks."""
        return self.marks >= _MOSTLY

    @property
    def signed(self) -> bool:
        """Whether it holds comparators alone."""
        return self.signs >= _MOSTLY

    @property
    def measuring(self) -> bool:
        """Whether it holds units alone."""
        return self.units >= _MOSTLY


def evidence_of(cells: Sequence[CellText]) -> Evidence:
    """Return what a column's cells are; totals are left out, a merged cell counts once."""
    kept = [c for c in cells if not c.blank and c.kind is not Kind.DASH and not is_total(c.text)]
    printed = [c for i, c in enumerate(kept) if i == 0 or kept[i - 1] is not c]
    many = len(printed) or 1
    named = {c.plain for c in printed if can_name(c)}
    marks = [n for c in printed if (n := mark_of(c)) is not None]

    def share(found: Iterable[object]) -> float:
        return sum(1 for x in found if x) / many

    return Evidence(
        count=len(printed),
        classes=share(is_level(c.text) for c in printed),
        names=len(named) / many,
        sentences=share(_SENTENCE.search(c.plain.rstrip("。")) for c in printed),
        values=share(c.numeric or measure(c.plain) is not None for c in printed),
        marks=len(marks) / many,
        total=sum((m for m in marks if m != 100 or len(marks) == 1), Decimal(0)),
        signs=share(is_sign(c) for c in printed),
        units=share(is_unit(c) for c in printed),
        compared=share(measure(c.plain) is not None and is_compared(c) for c in printed),
    )


def can_name(cell: CellText) -> bool:
    """Tell whether a cell's words can name an indicator."""
    if cell.blank or cell.numeric or is_level(cell.text) or len(cell.plain) > _LONGEST_NAME:
        return False
    named = _HANZI.search(cell.plain) is not None and len(cell.plain) > 2
    return named and measure(cell.plain) is None and not is_scale(cell.plain)


def is_sign(cell: CellText) -> bool:
    """Tell whether a cell holds a comparator alone, or the kind of its goal (定性)."""
    return operator_cell(cell.text) is not None or is_scale(cell.plain)


def is_unit(cell: CellText) -> bool:
    """Tell whether a cell holds a unit alone (%, 人次, 元/亩)."""
    plain = cell.plain
    if not plain or any(ch.isdigit() for ch in plain) or len(plain) > 8:
        return False
    return plain in "%％" or parse_unit(plain) is not None


def is_compared(cell: CellText) -> bool:
    """Tell whether a value begins with a comparator (≥95%, 不低于3次)."""
    return sign_of(cell) is not None


def sign_of(cell: CellText) -> str | None:
    """Return the comparator that a cell begins with, None for none."""
    found = _SIGNED.match(cell.plain)
    words = found.group() if found else cell.plain[: _digits_at(cell.plain)]
    return comparator_before(words) if words else None


def _digits_at(plain: str) -> int:
    return next((i for i, ch in enumerate(plain) if ch.isdigit()), 0)


def mark_of(cell: CellText | None) -> Decimal | None:
    """Return a bare number up to 100, as weights and marks are written; None for other cells."""
    if cell is None or not _NUMBER.fullmatch(cell.plain):
        return None
    value = Decimal(cell.plain.rstrip("分"))
    return value if value <= 100 else None


def amount_of(cell: CellText) -> Decimal | None:
    """Return the first number of a value."""
    found = _AMOUNT.search(cell.plain)
    return Decimal(found.group().replace(",", "")) if found else None

"""Rows of names and sums whose header stands elsewhere (续表): pages cut in the middle, excerpts of a table.

The rows say themselves what they are: a name that no other row has, perhaps the unit that owns it, and
sums of money below one another, which decimals or separators of thousands show. Whole numbers without
separators may count anything and are left to other readers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extraction.lexicon.organisations import is_unit_name, units_of_list
from extraction.tables.cells import EMPTY, CellText, Kind
from extraction.tables.model import Column, Meaning
from extraction.tables.vocabulary import is_level

_MONEY = re.compile(r"[-(]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{2,6})\)?")
_FEWEST = 3
_LEAST = Decimal(100)
_LONGEST_NAME = 60

Line = Sequence[CellText]


def bare_columns(lines: Sequence[Line]) -> tuple[Column, ...] | None:
    """Return what the columns of rows without a header hold, None where they are no names and sums."""
    width = len(lines[0]) if lines else 0
    figures = [i for i in range(1, width) if _holds_figures(lines, i)]
    if not figures or figures != list(range(figures[0], width)):
        return None
    sums = [i for i in figures if _holds_money(lines, i)]
    before = range(figures[0])
    names = [i for i in before if _holds_names(lines, i)]
    units = [i for i in before if _holds_units(lines, i)]
    named = [i for i in names if i not in units] or names
    if not sums or not named:
        return None
    name = named[-1]
    full = [r for r in lines if not r[name].blank and any(r[i].numeric for i in figures)]
    if len(full) < _FEWEST or len(full) * 3 < len(lines) * 2:
        return None
    meanings = dict.fromkeys(range(width), Meaning.OTHER)
    meanings |= dict.fromkeys(sums, Meaning.AMOUNT) | dict.fromkeys(units, Meaning.ORG)
    meanings |= {i: Meaning.RATE for i in figures if _holds_shares(lines, i)}
    meanings[name] = Meaning.LABEL
    return tuple(Column(i, meanings[i]) for i in range(width))


def _printed(lines: Sequence[Line], column: int) -> list[CellText]:
    return [r[column] for r in lines if r[column].kind not in EMPTY]


def _holds_figures(lines: Sequence[Line], column: int) -> bool:
    cells = _printed(lines, column)
    return 2 * len(cells) > len(lines) and all(c.numeric for c in cells)


def _holds_shares(lines: Sequence[Line], column: int) -> bool:
    return all(c.kind is Kind.PERCENT for c in _printed(lines, column))


def _holds_money(lines: Sequence[Line], column: int) -> bool:
    """Tell whether most numbers of a column are written as sums are, one of them larger than marks may be."""
    cells = [c.plain for c in _printed(lines, column) if c.kind is Kind.NUMBER]
    written = [p for p in cells if _MONEY.fullmatch(p)]
    large = any(Decimal(re.sub(r"[^\d.]", "", p)) > _LEAST for p in written)
    return bool(cells) and 2 * len(written) > len(cells) and large


def _holds_names(lines: Sequence[Line], column: int) -> bool:
    cells = _printed(lines, column)
    words = all(c.kind is Kind.TEXT and len(c.plain) <= _LONGEST_NAME for c in cells)
    apart = len({c.plain for c in cells}) == len(cells)
    return 3 * len(cells) >= 2 * len(lines) and words and apart and not any(map(_classes, cells))


def _classes(cell: CellText) -> bool:
    return is_level(cell.text)


def _holds_units(lines: Sequence[Line], column: int) -> bool:
    """Tell whether a column before the sums holds units."""
    cells = _printed(lines, column)
    units = sum(len(units_of_list(c.text)) > 1 or is_unit_name(c.text) for c in cells)
    return bool(cells) and 3 * units >= 2 * len(cells)

"""Headers whose words two rows hold, where a page broke their cells in two (一级 | 指标, 分值 | （90）)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.tables.cells import CellText
from extraction.tables.grid import Grid
from extraction.tables.model import ASSESSED, Meaning
from extraction.tables.vocabulary import HeaderMeaning, header_meaning, header_word, is_level

_FULL_MARKS = re.compile(r"[(（]\d{1,3}分?[)）]")
_OF_INDICATORS = ASSESSED | {Meaning.LEVEL, Meaning.NAME, Meaning.GROUP, Meaning.STATUS}
_OF_INDICATORS |= {Meaning.UNIT}
_WEIGHED = frozenset({Meaning.WEIGHT, Meaning.SCORE})


def is_full_marks(cell: CellText) -> bool:
    """Tell whether a header cell holds nothing but the sum of marks (（90）)."""
    return _FULL_MARKS.fullmatch("".join(cell.text.split())) is not None


def joined_word(above: CellText, below: CellText) -> HeaderMeaning | None:
    """Return what two cells of one column mean as one header of indicators, None where they are two headers."""
    found = header_word(above.plain + below.plain) if above.plain and below.plain else None
    alone = above.cell.column_span == below.cell.column_span == 1
    return found if found is not None and alone and found.meaning in _OF_INDICATORS else None


def completes(grid: Grid, rows: Sequence[int], r: int) -> bool:
    """Tell whether row `r` ends the words of a header row right above it and holds but headers beside them."""
    new = grid.new(r)
    if rows[-1] != r - 1 or len(new) < 2:
        return False
    above = grid.rows[rows[-1]]
    ended = [c for c in new if joined_word(above[c.cell.column], c) is not None]
    rest = [c for c in new if c not in ended]
    return bool(ended) and all(_heads(c, above[c.cell.column]) for c in rest)


def _heads(cell: CellText, above: CellText) -> bool:
    if is_full_marks(cell):
        found = header_word(above.text)
        return found is not None and found.meaning in _WEIGHED
    return header_meaning(cell.text) is not None and not is_level(cell.text)

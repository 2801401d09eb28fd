"""Rows that no line parts: a ruled row that holds several rows of numbers is cut along its base lines.

Some tables rule their columns and frame only. Read as one cell, a column of amounts would be nonsense; it is
cut only where amounts and labels stand on the same base lines, row by row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extraction.document import Box
from extraction.loading.pdf.lines import Line

_AMOUNT = re.compile(r"[-+−(（]?(?:\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?[)）]?[%％]?")
_SAME = 0.45


def cuts(columns: Sequence[tuple[Sequence[Line], Box]]) -> list[float]:
    """Return the heights at which a ruled row is to be cut, none if it is one row.

    Args:
        columns: the lines and frame of each cell of the row.
    """
    amounts = [lines for lines, frame in columns if _amounts(lines, frame)]
    labels = [(lines, frame) for lines, frame in columns if lines and not _amounts(lines, frame)]
    if not amounts or not labels:
        return []
    em = amounts[0][0].em
    anchors = _merged([line.base for lines in amounts for line in lines], em)
    if not any(_meets(anchors, lines, em) for lines, _ in labels):
        return []
    starts = [line.base for lines, frame in labels for line in _first_lines(lines, frame)]
    anchors = _merged(anchors + starts, em)
    return [(a + b) / 2 - 0.35 * em for a, b in pairwise(anchors)]


def _amounts(lines: Sequence[Line], frame: Box) -> bool:
    """Tell whether a cell holds two or more whole numbers, one a line, of the same form."""
    found = [_AMOUNT.fullmatch(line.text) for line in lines]
    if len(found) < 2 or not all(found):
        return False
    decimals = {len(m[1] or "") for m in found if m}
    filled = any(frame.x1 - frame.x0 - (li.box.x1 - li.box.x0) < 1.5 * li.em for li in lines)
    return len(decimals) == 1 and not (filled and decimals == {0})


def _meets(anchors: Sequence[float], lines: Sequence[Line], em: float) -> bool:
    """Tell whether a label stands on every base line of the amounts."""
    return all(any(abs(line.base - a) < _SAME * em for line in lines) for a in anchors)


def _first_lines(lines: Sequence[Line], frame: Box) -> list[Line]:
    """Return the lines that do not go on from a full line above."""
    width = frame.x1 - frame.x0
    first = list(lines[:1])
    for before, line in pairwise(lines):
        if width - (before.box.x1 - before.box.x0) > 2.2 * before.em:
            first.append(line)
    return first


def _merged(heights: list[float], em: float) -> list[float]:
    anchors: list[float] = []
    for height in sorted(heights):
        if not anchors or height - anchors[-1] > _SAME * em:
            anchors.append(height)
    return anchors

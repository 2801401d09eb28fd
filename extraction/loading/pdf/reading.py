"""Reading order: top to bottom, and down one column before the next where a page has two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extraction.loading.pdf.blocks import TableBlock
from extraction.loading.pdf.lines import Line, split

_LEAST_LINES = 6


def in_reading_order(blocks: Sequence[Line | TableBlock], width: float) -> list[Line | TableBlock]:
    """Order the blocks of a page of `width` points."""
    ordered = sorted(blocks, key=lambda b: (b.box.top, b.box.x0))
    result: list[Line | TableBlock] = []
    stretch: list[Line] = []
    for block in ordered:
        if isinstance(block, TableBlock):
            result += _columns(stretch, width)
            stretch = []
            result.append(block)
        else:
            stretch.append(block)
    return result + _columns(stretch, width)


def _columns(lines: list[Line], width: float) -> list[Line]:
    """Order the lines between two tables: by column where a gutter runs through most of them."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return lines
    result: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.box.x0 < gutter < line.box.x1 and not _parted(line, gutter):
            result += left + right + [line]
            left, right = [], []
            continue
        for piece in split(line):
            (left if piece.box.x1 <= gutter else right).append(piece)
    return result + left + right


def _gutter(lines: list[Line], width: float) -> float | None:
    """Return where an empty stripe in the middle third parts enough lines on both sides."""
    if len(lines) < _LEAST_LINES:
        return None
    starts = [s.x0 for line in lines for s in line.segments if width / 3 < s.x0 < 2 * width / 3]
    for x in sorted({round(s) for s in starts}):
        gutter = x - 2.0
        both = sum(_parted(line, gutter) for line in lines)
        across = sum(line.box.x0 < gutter < line.box.x1 for line in lines) - both
        if both >= max(_LEAST_LINES, 0.5 * len(lines)) and across <= 0.2 * len(lines):
            return gutter if _filled(lines, gutter) else None
    return None


def _parted(line: Line, gutter: float) -> bool:
    """Tell whether the line has a gap at `gutter` with text on both sides."""
    return any(before.x1 < gutter < after.x0 + 4 for before, after in pairwise(line.segments))


def _filled(lines: list[Line], gutter: float) -> bool:
    """Tell whether the left column is running text: most of its lines end near the gutter."""
    ends = [s.x1 for line in lines for s in line.segments if s.x1 <= gutter]
    if not ends:
        return False
    edge = max(ends)
    return sum(edge - x < 30 for x in ends) > 0.5 * len(ends)

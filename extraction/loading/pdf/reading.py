"""Reading order: top to bottom, and down one column before the next where a page has two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extraction.loading.pdf.blocks import TableBlock
from extraction.loading.pdf.lines import Line, split

_LEAST_LINES = 6
_FEWEST_LINES = 3
_SHORTEST = 20


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
        return _short_columns(lines, width)
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


def _short_columns(lines: list[Line], width: float) -> list[Line]:
    """Order stretches of few lines that are two columns of running text; others stay as they are."""
    result: list[Line] = []
    first = 0
    while first < len(lines):
        last = first
        while last < len(lines) and _side_by_side(lines[first], lines[last], width):
            last += 1
        stretch = lines[first:last]
        if len(stretch) >= _FEWEST_LINES and _runs_on(stretch):
            result += [piece for side in (0, 1) for li in stretch for piece in split(li)[side:][:1]]
            first = last
        else:
            result += lines[first : max(last, first + 1)]
            first = max(last, first + 1)
    return result


def _side_by_side(first: Line, line: Line, width: float) -> bool:
    """Tell whether the line has two pieces that begin where those of `first` do."""
    if len(first.segments) != 2 or len(line.segments) != 2:
        return False
    starts = zip(first.segments, line.segments, strict=True)
    aligned = all(abs(a.x0 - b.x0) < 0.5 * first.em for a, b in starts)
    return aligned and width / 3 < line.segments[1].x0 < 2 * width / 3


def _runs_on(stretch: list[Line]) -> bool:
    """Tell whether both columns are sentences that go on from line to line up to the column's edge."""
    for side in (0, 1):
        pieces = [line.segments[side] for line in stretch]
        edge, em = max(p.x1 for p in pieces), pieces[0].em
        full = all(edge - p.x1 < 1.5 * em for p in pieces[:-1])
        text = "".join(p.strip.text for p in pieces)
        goes_on = any(p.strip.text[-1] not in "。；;！？" for p in pieces[:-1])
        if not (full and goes_on and "。" in text and len(text) >= _SHORTEST):
            return False
    return True


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

"""Tables without ruling lines: rows of text in columns that line up.

Only sure ones are taken: at least three consecutive lines with the same two or more stripes of blank
between their columns, of which at least one holds numbers in most rows. Everything else stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.document import Box
from extraction.loading.pdf.blocks import TableBlock, TableCell
from extraction.loading.pdf.lines import Line, Run, lines
from extraction.loading.pdf.paragraphs import cell_text

_LEAST_ROWS = 3
_NUMERIC = re.compile(r"[-+−(（]?[\d,]+(?:\.\d+)?[)）]?[%％]?|[-—–]+")


def aligned_tables(found: Sequence[Line], number: int) -> list[Line | TableBlock]:
    """Return the lines of a page with stretches of aligned rows made tables."""
    result: list[Line | TableBlock] = []
    block: list[Line] = []
    for line in [*found, None]:
        if line is not None and len(line.segments) > 1 and _close(block, line):
            block.append(line)
            continue
        result += _taken(block, number)
        block = []
        if line is not None and len(line.segments) > 1:
            block = [line]
        elif line is not None:
            result.append(line)
    return result


def _close(block: Sequence[Line], line: Line) -> bool:
    return not block or line.box.top - block[-1].box.bottom < 2.5 * line.em


def _taken(block: Sequence[Line], number: int) -> list[Line | TableBlock]:
    """Return the block as one table, or its lines unchanged."""
    if len(block) < _LEAST_ROWS:
        return list(block)
    xs = _stripes(block)
    if len(xs) < 3 or not _numeric(block, xs):
        return list(block)
    cells = [cell for row, line in enumerate(block) for cell in _cells(line, row, xs, number)]
    box = Box(xs[0], block[0].box.top, xs[-1], block[-1].box.bottom)
    return [TableBlock(tuple(xs), tuple(cells), box, ruled=False)]


def _stripes(block: Sequence[Line]) -> list[float]:
    """Return the column lines: the middles of the blank stripes that no row's text crosses."""
    spans = sorted((s.x0, s.x1) for line in block for s in line.segments)
    start, xs, end = spans[0][0], [], spans[0][1]
    for x0, x1 in spans[1:]:
        if x0 - end > 4.0:
            xs.append((end + x0) / 2)
        end = max(end, x1)
    return [start, *xs, end] if xs else []


def _numeric(block: Sequence[Line], xs: Sequence[float]) -> bool:
    """Tell whether some column after the first holds numbers in most rows, and rows fill columns."""
    columns = len(xs) - 1
    placed = [[_column(s, xs) for s in line.segments] for line in block]
    if sum(len(set(row)) for row in placed) < 0.6 * columns * len(block):
        return False
    for column in range(1, columns):
        texts = [
            s.strip.text
            for line, row in zip(block, placed, strict=True)
            for s, c in zip(line.segments, row, strict=True)
            if c == column
        ]
        numbers = sum(bool(_NUMERIC.fullmatch(t.strip())) for t in texts)
        if numbers >= max(2, 0.6 * len(texts)) and numbers >= 0.5 * (len(block) - 1):
            return True
    return False


def _column(segment: Run, xs: Sequence[float]) -> int:
    middle = (segment.x0 + segment.x1) / 2
    return max(i for i, x in enumerate(xs[:-1]) if x <= middle)


def _cells(line: Line, row: int, xs: Sequence[float], number: int) -> list[TableCell]:
    cells = []
    for column in range(len(xs) - 1):
        frame = Box(xs[column], line.box.top, xs[column + 1], line.box.bottom)
        pieces = [s for s in line.segments if _column(s, xs) == column]
        cells.append(TableCell(row, column, 1, 1, cell_text(lines(pieces), frame), number, frame))
    return cells

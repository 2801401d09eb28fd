"""Tables without ruling lines: rows of text in columns that line up.

Only sure ones are taken: stretches of at least three rows, two of them with numbers, whose numbers stand in
columns that the blank stripes between them part without exception. Rows above may span columns (headers).
Between rules that run across without column lines one row of numbers under a header is enough.
Everything else stays text: a number in running text is read there, a number in a wrong column nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import groupby, pairwise

from extraction.document import Box
from extraction.loading.pdf.blocks import TableBlock, TableCell
from extraction.loading.pdf.lines import Line, Run, cut_at, cut_at_gaps, grown, lines
from extraction.loading.pdf.paragraphs import cell_text

_LEAST_ROWS = 3
_LEAST_NUMERIC = 2
_STRIPE = 4.0
_NUMBER = re.compile(r"[-+−(（]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)[)）]?[%％]?")
_WORD = re.compile(r"[一-鿿]{2,4}")
_CODE_HEADS = frozenset("类款项")
_NOTE = re.compile(r"单位[：:]|^注[：:]|编[制报](?:单位|部门)")


def aligned_tables(
    found: Sequence[Line], number: int, bands: Sequence[Box] = ()
) -> list[Line | TableBlock]:
    """Return the lines of page `number` with stretches of aligned rows made tables.

    `bands` are areas that rules across mark as tables; a stretch ends where one begins or ends.
    """
    result: list[Line | TableBlock] = []
    block: list[Line] = []
    band: Box | None = None
    for line in [*found, None]:
        here = _band(line, bands) if line is not None else None
        if line is not None and here == band and (here or _joins(block, line)):
            block.append(line)
            continue
        result += _taken(block, number, marked=band is not None)
        block, band = ([line], here) if line is not None else ([], None)
    return result


def _band(line: Line, bands: Sequence[Box]) -> Box | None:
    middle = (line.box.top + line.box.bottom) / 2
    inside = (b for b in bands if b.top < middle < b.bottom and line.box.x0 > b.x0 - 5)
    return next((b for b in inside if line.box.x1 < b.x1 + 5), None)


def _joins(block: Sequence[Line], line: Line) -> bool:
    """Tell whether `line` may be the next row: close below, and not the second in a row of one piece."""
    if not block:
        return True
    if _NOTE.search(line.text) or line.box.top - block[-1].box.bottom > 2.5 * line.em:
        return False
    return len(line.segments) > 1 or len(block[-1].segments) > 1


def _taken(block: list[Line], number: int, *, marked: bool) -> list[Line | TableBlock]:
    """Return the block as a table between lines that are none, or its lines unchanged."""
    start, end = 0, len(block)
    while start < end and not marked and _no_row(block[start]):
        start += 1
    while end > start and not marked and len(block[end - 1].segments) < 2:
        end -= 1
    rows = block[start:end]
    least = 2 if marked else _LEAST_ROWS
    table = _table(rows, number, marked=marked) if len(rows) >= least else None
    if table is None:
        return list(block)
    return [*block[:start], table, *block[end:]]


def _no_row(line: Line) -> bool:
    return len(line.segments) < 2 or bool(_NOTE.search(line.text))


def _table(rows: Sequence[Line], number: int, *, marked: bool) -> TableBlock | None:
    rows = [row if _numbers(row) else _spelt(row) for row in rows]
    numeric = [row for row in rows if _numbers(row)]
    if len(numeric) < (1 if marked else max(_LEAST_NUMERIC, 0.4 * len(rows))):
        return None
    fine = [_spelt(_fine(row)) for row in rows]
    xs = _merged(_stripes([_apart(row) for row in numeric], fine), rows)
    if len(xs) < 3 or _page_numbers(numeric):
        return None
    cells: list[TableCell] = []
    for index, row in enumerate(_recut(rows, xs)):
        placed = _placed(row, xs, header=not _numbers(row))
        if placed is None:
            return None
        cells += _cells(row, placed, index, xs, number)
    box = Box(xs[0], rows[0].box.top, xs[-1], rows[-1].box.bottom)
    return TableBlock(tuple(xs), tuple(cells), box, ruled=False)


def _fine(row: Line) -> Line:
    """Part a row at every clear gap, to see where column lines may run."""
    return replace(row, segments=tuple(p for s in row.segments for p in cut_at_gaps(s)))


def _apart(row: Line) -> Line:
    """Part the figures of a row that stand closer than two characters (5,782.07 3,447.18)."""
    parts: list[Run] = []
    for piece in row.segments:
        fine = cut_at_gaps(piece)
        figures = all(_NUMBER.fullmatch(p.strip.text.strip()) for p in fine)
        parts += fine if figures else [piece]
    return replace(row, segments=tuple(parts))


def _recut(rows: Sequence[Line], xs: Sequence[float]) -> list[Line]:
    """Part header texts that stand closer than two characters where a column line runs between them."""
    return [
        replace(row, segments=tuple(p for s in row.segments for p in cut_at(s, xs[1:-1])))
        for row in rows
    ]


def _spelt(row: Line) -> Line:
    """Join the characters of a word that is spread over its column (项    目); 类, 款 and 项 head one each."""
    joined: list[Run] = []
    for lone, pieces in groupby(row.segments, lambda s: len(s.strip.text.strip()) == 1):
        found = list(pieces)
        word = "".join(p.strip.text for p in found).strip()
        one = lone and len(found) > 1 and _WORD.fullmatch(word) and not set(word) <= _CODE_HEADS
        joined += [reduce(grown, found)] if one else found
    return row if len(joined) == len(row.segments) else replace(row, segments=tuple(joined))


def _numbers(row: Line) -> bool:
    """Tell whether a piece after the first is a number."""
    return any(_NUMBER.fullmatch(s.strip.text) for s in row.segments[1:])


def _page_numbers(rows: Sequence[Line]) -> bool:
    """Tell whether the rows look like a table of contents: one whole number each, never falling."""
    last = [row.segments[-1].strip.text for row in rows]
    if any(len(row.segments) > 2 for row in rows) or not all(t.isdigit() for t in last):
        return False
    return all(int(a) <= int(b) <= 999 for a, b in pairwise(last))


def _stripes(numeric: Sequence[Line], rows: Sequence[Line]) -> list[float]:
    """Return the column lines: one in each blank stripe that no row with numbers crosses."""
    spans = sorted((s.x0, s.x1) for row in numeric for s in row.segments)
    xs, end = [spans[0][0]], spans[0][1]
    for x0, x1 in spans[1:]:
        if x0 - end > _STRIPE:
            xs.append(_line_in(end, x0, xs[-1], rows))
        end = max(end, x1)
    return [*xs, end]


def _line_in(left: float, right: float, before: float, rows: Sequence[Line]) -> float:
    """Return where in a stripe the line leaves the pieces of header rows apart."""
    crossing = sorted(
        (s.x0, s.x1) for row in rows for s in row.segments if s.x1 > left and s.x0 < right
    )
    free, at = [], left
    for x0, x1 in [*crossing, (right, right)]:
        if x0 - at > 1.0:
            free.append((at + min(x0, right)) / 2)
        at = max(at, x1)
    for x in free:
        if all(sum(before < (s.x0 + s.x1) / 2 < x for s in row.segments) < 2 for row in rows):
            return x
    return (left + right) / 2


def _merged(xs: list[float], rows: Sequence[Line]) -> list[float]:
    """Widen the outer columns to all rows, and join neighbours that no row fills both of."""
    xs[0] = min(xs[0], *(row.box.x0 for row in rows))
    xs[-1] = max(xs[-1], *(row.box.x1 for row in rows))
    filled = [{_column(s, xs) for s in row.segments} for row in rows]
    kept = [xs[0]]
    for column in range(1, len(xs) - 1):
        if any({column - 1, column} <= columns for columns in filled):
            kept.append(xs[column])
    return [*kept, xs[-1]]


def _column(segment: Run, xs: Sequence[float]) -> int:
    middle = (segment.x0 + segment.x1) / 2
    return max((i for i, x in enumerate(xs[:-1]) if x <= middle), default=0)


def _placed(row: Line, xs: Sequence[float], *, header: bool) -> list[tuple[int, int]] | None:
    """Return first and last column of each piece of a row; None if two meet or one has no place."""
    places: list[tuple[int, int]] = []
    for segment in row.segments:
        first = last = _column(segment, xs)
        if header:
            inside = [c for c in range(len(xs) - 1) if _reaches(segment, xs[c], xs[c + 1])]
            first, last = (min(inside), max(inside)) if inside else (first, last)
        if places and first <= places[-1][1]:
            return None
        places.append((first, last))
    whole = len(places) == 1 and places[0][1] - places[0][0] > 1
    return None if whole else places


def _reaches(segment: Run, left: float, right: float) -> bool:
    """Tell whether a piece covers a good part of a column or lies mostly inside it."""
    common = min(segment.x1, right) - max(segment.x0, left)
    return common > 0.5 * (segment.x1 - segment.x0) or common > 0.3 * (right - left)


def _cells(
    row: Line, placed: Sequence[tuple[int, int]], index: int, xs: Sequence[float], number: int
) -> list[TableCell]:
    cells, column = [], 0
    for segment, (first, last) in zip(row.segments, placed, strict=True):
        cells += [_cell((), index, c, c, row, xs, number) for c in range(column, first)]
        cells.append(_cell((segment,), index, first, last, row, xs, number))
        column = last + 1
    return cells + [_cell((), index, c, c, row, xs, number) for c in range(column, len(xs) - 1)]


def _cell(
    pieces: Sequence[Run],
    index: int,
    first: int,
    last: int,
    row: Line,
    xs: Sequence[float],
    number: int,
) -> TableCell:
    frame = Box(xs[first], row.box.top, xs[last + 1], row.box.bottom)
    strip = cell_text(lines(pieces), frame)
    return TableCell(index, first, 1, last - first + 1, strip, number, frame)

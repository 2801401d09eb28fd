"""Rows that are sure in a table whose cells a converter has shuffled (错乱的单元格).

`pdftotext` without -layout writes blocks of a page one after another: figures come before or long after their
row's name. Figures that stand on one line belong to one row, though, so a line that fills all columns is a row
if its name leads it, or stands right above it with nothing else that could claim the figures. All other
figures of the table are left out; so is every row of a table in which a line holds more than its columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from extraction.loading.dumps.template import NAMED, NUMERIC_COLUMNS, Piece, TemplateColumn
from extraction.tables.cells import Kind

SureRow = tuple[tuple[Piece, ...], tuple[int, int]]
"""The cells of a row in the order of the columns, and its half-open range of lines."""


def sure_rows(
    pieces: Sequence[Piece], where: Sequence[int], columns: Sequence[TemplateColumn]
) -> list[SureRow]:
    """Return the rows that are sure, in text order; `where` gives the line of each piece."""
    width = len(columns) - 1
    plain = columns[0].meaning in NAMED and all(c.meaning in NUMERIC_COLUMNS for c in columns[1:])
    places = range(len(pieces))
    lines = [[pieces[k] for k in group] for _, group in groupby(places, lambda k: where[k])]
    numbers = [line for line, _ in groupby(where)]
    if not plain or width < 2 or any(sum(map(_is_figure, line)) > width for line in lines):
        return []
    return list(_rows(lines, numbers, width))


def _rows(
    lines: Sequence[Sequence[Piece]], numbers: Sequence[int], width: int
) -> Iterator[SureRow]:
    for k, line in enumerate(lines):
        if len(line) == width + 1 and _is_name(line[0]) and all(map(_is_figure, line[1:])):
            yield tuple(line), (numbers[k], numbers[k] + 1)
        elif (
            len(line) == width and all(map(_is_figure, line)) and _is_claimed_once(lines, k, width)
        ):
            yield (lines[k - 1][0], *line), (numbers[k - 1], numbers[k] + 1)


def _is_claimed_once(lines: Sequence[Sequence[Piece]], k: int, width: int) -> bool:
    """Tell whether a name stands alone above a line of figures, between rows that have all of theirs."""
    if not k or not _is_bare_name(lines[k - 1]):
        return False
    before = lines[k - 2] if k > 1 else None
    whole = before is None or sum(map(_is_figure, before)) == width
    after = lines[k + 1] if k + 1 < len(lines) else None
    alone = after is not None and _is_bare_name(after)
    served = not alone or (k + 2 < len(lines) and all(map(_is_figure, lines[k + 2])))
    return whole and served and (after is None or _is_name(after[0]))


def _is_bare_name(line: Sequence[Piece]) -> bool:
    return len(line) == 1 and _is_name(line[0])


def _is_name(piece: Piece) -> bool:
    return piece.kind is Kind.TEXT


def _is_figure(piece: Piece) -> bool:
    return piece.numeric or piece.kind is Kind.DASH

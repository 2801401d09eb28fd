"""Empty cells of a dump that prints one cell a line, told by the distance between lines (空单元格的间距).

A converter that writes every cell as a paragraph (docx2txt) parts two cells by the same number of blank lines
throughout. An empty cell is a paragraph too: it adds its own line and one more distance. So the distance says how
many cells are empty, and the rows are sure where all of them fill the columns exactly, from name to name.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.template import (
    FORBIDDEN,
    NAMED,
    Piece,
    TemplateColumn,
    blank_piece,
    fit_cost,
    read_piece,
)
from extraction.tables.cells import Kind

SpacedRow = tuple[tuple[Piece, ...], tuple[int, int]]
"""The cells of a row in the order of the columns, and its half-open range of lines."""
_Placed = tuple[Piece, int]
_FEWEST = 2


def spaced_rows(
    text: str,
    lines: Sequence[Line],
    header: tuple[int, int],
    columns: Sequence[TemplateColumn],
    stops: Callable[[int], bool],
) -> list[SpacedRow]:
    """Return rows by the distances of their cells; none where no cell is empty or a row does not fit.

    Args:
        header: half-open range of the lines of the header, one word of it a line.
        stops: tells whether the table ends before a line.
    """
    gap = _gap(lines[header[0] : header[1]], len(columns))
    if gap is None or columns[0].meaning not in NAMED:
        return []
    rows: list[SpacedRow] = []
    row: list[_Placed] = []
    for cell in _cells(text, lines, header[1], gap, stops):
        row.append(cell)
        if row[0][0].blank and not cell[0].blank:
            break
        if len(row) == len(columns):
            if not _fits(row, columns):
                break
            rows.append((tuple(c for c, _ in row), (row[0][1], row[-1][1] + 1)))
            row = []
    lost = any(c.numeric for c, _ in row)
    told = any(c.blank for cells, _ in rows for c in cells)
    return rows if told and not lost and len(rows) >= _FEWEST else []


def _gap(lines: Sequence[Line], width: int) -> int | None:
    """Return the number of blank lines between two header words, None where it is not the same for all."""
    printed = [i for i, line in enumerate(lines) if not line.blank]
    gaps = {b - a - 1 for a, b in itertools.pairwise(printed)}
    return gaps.pop() if len(printed) == width and len(gaps) == 1 else None


def _cells(
    text: str, lines: Sequence[Line], first: int, gap: int, stops: Callable[[int], bool]
) -> Iterator[_Placed]:
    """Yield the cells of the body with their lines, as long as the distances are those of cells."""
    i = first - 1
    while (following := _printed(lines, i + 1)) is not None:
        empty, rest = divmod(following - i - 1 - gap, gap + 1)
        if rest or empty < 0:
            return
        for k in range(1, empty + 1):
            at = i + k * (gap + 1)
            yield blank_piece(lines[at].span.start), at
        if stops(following):
            return
        yield read_piece(text, lines[following].span), following
        i = following


def _printed(lines: Sequence[Line], first: int) -> int | None:
    return next((k for k in range(first, len(lines)) if not lines[k].blank), None)


def _fits(row: Sequence[_Placed], columns: Sequence[TemplateColumn]) -> bool:
    name = row[0][0]
    held = [c for c, _ in row[1:] if not c.blank]
    values = [c for c in held if c.numeric or c.kind is Kind.DASH]
    named = not name.blank and not name.numeric and name.kind is not Kind.DASH
    fitting = all(
        c.blank or fit_cost(c, column) < FORBIDDEN
        for (c, _), column in zip(row, columns, strict=True)
    )
    return named and fitting and (bool(values) or not held)

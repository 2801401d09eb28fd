"""Indicator rows of a table that has no header: their columns are told by what the cells are (无表头的指标表)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.tables.cells import CellText
from extraction.tables.grid import Grid
from extraction.tables.model import Column, Meaning
from extraction.tables.shapes import FORMS, Shape, by_meaning, shape_of
from extraction.tables.vocabulary import is_level

_MOST_CLASSES = 3


@dataclass(frozen=True, slots=True)
class Headerless:
    """The rows of a table that give indicators, and what its columns hold in them."""

    rows: tuple[int, ...]
    columns: tuple[Column, ...]


def headerless_rows(grid: Grid, body: Sequence[int]) -> Headerless | None:
    """Return the indicator rows among `body` and their columns, None where too few rows agree in shape.

    A class of indicators has to stand in one of the rows: figures of other tables agree in shape as well.
    """
    lines = [_line(grid, row) for row in body]
    classes = _class_columns(lines, grid.width)
    best: tuple[Shape, tuple[Meaning, ...]] | None = None
    for count in range(classes + 1):
        for form in FORMS:
            columns = _columns(form, count, grid.width)
            if columns is None:
                continue
            shape = shape_of(by_meaning(line, columns) for line in lines)
            if shape.sure and (best is None or _worth(shape) > _worth(best[0])):
                best = shape, columns
    if best is None:
        return None
    shape, meanings = best
    first = shape.rows[0]
    while first > 0 and all(is_level(c.text) for c in grid.printed(body[first - 1])):
        first -= 1
    rows = tuple(body[first : shape.rows[-1] + 1])
    if not any(is_level(c.text) for i in rows for c in grid.printed(i)):
        return None
    return Headerless(rows, tuple(_column(i, m) for i, m in enumerate(meanings)))


def _column(index: int, meaning: Meaning) -> Column:
    return Column(index, meaning, rank=min(index + 1, 2) if meaning is Meaning.LEVEL else 0)


def _line(grid: Grid, row: int) -> tuple[CellText, ...]:
    return tuple(grid.rows[row])


def _class_columns(lines: Sequence[Sequence[CellText]], width: int) -> int:
    """Return how many columns at the left hold nothing but classes."""
    for column in range(min(width, _MOST_CLASSES)):
        printed = [line[column] for line in lines if not line[column].blank]
        if sum(is_level(c.text) for c in printed) * 2 < len(printed):
            return column
    return min(width, _MOST_CLASSES)


def _columns(form: tuple[Meaning, ...], classes: int, width: int) -> tuple[Meaning, ...] | None:
    """Return a form's columns behind those of the classes where the table is as wide, else None."""
    room = width - classes
    if room == len(form):
        return (*[Meaning.LEVEL] * classes, *form)
    if room == len(form) - 1:
        return (*[Meaning.LEVEL] * classes, *form[:-1])
    return None


def _worth(shape: Shape) -> tuple[int, int]:
    return shape.strong, len(shape.rows)

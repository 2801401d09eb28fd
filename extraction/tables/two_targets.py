"""The overall goal of a project beside the goals of its indicators (年度目标 | 一级指标 | … | 指标值).

A column headed like a goal that stands before all classes and names and holds running words tells what the
project as a whole is to reach. It is no goal of the indicator in its row, which another column gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extraction.tables.cells import EMPTY, Kind
from extraction.tables.grid import Grid
from extraction.tables.model import Column, Meaning

_NAMING = frozenset({Meaning.LEVEL, Meaning.NAME, Meaning.GROUP})
_LONGEST_VALUE = 24


def overall_goals(columns: Sequence[Column], grid: Grid, body: tuple[int, ...]) -> list[Column]:
    """Return the columns with those of overall goals told from those of values."""
    targets = [c.index for c in columns if c.meaning is Meaning.TARGET]
    first = min((c.index for c in columns if c.meaning in _NAMING), default=0)
    if not any(i > first for i in targets):
        return list(columns)
    return [
        replace(c, meaning=Meaning.GOAL)
        if c.meaning is Meaning.TARGET and c.index < first and _in_words(c, grid, body)
        else c
        for c in columns
    ]


def _in_words(column: Column, grid: Grid, body: tuple[int, ...]) -> bool:
    cells = [c for c in grid.column(column.index, body) if c.kind not in EMPTY]
    words = [
        c for c in cells if c.kind in (Kind.TEXT, Kind.PROSE) and len(c.plain) > _LONGEST_VALUE
    ]
    return 2 * len(words) > len(cells)

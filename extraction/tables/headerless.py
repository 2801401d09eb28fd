"""Indicator rows of a table that has no header: their columns are told by what the cells are (无表头的指标表)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.tables.cells import CellText, Kind
from extraction.tables.column_evidence import is_compared, mark_of
from extraction.tables.columns import by_content
from extraction.tables.grid import Grid
from extraction.tables.joint_roles import decide
from extraction.tables.model import ASSESSED, Column, Meaning
from extraction.tables.shapes import measure
from extraction.tables.vocabulary import header_meaning, is_level


@dataclass(frozen=True, slots=True)
class Headerless:
    """The rows of a table that give indicators, and what its columns hold in them."""

    rows: tuple[int, ...]
    columns: tuple[Column, ...]


def headerless_rows(
    grid: Grid, body: Sequence[int], known: Mapping[int, Meaning] | None = None
) -> Headerless | None:
    """Return the indicator rows among `body` and their columns, None where too few rows agree in shape.

    A class of indicators has to stand in one of the rows, weights and marks have to prove each other, or headers
    (`known`) have to say what the rows are: figures of other tables agree in shape as well.
    """
    lines = [tuple(grid.rows[row]) for row in body]
    codes = {
        i: Meaning.CODE
        for i in range(grid.width)
        if _long_codes(grid, body, Column(i, Meaning.OTHER))
    }
    decision = decide(lines, {**codes, **(known or {})})
    if decision is None:
        return None
    agreed = [i for i in decision.shape.rows if not _heads(lines[i], decision.meanings)]
    if not agreed:
        return None
    first, last = agreed[0], agreed[-1]
    while first > 0 and _classed(lines[first - 1], decision.meanings):
        first -= 1
    while last + 1 < len(lines) and _classed(lines[last + 1], decision.meanings):
        last += 1
    rows = tuple(body[first : last + 1])
    classed = any(is_level(c.text) for i in rows for c in grid.printed(i))
    cells = [lines[i] for i in agreed]
    if not (classed or decision.scored or _told(known or {}, cells, decision.meanings)):
        return None
    meanings = decision.meanings
    if Meaning.ACTUAL not in meanings:  # words beside goals explain them, no result is told
        meanings = tuple(Meaning.CRITERIA if m is Meaning.NOTE else m for m in meanings)
    return Headerless(rows, tuple(_column(i, m) for i, m in enumerate(meanings)))


def _classed(line: Sequence[CellText], meanings: Sequence[Meaning]) -> bool:
    """Tell whether a row beside those that agree has its classes where they have them (效益 | 经济效益 | 不适用)."""
    classes = [c for c, m in zip(line, meanings, strict=True) if m is Meaning.LEVEL and not c.blank]
    return bool(classes) and all(is_level(c.text) for c in classes)


def _heads(line: Sequence[CellText], meanings: Sequence[Meaning]) -> bool:
    """Tell whether a row is a header that nobody knows: other words stand where rows have their class."""
    classes = [c for c, m in zip(line, meanings, strict=True) if m is Meaning.LEVEL and not c.blank]
    return bool(classes) and not any(is_level(c.text) for c in classes)


def _told(
    known: Mapping[int, Meaning], lines: Sequence[Sequence[CellText]], found: Sequence[Meaning]
) -> bool:
    """Tell whether headers say that the rows are indicators; a name and marks do where goals have comparators."""
    said = set(known.values())
    if len({Meaning.NAME, Meaning.TARGET, Meaning.ACTUAL} & said) > 1:
        return True
    if Meaning.NAME not in said or not {Meaning.WEIGHT, Meaning.SCORE} & said:
        return False
    goals = [c for line in lines for c, m in zip(line, found, strict=True) if m is Meaning.TARGET]
    valued = [c for c in goals if measure(c.plain) is not None]
    return bool(valued) and 2 * sum(is_compared(c) for c in valued) > len(valued)


def _column(index: int, meaning: Meaning) -> Column:
    return Column(index, meaning, rank=min(index + 1, 2) if meaning is Meaning.LEVEL else 0)


_SURE = frozenset(
    {
        *ASSESSED,
        Meaning.LEVEL,
        Meaning.NAME,
        Meaning.OPERATOR,
        Meaning.UNIT,
        Meaning.NOTE,
        Meaning.CRITERIA,
        Meaning.STATUS,
        Meaning.RATE,
        Meaning.ORDINAL,
        Meaning.CODE,
    }
)
"""What a header's words say for sure of a column of indicators."""
_FIGURES = frozenset({Meaning.AMOUNT, Meaning.COUNT, Meaning.CHANGE, Meaning.GOAL})
_CLASSES = 2
"""How many levels of classes there are above the indicators."""
_AIMS = frozenset({Meaning.TARGET, Meaning.ACTUAL})


def with_joint_roles(
    grid: Grid, body: Sequence[int], columns: tuple[Column, ...]
) -> tuple[Column, ...]:
    """Return the columns with the parts that rows decide together where headers leave some of them open.

    Columns whose headers name amounts are figures and stay as they are.
    """
    said = {c.index: header_meaning(c.path[-1]) for c in columns if c.path}
    told = [m.meaning for m in said.values() if m is not None]
    open_ones = [i for i, m in said.items() if m is None or m.meaning not in _SURE]
    whole = {*_AIMS, Meaning.NAME} <= {c.meaning for c in columns}
    if whole or not open_ones or any(m in _FIGURES for m in told):
        return columns
    known = {
        c.index: Meaning.NAME if c.rank > _CLASSES and not _holds_classes(grid, body, c) else m
        for c in columns
        if said.get(c.index) and (m := c.meaning) in _SURE
    }
    known |= {i: Meaning.OTHER for i in open_ones if columns[i].period is not None}
    found = headerless_rows(grid, body, known)
    if found is None:
        return columns
    pairs = zip(columns, found.columns, strict=True)
    return tuple(replace(c, meaning=j.meaning, rank=c.rank or j.rank) for c, j in pairs)


def _holds_classes(grid: Grid, body: Sequence[int], column: Column) -> bool:
    cells = _printed(grid, tuple(body), column)
    return 2 * sum(is_level(c.text) for c in cells) > len(cells)


def goals_without_header(grid: Grid, body: tuple[int, ...]) -> tuple[Column, ...] | None:
    """Return the columns of rows that give class, name and goal without a header, else None.

    One or two columns of class names, then one of words, then one of which half has numbers, and perhaps the
    weights or longer words that explain; blank columns and codes before the classes tell nothing.
    """
    columns = [
        by_content(Column(i, Meaning.OTHER), grid.column(i, body)) for i in range(grid.width)
    ]
    columns = [
        c if not _long_codes(grid, body, c) else replace(c, meaning=Meaning.CODE) for c in columns
    ]
    told = [c for c in columns if c.meaning not in _NUMBERING and _printed(grid, body, c)]
    levels = [k for k, c in enumerate(told) if c.meaning is Meaning.LEVEL]
    if not levels or levels[-1] > 1:
        return None
    rest = told[levels[-1] + 1 :]
    if len(rest) not in (2, 3):
        return None
    names, goals = (_printed(grid, body, c) for c in rest[:2])
    beside = _beside(grid, body, rest, goals) if len(levels) > 1 else None
    if len(rest) > 2 and beside is None:
        return None
    valued = sum(any(ch.isdigit() for ch in c.plain) and c.kind is not Kind.PROSE for c in goals)
    if len(names) != len(body) or len(goals) != len(body):
        return None
    if beside is not Meaning.WEIGHT and 2 * valued < len(
        [c for c in goals if c.kind is not Kind.DASH]
    ):
        return None
    found = {rest[0].index: Meaning.NAME, rest[1].index: Meaning.TARGET}
    if beside is not None:
        found[rest[2].index] = beside
    return tuple(replace(c, meaning=found.get(c.index, c.meaning)) for c in columns)


_NUMBERING = frozenset({Meaning.CODE, Meaning.ORDINAL})
_CODE_LIKE = re.compile(r"\d{12,}")
_SHORTEST_WORDS = 6


def _printed(grid: Grid, body: tuple[int, ...], column: Column) -> list[CellText]:
    return [c for c in grid.column(column.index, body) if not c.blank]


def _long_codes(grid: Grid, body: Sequence[int], column: Column) -> bool:
    """Tell whether a column holds codes of twelve digits and more alone."""
    cells = _printed(grid, tuple(body), column)
    return bool(cells) and all(_CODE_LIKE.fullmatch(c.plain) for c in cells)


def _beside(
    grid: Grid, body: tuple[int, ...], rest: Sequence[Column], goals: Sequence[CellText]
) -> Meaning | None:
    """Return what stands behind name and goal: bare numbers are weights, longer words explain, else None."""
    if len(rest) < 3:
        return None
    cells = _printed(grid, body, rest[2])
    if len(cells) == len(body) and all(mark_of(c) is not None for c in cells):
        return Meaning.WEIGHT
    words = [c for c in cells if c.kind in (Kind.TEXT, Kind.PROSE)]
    told = [c for c in goals if c.kind is not Kind.DASH]
    if len(words) < len(told) or not told:
        return None
    long = sum(len(c.plain) for c in words) / len(words)
    longer = long >= _SHORTEST_WORDS and long > sum(len(c.plain) for c in told) / len(told)
    return Meaning.CRITERIA if longer else None

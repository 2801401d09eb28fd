"""Reads a sample report: one light source from which every format is written.

    +++
    title = "…"            document title
    dump = "rows"          how the text dump writes tables: "rows" tab-separated, "cells" one a line
    +++
    # heading              title, ## section; any other line that is not blank is a paragraph
    | a | b | <  |         a table row; < merges with the cell to the left, ^ with the one above
    ===EQUATIONS===        then the equations of the annotation guidelines

Text and cells carry the inline marks of the guidelines (⟦LABEL id>links|text⟧).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.inline import SEPARATOR
from extraction.errors import MarkupError

_FENCE = "+++"
_MARK = re.compile(r"⟦[^|⟦⟧]*\|([^⟦⟧]*)⟧")


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (level 1 is the title) or, with level 0, a paragraph; `marked` carries the marks."""

    marked: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A table cell at its 0-based place; `marked` carries the marks."""

    row: int
    column: int
    marked: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its merged cells."""

    rows: int
    columns: int
    cells: tuple[GridCell, ...]

    def starts(self) -> dict[tuple[int, int], GridCell]:
        """Return the cells by the place of their top left corner."""
        return {(c.row, c.column): c for c in self.cells}

    def owners(self) -> dict[tuple[int, int], GridCell]:
        """Return for every place the cell that covers it."""
        return {
            (r, k): c
            for c in self.cells
            for r in range(c.row, c.row + c.row_span)
            for k in range(c.column, c.column + c.column_span)
        }


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample report; `equations` are lines as in the guidelines."""

    slug: str
    title: str
    dump: str
    blocks: tuple[Line | Grid, ...]
    equations: tuple[str, ...]


def plain(marked: str) -> str:
    """Return text without its marks."""
    return _MARK.sub(r"\1", marked)


def read_sample(path: Path) -> Sample:
    """Read one sample file.

    Raises:
        MarkupError: its front matter is missing, or a table's rows differ in length.
    """
    return parse_sample(path.read_text(encoding="utf-8"), path.stem)


def parse_sample(text: str, slug: str) -> Sample:
    """Read a sample from its source text; `slug` is what it is called.

    Raises:
        MarkupError: as in `read_sample`.
    """
    parts = text.split(f"{_FENCE}\n", 2)
    if len(parts) != 3 or parts[0]:
        raise MarkupError(f"{slug}: expected front matter between two lines of {_FENCE}")
    head = tomllib.loads(parts[1])
    body, _, tail = parts[2].partition(SEPARATOR)
    blocks = tuple(_blocks(body, slug))
    equations = tuple(line.strip() for line in tail.splitlines() if line.strip())
    return Sample(slug, head["title"], head["dump"], blocks, equations)


def _blocks(body: str, slug: str) -> Iterator[Line | Grid]:
    rows: list[list[str]] = []
    for line in (*body.splitlines(), ""):
        if line.startswith("|"):
            rows.append(_split(line))
            continue
        if rows:
            yield _grid(rows, slug)
            rows = []
        match = re.match(r"(#+) (.*)", line)
        if match:
            yield Line(match[2], len(match[1]))
        elif line.strip():
            yield Line(line)


def _split(line: str) -> list[str]:
    """Cut a row at its bars; those inside marks do not count."""
    inner = line.strip().removeprefix("|").removesuffix("|")
    cells, depth = [""], 0
    for c in inner:
        depth += (c == "⟦") - (c == "⟧")
        if c == "|" and not depth:
            cells.append("")
        else:
            cells[-1] += c
    return [c.strip() for c in cells]


def _grid(rows: list[list[str]], slug: str) -> Grid:
    width = len(rows[0])
    if any(len(row) != width for row in rows):
        raise MarkupError(f"{slug}: expected rows of {width} cells in the table at {rows[0][0]!r}")
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for k, text in enumerate(row):
            merged = {"<": (r, k - 1), "^": (r - 1, k)}.get(text)
            owner[r, k] = (r, k) if merged is None else owner[merged]
    cells = []
    for start in sorted(set(owner.values())):
        covered = [place for place, first in owner.items() if first == start]
        height = max(r for r, _ in covered) - start[0] + 1
        extent = max(k for _, k in covered) - start[1] + 1
        cells.append(GridCell(*start, rows[start[0]][start[1]], height, extent))
    return Grid(len(rows), width, tuple(cells))

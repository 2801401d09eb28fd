"""Table rows that hold several entries, one a line in every cell, are split into rows of their own.

People who fill in forms put several indicators into one row: three lines of names, three of targets,
three of results. Such a row is split where at least three cells have the same number of lines and at
least two of them hold a value on every line; cells of one line belong to all the new rows.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extraction.lexicon.comparators import before_pattern
from extraction.loading.blocks import BlockCell

_VALUE = re.compile(
    rf"\s*(?:{before_pattern()}|±)*\s*[-+]?[\d０-９][\d０-９.,，]*\s*[^\d\s，。；;]{{0,8}}\s*\Z|\s*[-—－/]+\s*\Z"
)
_FEWEST_CELLS = 3
_FEWEST_VALUES = 2


def split_lined_rows(cells: Sequence[BlockCell]) -> tuple[BlockCell, ...]:
    """Return the cells with every row of lined entries split; the rows below move down."""
    by_row: dict[int, list[BlockCell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    counts = {row: _entries(members) for row, members in by_row.items()}
    if all(count == 1 for count in counts.values()):
        return tuple(cells)
    last = max(c.row + c.row_span for c in cells)
    tops = list(itertools.accumulate((counts.get(r, 1) for r in range(last)), initial=0))
    made: list[BlockCell] = []
    for cell in cells:
        height = tops[cell.row + cell.row_span] - tops[cell.row]
        made += _placed(cell, tops[cell.row], counts[cell.row], height)
    return tuple(made)


def _placed(cell: BlockCell, row: int, count: int, height: int) -> list[BlockCell]:
    lines = cell.lines if cell.row_span == 1 else ()
    if count > 1 and len(lines) == count:
        return [replace(cell, row=row + k, blocks=(line,)) for k, line in enumerate(lines)]
    return [replace(cell, row=row, row_span=height)]


def _entries(cells: Sequence[BlockCell]) -> int:
    """Return how many entries the row holds, 1 where its lines are those of running text."""
    lined = [c for c in cells if c.row_span == 1 and len(c.lines) > 1]
    if len(lined) < _FEWEST_CELLS:
        return 1
    count, same = Counter(len(c.lines) for c in lined).most_common(1)[0]
    if same < max(_FEWEST_CELLS, len(lined)):
        return 1
    valued = [c for c in lined if all(_VALUE.match(line.text) for line in c.lines)]
    named = [c for c in lined if all(len(line.text.strip()) >= 2 for line in c.lines)]
    enough = len(valued) >= _FEWEST_VALUES and len(named) > sum(c in valued for c in named)
    return count if enough else 1

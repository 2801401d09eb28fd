"""Tasks that are goals: 目标任务 and 工作目标 beside results hold values, not names (民生实事任务表).

项目名称 | 目标任务 | 实际完成情况: the project is what is measured, the task its goal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.tables.cells import Kind
from extraction.tables.grid import Grid
from extraction.tables.model import Column, Meaning

_TASKS = frozenset({"目标任务", "工作目标", "任务目标", "年度目标任务", "年度任务"})
_VALUE = re.compile(
    r"(?:不低于|不少于|不超过|[≥≤＞＜><])?\s*\d[\d,，.]*\s*[^\d\s，,。；;]{0,6}(?:以上|以下)?"
)


def tasks_as_goals(columns: Sequence[Column], grid: Grid, body: tuple[int, ...]) -> list[Column]:
    """Return the columns with a column of tasks in numbers as goals, and the one to their left as names."""
    held = {c.meaning for c in columns}
    found = list(columns)
    if Meaning.ACTUAL not in held or held & {Meaning.TARGET, Meaning.LEVEL}:
        return found
    for i, column in enumerate(columns):
        left = next(
            (c for c in columns[:i][::-1] if c.meaning in (Meaning.LABEL, Meaning.NAME)), None
        )
        if left is None or not column.path or column.path[-1] not in _TASKS:
            continue
        cells = [
            c for c in grid.column(column.index, body) if c.kind not in (Kind.BLANK, Kind.DASH)
        ]
        valued = sum(_VALUE.fullmatch(c.plain) is not None for c in cells)
        if len(cells) > 1 and 4 * valued >= 3 * len(cells):
            found[i] = replace(column, meaning=Meaning.TARGET)
            found[left.index] = replace(left, meaning=Meaning.NAME)
            break
    return found

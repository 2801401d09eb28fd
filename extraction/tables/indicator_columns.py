"""Which columns name the indicators of a table, and what their groups, plans and results stand for in it (指标栏)."""

from __future__ import annotations

from dataclasses import replace

from extraction.span import Span
from extraction.tables.cells import EMPTY, CellText, Kind
from extraction.tables.grid import Grid
from extraction.tables.labels import bracketed_marks
from extraction.tables.model import ASSESSED, Column, Meaning
from extraction.tables.task_columns import tasks_as_goals
from extraction.tables.two_targets import overall_goals
from extraction.tables.vocabulary import is_generic, is_level, is_total, plain_header, tells_content

_PLANNED = frozenset({Meaning.TARGET, Meaning.ACTUAL})
_NAMES_RANK = 3
_FEWEST_NAMES = 2


def resolve_groups(columns: list[Column], grid: Grid, body: tuple[int, ...]) -> list[Column]:
    """Decide which column names the indicators, and what 绩效指标 or 绩效目标 stand for here."""
    if not any(c.meaning in ASSESSED for c in columns):
        return _weighed_in_brackets(columns, grid, body)
    columns = overall_goals(columns, grid, body)
    columns = tasks_as_goals(_verdicts(columns, grid, body), grid, body)
    columns = _named_before_content(columns, grid, body)
    if not any(c.meaning in (Meaning.NAME, Meaning.LEVEL, Meaning.GROUP) for c in columns):
        return _named_by_label(columns, grid, body)
    named = any(c.meaning is Meaning.NAME for c in columns)
    ranked = [c for c in columns if c.meaning is Meaning.LEVEL]
    for i, column in enumerate(columns):
        if column.meaning is not Meaning.GROUP:
            continue
        levels_right = any(c.meaning in (Meaning.LEVEL, Meaning.NAME) for c in columns[i + 1 :])
        if levels_right:
            cells = [c for c in grid.column(i, body) if not c.blank]
            if not ranked and any(is_level(c.text) and c.cell.row in body for c in cells):
                columns[i] = replace(column, meaning=Meaning.LEVEL, rank=1)
            continue
        deepest = max((c.rank for c in ranked), default=0)
        third = max(ranked, key=lambda c: c.rank, default=None)
        if third is not None and deepest >= 3 and not named and _classes_only(third, grid, body):
            columns[i] = replace(column, meaning=Meaning.NAME)
            named = True
        elif named or deepest >= 3:
            if not any(c.meaning is Meaning.TARGET for c in columns):
                columns[i] = replace(column, meaning=Meaning.TARGET)
        else:
            columns[i] = replace(column, meaning=Meaning.NAME)
            named = True
    if not named and ranked:
        _name_deepest(columns, ranked, grid, body)
    return columns


def _weighed_in_brackets(columns: list[Column], grid: Grid, body: tuple[int, ...]) -> list[Column]:
    """Take the deepest level for the names where most of its cells tell their weight (管理制度健全性（20分）)."""
    ranked = [c for c in columns if c.meaning is Meaning.LEVEL]
    deepest = max(ranked, key=lambda c: c.rank, default=None)
    if deepest is None or deepest.rank < _NAMES_RANK:
        return columns
    cells = [c for c in grid.column(deepest.index, body) if not c.blank and not is_total(c.text)]
    weighed = sum(bracketed_marks(c.text, Span(0, len(c.text)))[1] is not None for c in cells)
    if len(cells) < _FEWEST_NAMES or 2 * weighed <= len(cells):
        return columns
    found = list(columns)
    found[deepest.index] = replace(deepest, meaning=Meaning.NAME)
    return found


def _named_before_content(columns: list[Column], grid: Grid, body: tuple[int, ...]) -> list[Column]:
    """Take 三级指标 for the names where 指标内容 behind it says what they are about; one of classes stays."""
    names = [c for c in columns if c.meaning is Meaning.NAME]
    deep = [c for c in columns if c.meaning is Meaning.LEVEL and c.rank > 2]
    if len(names) != 1 or not deep or not names[0].path or names[0].index < deep[-1].index:
        return columns
    if not tells_content(names[0].path[-1]) or _classes_only(deep[-1], grid, body):
        return columns
    found = list(columns)
    found[deep[-1].index] = replace(deep[-1], meaning=Meaning.NAME)
    found[names[0].index] = replace(names[0], meaning=Meaning.CRITERIA)
    return found


def _verdicts(columns: list[Column], grid: Grid, body: tuple[int, ...]) -> list[Column]:
    """Turn a column of words beside values into verdicts (完成值 | 完成情况, 自评: 完成)."""
    actual = [c for c in columns if c.meaning is Meaning.ACTUAL]
    heads = {plain_header(c.path[-1]) for c in actual if c.path}
    alike = len(heads) == 1  # 2024年完成 | 2023年完成
    if len(actual) > 1:
        for column in actual:
            told = column.path and column.path[-1].endswith(("情况", "结果", "与否", "完成"))
            if told and not (alike and _mostly_figures(grid.column(column.index, body))):
                columns[column.index] = replace(column, meaning=Meaning.STATUS)
        if not any(c.meaning is Meaning.ACTUAL for c in columns):
            columns[actual[0].index] = actual[0]
    for column in columns:
        cells = [c for c in grid.column(column.index, body) if c.kind not in EMPTY]
        words = bool(cells) and all(c.kind is Kind.TEXT and len(c.plain) <= 8 for c in cells)
        if (
            column.meaning is Meaning.SCORE
            and words
            and not any(ch.isdigit() for c in cells for ch in c.plain)
        ):
            columns[column.index] = replace(column, meaning=Meaning.STATUS)
    return columns


def _mostly_figures(cells: tuple[CellText, ...]) -> bool:
    printed = [c for c in cells if c.kind not in EMPTY]
    figures = sum(c.numeric or c.kind is Kind.QUANTITY for c in printed)
    return 2 * figures > len(printed)


def _named_by_label(columns: list[Column], grid: Grid, body: tuple[int, ...]) -> list[Column]:
    """Turn the label column into names of indicators, or of classes, where only marks stand beside.

    Plans and results in plain numbers beside a label (计划 | 实际 | 差额) are figures instead, unless they are marked.
    """
    marked = any(c.meaning in (Meaning.WEIGHT, Meaning.SCORE) and c.path for c in columns)
    plain = [
        c.numeric
        for column in columns
        if column.meaning in (Meaning.TARGET, Meaning.ACTUAL)
        for c in grid.column(column.index, body)
        if c.kind not in EMPTY
    ]
    if any(c.meaning is Meaning.GOAL for c in columns):
        return columns
    if plain and sum(plain) * 3 >= len(plain) * 2 and not marked:
        return [as_amount(c) for c in columns]
    if any(c.meaning is Meaning.AMOUNT and c.path for c in columns):
        return columns
    for i, column in enumerate(columns):
        if column.meaning is Meaning.LABEL:
            cells = [c for c in grid.column(i, body) if not c.blank and not is_total(c.text)]
            classes = sum(is_level(c.text) for c in cells)
            meaning = Meaning.LEVEL if 2 * classes > len(cells) else Meaning.NAME
            columns[i] = replace(column, meaning=meaning, rank=1)
            break
    return columns


def as_amount(column: Column) -> Column:
    """Return a column of plans or results as one of amounts, with its role, or of things (计划数量)."""
    if column.meaning in _PLANNED and column.path and column.path[-1].endswith("数量"):
        return replace(column, meaning=Meaning.COUNT)
    if column.meaning is Meaning.TARGET:
        return replace(column, meaning=Meaning.AMOUNT, role="budget")
    if column.meaning is Meaning.ACTUAL:
        return replace(column, meaning=Meaning.AMOUNT, role="actual")
    return column


def _classes_only(column: Column, grid: Grid, body: tuple[int, ...]) -> bool:
    cells = [c for c in grid.column(column.index, body) if not c.blank and not is_total(c.text)]
    return bool(cells) and 2 * sum(is_level(c.text) for c in cells) > len(cells)


def _name_deepest(
    columns: list[Column], ranked: list[Column], grid: Grid, body: tuple[int, ...]
) -> None:
    deepest = max(c.rank for c in ranked)
    last = max((c for c in ranked if c.rank == deepest), key=lambda c: c.index)
    cells = [c for c in grid.column(last.index, body) if not c.blank]
    only_classes = all(is_level(c.text) or is_generic(c.text) for c in cells)
    first_class = "一级" in (last.path[-1] if last.path else "")
    if (deepest >= 3 or not only_classes) and not first_class:
        columns[last.index] = replace(last, meaning=Meaning.NAME)

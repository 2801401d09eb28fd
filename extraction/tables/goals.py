"""Numbered goals in layout cells (预期目标 | 实际完成): each goal is an indicator of its own.

Goals that no numbers part are marked where the cell of results answers one of them at least; other prose
in such cells is left to the prose tagger.
"""

from __future__ import annotations

import re

from extraction.indicators.pairing import Account, answers, pair_values
from extraction.indicators.passages import Mode
from extraction.indicators.reading import read_values
from extraction.labels import Label
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.quantities import find_quantities
from extraction.quantities.folding import fold
from extraction.span import Span, trim
from extraction.tables.cells import CellText, Kind
from extraction.tables.emitter import Emitter, Place
from extraction.tables.grid import Grid
from extraction.tables.model import Block, Column, Meaning
from extraction.tables.values import actual_spans, only_quantity, split_name

_NUMBER = re.compile(
    r"(?:(?<=[\n；;。，,\s])|\A)\s*(?:(?:目标|任务|指标)\s*(?:\d{1,2}|[一二三四五六七八九十])\s*[:：、.．]"
    r"|\d{1,2}\s*[、.．](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])\s*"
)
_END = "。；;，, \t\n\r\u3000\xa0"
_ALL = re.compile(
    r"(?:所有|全部|各项)?(?:预期|年度|绩效|设定|既定)*目标[^，。；\d]{0,4}?(?P<verdict>(?:已?(?:全部|均|顺利|圆满|基本|按期)+)?(?:已)?(?:完成|实现|达成))\s*[。；]?\s*\Z"
    r"|(?P<plain>(?:已?(?:全部|均|顺利|圆满|基本|按期|如期)*(?:完成|实现|达成|达标)))\s*[。；]?\s*\Z"
)
_VERDICT = re.compile(r"((?:已|未|基本|全部|超额|按期)*(?:完成|实现|达成))[，,。]")
LONGEST_NAME = 40


def read_goals(grid: Grid, block: Block, emitter: Emitter) -> None:
    """Mark the numbered goals of `block` and what was achieved against each or all of them."""
    goals = [c for c in block.columns if c.meaning in (Meaning.GOAL, Meaning.TARGET) and c.header]
    results = [c for c in block.columns if c.meaning in (Meaning.ACTUAL, Meaning.STATUS)]
    printed = [
        c for c in results if any(not x.blank for x in grid.column(c.index, block.body_rows))
    ]
    actual = next(iter([*printed[::-1], *results]), None)
    for row in block.body_rows:
        for column in goals:
            cell = grid.rows[row][column.index]
            if actual is None or cell.cell.row != row or cell.kind not in (Kind.PROSE, Kind.TEXT):
                continue
            result = grid.rows[row][actual.index]
            if result is not cell:
                _goals(grid, row, (column, cell), (actual, result), emitter)


def numbered_parts(text: str, span: Span) -> list[Span]:
    """Return the parts that numbers begin (目标1：…；目标2：…), without number and closing stop."""
    surface = fold(span.of(text))
    marks = list(_NUMBER.finditer(surface))
    if not marks or marks[0].start() > 0:
        return []
    parts: list[Span] = []
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        end = after.start() if after is not None else len(surface)
        body = surface[mark.end() : end].rstrip(_END)
        parts.append(Span(span.start + mark.end(), span.start + mark.end() + len(body)))
    return [p for p in parts if len(p)]


def _goals(
    grid: Grid,
    row: int,
    goal: tuple[Column, CellText],
    result: tuple[Column, CellText],
    emitter: Emitter,
) -> None:
    text = emitter.document.text
    parts = numbered_parts(text, goal[1].span)
    if not parts:
        _told_goals(grid, row, goal, result, emitter)
        return
    if any(len(p) > 2 * LONGEST_NAME for p in parts):
        return
    found = _results(text, result[1], len(parts))
    if found is None and not result[1].blank:
        return
    idents: list[str] = []
    for part in parts:
        name, target = split_name(text, _plain_name(text, part))
        place = Place(grid.table, goal[1], row, (), goal[0].path)
        ident = emitter.mention(Label.INDICATOR, name, place)
        if target is not None:
            emitter.link(emitter.mention(Label.TARGET, target, place), ident)
        idents.append(ident)
    emitter.close(goal[1].span)
    emitter.close(result[1].span)
    place = Place(grid.table, result[1], row, (), result[0].path)
    for ident, (value, status) in zip(idents, found or (), strict=False):
        emitter.link(emitter.mention(Label.ACTUAL, value, place), ident)
        if status is not None:
            emitter.link(emitter.mention(Label.STATUS, status, place), ident)


def _told_goals(
    grid: Grid,
    row: int,
    goal: tuple[Column, CellText],
    result: tuple[Column, CellText],
    emitter: Emitter,
) -> None:
    """Mark goals that run on in a cell and the results in the other cell that are about the same."""
    text = emitter.document.text
    goals = [a for a in _told(text, goal[1].span, Mode.GOAL) if a.target is not None]
    open_ = [a for a in _told(text, result[1].span, Mode.RESULT) if a.actual is not None]
    pairs = []
    for account in goals:
        found = next((r for r in open_ if answers(text, account, r)), None)
        pairs.append((account, found))
        if found is not None:
            open_.remove(found)
    if not any(found for _, found in pairs):
        return
    for account, found in pairs:
        place = Place(grid.table, goal[1], row, (), goal[0].path)
        ident = emitter.mention(Label.INDICATOR, account.name, place)
        if account.target is not None:
            emitter.link(emitter.mention(Label.TARGET, account.target.span, place), ident)
        if found is not None and found.actual is not None:
            place = Place(grid.table, result[1], row, (), result[0].path)
            emitter.link(emitter.mention(Label.ACTUAL, found.actual.span, place), ident)


def _told(text: str, span: Span, mode: Mode) -> list[Account]:
    quantities = tuple(find_quantities(text, span.start, span.end))
    return pair_values(text, read_values(text, span, quantities, mode))


def _plain_name(text: str, part: Span) -> Span:
    """Drop the verb that asks for the goal (确保, 实现): the name begins behind it."""
    match = re.match(rf"(?:确保|力争)\s*(?:{YEAR_DIGITS}年度?)?", part.of(text))
    tail = re.split(r"，(?=实现|确保|使)", part.of(text))[0]
    start = part.start + (match.end() if match else 0)
    end = part.start + len(tail)
    numbered = any(ch.isdigit() for ch in text[start:end])
    return trim(text, Span(start, end if numbered and end > start else part.end))


def _results(text: str, cell: CellText, count: int) -> list[tuple[Span, Span | None]] | None:
    """Return what was achieved of each of `count` goals, None where the cell does not tell apart."""
    match = _ALL.match(cell.text)
    if match is not None and len(cell.plain) <= 20:
        group = "verdict" if match.group("verdict") else "plain"
        span = Span(cell.span.start + match.start(group), cell.span.start + match.end(group))
        return [(span, None)] * count
    parts = numbered_parts(text, cell.span) or _clauses(text, cell.span)
    return [_result(text, p) for p in parts] if len(parts) == count else None


def _clauses(text: str, span: Span) -> list[Span]:
    """Return the clauses that semicolons or line ends part."""
    pieces = re.finditer(r"[^；;\n]+", span.of(text))
    spans = (Span(span.start + m.start(), span.start + m.end()) for m in pieces)
    return [trim(text, s) for s in spans if s.of(text).strip(_END)]


def _result(text: str, part: Span) -> tuple[Span, Span | None]:
    verdict = _VERDICT.match(part.of(text))
    if verdict is not None:
        return Span(part.start, part.start + verdict.end(1)), None
    found = only_quantity(text, part)
    return (found, None) if found is not None else actual_spans(text, part)

"""The rows of a glued account: one path through all characters that costs least (整表切分)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.loading.dumps.glued_accounts.cells import (
    LONGEST_NAME,
    TEMPLATE,
    TWICE,
    cell_ends,
    class_end,
    content_end,
    goal_met,
    heads_class,
    is_explained,
    is_unit,
    listed_class_end,
    next_row,
    twice,
)
from extraction.loading.dumps.glued_accounts.compact import Compact
from extraction.loading.dumps.glued_accounts.lines import Lines
from extraction.loading.dumps.template import TemplateColumn, skip_cost
from extraction.tables.model import Meaning

_ANYWHERE = Lines()
_BEAM = 24
_SIGNS = frozenset("≥≤><=")
_SKIPPED = 3.0
_SKIPPED_EACH = 0.12
_VALUES = frozenset({Meaning.TARGET, Meaning.ACTUAL})
_RATED = re.compile(r"(?<=率)[≥≤><=]*\d+(?:\.\d+)?%")
"""The share that a rate comes to: its name ends before it."""
_GOAL = re.compile(r"[≥≤><=]\d")
_REPEATED = re.compile(r"([\u4e00-\u9fff]{2,})\1")
"""A goal, and words that stand there twice: no name holds them."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_UNIT_OF = re.compile(r"[^\d.,≥≤><=]*\Z")
_NAME_STARTS = re.compile(r"[\u4e00-\u9fffA-Za-z(“《★*]|\d+(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class GluedRow:
    """A row: the ends of its cells by column (compact offsets), its end and its price."""

    cells: tuple[tuple[int, int, int], ...]
    end: int
    price: float

    def words(self, plain: str, column: int) -> str:
        """Return what the cell of a column holds, empty where it has none."""
        return next((plain[a:b] for c, a, b in self.cells if c == column), "")


def glued_rows(
    plain: str,
    start: int,
    stop: int,
    columns: Sequence[TemplateColumn],
    lines: Lines = _ANYWHERE,
) -> list[GluedRow]:
    """Return the rows of the cheapest path from `start` to `stop`; stretches that no row fits are skipped."""
    best: dict[int, float] = {start: 0.0}
    back: dict[int, tuple[int, GluedRow | None]] = {}
    for place in range(start, stop):
        if place not in best:
            continue
        for end, price, row in _steps(plain, place, stop, columns, lines):
            value = best[place] + price + (lines.price(place, end) if row is not None else 0.0)
            if value < best.get(end, float("inf")):
                best[end] = value
                back[end] = (place, row)
    rows: list[GluedRow] = []
    place = stop
    while place > start and place in back:
        place, row = back[place]
        if row is not None:
            rows.append(row)
    return rows[::-1]


def _steps(
    plain: str, place: int, stop: int, columns: Sequence[TemplateColumn], lines: Lines
) -> Iterator[tuple[int, float, GluedRow | None]]:
    if template := TEMPLATE.match(plain, place):
        yield template.end(), 0.0, None
    if (level := class_end(plain, place)) is not None and level <= stop:
        yield level, 0.3, None
    line = min(lines.end_behind(place), stop)
    skipped = min(next_row(plain, place + 1, stop), line if line > place else stop)
    yield skipped, _SKIPPED + _SKIPPED_EACH * (skipped - place), None
    within = rows_at(plain, place, line, columns) if line > place else []
    for row in within or rows_at(plain, place, stop, columns):
        yield row.end, row.price, row


def rows_at(plain: str, place: int, stop: int, columns: Sequence[TemplateColumn]) -> list[GluedRow]:
    """Return the readings of the row that begins at `place`, one for each end."""
    found = [GluedRow((), place, 0.0)]
    for index, column in enumerate(columns):
        longer = [
            made for row in found for made in _extended(plain, row, index, column, columns, stop)
        ]
        reach = len(longer) if column.meaning is Meaning.NOTE else _BEAM
        found = sorted(longer, key=lambda row: row.price)[:reach]
        if not found:
            return []
    ends: dict[int, GluedRow] = {}
    for row in found:
        if _measures(row, columns):
            whole = replace(row, price=row.price + _agreement(plain, row, columns))
            if row.end not in ends or whole.price < ends[row.end].price:
                ends[row.end] = whole
    return list(ends.values())


def _extended(
    plain: str,
    row: GluedRow,
    index: int,
    column: TemplateColumn,
    columns: Sequence[TemplateColumn],
    stop: int,
) -> Iterator[GluedRow]:
    """Yield the row with its next cell read in every way, or left out."""
    if any(c >= index for c, _, _ in row.cells):
        yield row
        return
    if column.meaning is Meaning.NAME:
        following = columns[index + 1].meaning if index + 1 < len(columns) else None
        yield from _named(plain, row, index, stop, explained=following is Meaning.CRITERIA)
        return
    yield replace(row, price=row.price + skip_cost(column))
    if column.meaning in (Meaning.LEVEL, Meaning.GROUP):
        end = class_end(plain, row.end)
        if end is not None and end <= stop:
            yield _with(row, index, end, 0.0)
        return
    if column.meaning is Meaning.CRITERIA and row.cells and row.cells[-1][0] == index - 1:
        start = row.cells[-1][1]
        if is_explained(plain, start, row.end):
            end = content_end(plain, row.end, stop)
            yield _with(row, index, end, 0.02 * (end - row.end))
    for end, price in cell_ends(plain, row.end, stop, column.meaning):
        if end <= stop:
            yield _with(row, index, end, price)
    after = _result_behind(index, columns)
    if after is not None:
        for length in twice(plain, row.end, stop):
            middle = row.end + length
            price = 0.1 if length > 1 else 0.9
            yield _with(_with(row, index, middle, price), after, middle + length, 0.0)


def _result_behind(index: int, columns: Sequence[TemplateColumn]) -> int | None:
    """Return the column of results right behind that of goals, a column of units between them at most."""
    behind = [c.meaning for c in columns[index + 1 : index + 3]]
    if columns[index].meaning is not Meaning.TARGET or Meaning.ACTUAL not in behind:
        return None
    after = index + 1 + behind.index(Meaning.ACTUAL)
    return after if after == index + 1 or behind[0] is Meaning.UNIT else None


def _named(
    plain: str, row: GluedRow, index: int, stop: int, *, explained: bool
) -> Iterator[GluedRow]:
    place = row.end
    template = TEMPLATE.match(plain, place)
    if template is not None:
        place = template.end()
    if not _NAME_STARTS.match(plain, place) or heads_class(plain, place):
        return
    if goal_met().match(plain, place) or _within_digits(plain, place):
        return
    last = min(stop, place + LONGEST_NAME)
    for said in (TWICE, goal_met(), _RATED, _GOAL, _REPEATED):
        if (found := said.search(plain, place, last)) is not None:
            last = found.start() + 1
    inside = listed_class_end(plain, place) or 0  # 产出成本 is a class, 产出 in it no name
    for end in range(max(place + 2, inside), last + 1):
        if class_end(plain, end - 1) is not None and end - 1 > place:
            return
        if (
            end == last
            or plain[end - 1] in _SIGNS
            or not (_may_end(plain, end, stop) or (explained and is_explained(plain, place, end)))
        ):
            continue
        digits = 0.7 if any(ch.isdigit() for ch in plain[place:end]) else 0.0
        if len(_HAN.findall(plain[place:end])) < 2 or is_unit(plain, place, end):
            continue
        price = digits + 0.02 * (end - place)
        yield GluedRow((*row.cells, (index, place, end)), end, row.price + price)


def _may_end(plain: str, end: int, stop: int) -> bool:
    """Tell whether a name may end here: a figure or words of a goal begin."""
    after = plain[end]
    if after.isdigit():
        return not plain[end - 1].isdigit()
    if after in _SIGNS:
        return True
    if any(length > 1 for length in twice(plain, end, stop)):
        return True
    return any(True for _ in cell_ends(plain, end, stop, Meaning.TARGET))


def _with(row: GluedRow, index: int, end: int, price: float) -> GluedRow:
    return GluedRow((*row.cells, (index, row.end, end)), end, row.price + price)


def _measures(row: GluedRow, columns: Sequence[TemplateColumn]) -> bool:
    held = {columns[c].meaning for c, _, _ in row.cells}
    return Meaning.NAME in held and bool(held & _VALUES)


def _agreement(plain: str, row: GluedRow, columns: Sequence[TemplateColumn]) -> float:
    """Return what the cells of a row say of each other: like goals and results, marks that do not exceed."""
    held = {columns[c].meaning: plain[a:b] for c, a, b in row.cells}
    total = 0.0
    target, actual = held.get(Meaning.TARGET), held.get(Meaning.ACTUAL)
    if target and actual:
        total -= 0.5 if target == actual else 0.2 * (_unit_of(target) == _unit_of(actual))
    weight, score = held.get(Meaning.WEIGHT), held.get(Meaning.SCORE)
    if weight and score:
        full, got = float(weight.rstrip("分")), float(score.rstrip("分"))
        total += 3.0 if got > full else -0.3 if got == full else 0.0
    return total


def _unit_of(value: str) -> str:
    found = _UNIT_OF.search(value)
    return found.group() if found else ""


def sure_cells(
    compacted: Compact, row: GluedRow, columns: Sequence[TemplateColumn]
) -> tuple[tuple[int, int, int], ...]:
    """Return the cells of a row without those that cut a run of digits on no other cell's word.

    `1020万元20万元10` is a mark of 10 and a goal of 20万元 because the result says 20万元 again; in `54`
    nothing says whether it is one mark or two, in `5 4` the blank does.
    """
    plain = compacted.plain
    held = {columns[c].meaning: plain[a:b] for c, a, b in row.cells}
    target = held.get(Meaning.TARGET, "")
    same_values = not target.isdigit() and target != "" and target == held.get(Meaning.ACTUAL)
    same_marks = bool(held.get(Meaning.WEIGHT)) and held[Meaning.WEIGHT] == held.get(Meaning.SCORE)
    if (same_values or same_marks) and not _within_digits(plain, row.end):
        return row.cells
    edges = {at for _, a, b in row.cells for at in (a, b)} - compacted.parted
    cut = {at for at in edges if _within_digits(plain, at)}
    over = {(a, b) for _, a, b in row.cells if any(a < at < b for at in compacted.parted)}
    return tuple(c for c in row.cells if not cut & {c[1], c[2]} and (c[1], c[2]) not in over)


def _within_digits(plain: str, at: int) -> bool:
    return plain[at - 1 : at].isdigit() and plain[at : at + 1].isdigit()

"""One-cell-a-line dumps in which a tab begins a cell and an empty line ends a row.

A cell may hold line breaks and even blank lines; a blank cell is a line with only a tab. Where a blank
line may end the row or only a paragraph of its last cell, the width of the rows around decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.rows import DumpRow, is_heading, make_row
from extraction.span import Span
from extraction.tables.cells import Kind
from extraction.tables.vocabulary import header_word

NEAR = 6
TAIL_CHARACTERS = 120
LABEL_TAIL = 60


@dataclass(frozen=True, slots=True)
class Fragment:
    """Cells up to an empty line; `gap` blank lines follow, `broken` where prose follows."""

    row: DumpRow
    lines: tuple[int, int]
    gap: int
    broken: bool


def is_cell(line: Line) -> bool:
    """Tell whether the line begins a cell: one tab, at its start."""
    return line.text.startswith("\t") and "\t" not in line.text[1:]


def _is_row(line: Line) -> bool:
    """Tell whether the line holds several cells, so that it belongs to another layout."""
    return "\t" in line.text and not is_cell(line)


def tab_cell_runs(text: str, lines: Sequence[Line]) -> list[tuple[list[DumpRow], tuple[int, int]]]:
    """Return runs of rows that make tables, each with the half-open range of lines it takes."""
    fragments = _join(_fragments(text, lines), text)
    runs: list[tuple[list[DumpRow], tuple[int, int]]] = []
    run: list[Fragment] = []
    for i, fragment in enumerate(fragments):
        if _unmarked(fragment.row):
            _close(run, runs)
            run = []
            continue
        if fragment.row.width >= 2 or (run and _band(fragments, i)):
            run.append(fragment)
        else:
            _close(run, runs)
            run = []
        if fragment.broken:
            _close(run, runs)
            run = []
    _close(run, runs)
    return runs


def _close(run: list[Fragment], runs: list[tuple[list[DumpRow], tuple[int, int]]]) -> None:
    while run and run[-1].row.width < 2:
        run = run[:-1]
    rows = [f.row for f in run]
    if len(rows) < 2 and not (rows and rows[0].width >= 4):
        return
    narrow = max(r.width for r in rows) == 2
    if narrow and not any(is_heading(r) or r.cells[-1].kind in _VALUES for r in rows):
        return
    runs.append((rows, (run[0].lines[0], run[-1].lines[1])))


_VALUES = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.QUANTITY})


def _unmarked(row: DumpRow) -> bool:
    """Tell whether a dump left out the row ends: header words in the midst of far more cells."""
    if row.width < 9:
        return False
    words = [header_word(c.text) is not None for c in row.cells[:12]]
    run = max((sum(words[k : k + 3]) for k in range(len(words) - 2)), default=0)
    return run == 3 and row.width >= 3 * sum(words)


def _band(fragments: list[Fragment], i: int) -> bool:
    """Tell whether a one-cell row divides the body of a table rather than titling the next one."""
    if i == 0 or i + 1 >= len(fragments) or fragments[i].broken or fragments[i].row.cells[0].blank:
        return False
    before, after = fragments[i - 1].row, fragments[i + 1].row
    return before.width == after.width >= 3 and not is_heading(after) and after.numbers > 0


def _fragments(text: str, lines: Sequence[Line]) -> list[Fragment]:
    found: list[Fragment] = []
    i = 0
    while i < len(lines):
        if not is_cell(lines[i]):
            i += 1
            continue
        i, fragment = _fragment(text, lines, i)
        found.append(fragment)
    return found


def _fragment(text: str, lines: Sequence[Line], first: int) -> tuple[int, Fragment]:
    """Read cells from line `first` to the empty line that ends them."""
    spans: list[Span] = []
    i = first
    while True:
        start, last = lines[i].span.start + 1, i
        i += 1
        while True:
            while i < len(lines) and not (lines[i].blank or is_cell(lines[i]) or _is_row(lines[i])):
                last = i
                i += 1
            gap = i
            while gap < len(lines) and lines[gap].blank:
                gap += 1
            blanks = gap - i
            if gap >= len(lines) or _is_row(lines[gap]):
                spans.append(Span(start, max(start, lines[last].span.end)))
                return gap, Fragment(make_row(text, spans), (first, last + 1), blanks, True)
            if is_cell(lines[gap]):
                break
            end = _tail(lines, gap)
            if end is None or not _belongs(text, lines, start, gap, end, spans):
                spans.append(Span(start, max(start, lines[last].span.end)))
                return gap, Fragment(make_row(text, spans), (first, last + 1), blanks, True)
            last, i = end - 1, end
        spans.append(Span(start, max(start, lines[last].span.end)))
        if blanks:
            return gap, Fragment(make_row(text, spans), (first, last + 1), blanks, False)
        i = gap


def _tail(lines: Sequence[Line], first: int) -> int | None:
    """Return the line after the paragraphs from `first` that run up to the next cell, if one comes."""
    i = last = first
    while i < len(lines) and not is_cell(lines[i]):
        if _is_row(lines[i]):
            return None
        if not lines[i].blank:
            last = i
        i += 1
    return last + 1 if i < len(lines) else None


def _belongs(
    text: str, lines: Sequence[Line], start: int, first: int, end: int, spans: list[Span]
) -> bool:
    """Tell whether paragraphs behind a blank line still belong to the cell that begins at `start`."""
    own = text[start : lines[first].span.start].strip()
    length = lines[end - 1].span.end - lines[first].span.start
    if end < len(lines) and is_cell(lines[end]):
        return len(spans) > 0 or length <= LABEL_TAIL
    if not own or own.replace(".", "").isdigit():
        return False
    if len(spans) == 1:
        return True
    return len(spans) >= 1 and length <= TAIL_CHARACTERS


def _join(fragments: list[Fragment], text: str) -> list[Fragment]:
    """Join a row that a blank line inside its cell has cut in two."""
    joined: list[Fragment] = []
    i = 0
    while i < len(fragments):
        here = fragments[i]
        after = fragments[i + 1] if i + 1 < len(fragments) else None
        if after is not None and not here.broken and _one_row(fragments, i):
            spans = [c.cell.span for c in (*here.row.cells, *after.row.cells)]
            row = make_row(text, spans)
            joined.append(Fragment(row, (here.lines[0], after.lines[1]), after.gap, after.broken))
            i += 2
            continue
        joined.append(here)
        i += 1
    return joined


def _one_row(fragments: list[Fragment], i: int) -> bool:
    here, after = fragments[i], fragments[i + 1]
    around = fragments[max(0, i - NEAR) : i] + fragments[i + 2 : i + 2 + NEAR]
    widths = Counter(f.row.width for f in around if f.row.width >= 3)
    width = here.row.width + after.row.width
    if widths.get(width, 0) < 2 or max(here.row.width, after.row.width) >= max(widths):
        return False
    if here.row.width < 2 or is_heading(after.row) or is_heading(here.row):
        return False
    if here.gap >= 2:
        return True
    full = [f.row for f in around if f.row.width == width]
    offset = here.row.width
    matched = sum(
        any(r.cells[offset + k].numeric for r in full)
        for k, c in enumerate(after.row.cells)
        if c.numeric
    )
    return (
        matched > 0 and matched == after.row.numbers and not any(c.numeric for c in here.row.cells)
    )

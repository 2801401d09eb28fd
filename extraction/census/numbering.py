"""Which numbers only count or name: 序号, 行次 and 栏次, parts of codes (类 款 项), pages of a contents list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from extraction.document import Table
from extraction.quantities.folding import fold

_Key = tuple[int, int]
_LONGEST = 4
_LEFTMOST = 2
"""Running numbers stand in one of the first columns."""
_SURE, _SURER = 4, 8
"""So many numbers that count up by one are line numbers wherever they begin, there and elsewhere."""
_PART = re.compile(r"\d{2,3}|\d{5}|\d{7}")
_ENTRY = re.compile(r"(?m)^[^\n\t]{0,80}[一-鿿）)》”][ \t.…·]{0,80}(\d{1,3})[ \t]*$")
_COUNTING_ROWS = frozenset({"栏次", "行次"})
_COUNTING_HEADER = re.compile(r"序号|行次|栏次|项次|顺序号")
_ENTRIES = 5
_LINES_APART = 4
"""Line breaks between two entries at most: names of parts stand between them, on lines of their own."""


def numbering_cells(text: str, table: Table) -> frozenset[_Key]:
    """Return row and column of the cells that count up by one, down a first column or along a row."""
    numbers = {
        (c.row, c.column): n for c in table.cells if (n := _number(c.span.of(text))) is not None
    }
    columns: dict[int, list[_Key]] = defaultdict(list)
    rows: dict[int, list[_Key]] = defaultdict(list)
    printed: dict[int, int] = defaultdict(int)
    for cell in table.cells:
        printed[cell.row] += bool(cell.span.of(text).strip())
    for key in sorted(numbers):
        columns[key[1]].append(key)
        rows[key[0]].append(key)
    found = set(_down(columns, numbers))
    found |= set(_headed(text, table, numbers))
    found |= set(_along(rows, numbers, printed))
    return frozenset(found)


def _headed(text: str, table: Table, numbers: dict[_Key, int]) -> Iterator[_Key]:
    """Yield the numbers of columns and rows that are said to count (序号, 栏次), wherever they begin."""
    headed: set[int] = set()
    rows = {c.row for c in table.cells if c.span.of(text).strip() in _COUNTING_ROWS}
    yield from (key for key in numbers if key[0] in rows)
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        if _COUNTING_HEADER.fullmatch("".join(cell.span.of(text).split())):
            headed.add(cell.column)
        elif cell.column in headed and (cell.row, cell.column) in numbers:
            yield cell.row, cell.column


def _number(surface: str) -> int | None:
    plain = fold(surface).strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= _LONGEST else None


def _down(columns: dict[int, list[_Key]], numbers: dict[_Key, int]) -> Iterator[_Key]:
    for column, keys in columns.items():
        for run in _counting(keys, numbers):
            begun = column <= _LEFTMOST and len(run) > 1 and numbers[run[0]] <= 1
            going_on = len(run) >= (_SURE if column <= _LEFTMOST else _SURER)
            yield from run if begun or going_on else ()


def _along(
    rows: dict[int, list[_Key]], numbers: dict[_Key, int], printed: dict[int, int]
) -> Iterator[_Key]:
    for row, keys in rows.items():
        for run in _counting(keys, numbers):
            if len(run) > 2 and len(run) >= printed[row] - 3:
                yield from run


def _counting(keys: Iterable[_Key], numbers: dict[_Key, int]) -> Iterator[list[_Key]]:
    """Yield the runs of cells in which every number is one more than the one before."""
    run: list[_Key] = []
    for key in keys:
        if run and numbers[key] != numbers[run[-1]] + 1:
            yield run
            run = []
        run.append(key)
    if run:
        yield run


def code_cells(text: str, table: Table) -> frozenset[_Key]:
    """Return row and column of the cells left of the names that hold parts of codes (103 | 06 | 01)."""
    columns: dict[int, dict[_Key, str]] = defaultdict(dict)
    for cell in table.cells:
        plain = fold(cell.span.of(text)).strip()
        if plain:
            columns[cell.column][cell.row, cell.column] = plain
    found: set[_Key] = set()
    for column in range(_LEFTMOST + 2):
        cells = columns.get(column, {})
        parts = {k: p for k, p in cells.items() if p.isascii() and _PART.fullmatch(p)}
        if 2 * len(parts) <= len(cells) or any(p.isdigit() for p in cells.values() if len(p) == 1):
            break
        padded = any(p[0] == "0" for p in parts.values())
        if not padded and not all(len(p) > 2 for p in parts.values()):
            break
        found |= parts.keys()
    names = any(not p.isdigit() for c in range(1, _LEFTMOST + 3) for p in columns[c].values())
    return frozenset(found) if names else frozenset()


def contents_numbers(text: str) -> frozenset[int]:
    """Return the ends of the page numbers of a contents list without leaders: lines that never fall."""
    found: set[int] = set()
    run: list[re.Match[str]] = []
    for match in _ENTRY.finditer(text):
        follows = bool(run) and text.count("\n", run[-1].end(), match.start()) <= _LINES_APART
        if follows and int(match[1]) >= int(run[-1][1]):
            run.append(match)
            continue
        found |= _ends(run)
        run = [match]
    return frozenset(found | _ends(run))


def _ends(run: list[re.Match[str]]) -> set[int]:
    risen = len({m[1] for m in run}) * 2 > len(run)
    return {m.end(1) for m in run} if len(run) >= _ENTRIES and risen else set()

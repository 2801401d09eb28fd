"""Rows of cells as a dump shows them, and how rows with too few cells lie over the columns.

A dump prints a merged cell once, so a row may have fewer cells than the table has columns. Such a row
is laid over the columns by the best match of its cells with what the full rows hold there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extraction.document import Cell, Table
from extraction.span import Span, hull
from extraction.tables.cells import CellText, Kind, read_cell
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import header_meaning, header_word, is_level, is_total

_NUMERIC_MEANINGS = frozenset(
    {Meaning.WEIGHT, Meaning.SCORE, Meaning.AMOUNT, Meaning.RATE, Meaning.COUNT, Meaning.CHANGE}
)
_HEADING = frozenset(Meaning) - {Meaning.AMOUNT, Meaning.RATE, Meaning.COUNT, Meaning.CHANGE}


@dataclass(frozen=True, slots=True)
class DumpRow:
    """One row: its cells from left to right, blank ones included (with an empty span).

    `cut` says that the dump may have dropped blank cells at the row's end.
    """

    cells: tuple[CellText, ...]
    cut: bool = False

    @property
    def width(self) -> int:
        """Number of cells the dump shows."""
        return len(self.cells)

    @property
    def numbers(self) -> int:
        """Number of cells that hold a bare number or a percentage."""
        return sum(c.numeric for c in self.cells)


@dataclass(frozen=True, slots=True)
class _Profile:
    """Shares of numeric, blank, class-name and running-text cells in a column of full rows."""

    numeric: float
    blank: float
    level: float
    percent: float
    known: bool


def make_row(text: str, spans: Sequence[Span]) -> DumpRow:
    """Read the cells at `spans`."""
    return DumpRow(tuple(read_cell(text, Cell(0, i, s)) for i, s in enumerate(spans)))


def is_heading(row: DumpRow) -> bool:
    """Tell whether a row of words begins a new block: it names columns and holds no number."""
    cells = [c for c in row.cells if not c.blank]
    if len(cells) < 2 or row.numbers or any(len(c.plain) > 40 for c in cells):
        return False
    words = [w for c in cells if (w := header_word(c.text))]
    if any(is_level(c.text) for c in cells) and len(words) < 3:
        return False
    strong = [w for w in words if w.meaning in _HEADING]
    known = [c for c in cells if header_meaning(c.text)]
    first = header_word(cells[0].text)
    if first and first.meaning in (Meaning.LABEL, Meaning.ORG, Meaning.CODE, Meaning.ORDINAL):
        return len(known) >= 2 or len(cells) >= 3
    return len(strong) >= 2 or (len(known) >= 3 and len(known) * 2 >= len(cells))


def build_table(ident: str, rows: Sequence[DumpRow]) -> Table:
    """Lay the rows out, block by block, and return the table."""
    cells: list[Cell] = []
    for top, block in _blocks(rows):
        width = max(r.width for r in block)
        for offset, places in enumerate(_lay_out(block, width)):
            row = block[offset]
            for cell, (start, end) in zip(row.cells, places, strict=True):
                cells.append(Cell(top + offset, start, cell.span, 1, end - start))
    printed = [c.cell.span for r in rows for c in r.cells]
    return Table(ident, hull(printed), tuple(cells))


def _blocks(rows: Sequence[DumpRow]) -> list[tuple[int, list[DumpRow]]]:
    """Cut at heading rows that follow a row of values; return each block with its first row's number."""
    blocks: list[tuple[int, list[DumpRow]]] = []
    for i, row in enumerate(rows):
        heading = is_heading(row) and i > 0 and not is_heading(rows[i - 1])
        if not blocks or heading:
            blocks.append((i, []))
        blocks[-1][1].append(row)
    return blocks


def _lay_out(rows: list[DumpRow], width: int) -> list[list[tuple[int, int]]]:
    profiles = _profiles(rows, width)
    first_numbers = next((i for i, r in enumerate(rows) if r.numbers), len(rows))
    heads = min(first_numbers, 1 + sum(1 for r in rows[1:first_numbers] if _header_like(r)))
    places: list[list[tuple[int, int]]] = [[] for _ in rows]
    for i in range(len(rows) - 1, -1, -1):
        row = rows[i]
        if row.width == width or (row.cut and not _merged(row, heads=i < heads)):
            places[i] = [(c, c + 1) for c in range(row.width)]
        elif i < heads and i + 1 < len(rows):
            below = _below(rows[i + 1], places[i + 1], width) if i + 1 < heads else None
            places[i] = _align(row, width, _header_score(row, profiles, below))
        else:
            places[i] = _align(row, width, _body_score(row, profiles, width))
    return places


def _merged(row: DumpRow, *, heads: bool) -> bool:
    """Tell whether a short row has merged cells rather than lost its last ones: headers and totals."""
    printed = [c for c in row.cells if not c.blank]
    if not printed:
        return False
    if heads and is_heading(row):
        return not _shows_blanks(row)
    return is_total(printed[0].text) and row.numbers > 0


def _shows_blanks(row: DumpRow) -> bool:
    """Tell whether a row prints the blank places of merged headers (预算数 | | | 执行数): its cells stand where they belong."""
    printed = [i for i, c in enumerate(row.cells) if not c.blank]
    return len(printed) <= printed[-1] - printed[0]


def _header_like(row: DumpRow) -> bool:
    printed = [c for c in row.cells if not c.blank]
    return bool(printed) and not any(is_level(c.text) for c in printed)


def _profiles(rows: list[DumpRow], width: int) -> list[_Profile]:
    full = [r for r in rows if r.width == width and not is_heading(r)]
    found: list[_Profile] = []
    for c in range(width):
        cells = [r.cells[c] for r in full]
        printed = [x for x in cells if not x.blank]
        count = max(1, len(printed))
        found.append(
            _Profile(
                sum(x.numeric or x.kind is Kind.DASH for x in printed) / count,
                1 - len(printed) / max(1, len(cells)),
                sum(is_level(x.text) for x in printed) / count,
                sum(x.kind is Kind.PERCENT for x in printed) / count,
                bool(printed),
            )
        )
    return found


def _below(row: DumpRow, places: list[tuple[int, int]], width: int) -> list[CellText | None]:
    """Return the cell of the next header row above each column, None where it is blank."""
    line: list[CellText | None] = [None] * width
    for cell, (start, end) in zip(row.cells, places, strict=True):
        for c in range(start, end):
            line[c] = None if cell.blank else cell
    return line


Score = Callable[[int, int, int], float]


def _header_score(
    row: DumpRow, profiles: list[_Profile], below: list[CellText | None] | None
) -> Score:
    def score(i: int, start: int, end: int) -> float:
        cell, span = row.cells[i], end - start
        total = -0.2 * (span - 1)
        if cell.blank:
            total -= 2.0 * (span - 1)
        if below is not None:
            total += _over(cell, below[start:end])
        return total + _fits(cell, profiles[start:end])

    return score


def _over(cell: CellText, below: list[CellText | None]) -> float:
    """Score a header over the cells below it: a wide one divides, a narrow one reaches down."""
    if len(below) == 1:
        if below[0] is None:
            return 1.0 if not cell.blank else 0.5
        return 0.3 if cell.blank else -0.5
    printed = [b for b in below if b is not None]
    shared = sum(any(ch in b.plain for ch in cell.plain) for b in printed)
    wide = 1.0 if cell.plain.rstrip(":：") in ("其中", "其 中") else 0.0
    return 1.0 * len(printed) - 1.0 * (len(below) - len(printed)) + 0.4 * shared + wide - 0.5


def _fits(cell: CellText, profiles: list[_Profile]) -> float:
    known = header_meaning(cell.text) if not cell.blank else None
    if known is None:
        return 0.0
    total = 0.0
    for p in profiles:
        if not p.known:
            continue
        if known.meaning in _NUMERIC_MEANINGS:
            total += 1.5 if p.numeric > 0.5 else -1.0
            if p.percent > 0.5:
                total += 1.0 if known.meaning is Meaning.RATE else -1.0
        elif known.meaning is Meaning.LEVEL:
            total += 1.5 if p.level > 0.5 else -0.5 if p.numeric > 0.5 else 0.0
        else:
            total += -1.5 if p.numeric > 0.5 else -0.7 if p.level > 0.5 else 0.3
    return total / len(profiles) if known.meaning in _NUMERIC_MEANINGS else total


def _body_score(row: DumpRow, profiles: list[_Profile], width: int) -> Score:
    numbers = row.numbers > 0

    def score(i: int, start: int, end: int) -> float:
        cell, span = row.cells[i], end - start
        if cell.numeric or (cell.kind is Kind.DASH and numbers):
            if span > 1:
                return -4.0 * (span - 1)
            return 2.0 * profiles[start].numeric - (1.0 if profiles[start].numeric < 0.5 else 0.0)
        if cell.blank:
            return -1.0 * (span - 1) + 0.2 * profiles[start].blank
        covered = sum(p.numeric > 0.5 for p in profiles[start:end])
        last = 0.15 if i == row.width - 1 and not numbers else 0.0
        label = 0.1 if i == 0 and numbers else 0.0
        level = 0.5 if span == 1 and profiles[start].level > 0.5 and is_level(cell.text) else 0.0
        return -0.3 * (span - 1) - 0.5 * covered + (last + label) * (span - 1) + level

    return score


def _align(row: DumpRow, width: int, score: Score) -> list[tuple[int, int]]:
    """Return the best division of `width` columns among the row's cells, in order, none left out."""
    count = row.width
    best: list[list[float]] = [[float("-inf")] * (width + 1) for _ in range(count + 1)]
    back = [[0] * (width + 1) for _ in range(count + 1)]
    best[0][0] = 0.0
    for i in range(count):
        for end in range(i + 1, width - (count - i - 1) + 1):
            for start in range(i, end):
                if best[i][start] == float("-inf"):
                    continue
                value = best[i][start] + score(i, start, end)
                if value > best[i + 1][end]:
                    best[i + 1][end], back[i + 1][end] = value, start
    places: list[tuple[int, int]] = []
    end = width
    for i in range(count, 0, -1):
        start = back[i][end]
        places.append((start, end))
        end = start
    return places[::-1]

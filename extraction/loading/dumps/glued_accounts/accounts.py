"""Find accounts of indicators that document sites and copies run together, and give their cells back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extraction.lexicon.comparators import sign_characters
from extraction.lexicon.totals import sum_pattern
from extraction.loading.dumps.glued_accounts.compact import Compact, compact
from extraction.loading.dumps.glued_accounts.header import GluedHeader, glued_header, glued_places
from extraction.loading.dumps.glued_accounts.lines import row_lines
from extraction.loading.dumps.glued_accounts.rows import GluedRow, glued_rows, sure_cells
from extraction.loading.dumps.indicator_accounts.flattened import FlatAccount
from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.template import TemplateColumn, blank_piece, read_piece
from extraction.tables.cells import CellText
from extraction.tables.model import Meaning

_ROW_ACCEPTED = 4.6
_LONGEST_GAP = 60
_VALUES = frozenset({Meaning.TARGET, Meaning.ACTUAL})
_OPEN_NUMBER = re.compile(rf"指标\s*\d|……|\n.*\n|\d\s*[{sign_characters()}＞＜]")
"""What no goal and no result holds: a numbered place, lines, a number right before a comparator (its weight)."""
_PROSE = re.compile(r"[。；《》〔〕：:]")
_COMMA = re.compile(r"[，,]")
_LINES = re.compile(r"\n\s*(?!\s*\d{1,2}、)")
_LONGEST = 5000
_BEFORE = 120
_STOP = re.compile(
    rf"总分|{sum_pattern('grand')}|备注[:：]|注[:：]|其他需要说明|评价结论|存在问题|偏差大或|填表说明|填报说明|年度绩效目标\d"
    r"|自评结论|联系人|附件|一级指标"
)


def glued_accounts(text: str) -> Iterator[FlatAccount]:
    """Yield the glued accounts of `text` that are surely read, in text order."""
    reached = 0
    for place in glued_places(text):
        if place < reached:
            continue
        window = compact(text, max(reached, place - _BEFORE), min(len(text), place + _LONGEST))
        header = glued_header(text, window, bisect_left(window.offsets, place))
        if header is None:
            continue
        reached = window.span(header.start, header.end).end
        found = _account(text, window, header)
        if found is not None:
            yield found
            reached = found.end


def _account(text: str, compacted: Compact, header: GluedHeader) -> FlatAccount | None:
    stop = _STOP.search(compacted.plain, header.end)
    end = stop.start() if stop else len(compacted.plain)
    lines = row_lines(text, compacted, header.end, end)
    rows = glued_rows(compacted.plain, header.end, end, header.columns, lines)
    rows = rows[: _connected(rows, _LONGEST_GAP if not lines.ends else 4 * _LONGEST_GAP)]
    good = [r for r in rows if r.price <= _ROW_ACCEPTED and _one_piece(text, compacted, r, header)]
    if len(good) < 2 or 3 * len(good) < 2 * len(rows):
        return None
    dumped = [_header_row(header.columns)]
    dumped += [_row(text, compacted, row, header.columns) for row in good]
    first = compacted.span(header.start, header.end).start
    return FlatAccount(tuple(dumped), first, compacted.span(0, good[-1].end).end)


def _connected(rows: Sequence[GluedRow], longest: int) -> int:
    """Return how many rows follow one another before a stretch that no row fits, longer than `longest`."""
    for i in range(1, len(rows)):
        if rows[i].cells[0][1] - rows[i - 1].end > longest:
            return i
    return len(rows)


def _one_piece(text: str, compacted: Compact, row: GluedRow, header: GluedHeader) -> bool:
    """Tell whether the name of a row is one cell: no sentence, and no line begins in it but at a page's head."""
    named = next((a, b) for c, a, b in row.cells if header.columns[c].meaning is Meaning.NAME)
    surface = compacted.span(*named).of(text)
    values = (
        compacted.span(a, b).of(text)
        for c, a, b in row.cells
        if header.columns[c].meaning in _VALUES
    )
    if any(_OPEN_NUMBER.search(value) for value in values):
        return False
    led = header.columns[row.cells[0][0]].meaning is Meaning.LEVEL
    if not led and _COMMA.search(surface) and not _begins_line(text, compacted, named[0]):
        return False  # a remark of the row above stands before the name
    return _PROSE.search(surface) is None and len(_LINES.findall(surface)) <= 1


def _begins_line(text: str, compacted: Compact, place: int) -> bool:
    before, at = compacted.offsets[place - 1], compacted.offsets[place]
    return "\n" in text[before:at]


def _header_row(columns: Sequence[TemplateColumn]) -> DumpRow:
    first = next(c.header.span.start for c in columns if c.header is not None)
    return DumpRow(tuple(c.header or blank_piece(first) for c in columns))


def _row(
    text: str, compacted: Compact, row: GluedRow, columns: Sequence[TemplateColumn]
) -> DumpRow:
    held = {c: (a, b) for c, a, b in sure_cells(compacted, row, columns)}
    offset = compacted.offsets[row.cells[0][1]]
    cells: list[CellText] = []
    for index in range(len(columns)):
        if index in held:
            cell = read_piece(text, compacted.span(*held[index]))
            offset = cell.span.end
        else:
            cell = blank_piece(offset)
        cells.append(cell)
    return DumpRow(tuple(cells))

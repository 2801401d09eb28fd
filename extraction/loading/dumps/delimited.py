"""Rows on one line each: cells parted by tabs, by vertical bars, by arrows (→) or by commas (CSV)."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence

from extraction.lexicon.periods import YEAR_DIGITS
from extraction.loading.dumps.broken_heads import heads_joined
from extraction.loading.dumps.displaced import in_place
from extraction.loading.dumps.displaced_heads import heads_in_place
from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.rows import DumpRow, make_row
from extraction.loading.dumps.tabcells import NEAR, is_cell
from extraction.span import Span
from extraction.tables.model import ASSESSED
from extraction.tables.vocabulary import header_meaning, header_word

_BAR = re.compile(r"[|│┃｜]")
_ARROW = re.compile("→")
_QUOTED = re.compile(r'"(?P<quoted>[^"\n]*)"(?=,|\s*\Z)|(?P<bare>[^",\n]*)(?=,|\s*\Z)')
_GROUPED = re.compile(r"\d,\d{3}(?!\d)|[ \u3000\xa0]{3}")
_LONGEST_BARE = 30
_LONGEST_KEY = 8
_SECTION = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]|第|附|表)")
_FRAME = re.compile(r"\s*[├┌└╔╚╠┼┬┴─━═]{3,}")
_RULE = re.compile(r"[\s|│┃｜:\-─━+┼├┤┌┐└┘┬┴=]+\Z")


def tab_rows(text: str, lines: Sequence[Line]) -> list[tuple[list[DumpRow], tuple[int, int]]]:
    """Return runs of lines whose cells are parted by tabs, each with its range of lines."""
    return _runs(text, _mended(_with_lost_cells(lines)), _tab_spans)


def bar_rows(text: str, lines: Sequence[Line]) -> list[tuple[list[DumpRow], tuple[int, int]]]:
    """Return runs of lines whose cells are parted by vertical bars, each with its range of lines."""
    runs = _runs(text, heads_joined(lines), _bar_spans)
    kept = [(_unframed(rows), where) for rows, where in runs if not _says_its_keys(rows)]
    return [(in_place(heads_in_place(rows)), where) for rows, where in kept]


def _says_its_keys(rows: Sequence[DumpRow]) -> bool:
    """Tell whether cells name their own values (分值10｜目标值≥95%): lines of prose, no table with a header."""
    keyed = [r for r in rows if sum(_keyed(c.plain) for c in r.cells) >= 2]
    return 2 * len(keyed) > len(rows)


def _keyed(plain: str) -> bool:
    """Tell whether a cell begins with a header word of an indicator's values and goes on with a value."""
    for end in range(min(len(plain) - 1, _LONGEST_KEY), 1, -1):
        word = header_word(plain[:end])
        if word is not None:
            return word.meaning in ASSESSED and header_word(plain) is None
    return False


def arrow_rows(text: str, lines: Sequence[Line]) -> list[tuple[list[DumpRow], tuple[int, int]]]:
    """Return runs of lines whose cells are parted by arrows, as shown tabs are copied."""
    return _runs(text, lines, _arrow_spans)


def comma_rows(text: str, lines: Sequence[Line]) -> list[tuple[list[DumpRow], tuple[int, int]]]:
    """Return runs of CSV lines, each with its range of lines.

    A line in which a comma outside quotes may group digits (1,200) is none; without quotes only runs
    whose lines all have the same number of short cells are taken.
    """
    runs = _runs(text, lines, _comma_spans)
    return [(rows, (first, last)) for rows, (first, last) in runs if _sure(lines[first:last], rows)]


def _sure(lines: Sequence[Line], rows: list[DumpRow]) -> bool:
    if any('"' in line.text for line in lines):
        return True
    numeric = sum(r.numbers > 0 for r in rows)
    return (
        len({r.width for r in rows}) == 1 and rows[0].width >= 3 and 2 * numeric >= len(rows) >= 3
    )


def _unframed(rows: list[DumpRow]) -> list[DumpRow]:
    """Drop the empty cells outside a frame of bars (| a | b |)."""
    if all(r.cells and r.cells[0].blank for r in rows) and rows[0].width > 1:
        rows = [DumpRow(r.cells[1:], cut=True) for r in rows]
    same = len({r.width for r in rows}) == 1
    if same and all(r.cells[-1].blank for r in rows) and rows[0].width > 1:
        rows = [DumpRow(r.cells[:-1], cut=True) for r in rows]
    return rows


_LOST = "\v"
"""Stands in a joined line for the line break that a converter wrote in place of a blank cell."""
_FIGURE = re.compile(r"[-(（△]?\d[\d,]*(?:\.\d+)?[)）]?[%％]?|[-—–－]+")
_MOST_LOST = 4


def _with_lost_cells(lines: Sequence[Line]) -> Sequence[Line]:
    """Join rows that break at a blank cell, as catdoc writes them (name⏎12.40⇥9.80 under three headers).

    The lines after the first hold figures alone, and with a blank cell at every break the row is just as
    wide as the rows above. A blank cell at a row's end puts its tab before the next row. The lines that a
    row was joined from stay as blank ones.
    """
    joined = list(lines)
    widths: list[int] = []
    i = 0
    while i < len(lines):
        usual = Counter(w for w in widths[-2 * NEAR :] if w > 2).most_common(1)
        wide = usual[0][0] if usual else 0
        if widths and widths[-1] == wide - 1 and re.match(r"\t[^\t\d]", joined[i].text):
            joined[i] = Line(Span(lines[i].span.start + 1, lines[i].span.end), lines[i].text[1:])
        last = _lost_row(joined, wide, i)
        if last > i:
            span = Span(joined[i].span.start, lines[last].span.end)
            joined[i] = Line(span, _LOST.join(line.text for line in joined[i : last + 1]))
            for k in range(i + 1, last + 1):
                joined[k] = Line(Span(span.end, span.end), "")
        row = joined[i].text
        widths = [*widths, _cells(row)] if row.strip() and ("\t" in row or _LOST in row) else []
        i = last + 1
    return joined


def _cells(row: str) -> int:
    return row.count("\t") + 2 * row.count(_LOST) + 1


def _lost_row(lines: Sequence[Line], usual: int, i: int) -> int:
    """Return the last line of the row that begins at line `i`; `i` itself where it does not break."""
    first = lines[i].text
    if not first.strip() or first[0] == "\t" or len(first) > 60 or _FIGURE.fullmatch(first.strip()):
        return i
    wide, last = _cells(first), i
    while last + 1 < len(lines) and wide < usual and last - i < _MOST_LOST:
        cells = [c.strip() for c in lines[last + 1].text.rstrip("\r").split("\t")]
        figures = sum(_FIGURE.fullmatch(c) is not None for c in cells)
        empty = not any(cells) and wide + len(cells) + 1 == usual
        if not (figures or empty) or any(c and not _FIGURE.fullmatch(c) for c in cells):
            break
        last += 1
        wide += len(cells) + 1
        if wide == usual and _touch(lines, i, last):
            return last
    return i


def _touch(lines: Sequence[Line], first: int, last: int) -> bool:
    return all(
        b.span.start - a.span.end <= 2 for a, b in itertools.pairwise(lines[first : last + 1])
    )


def _mended(lines: Sequence[Line]) -> Sequence[Line]:
    """Join a row that a line break inside a cell has cut in two.

    A piece of a row is known by its few tabs: together with the next line it has just as many as the
    rows around. The line it was joined from stays as a blank one, so that line numbers hold.
    """
    tabs = [line.text.count("\t") for line in lines]
    mended = list(lines)
    for i in range(len(lines) - 1):
        if not _cut(lines, tabs, i):
            continue
        span = Span(lines[i].span.start, lines[i + 1].span.end)
        mended[i] = Line(span, lines[i].text + "\n" + lines[i + 1].text)
        mended[i + 1] = Line(Span(span.end, span.end), "")
    return mended


def _cut(lines: Sequence[Line], tabs: list[int], i: int) -> bool:
    first, second = lines[i].text, lines[i + 1].text
    if not tabs[i + 1] or not first.strip() or len(first) > 60 or not second[:1].strip():
        return False
    if tabs[i] and _begins_a_header(second.split("\t")):
        return False
    before = list(itertools.takewhile(bool, reversed(tabs[max(0, i - NEAR) : i])))
    behind = list(itertools.takewhile(bool, tabs[i + 2 : i + 2 + NEAR]))
    around = [t for t in (*before, *behind) if t >= 3]
    together = tabs[i] + tabs[i + 1]
    usual = around.count(together)
    last = first.rsplit("\t", 1)[-1].strip()
    if tabs[i] and _FIGURE.fullmatch(last):
        return False
    broken = tabs[i] < together and tabs[i + 1] < together if tabs[i] else _half(first, second)
    return usual >= 2 and bool(last) and broken and together > max(tabs[i], 1)


def _begins_a_header(cells: Sequence[str]) -> bool:
    """Tell whether a row of headers begins here, so that what stands before it is a row of its own."""
    return sum(header_meaning(c) is not None for c in cells if c.strip()) > 1


def _half(first: str, second: str) -> bool:
    """Tell whether a line without tabs is the upper half of the next row's first cell."""
    cells = second.split("\t")
    if len(first.strip()) > 12 or _SECTION.match(first) or _SAID.search(first):
        return False
    if sum(map(_is_header, cells)) >= 2:
        return False
    return second[0] in "（(" or len(cells[0]) <= 3


_SAID = re.compile(r"[:：]\s*\S")
"""What says something whole (计量单位：元), and so is no part of a cell."""
_YEAR = re.compile(rf"{YEAR_DIGITS}年度?")


def _is_header(cell: str) -> bool:
    return header_word(cell) is not None or _YEAR.fullmatch(cell.strip()) is not None


def _tab_spans(line: Line) -> list[Span] | None:
    if not ("\t" in line.text or _LOST in line.text) or not line.text.strip():
        return None
    inner = line.text.rstrip("\r")
    if is_cell(line):
        return None
    if _LOST in inner:
        return _split_lost(line, inner)
    return _split(line, [m.start() for m in re.finditer("\t", inner)])


def _split_lost(line: Line, inner: str) -> list[Span]:
    """Return the cells of a joined row, with a blank one at each break."""
    spans: list[Span] = []
    at = 0
    for match in re.finditer(f"[\t{_LOST}]|\\Z", inner):
        start, end = line.span.start + at, line.span.start + match.start()
        spans.append(Span(start, end))
        if match[0] == _LOST:
            spans.append(Span(end, end))
        at = match.end()
    return spans


def _bar_spans(line: Line) -> list[Span] | None:
    bars = [m.start() for m in _BAR.finditer(line.text)]
    if len(bars) < 2:
        return [] if _FRAME.match(line.text) else None
    if _RULE.match(line.text) and re.search(r"[-─━=]", line.text):
        return []
    return _split(line, bars)


def _arrow_spans(line: Line) -> list[Span] | None:
    cuts = [m.start() for m in _ARROW.finditer(line.text)]
    return _split(line, cuts) if len(cuts) >= 2 else None


def _comma_spans(line: Line) -> list[Span] | None:
    """Return the cells of a CSV line without their quotes, None where a quote stays open."""
    body = line.text.rstrip()
    bare = re.sub(r'"[^"]*"', "", body)
    if body.count(",") < 2 or _GROUPED.search(bare) or re.search(r"[，。；]", bare):
        return None
    spans: list[Span] = []
    position = 0
    while position <= len(body):
        match = _QUOTED.match(body, position)
        if match is None:
            return None
        group = "quoted" if match["quoted"] is not None else "bare"
        if group == "bare" and len(match["bare"]) > _LONGEST_BARE:
            return None
        start, end = match.span(group)
        spans.append(Span(line.span.start + start, line.span.start + end))
        position = match.end() + 1
    return spans if len(spans) >= 3 else None


def _split(line: Line, cuts: list[int]) -> list[Span]:
    edges = [-1, *cuts, len(line.text)]
    base = line.span.start
    return [Span(base + left + 1, base + right) for left, right in itertools.pairwise(edges)]


def _runs(
    text: str, lines: Sequence[Line], spans_of: Callable[[Line], list[Span] | None]
) -> list[tuple[list[DumpRow], tuple[int, int]]]:
    runs: list[tuple[list[DumpRow], tuple[int, int]]] = []
    rows: list[DumpRow] = []
    first = last = 0
    for i, line in enumerate(lines):
        spans = spans_of(line)
        if spans is None:
            if rows and not (line.blank and i + 1 < len(lines) and spans_of(lines[i + 1])):
                _add(runs, rows, first, last)
                rows = []
            continue
        if not spans:
            continue
        if not rows:
            first = i
        rows.append(make_row(text, spans))
        last = i + 1
    _add(runs, rows, first, last)
    return runs


def _add(
    runs: list[tuple[list[DumpRow], tuple[int, int]]], rows: list[DumpRow], first: int, last: int
) -> None:
    if len(rows) < 2 or max(r.width for r in rows) < 2:
        return
    runs.append(([DumpRow(r.cells, cut=True) for r in _outdented(rows)], (first, last)))


def _outdented(rows: list[DumpRow]) -> list[DumpRow]:
    """Drop the blank cell that indents a sub-row (one cell more than the rows around, first blank).

    Where another row is as wide, it is the others that end early: a remark that most rows lack.
    """
    widths = Counter(r.width for r in rows)
    usual = widths.most_common(1)[0][0]
    wide = [r for r in rows if r.width > usual]
    if 2 * len(wide) > len(rows) or usual < 3 or not all(_indented(r) for r in wide):
        return rows
    return [DumpRow(r.cells[1:]) if r.width == usual + 1 and _indented(r) else r for r in rows]


def _indented(row: DumpRow) -> bool:
    return row.cells[0].blank and not row.cells[1].blank and not row.cells[1].numeric

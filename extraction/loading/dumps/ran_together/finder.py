"""Rows of tables that ran together: names are the seams, ordinals and codes come off first (粘连行)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.ran_together.columns import Column, read_header
from extraction.loading.dumps.ran_together.splits import proved_split
from extraction.loading.dumps.rows import DumpRow, make_row
from extraction.quantities.folding import fold
from extraction.span import Span
from extraction.tables.vocabulary import is_total
from extraction.taxonomy import find_accounts

_SHORTEST = 40
_FEWEST_ROWS = 2
_CODES = (7, 5, 3)
_DIGITS = re.compile(r"[-\d][\d.,-]*")
_NAME = re.compile(r"[一-鿿()“”、—]*[一-鿿)”]")
_NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十]")
_COUNTED = re.compile(r"[一二三四五六七八九十](?=[^、.)])")
_STOP = re.compile(r"[。；;！？]|\d年|单位:|注:|附表|附件|—\s*\d+\s*—|第\d+页|表\d")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A name and the run of digits right behind it, empty where none stands there."""

    name: Span
    run: Span


def ran_together_rows(
    text: str, lines: Sequence[Line]
) -> list[tuple[list[DumpRow], tuple[int, int]]]:
    """Return the rows of every line that holds a table run together, as far as they are proved."""
    runs: list[tuple[list[DumpRow], tuple[int, int]]] = []
    folded = ""
    for i, line in enumerate(lines):
        if len(line.text) < _SHORTEST or "\t" in line.text:
            continue
        folded = folded or fold(text)
        columns = read_header(folded, line.span.start, line.span.end)
        if columns is None or not _is_whole(folded, columns, line.span.end):
            continue
        rows = [make_row(text, spans) for spans in _rows(folded, columns, line.span.end)]
        if len(rows) >= _FEWEST_ROWS:
            header = make_row(text, [c.span for c in columns if c.kind != "note"])
            runs.append(([header, *rows], (i, i + 1)))
    return runs


def _is_whole(text: str, columns: Sequence[Column], end: int) -> bool:
    """Tell whether a header ends where it seems to: a numbered, known or total name stands right behind it."""
    if columns[0].kind == "code":
        return True  # each row's code is held against its name
    start = columns[-1].span.end
    lead = _DIGITS.match(text, start, end)
    match = _NAME.match(text, lead.end() if lead else start, end)
    name = match[0] if match else ""
    numbered = _NUMBERED.match(name) or (columns[0].kind == "ordinal" and lead and lead[0] == "1")
    return bool(numbered or find_accounts(name) or is_total(name))


def _rows(text: str, columns: Sequence[Column], end: int) -> Iterator[list[Span]]:
    """Yield the cells of every row behind a header that is proved."""
    start = columns[-1].span.end
    stop = _STOP.search(text, start, end)
    values = tuple(c for c in columns if c.holds_values)
    first = columns[0].kind
    lead, pieces = _pieces(text, start, stop.start() if stop else end)
    for k, piece in enumerate(pieces):
        behind = pieces[k + 1].name.of(text) if k + 1 < len(pieces) else None
        leads = _leads(piece.run.of(text), first, behind, k, proved=len(values) > 1)
        found = _parted(text, piece.run, values, list(leads))
        own, lead = lead, found[1] if found else None
        if first == "code" and own is not None and not _is_code(own.of(text), piece.name.of(text)):
            own = None
        if found is None or not found[0] or (first == "code" and own is None):
            continue
        name = piece.name
        if first == "ordinal" and own is None and _COUNTED.match(name.of(text)):
            own, name = Span(name.start, name.start + 1), Span(name.start + 1, name.end)
        place = own or Span(name.start, name.start)
        yield [*([place] if first != "name" else []), name, *found[0]]


def _pieces(text: str, start: int, end: int) -> tuple[Span | None, list[_Piece]]:
    """Return the digits before the first name, and the names with the digits behind each."""
    before = _DIGITS.match(text, start, end)
    at = before.end() if before else start
    found: list[_Piece] = []
    while (name := _NAME.search(text, at, end)) is not None:
        digits = _DIGITS.match(text, name.end(), end)
        at = digits.end() if digits else name.end()
        found.append(_Piece(Span(name.start(), name.end()), Span(name.end(), at)))
    return (Span(start, before.end()) if before else None), found


def _leads(run: str, first: str, behind: str | None, k: int, *, proved: bool) -> Iterator[int]:
    """Yield how many digits at the end of a run may be the code or ordinal of the name behind it.

    Args:
        proved: whether rows prove themselves; else the ordinals must go on one by one.
    """
    if behind is None or first == "name":
        yield 0
    elif first == "code":
        yield from (n for n in _CODES if len(run) >= n and _is_code(run[-n:], behind))
    elif not proved:
        yield from (n for n in (len(str(k + 2)),) if run.endswith(str(k + 2)))
    else:
        numbers = {str(k + 2), *(str(n) for n in range(1, k + 2))}
        yield from sorted({len(n) for n in numbers if run.endswith(n)} | {0})


def _parted(
    text: str, run: Span, values: Sequence[Column], leads: Sequence[int]
) -> tuple[list[Span], Span | None] | None:
    """Return the figures of a run and the code or ordinal at its end; None where several ways, or none, are left."""
    ways = []
    for length in leads:
        rest = run.of(text)[: len(run) - length]
        split = proved_split(rest, values) if rest else ()
        if split is not None:
            ways.append((split, length))
    if len(ways) != 1:
        return None
    split, length = ways[0]
    spans, at = [], run.start
    for figure in split:
        spans.append(Span(at, at + len(figure)))
        at += len(figure)
    return spans, Span(run.end - length, run.end) if length else None


def _is_code(code: str, name: str) -> bool:
    """Tell whether the table of accounts gives a name this code (*01 stands under every 款)."""
    if not code.isdigit():
        return False
    accounts = find_accounts(name)
    return any(a.code == code or (a.code[0] == "*" and code.endswith(a.code[1:])) for a in accounts)

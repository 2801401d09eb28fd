"""Give every number expression of a document its one fate, from the facts that were read (数字清点).

The facts decide first: a number in a value that was read is read, one in a refused value unread. Then the
kind of mention, the region of the page and the number's own form may say that it is no figure. The rest
is unread: nothing is dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extraction.census.layout import laid_out
from extraction.census.model import (
    CRITERION,
    EXPLAINED,
    NO_SINGLE_NUMBER,
    OTHER_GOAL,
    UNPLACED,
    WITHOUT_INDICATOR,
    Census,
    Fate,
    Numeral,
    Reason,
)
from extraction.census.names import is_name_alone, is_row_label, joined_to_words, name_cells
from extraction.census.numbering import (
    code_cells,
    contents_numbers,
    numbering_cells,
)
from extraction.census.reasons import is_criterion, is_weight, reason_of
from extraction.document import Cell, Document, RegionKind, Table
from extraction.facts.build import SAYS_NOTHING
from extraction.facts.model import Facts
from extraction.labels import Label
from extraction.markup import Mention
from extraction.quantities.expressions import NumberExpression, number_expressions
from extraction.quantities.folding import fold
from extraction.span import Span
from extraction.tables.contents import contents_cells

_GOALS = frozenset({Label.TARGET, Label.ACTUAL})
_OPEN = frozenset({WITHOUT_INDICATOR, OTHER_GOAL, NO_SINGLE_NUMBER, SAYS_NOTHING})
"""Goals that hold no figure may hold a date, a list number or a name (2023年12月底前, “十三五”末); so may
numbers beside which neither a unit nor a name stands (2021/4)."""
_BY_LAYOUT = frozenset({Reason.CODE, Reason.NAME, Reason.PAGE_NUMBER})
"""Reasons of single numbers that the layout around them corrects."""
_NO_FIGURE = ("as codes do", "too long for a quantity", "is a year", "is a day of a month")
"""Refusals that say themselves that the number is none."""
_NAMES = frozenset({Label.ITEM, Label.INDICATOR, Label.ORG, Label.LEVEL})
_WORDS = re.compile(r"[一-鿿]{2}|[A-Za-z]{2}")
_IDEOGRAPH = re.compile(r"[一-鿿]")
_UNIT_BEHIND = re.compile(r"(?<=\d)[一-鿿]")
_SIGN = re.compile(r"[-+. ]*")
_WORDY = 16
"""From so many characters on a cell holds running words."""
_Verdict = tuple[Fate, str | None]
_CLOSED = {RegionKind.PAGE_NUMBER, RegionKind.CONTENTS, RegionKind.HEADER, RegionKind.FOOTER}


def take_census(document: Document, facts: Facts) -> Census:
    """Return the fate of every number expression of a document."""
    return Census(tuple(_numerals(_Places(document), facts)))


def _numerals(places: _Places, facts: Facts) -> Iterator[Numeral]:
    document = places.document
    mentions = facts.markup.mentions
    starts = [m.start for m in mentions]
    fates = _fates(facts)
    folded = _with_tabs(document.text, fold(document.text))
    laid = laid_out(folded, paged=bool(document.pages))
    borders = frozenset(places.borders())
    for expression in number_expressions(document.text, borders):
        span = Span(expression.start, expression.end)
        cell = places.cell(span.start)
        mention = _holder(mentions, starts, span)
        fate, reason = _fate(folded, expression, span, mention, fates, cell)
        own = laid.get(_first_digit(folded, span))
        if own is not None and (fate is Fate.UNREAD or reason in _BY_LAYOUT):
            fate, reason = Fate.IGNORED, own
        elif reason is Reason.CODE and len(span) == 2 and cell is not None:
            reason = Reason.ORDINAL if cell.key in places.numbering(cell.table) else reason
        if fate is Fate.UNREAD and mention is None:
            fate, reason = _closed(places, folded, span, cell) or (fate, reason)
        page = document.page_of(span.start) if document.pages else None
        yield Numeral(
            span,
            span.of(document.text),
            fate,
            reason,
            page.number if page else None,
            cell.name if cell else None,
        )


def _with_tabs(text: str, folded: str) -> str:
    """Return the folded text with its tabs: a cell that begins behind one begins a list like a line."""
    if "\t" not in text:
        return folded
    return "".join("\t" if t == "\t" else f for t, f in zip(text, folded, strict=True))


def _holder(mentions: Sequence[Mention], starts: Sequence[int], span: Span) -> Mention | None:
    """Return the mention that shares a character with the span."""
    place = bisect_right(starts, span.end - 1) - 1
    found = mentions[place] if place >= 0 else None
    return found if found is not None and found.end > span.start else None


def _fates(facts: Facts) -> Mapping[str, _Verdict]:
    """Return what the facts say of each mention that holds a value, by mention id."""
    read: _Verdict = (Fate.READ, None)
    markup = facts.markup
    named = {m.id for m in markup.mentions if m.label is Label.INDICATOR}
    told = {link.source for link in markup.links if link.target in named}
    found: dict[str, _Verdict] = {
        m.id: (Fate.UNREAD, OTHER_GOAL if m.id in told else WITHOUT_INDICATOR)
        for m in markup.mentions
        if m.label in _GOALS
    }
    found |= {f.mention.id: read for f in facts.figures}
    found |= {s.mention.id: read for s in facts.scores}
    for indicator in facts.indicators:
        for goal in (indicator.target, indicator.actual):
            if goal is not None:
                single = goal.quantity is not None
                found[goal.mention.id] = read if single else (Fate.UNREAD, NO_SINGLE_NUMBER)
    return found | {u.mention.id: (Fate.UNREAD, u.reason.partition(":")[0]) for u in facts.unread}


def _fate(
    folded: str,
    expression: NumberExpression,
    span: Span,
    mention: Mention | None,
    fates: Mapping[str, _Verdict],
    cell: _Placed | None,
) -> _Verdict:
    known = fates.get(mention.id) if mention is not None else None
    if known is not None and known[0] is Fate.READ:
        return known
    if mention is not None and mention.label is Label.PERIOD:
        return Fate.IGNORED, Reason.DATE
    if expression.mark:
        return Fate.IGNORED, Reason.NOTE_MARK
    open_ = known is None or known[1] in _OPEN or (known[1] or "").endswith(_NO_FIGURE)
    reason = reason_of(folded, span, spelt=expression.spelt) if open_ else None
    if reason is not None:
        return Fate.IGNORED, reason
    if mention is not None and mention.label in _NAMES and _WORDS.search(mention.text):
        return Fate.IGNORED, Reason.NAME
    if known is not None:
        weighed = known[1] in _OPEN and is_weight(folded, span)
        return (Fate.UNREAD, CRITERION) if weighed else known
    if expression.doubt is not None:
        return Fate.UNREAD, expression.doubt
    if is_weight(folded, span):
        return Fate.UNREAD, CRITERION
    if mention is not None:
        return Fate.UNREAD, NO_SINGLE_NUMBER
    if is_criterion(folded, span):
        return Fate.UNREAD, CRITERION
    explained = (
        cell is not None
        and len(_IDEOGRAPH.findall(_without_units(cell.cell.span.of(folded)))) >= _WORDY
    )
    return Fate.UNREAD, EXPLAINED if explained else UNPLACED


def _first_digit(text: str, span: Span) -> int:
    """Return where the first digit of a number stands: behind its sign."""
    match = _SIGN.match(text, span.start)
    return match.end() if match else span.start


def _without_units(text: str) -> str:
    """Return a cell's text without the character behind each number, so that a row of values holds no words."""
    return _UNIT_BEHIND.sub("", text)


def _closed(places: _Places, folded: str, span: Span, cell: _Placed | None) -> _Verdict | None:
    """Return what the page says of a number that nothing else decides: furniture, contents, numbering, names."""
    if places.region(span.start) in _CLOSED:
        return Fate.IGNORED, Reason.PAGE_NUMBER
    if cell is not None and cell.key in places.contents(cell.table):
        return Fate.IGNORED, Reason.PAGE_NUMBER
    if cell is not None and cell.key in places.numbering(cell.table):
        return Fate.IGNORED, Reason.ORDINAL
    if cell is not None and cell.key in places.codes(cell.table):
        return Fate.IGNORED, Reason.CODE
    if cell is not None and _names_row(places, folded, span, cell):
        return Fate.IGNORED, Reason.NAME
    if cell is None and places.in_contents(span.end):
        return Fate.IGNORED, Reason.PAGE_NUMBER
    return None


def _names_row(places: _Places, folded: str, span: Span, cell: _Placed) -> bool:
    """Tell whether the number is part of the name that its cell holds."""
    text = cell.cell.span.of(folded)
    if is_row_label(text, cell.cell.column) or is_name_alone(text):
        return True
    return cell.key in places.names(cell.table) and joined_to_words(folded, span)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table cell that holds a number."""

    table: Table
    cell: Cell

    @property
    def key(self) -> tuple[int, int]:
        return self.cell.row, self.cell.column

    @property
    def name(self) -> str:
        return f"{self.table.id}:{self.cell.row}:{self.cell.column}"


class _Places:
    """Where a number stands: its table cell and its region."""

    def __init__(self, document: Document) -> None:
        self.document = document
        cells = [(c.span.start, c.span.end, t, c) for t in document.tables for c in t.cells]
        self._cells = sorted((c for c in cells if c[1] > c[0]), key=lambda c: c[:2])
        self._starts = [c[0] for c in self._cells]
        self._regions = [(r.span.start, r.span.end, r.kind) for r in document.regions]
        self._region_starts = [r[0] for r in self._regions]
        self._numbering: dict[str, frozenset[tuple[int, int]]] = {}
        self._codes: dict[str, frozenset[tuple[int, int]]] = {}
        self._names: dict[str, frozenset[tuple[int, int]]] = {}
        self._contents: dict[str, frozenset[tuple[int, int]]] = {}
        self._page_numbers = contents_numbers(document.text)

    def borders(self) -> Iterator[int]:
        """Yield the offsets where cells begin and end."""
        for start, end, _, _ in self._cells:
            yield start
            yield end

    def cell(self, offset: int) -> _Placed | None:
        """Return the table cell that holds an offset."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or self._cells[place][1] <= offset:
            return None
        return _Placed(*self._cells[place][2:])

    def region(self, offset: int) -> RegionKind | None:
        """Return the kind of the closed region that holds an offset."""
        place = bisect_right(self._region_starts, offset) - 1
        if place < 0 or self._regions[place][1] <= offset:
            return None
        return self._regions[place][2]

    def numbering(self, table: Table) -> frozenset[tuple[int, int]]:
        """Return the cells of a table that number its rows or columns."""
        if table.id not in self._numbering:
            self._numbering[table.id] = numbering_cells(self.document.text, table)
        return self._numbering[table.id]

    def codes(self, table: Table) -> frozenset[tuple[int, int]]:
        """Return the cells of a table that hold parts of classification codes."""
        if table.id not in self._codes:
            self._codes[table.id] = code_cells(self.document.text, table)
        return self._codes[table.id]

    def contents(self, table: Table) -> frozenset[tuple[int, int]]:
        """Return the cells of a table that hold page numbers."""
        if table.id not in self._contents:
            self._contents[table.id] = contents_cells(self.document.text, table)
        return self._contents[table.id]

    def names(self, table: Table) -> frozenset[tuple[int, int]]:
        """Return the cells of a table that hold the name of a row."""
        if table.id not in self._names:
            self._names[table.id] = name_cells(self.document.text, table)
        return self._names[table.id]

    def in_contents(self, end: int) -> bool:
        """Tell whether a number that ends here is a page number of a table of contents."""
        return end in self._page_numbers

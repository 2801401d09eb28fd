"""How well the rows of a table fit the header above them, whichever reader laid them out (行列相符)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extraction.document import Table
from extraction.loading.dumps.indicator_accounts.fitting import cost, lost_cost
from extraction.loading.dumps.template import TemplateColumn, blank_piece, template_of
from extraction.tables.cells import CellText, Kind, read_cell
from extraction.tables.model import ASSESSED, Meaning
from extraction.tables.vocabulary import header_word, is_level, is_total

ROW_ACCEPTED = 4.2
_VALUED = frozenset({Meaning.TARGET, Meaning.ACTUAL, Meaning.WEIGHT, Meaning.SCORE})
_HEADS = frozenset({Meaning.LEVEL, Meaning.GROUP})


@dataclass(frozen=True, slots=True)
class Quality:
    """Rows that name an indicator and fit, rows that do not fit, and what the fitting ones cost."""

    good: int = 0
    bad: int = 0
    cost: float = 0.0

    def __add__(self, other: Quality) -> Quality:
        return Quality(self.good + other.good, self.bad + other.bad, self.cost + other.cost)

    @property
    def mean(self) -> float:
        """Mean cost of a row that fits."""
        return self.cost / self.good if self.good else ROW_ACCEPTED


def row_cost(cells: Mapping[int, CellText], columns: Sequence[TemplateColumn]) -> float:
    """Return what a row costs: its cells in their columns and the columns left out."""
    return lost_cost(cells, columns) + sum(cost(cell, columns[c]) for c, cell in cells.items())


def measures(cells: Mapping[int, CellText], columns: Sequence[TemplateColumn]) -> bool:
    """Tell whether a row names an indicator and says something of it."""
    name = next((c for i, c in cells.items() if columns[i].meaning is Meaning.NAME), None)
    if name is None or is_level(name.text) or is_total(name.text):
        return False
    return any(columns[i].meaning in _VALUED for i in cells)


def table_quality(text: str, table: Table) -> Quality:
    """Return how well the rows of a table fit the indicator headers in it."""
    found, columns = Quality(), None
    for line in table.grid():
        cells = {
            i: read_cell(text, cell)
            for i, cell in enumerate(line)
            if cell is not None and cell.column == i and len(cell.span)
        }
        printed = {i: c for i, c in cells.items() if c.kind is not Kind.BLANK}
        if _is_header(printed):
            columns = _columns(line, printed)
        elif columns is not None and printed and not _only_classes(printed, columns):
            found += _row_quality(printed, columns)
    return found


def _row_quality(cells: Mapping[int, CellText], columns: Sequence[TemplateColumn]) -> Quality:
    price = row_cost(cells, columns)
    if price > ROW_ACCEPTED:
        return Quality(bad=1)
    return Quality(good=1, cost=price) if measures(cells, columns) else Quality()


def _is_header(cells: Mapping[int, CellText]) -> bool:
    words = [w for c in cells.values() if (w := header_word(c.text))]
    return (
        len(words) >= 3
        and 2 * len(words) > len(cells)
        and any(w.meaning in ASSESSED for w in words)
    )


def _columns(
    line: Sequence[object], cells: Mapping[int, CellText]
) -> tuple[TemplateColumn, ...] | None:
    offset = min(c.span.start for c in cells.values())
    pieces = [cells.get(i, blank_piece(offset)) for i in range(len(line))]
    columns = template_of(pieces, labelled=False)
    return columns if columns is not None and len(columns) == len(line) else None


def _only_classes(cells: Mapping[int, CellText], columns: Sequence[TemplateColumn]) -> bool:
    return all(columns[i].meaning in _HEADS for i in cells)

"""Where figures stand in tables: from their cells, or from links alone (行与列); what a cell tells in sentences is prose."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extraction.constraints.ledger.entries import Place
from extraction.constraints.ledger.naming import bare
from extraction.constraints.ledger.readings import Reading
from extraction.facts.model import Facts
from extraction.labels import Label
from extraction.markup import CellReference, Mention

_SENTENCE = re.compile(r"[，,；;。、（(][^，,；;。|\t]*[一-鿿]{2}")
"""Words behind a mark of punctuation: figures in such a cell stand in a sentence."""


def cell_place(cell: CellReference | None, part: str | None = None) -> Place | None:
    """Return the place of a cell, None outside tables; `part` names the part of a table that holds several."""
    if cell is None:
        return None
    return Place(part or cell.table, cell.row, cell.column, cell.row_header, cell.column_header)


def told_in_cells(text: str, raw: Sequence[Reading]) -> frozenset[str]:
    """Return the ids of figures that stand in the running text of a cell, one of several in its sentences."""
    cells: dict[tuple[str, int, int], list[Mention]] = {}
    for r in raw:
        if (cell := r.mention.cell) is not None:
            cells.setdefault((cell.table, cell.row, cell.column), []).append(r.mention)
    return frozenset(
        m.id
        for held in cells.values()
        if len(held) > 1 and _SENTENCE.search(text[held[0].end : held[-1].start])
        for m in held
    )


def linked_places(facts: Facts, raw: Sequence[Reading]) -> dict[str, Place]:
    """Return table places told by links alone: one item is the row label, one the column header.

    The row label is the item that stands last before the figure, the header the one further up.
    Figures whose headers stand together form a table.
    """
    pairs: dict[str, tuple[Mention, Mention]] = {}
    owners = {f.mention.id: f.owner for f in facts.figures}
    for r in raw:
        known = sorted((m for m in r.items if m.label == Label.ITEM), key=lambda m: m.span)
        ahead = [m for m in known if m.end <= r.mention.start]
        if len(known) >= 2 and len(ahead) >= 2:
            pairs[r.mention.id] = (ahead[-1], ahead[0])
        elif known and (owner := owners.get(r.mention.id)) is not None:
            pairs[r.mention.id] = (owner, known[-1])
    return _tables(pairs)


def _tables(pairs: Mapping[str, tuple[Mention, Mention]]) -> dict[str, Place]:
    rows = {m.id: m for m, _ in pairs.values()}
    columns = {m.id: m for _, m in pairs.values()}
    table_of: dict[str, int] = {}
    table, last = 0, None
    shared: dict[str, set[str]] = {}
    for row, column in pairs.values():
        shared.setdefault(row.id, set()).add(column.id)
    seen: set[str] = set()
    for row in sorted(rows.values(), key=lambda m: m.span):
        here = shared[row.id]
        if last is not None and not here & seen:
            table, seen = table + 1, set()
        seen |= here
        table_of[row.id] = table
        last = row
    order = {m: i for i, m in enumerate(sorted(rows, key=lambda i: rows[i].span))}
    across = _column_order(pairs, columns)
    return {
        figure: Place(
            f"links:{table_of[row.id]}",
            order[row.id],
            across[column.id],
            bare(row.text),
            bare(column.text),
        )
        for figure, (row, column) in pairs.items()
    }


def _column_order(
    pairs: Mapping[str, tuple[Mention, Mention]], columns: Mapping[str, Mention]
) -> dict[str, int]:
    """Return the columns from left to right: as the fullest row has them, the others by header."""
    rows: dict[str, list[str]] = {}
    for row, column in pairs.values():
        rows.setdefault(row.id, []).append(column.id)
    order: dict[str, int] = {}
    for line in sorted(rows.values(), key=len, reverse=True):
        if not any(c in order for c in line):
            order.update((c, len(order) + i) for i, c in enumerate(dict.fromkeys(line)))
    for name in sorted(columns, key=lambda i: columns[i].span):
        order.setdefault(name, len(order))
    return order

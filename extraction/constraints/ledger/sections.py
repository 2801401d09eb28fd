"""Tables that hold several tables (表中表), and cells that belong to several rows or columns at once (合并单元格).

Word files put a whole annex into one table: title, unit, header and rows, again and again, each with a grid
of its own, so that every cell spans several columns of the whole and is merged over none of its own part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from extraction.constraints.ledger.readings import Reading
from extraction.facts.headings import Headings


def section_names(text: str, raw: Sequence[Reading]) -> dict[str, str]:
    """Return by mention id the name of the part of its table, for figures in cells."""
    placed = [r.mention for r in raw if r.mention.cell is not None]
    spans: dict[str, tuple[int, int]] = {}
    for m in placed:
        table = m.cell.table if m.cell else ""
        first, last = spans.get(table, (m.start, m.end))
        spans[table] = (min(first, m.start), max(last, m.end))
    headings = Headings(text, [r.mention.start for r in raw], list(spans.values()))
    names: dict[str, str] = {}
    parts: dict[str, dict[int, int]] = {}
    for m in placed:
        table = m.cell.table if m.cell else ""
        known = parts.setdefault(table, {})
        part = known.setdefault(headings.above(m.start).section, len(known))
        names[m.id] = f"{table}#{part}" if part else table
    return names


def merged_cells(raw: Sequence[Reading], parts: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of figures whose cell covers several rows or columns that hold figures of their own."""
    rows: dict[str, set[int]] = defaultdict(set)
    columns: dict[str, set[int]] = defaultdict(set)
    for r in raw:
        if r.mention.cell is not None:
            rows[parts[r.mention.id]].add(r.mention.cell.row)
            columns[parts[r.mention.id]].add(r.mention.cell.column)
    return frozenset(
        r.mention.id
        for r in raw
        if (cell := r.mention.cell) is not None and (cell.rows > 1 or cell.columns > 1)
        if _covers(rows[parts[r.mention.id]], cell.row, cell.rows)
        or _covers(columns[parts[r.mention.id]], cell.column, cell.columns)
    )


def _covers(starts: set[int], first: int, size: int) -> bool:
    return any(place in starts for place in range(first + 1, first + size))

"""Findings at the edges of what was read of a document (部分读取): kept to look at, never told as faults.

A table that goes on where reading stopped has lost rows, so a total in it need not be the sum of what is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extraction.document import Document, Table
from extraction.loading.portion import Portion
from extraction.record import Record


def doubt_edges(record: Record, document: Document, portion: Portion) -> Record:
    """Return the record in which no violated check with a term in a table at an edge is told."""
    if portion.whole:
        return record
    spans = [table.span for table in _at_edges(document, portion)]
    ids = {
        mention.id
        for mention in record.facts.markup.mentions
        if any(s.start <= mention.start and mention.end <= s.end for s in spans)
    }
    checks = tuple(
        replace(check, told=False)
        if check.status == "violated" and not ids.isdisjoint(check.terms)
        else check
        for check in record.checks
    )
    return replace(record, checks=checks)


def _at_edges(document: Document, portion: Portion) -> Iterator[Table]:
    """Yield the last table, and those on the pages beside one that was passed over."""
    yield from document.tables[-1:]
    beside = {n + step for n in portion.without for step in (-1, 1)}
    for table in document.tables:
        if any(cell.page in beside for cell in table.cells):
            yield table

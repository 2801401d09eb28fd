"""Collects the mentions and links of all tables, each stretch once, with its place in the table."""

from __future__ import annotations

from dataclasses import dataclass, field

from extraction.document import Document, Table
from extraction.labels import Label
from extraction.markup import CellReference, Change, Link, Markup, Mention, Role, assemble
from extraction.span import Span
from extraction.tables.cells import CellText


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention stands: its table, its cell and the headers over and beside it.

    `rows` and `columns` count the labels and value columns that a merged cell belongs to.
    """

    table: Table
    cell: CellText
    row: int
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Emitter:
    """Hands out ids; a stretch marked twice keeps its first mention."""

    document: Document
    _mentions: dict[Span, Mention] = field(default_factory=dict)
    _links: list[Link] = field(default_factory=list)
    _closed: list[Span] = field(default_factory=list)

    def mention(
        self,
        label: Label,
        span: Span,
        place: Place | None = None,
        *,
        unit: str | None = None,
        role: Role | None = None,
        operator: str | None = None,
        change: Change | None = None,
        period: str | None = None,
    ) -> str:
        """Mark `span` and return the mention's id."""
        known = self._mentions.get(span)
        if known is not None:
            return known.id
        page = self.document.page_of(span.start) if self.document.pages else None
        box = self.document.boxes.box(span) if self.document.boxes is not None else None
        number = page.number if page else None
        if place is not None:
            cell = place.cell.cell
            number = cell.page if cell.page is not None else number
            box = box or cell.box
        made = Mention(
            f"t{len(self._mentions) + 1}",
            label,
            span,
            span.of(self.document.text),
            page=number,
            box=box,
            cell=_reference(place) if place is not None else None,
            change=change,
            role=role,
            operator=operator,
            unit=unit,
            period=period,
        )
        self._mentions[span] = made
        return made.id

    def link(self, source: str | None, *targets: str | None) -> None:
        """Link `source` to every target that is there."""
        for target in targets:
            if source is not None and target is not None and source != target:
                self._links.append(Link(source, target))

    def close(self, span: Span) -> None:
        """Keep `span` from other taggers."""
        if len(span):
            self._closed.append(span)

    def markup(self) -> Markup:
        """Return what was collected, longer stretches first where two overlap."""
        return assemble(self._mentions.values(), self._links)

    def closed(self) -> tuple[Span, ...]:
        """Return the closed stretches in text order, each once."""
        return tuple(sorted({*self._closed, *self._mentions}))


def _reference(place: Place) -> CellReference:
    return CellReference(
        place.table.id,
        place.row,
        place.cell.cell.column,
        place.row_path,
        place.column_path,
        place.rows,
        place.columns,
    )

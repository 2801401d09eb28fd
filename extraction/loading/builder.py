"""Builds the canonical text of paged and structured formats, with tables and provenance.

One convention for every loader, so that the same report gives the same text whatever it came in:
a paragraph is a line; a table row is a line with its cells separated by tabs (blank cells are empty,
line breaks inside a cell are closed up by the loader); a blank line stands before and after a table;
pages follow one another without a mark. Offsets are handed out as text is added and never move.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.document import (
    Box,
    Cell,
    CharacterBoxes,
    Document,
    Gap,
    Page,
    Region,
    RegionKind,
    Table,
)
from extraction.span import Span

_NOWHERE = (math.nan,) * 4


@dataclass(frozen=True, slots=True)
class Piece:
    """Text to be added, with one box a character where the format prints it (else no boxes).

    `coordinates` is the compact form of `boxes`, as in `CharacterBoxes`; give one or neither.
    """

    text: str
    boxes: Sequence[Box | None] = ()
    coordinates: array[float] | None = None

    def __post_init__(self) -> None:
        if self.coordinates is not None and len(self.coordinates) != 4 * len(self.text):
            raise ValueError(
                f"expected four coordinates for each of {len(self.text)} characters, "
                f"found {len(self.coordinates)}"
            )
        if self.boxes and len(self.boxes) != len(self.text):
            raise ValueError(
                f"expected a box for each of {len(self.text)} characters, found {len(self.boxes)}"
            )


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell to be added: its 0-based place and extent; `page` and `box` where they are known."""

    row: int
    column: int
    piece: Piece
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    box: Box | None = None


class DocumentBuilder:
    """Collects paragraphs, tables and pages in reading order, then makes the `Document`."""

    def __init__(self, *, paged: bool) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._paged = paged
        self._coordinates = array("f")
        self._pages: list[Page] = []
        self._tables: list[Table] = []
        self._regions: list[Region] = []
        self._gaps: list[Gap] = []

    @property
    def length(self) -> int:
        """Number of code points so far: the offset of the next character."""
        return self._length

    def _add(self, piece: Piece) -> Span:
        start = self._length
        self._parts.append(piece.text)
        self._length += len(piece.text)
        if self._paged and piece.coordinates is not None:
            self._coordinates.extend(piece.coordinates)
        elif self._paged:
            boxes = piece.boxes or (None,) * len(piece.text)
            for box in boxes:
                self._coordinates.extend(
                    _NOWHERE if box is None else (box.x0, box.top, box.x1, box.bottom)
                )
        return Span(start, self._length)

    def paragraph(self, piece: Piece, *, region: RegionKind | None = None) -> Span:
        """Add one paragraph and its line end; with `region` it is kept but closed to extraction."""
        span = self._add(piece)
        self._add(Piece("\n"))
        if region is not None:
            self._regions.append(Region(region, span))
        return span

    def blank_line(self) -> None:
        """Add a line end unless the text is empty or already ends with a blank line."""
        tail = "".join(self._parts[-3:])
        if self._length and not tail.endswith("\n\n"):
            self._add(Piece("\n"))

    def table(self, cells: Sequence[GridCell], *, caption: Span | None = None) -> Table:
        """Add a table; `cells` in any order, at most one a place, merged ones once."""
        self.blank_line()
        start, placed = self._length, []
        by_place = {(c.row, c.column): c for c in cells}
        rows = max((c.row + c.row_span for c in cells), default=0)
        columns = max((c.column + c.column_span for c in cells), default=0)
        for row in range(rows):
            for column in range(columns):
                if column:
                    self._add(Piece("\t"))
                cell = by_place.get((row, column))
                if cell is not None:
                    span = self._add(cell.piece)
                    extent = (cell.row_span, cell.column_span)
                    placed.append(Cell(row, column, span, *extent, cell.page, cell.box))
            self._add(Piece("\n"))
        end = self._length
        self._add(Piece("\n"))
        table = Table(f"t{len(self._tables) + 1}", Span(start, end), tuple(placed), caption)
        self._tables.append(table)
        return table

    def page(
        self,
        number: int,
        start: int,
        *,
        width: float,
        height: float,
        ocr: bool = False,
        end: int | None = None,
    ) -> None:
        """Close page `number`: it holds the characters from `start` to `end`, or to here."""
        span = Span(start, self._length if end is None else end)
        self._pages.append(Page(number, span, width, height, ocr))

    def gap(self, place: str, reason: str) -> None:
        """Note a part of the input that could not be read; the same one is noted once."""
        found = Gap(place, reason)
        if found not in self._gaps:
            self._gaps.append(found)

    def build(self, *, path: str, sha256: str, format: str, title: str | None = None) -> Document:
        """Return the finished document."""
        return Document(
            path=path,
            sha256=sha256,
            format=format,
            text="".join(self._parts),
            pages=tuple(self._pages),
            tables=tuple(self._tables),
            regions=tuple(self._regions),
            boxes=CharacterBoxes(self._coordinates) if self._paged else None,
            title=title,
            partial=tuple(self._gaps),
        )

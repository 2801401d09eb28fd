"""The immutable document: canonical text with the provenance of every character.

A loader builds it once; nothing later changes it. Offsets of everything that follows (mentions, cells,
regions) are code points of `Document.text`.
"""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from extraction.span import Span


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in PDF points, measured from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )

    def to_json(self) -> list[float]:
        """Return `[x0, top, x1, bottom]`, rounded to a hundredth of a point."""
        return [round(v, 2) for v in (self.x0, self.top, self.x1, self.bottom)]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its 1-based number, its characters and its size in points."""

    number: int
    span: Span
    width: float
    height: float
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the input that could not be read (未能读取的部分): where it is, and why, in Chinese."""

    place: str
    reason: str


class RegionKind(StrEnum):
    """Stretches of text that hold no facts."""

    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text kept for the reader but closed to extraction (页眉, 页脚, 页码, 目录)."""

    kind: RegionKind
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell (单元格): 0-based place, extent in rows and columns, and its characters.

    `span` is empty for a blank cell. A merged cell stands once, with `row_span` or `column_span` > 1.
    """

    row: int
    column: int
    span: Span
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table (表): cells in row order; `span` covers their characters and lies inside the text.

    `caption` is the title line that stands above it (表名, with a 单位：万元 note where it has one),
    where the loader can tell; the interpreter also looks at the lines before `span`.
    """

    id: str
    span: Span
    cells: tuple[Cell, ...]
    caption: Span | None = None

    @property
    def rows(self) -> int:
        """Number of rows."""
        return max((c.row + c.row_span for c in self.cells), default=0)

    @property
    def columns(self) -> int:
        """Number of columns."""
        return max((c.column + c.column_span for c in self.cells), default=0)

    def grid(self) -> list[list[Cell | None]]:
        """Return rows × columns of cells, merged ones repeated in every place they cover."""
        columns = self.columns
        places: list[list[Cell | None]] = [[None] * columns for _ in range(self.rows)]
        for cell in self.cells:
            for r in range(cell.row, cell.row + cell.row_span):
                for c in range(cell.column, cell.column + cell.column_span):
                    places[r][c] = cell
        return places


@dataclass(frozen=True, slots=True)
class CharacterBoxes:
    """Where each character stands on its page: four floats a character, NaN where it was not printed."""

    coordinates: array[float]

    def box(self, span: Span) -> Box | None:
        """Return the box around the printed characters of `span`, None if none was printed."""
        own = self.coordinates[4 * span.start : 4 * span.end]
        sides = [own[i::4].tolist() for i in range(4)]
        if any(x0 != x0 for x0 in sides[0]):
            printed = [i for i, x0 in enumerate(sides[0]) if x0 == x0]
            sides = [[side[i] for i in printed] for side in sides]
        left, top, right, bottom = sides
        return Box(min(left), min(top), max(right), max(bottom)) if left else None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Document:
    """A report as read: one immutable text and where it came from.

    Attributes:
        path: the input as given by the user (for an archive member `archive.zip!/inner.pdf`).
        sha256: of the input file's bytes, lower-case hex.
        format: "txt", "pdf", "docx", "doc", "html", "xlsx", "xls", "ofd", "wps", "et".
        text: the canonical text; all offsets are code points of it.
        pages: in order, empty for formats without pages.
        tables: in text order; they do not overlap.
        regions: stretches closed to extraction, in text order.
        boxes: per character, for paged formats.
        title: a title that the format itself declares, if any.
        partial: what of the input could not be read; empty where all of it was.
    """

    path: str
    sha256: str
    format: str
    text: str
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    regions: tuple[Region, ...] = ()
    boxes: CharacterBoxes | None = field(default=None, repr=False)
    title: str | None = None
    partial: tuple[Gap, ...] = ()

    def __post_init__(self) -> None:
        end = len(self.text)
        spans = [p.span for p in self.pages] + [t.span for t in self.tables]
        spans += [r.span for r in self.regions] + [c.span for t in self.tables for c in t.cells]
        for span in spans:
            if span.end > end:
                raise ValueError(f"expected offsets within {end} characters, found {span}")

    @property
    def ocr_pages(self) -> tuple[int, ...]:
        """1-based numbers of the pages that were read by OCR."""
        return tuple(p.number for p in self.pages if p.ocr)

    def page_of(self, offset: int) -> Page | None:
        """Return the page that holds the character at `offset`, None for formats without pages."""
        return _holder(self.pages, offset)


def _holder(pages: Sequence[Page], offset: int) -> Page | None:
    i = bisect.bisect_right(pages, offset, key=lambda p: p.span.start) - 1
    return pages[i] if i >= 0 else None

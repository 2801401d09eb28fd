"""Writes laid-out pages as canonical text, making paragraphs and tables whole across page ends.

A header or footer that would cut a paragraph or table in two is written after it. A page's span begins with
its first character of body text, wherever that falls inside a paragraph or table.
"""

from __future__ import annotations

import re
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extraction.document import Box, Document, RegionKind
from extraction.loading.builder import DocumentBuilder, GridCell, Piece
from extraction.loading.pdf.blocks import TableBlock
from extraction.loading.pdf.frame import turn_back
from extraction.loading.pdf.furniture import Kinds
from extraction.loading.pdf.layout import PageLayout
from extraction.loading.pdf.lines import Line, Strip
from extraction.loading.pdf.paragraphs import Margins, Paragraph, joint, margins, paragraphs
from extraction.loading.pdf.stitching import stitched
from extraction.span import Span, hull

_UNIT_LINE = re.compile(
    r"单位[：:]|编[制报](?:单位|部门)|部门(?:名称)?[：:]|公开\s*(?:\d+\s*表|表)|单位[（(]"
)
_TITLE = re.compile(
    r"表(?:[（(][^（）()]{1,20}[)）]|[一二三四五六七八九十\d]{1,3})?$|^附?表\s*[\d一二三四五六七八九十]"
)
_SECTION = re.compile(r"第[一二三四五六七八九十\d]+(?:部分|章|节)")
_AGAIN = re.compile(r"[（(]?续(?:上?表)?[一二三四五六七八九十\d]*[)）]?")
_LONGEST_TITLE = 50
_CAPTION_LINES = 4


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of page furniture."""

    strip: Strip
    kind: RegionKind


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is kept of a page once its text is written."""

    number: int
    width: float
    height: float
    back: int
    read_by_ocr: bool


class Writer:
    """Takes pages in order and hands out the document."""

    def __init__(self) -> None:
        self._builder = DocumentBuilder(paged=True)
        self._frames: dict[int, _Frame] = {}
        self._starts: dict[int, int] = {}
        self._paragraph: list[tuple[int, Paragraph]] = []
        self._table: TableBlock | None = None
        self._waiting: list[tuple[int, Marked]] = []
        self._recent: deque[tuple[Span, str]] = deque(maxlen=_CAPTION_LINES)

    def add(self, page: PageLayout, kinds: Kinds) -> None:
        """Write one page; what may go on on the next one is held back."""
        number = page.number
        self._frames[number] = _Frame(number, page.width, page.height, page.back, page.read_by_ocr)
        at_head = True
        for block in self._without_repeated_caption(list(_blocks(page, kinds))):
            if isinstance(block, Marked):
                self._waiting.append((number, block))
                continue
            if isinstance(block, TableBlock):
                self._take_table(number, block, at_head=at_head)
            else:
                self._take_paragraph(number, block, at_head=at_head)
            at_head = False

    def document(self, *, path: str, sha256: str, title: str | None) -> Document:
        """Write what is held back and return the document."""
        self._flush()
        numbers = sorted(self._frames)
        ends = [self._builder.length] * (len(numbers) + 1)
        for i in range(len(numbers) - 1, -1, -1):
            ends[i] = self._starts.get(numbers[i], ends[i + 1])
        for i, number in enumerate(numbers):
            frame = self._frames[number]
            size = (frame.width, frame.height)
            width, height = size[::-1] if frame.back % 2 else size
            start = 0 if i == 0 else ends[i]
            self._builder.page(
                number, start, width=width, height=height, ocr=frame.read_by_ocr, end=ends[i + 1]
            )
        return self._builder.build(path=path, sha256=sha256, format="pdf", title=title)

    def _take_paragraph(self, number: int, block: Paragraph, *, at_head: bool) -> None:
        before = self._paragraph[-1][1] if self._paragraph else None
        alike = before is not None and abs(before.em - block.em) <= 0.08 * block.em
        if at_head and before and before.open_end and block.open_start and alike:
            self._paragraph.append((number, block))
            return
        self._flush()
        self._paragraph = [(number, block)]

    def _take_table(self, number: int, block: TableBlock, *, at_head: bool) -> None:
        both = stitched(self._table, block) if at_head and self._table is not None else None
        if both is None:
            self._flush()
            self._table = block
            return
        self._table, again = both
        for row in sorted({c.row for c in again}):
            strips = [c.strip for c in again if c.row == row and c.text]
            if strips:
                parts: list[Strip | str] = [strips[0]]
                for strip in strips[1:]:
                    parts += [" ", strip]
                marked = Marked(Strip.joined(parts), RegionKind.HEADER)
                self._waiting.append((number, marked))

    def _without_repeated_caption(
        self, blocks: list[Marked | Paragraph | TableBlock]
    ) -> list[Marked | Paragraph | TableBlock]:
        """Make the lines that repeat a table's caption at the head of the next page furniture."""
        body = [b for b in blocks if not isinstance(b, Marked)]
        first = next((i for i, b in enumerate(body) if isinstance(b, TableBlock)), 0)
        leading = body[:first]
        if self._table is None or not 0 < first <= _CAPTION_LINES:
            return blocks
        known = {"".join(text.split()) for _, text in self._recent}
        texts = ["".join(b.text.split()) for b in leading if isinstance(b, Paragraph)]
        if not all(_AGAIN.fullmatch(t) or _AGAIN.sub("", t) in known for t in texts):
            return blocks
        return [
            Marked(b.strip, RegionKind.HEADER) if isinstance(b, Paragraph) and b in leading else b
            for b in blocks
        ]

    def _flush(self) -> None:
        if self._table is not None:
            self._write_table(self._table)
            self._table = None
        elif self._paragraph:
            self._write_paragraph()
            self._paragraph = []
        for number, marked in self._waiting:
            self._start(number, self._builder.length)
            self._builder.paragraph(self._piece(marked.strip, number), region=marked.kind)
        self._waiting = []

    def _write_paragraph(self) -> None:
        text, coordinates, before = "", array("f"), None
        for number, part in self._paragraph:
            blank = joint(before, part.text) if before else ""
            piece = self._piece(
                Strip.joined([blank, part.strip] if blank else [part.strip]), number
            )
            self._start(number, self._builder.length + len(text) + len(blank))
            text, before = text + piece.text, part.text
            coordinates.extend(piece.coordinates or ())
        span = self._builder.paragraph(Piece(text, coordinates=coordinates))
        self._recent.append((span, text))

    def _write_table(self, block: TableBlock) -> None:
        cells = [
            GridCell(
                c.row,
                c.column,
                self._piece(c.strip, c.page),
                c.row_span,
                c.column_span,
                c.page,
                self._box(c.box, c.page),
            )
            for c in block.cells
        ]
        table = self._builder.table(cells, caption=self._caption())
        for cell in table.cells:
            if cell.page is not None:
                self._start(cell.page, cell.span.start)
        self._recent.clear()

    def _caption(self) -> Span | None:
        """Return the title and unit lines that stand right above."""
        found: list[Span] = []
        titled = False
        for span, text in reversed(self._recent):
            bare = "".join(text.split())
            title = bool(_TITLE.search(bare)) and not any(c in bare for c in "。；")
            note = bool(_UNIT_LINE.search(bare))
            title &= not note and not titled and not _SECTION.match(bare)
            if len(bare) > _LONGEST_TITLE or not (title or note):
                break
            found.append(span)
            titled = titled or title
        return hull(found) if found else None

    def _start(self, number: int, offset: int) -> None:
        """Note where a page's text begins; a page never begins before one that comes earlier."""
        if number not in self._starts and number > max(self._starts, default=0):
            self._starts[number] = offset

    def _piece(self, strip: Strip, number: int) -> Piece:
        frame = self._frames[number]
        rows = strip.boxes
        if frame.back and len(rows):
            rows = turn_back(rows, frame.back, width=frame.width, height=frame.height)
        coordinates = array("f")
        coordinates.frombytes(np.ascontiguousarray(rows, dtype=np.float32).tobytes())
        return Piece(strip.text, coordinates=coordinates)

    def _box(self, box: Box, number: int) -> Box:
        frame = self._frames[number]
        if not frame.back:
            return box
        row = np.array([[box.x0, box.top, box.x1, box.bottom]], dtype=np.float32)
        turned = turn_back(row, frame.back, width=frame.width, height=frame.height)[0]
        return Box(*(float(v) for v in turned))


def _blocks(page: PageLayout, kinds: Kinds) -> Iterator[Marked | Paragraph | TableBlock]:
    """Yield the page's furniture, paragraphs and tables in reading order."""
    body = [b for i, b in enumerate(page.blocks) if isinstance(b, Line) and i not in kinds]
    edges = margins(body)
    stretch: list[Line] = []
    for index, block in enumerate(page.blocks):
        kind = kinds.get(index)
        if isinstance(block, Line) and kind is None:
            if stretch and block.box.bottom < stretch[-1].box.top:
                yield from _stretch(stretch, edges)
                stretch = []
            stretch.append(block)
            continue
        yield from _stretch(stretch, edges)
        stretch = []
        if isinstance(block, TableBlock):
            yield block
        elif kind is not None:
            yield Marked(block.strip, kind)
    yield from _stretch(stretch, edges)


def _stretch(lines: Sequence[Line], edges: Margins) -> list[Paragraph]:
    """Join consecutive lines; lines of a narrower column keep to that column's own edges."""
    if len(lines) > 2:
        own = margins(lines)
        narrow = own.right - own.left < 0.7 * (edges.right - edges.left)
        return paragraphs(lines, own if narrow else edges)
    return paragraphs(lines, edges)

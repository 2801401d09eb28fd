"""Paragraphs and tables as DOCX, HTML and XLSX give them (段落与表格块): a cell holds paragraphs and further tables."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extraction.document import RegionKind

_NARRATIVE = 80
"""Characters of a cell of several lines from which on it is prose."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text without line breaks; with `region` it is closed to extraction."""

    text: str
    region: RegionKind | None = None


@dataclass(frozen=True, slots=True)
class BlockCell:
    """A table cell with what it holds, at its 0-based place in the grid."""

    row: int
    column: int
    blocks: tuple[Block, ...]
    row_span: int = 1
    column_span: int = 1

    @property
    def lines(self) -> tuple[Paragraph, ...]:
        """The cell's lines of text, () where it holds a table or nothing."""
        if not all(isinstance(b, Paragraph) for b in self.blocks):
            return ()
        written = (
            line for b in self.blocks if isinstance(b, Paragraph) for line in b.text.split("\n")
        )
        return tuple(Paragraph(line) for line in written if line.strip())

    @property
    def text(self) -> str:
        """All text of the cell on one line."""
        if not self.blocks:
            return ""
        only = self.blocks[0]
        if len(self.blocks) == 1 and isinstance(only, Paragraph) and "\t" not in only.text:
            return only.text.strip()
        return close_up(tuple(lines_of(self.blocks)))


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table as the source marks it up; `layout` is None where the source does not tell."""

    cells: tuple[BlockCell, ...]
    caption: str = ""
    layout: bool | None = None


Block = Paragraph | TableBlock


def lines_of(blocks: Iterable[Block]) -> Iterable[str]:
    """Yield every line of text in reading order, nested tables included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for cell in sorted(block.cells, key=lambda c: (c.row, c.column)):
                yield from lines_of(cell.blocks)


def close_up(lines: Sequence[str]) -> str:
    """Join the lines of one cell; a seam keeps a space only where closing it would make new words.

    Two Latin words or numbers never fuse ("12" and "15" stay two); the paragraphs of a narrative
    stay apart where no punctuation ends them.
    """
    kept = [s for s in (" ".join(line.split("\t")).strip() for line in lines) if s]
    if not kept:
        return ""
    narrative = len(kept) > 2 and sum(map(len, kept)) > _NARRATIVE
    joined = [kept[0]]
    for before, after in itertools.pairwise(kept):
        fuses = before[-1].isascii() and after[0].isascii()
        open_end = narrative and before[-1] not in "。；;，,、：:（("
        joined.append(f" {after}" if fuses or open_end else after)
    return "".join(joined)

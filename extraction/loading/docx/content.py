"""Turns the body of a Word document into blocks: paragraphs, tables, text boxes and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from extraction.document import RegionKind
from extraction.loading.blocks import Block, BlockCell, Paragraph, TableBlock
from extraction.loading.docx.names import local, w
from extraction.loading.docx.numbering import Numbering
from extraction.loading.docx.pictures import Pictures
from extraction.loading.docx.runs import Fields, ParagraphText, read_paragraph
from extraction.loading.docx.styles import Styles

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_MAXIMUM_SPAN = 1000
_MAXIMUM_DEPTH = 12


@dataclass(slots=True)
class BodyReader:
    """Reads story content (body, cell, text box, note) into blocks.

    Attributes:
        numbering: counts the automatic numbers on.
        notes: (kind, id) → the element of a footnote (脚注) or endnote (尾注).
        contents_styles: ids of the paragraph styles TOC 1 … TOC 9.
        styles: run properties by style.
        pictures: reads those that stand for text.
        cited: notes met so far, in order.
    """

    numbering: Numbering
    notes: Mapping[tuple[str, str], etree._Element]
    contents_styles: frozenset[str]
    pictures: Pictures
    styles: Styles = field(default_factory=Styles)
    cited: list[tuple[str, str]] = field(default_factory=list)
    fields: Fields = field(default_factory=Fields)

    def blocks(self, story: etree._Element, depth: int = 0) -> Iterator[Block]:
        """Yield the blocks of `story` in reading order."""
        held = ""
        for element, in_contents in _unwrapped(story, contents=False):
            name = local(element.tag)
            if name == "p":
                read = self._paragraph(element)
                held += read.text
                if _joins_next(element):
                    continue
                yield from self._lines(element, held, contents=in_contents or read.contents)
                held = ""
                for picture in read.pictures:
                    yield from map(Paragraph, self.pictures.lines(picture))
                for box in read.boxes if depth < _MAXIMUM_DEPTH else ():
                    yield from self.blocks(box, depth + 1)
            elif name == "tbl" and depth < _MAXIMUM_DEPTH:
                yield self._table(element, depth)
        if held:
            yield Paragraph(held)

    def cited_notes(self) -> Iterator[Block]:
        """Yield the notes that were cited, in order of citation."""
        for key in dict.fromkeys(self.cited):
            if key in self.notes:
                yield from self.blocks(self.notes[key], _MAXIMUM_DEPTH)

    def _paragraph(self, element: etree._Element) -> ParagraphText:
        number = self.numbering.label(element)
        read = read_paragraph(element, self.fields, self.styles)
        self.cited += read.notes
        return replace(read, text=f"{number}{read.text}") if read.text.strip() else read

    def _lines(self, element: etree._Element, text: str, *, contents: bool) -> Iterator[Paragraph]:
        style = element.find(f"{w('pPr')}/{w('pStyle')}")
        styled = style is not None and (style.get(w("val")) or "") in self.contents_styles
        region = RegionKind.CONTENTS if contents or styled else None
        for line in text.split("\n"):
            if line.strip():
                yield Paragraph(line.strip(), region)

    def _table(self, table: etree._Element, depth: int) -> TableBlock:
        cells: list[BlockCell] = []
        open_merges: dict[int, int] = {}
        rows = (e for e, _ in _unwrapped(table, contents=False) if local(e.tag) == "tr")
        row = 0
        for element in rows:
            if any(element.find(f"{w('trPr')}/{w(n)}") is not None for n in ("del", "hidden")):
                continue
            self._row(element, row, cells, open_merges, depth)
            row += 1
        return TableBlock(tuple(cells))

    def _row(
        self,
        element: etree._Element,
        row: int,
        cells: list[BlockCell],
        open_merges: dict[int, int],
        depth: int,
    ) -> None:
        """Add the cells of one `w:tr`; `open_merges` maps a column to its merged cell's index."""
        column = _number(element.find(f"{w('trPr')}/{w('gridBefore')}"), 0)
        met: set[int] = set()
        for cell, _ in _unwrapped(element, contents=False):
            if local(cell.tag) != "tc" or cell.find(f"{w('tcPr')}/{w('cellDel')}") is not None:
                continue
            span = _number(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), 1)
            merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            continues = merge is not None and merge.get(w("val")) != "restart"
            met.add(column)
            if continues and column in open_merges:
                owner = cells[open_merges[column]]
                cells[open_merges[column]] = _grown(owner, row)
            else:
                blocks = tuple(self.blocks(cell, depth + 1))
                cells.append(BlockCell(row, column, blocks, 1, span))
                open_merges.pop(column, None)
                if merge is not None:
                    open_merges[column] = len(cells) - 1
            column += span
        for ended in set(open_merges) - met:
            del open_merges[ended]


def _joins_next(paragraph: etree._Element) -> bool:
    """Tell whether the paragraph's mark is deleted or moved away, which joins it to the next one."""
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return mark is not None and any(mark.find(w(n)) is not None for n in ("del", "moveFrom"))


def _grown(cell: BlockCell, row: int) -> BlockCell:
    return BlockCell(cell.row, cell.column, cell.blocks, row - cell.row + 1, cell.column_span)


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(w("val")) or ""
    return min(int(value), _MAXIMUM_SPAN) if value.isdecimal() and int(value) else default


def _unwrapped(element: etree._Element, *, contents: bool) -> Iterator[tuple[etree._Element, bool]]:
    """Yield children, those of content controls and tracked insertions in their place.

    The flag tells those inside a control of the gallery “Table of Contents”.
    """
    for child in element:
        name = local(child.tag)
        if name in _WRAPPERS:
            gallery = child.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
            inside = gallery is not None and gallery.get(w("val")) == "Table of Contents"
            yield from _unwrapped(child, contents=contents or inside)
        elif name:
            yield child, contents

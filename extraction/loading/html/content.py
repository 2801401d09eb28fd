"""Turns the elements of a web page into blocks: block elements end lines, tables stay tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extraction.loading.blocks import Block, BlockCell, Paragraph, TableBlock, close_up
from extraction.loading.html.grid import lay_out

_BLOCK_NAMES = """
address article aside blockquote body center dd details div dl dt fieldset figcaption figure form
h1 h2 h3 h4 h5 h6 header hr html legend li main ol option p pre section summary td th tr ul table tbody thead tfoot
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SEAM = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n\f]\s*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_MAXIMUM_DEPTH = 200


class ContentReader:
    """Walks a page in document order and collects lines and tables."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._line: list[str] = []

    @classmethod
    def read(cls, element: etree._Element, depth: int = 0) -> tuple[Block, ...]:
        """Return the blocks inside `element`."""
        reader = cls()
        reader._inside(element, depth)
        reader._end_line()
        return tuple(reader._blocks)

    def _end_line(self, *, verbatim: bool = False) -> None:
        text = "".join(self._line)
        self._line.clear()
        lines = text.split("\n") if verbatim else [_collapse(text)]
        self._blocks += [Paragraph(line.strip()) for line in lines if line.strip()]

    def _inside(self, element: etree._Element, depth: int) -> None:
        raised = element.tag == "sup"
        self._text(element.text, raised=raised)
        for child in element:
            if isinstance(child.tag, str):
                if depth < _MAXIMUM_DEPTH:
                    self._element(child, depth + 1)
                else:
                    self._flat(child)
            self._text(child.tail, raised=raised)

    def _flat(self, element: etree._Element) -> None:
        """Read what is nested too deep to recurse: lines only, tables a cell a line."""
        for event, part in etree.iterwalk(element, events=("start", "end")):
            ends_line = part.tag in _BLOCKS or part.tag in ("br", "table")
            if ends_line:
                self._end_line()
            if event == "start":
                self._text(part.text, raised=part.tag == "sup")
            elif part is not element:
                self._text(part.tail, raised=False)

    def _text(self, text: str | None, *, raised: bool) -> None:
        if text:
            self._line.append(text.translate(_RAISED) if raised else text)

    def _element(self, element: etree._Element, depth: int) -> None:
        tag = element.tag
        if tag == "br":
            self._end_line()
        elif tag == "caption":
            return
        elif tag == "table":
            self._end_line()
            self._blocks.append(_table(element, depth))
        elif tag == "pre":
            self._end_line()
            self._inside(element, depth)
            self._end_line(verbatim=True)
        elif tag in _BLOCKS:
            self._end_line()
            self._inside(element, depth)
            self._end_line()
        else:
            self._inside(element, depth)


def _collapse(text: str) -> str:
    """Collapse white space as a browser does; a source line end between Chinese characters is none."""
    return _SPACE.sub(" ", _SEAM.sub("", text))


def _table(table: etree._Element, depth: int) -> TableBlock:
    cells = tuple(
        BlockCell(p.row, p.column, ContentReader.read(p.element, depth), p.row_span, p.column_span)
        for p in lay_out(table)
    )
    caption = table.find("caption")
    title = (
        ""
        if caption is None
        else close_up([b.text for b in ContentReader.read(caption) if isinstance(b, Paragraph)])
    )
    return TableBlock(cells, title, layout=_told_layout(table))


def _told_layout(table: etree._Element) -> bool | None:
    """Return what the mark-up itself says: layout, data, or nothing."""
    if table.get("role") in ("presentation", "none"):
        return True
    header_cells = any(True for row in _own_rows(table) if row.find("th") is not None)
    return False if header_cells and _is_wide(table) else None


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        else:
            yield from child.findall("tr")


def _is_wide(table: etree._Element) -> bool:
    return any(len(row) > 1 for row in _own_rows(table))

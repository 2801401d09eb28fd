"""A document cut into pieces: lines of running text, and rows of table cells, in reading order (版式单元)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.document import Document, Table

_NUMBER = re.compile(r"\d[\d,，.]*\d|\d")
_KIND = re.compile(r"[≥≤＞＜><=约不少于低高超过]*[\d.,%％‰\s#-]+[^\d\s]{0,6}")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text that is compared as one: a line, or a table cell at its place."""

    start: int
    text: str
    column: int = 0
    rows: int = 1
    columns: int = 1

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.start + len(self.text)

    @property
    def skeleton(self) -> str:
        """The text with numbers masked and white space gone."""
        return skeleton(self.text)

    @property
    def kind(self) -> str:
        """What the part looks like: "empty", "number" or "words"."""
        masked = self.skeleton
        if not masked:
            return "empty"
        return "number" if "#" in masked and _KIND.fullmatch(masked) else "words"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line (`table` is -1) or a table row with the parts that begin in it."""

    table: int
    row: int
    parts: tuple[Part, ...]

    @property
    def prose(self) -> bool:
        """Whether it is a line of running text."""
        return self.table < 0


def skeleton(text: str) -> str:
    """Return text with every number as # and without white space."""
    return _NUMBER.sub("#", re.sub(r"\s+", "", text))


def pieces(document: Document) -> tuple[Piece, ...]:
    """Return a document's pieces in reading order; blank lines are none."""
    return tuple(_pieces(document))


def _pieces(document: Document) -> Iterator[Piece]:
    position = 0
    for number, table in enumerate(document.tables):
        yield from _lines(document.text, position, table.span.start)
        yield from _rows(document.text, number, table)
        position = max(position, table.span.end)
    yield from _lines(document.text, position, len(document.text))


def _lines(text: str, start: int, end: int) -> Iterator[Piece]:
    for match in re.finditer(r"[^\r\n]+", text[start:end]):
        line = match[0]
        inner = line.strip()
        if inner:
            at = start + match.start() + line.index(inner)
            yield Piece(-1, 0, (Part(at, inner),))


def _rows(text: str, number: int, table: Table) -> Iterator[Piece]:
    rows: dict[int, list[Part]] = {}
    for c in table.cells:
        surface = text[c.span.start : c.span.end]
        part = Part(c.span.start, surface, c.column, c.row_span, c.column_span)
        rows.setdefault(c.row, []).append(part)
    for row in sorted(rows):
        yield Piece(number, row, tuple(sorted(rows[row], key=lambda p: p.column)))


def shingles(found: tuple[Piece, ...], size: int = 4) -> frozenset[str]:
    """Return the character n-grams of the masked text: what a template is known by."""
    grams: set[str] = set()
    for piece in found:
        for part in piece.parts:
            masked = part.skeleton
            grams.update(masked[i : i + size] for i in range(max(1, len(masked) - size + 1)))
    return frozenset(g for g in grams if len(g) == size)


def labels(found: tuple[Piece, ...]) -> frozenset[str]:
    """Return the parts of words, masked: what a form is known by, whose fields are filled in otherwise."""
    parts = (part for piece in found for part in piece.parts if part.kind == "words")
    return frozenset(s for part in parts if len(s := part.skeleton) > 1)

"""What is remembered of one corrected report: its pieces with their marks and links, as plain data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotations.memory.pieces import Part, Piece, labels, pieces, shingles
from extraction.document import Document
from extraction.markup import Markup, Mention


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a part: its offsets there, what it is, and the ids it points to in the same report."""

    id: str
    label: str
    start: int
    end: int
    change: str | None = None
    role: str | None = None
    links: tuple[str, ...] = ()

    def to_json(self) -> list[Any]:
        """Return the mark as a list."""
        return [self.id, self.label, self.start, self.end, self.change, self.role, list(self.links)]


@dataclass(frozen=True, slots=True)
class Remembered:
    """One report's memory.

    Attributes:
        sha256, name: the report; `name` is what a reader knows it by.
        pieces: its lines and rows; `marks` those of each part, by (piece, part).
        taken_out: pieces that somebody took out; they advise nothing.
        grams, labels: what its template is known by.
    """

    sha256: str
    name: str
    pieces: tuple[Piece, ...]
    marks: Mapping[tuple[int, int], tuple[Mark, ...]]
    taken_out: frozenset[int] = frozenset()
    grams: frozenset[str] = field(default=frozenset(), repr=False)
    labels: frozenset[str] = field(default=frozenset(), repr=False)

    def where(self) -> dict[str, tuple[int, int]]:
        """Return the piece and part of each mark."""
        return {m.id: place for place, found in self.marks.items() for m in found}

    def entry(self, piece: int) -> str:
        """Return the name of a piece's entry, by which it is looked up and taken out."""
        return f"{self.sha256[:8]}:{piece}"

    def to_json(self) -> dict[str, Any]:
        """Return the memory of the report as one JSON object."""
        return {
            "sha256": self.sha256,
            "name": self.name,
            "taken_out": sorted(self.taken_out),
            "pieces": [
                [p.table, p.row, [self._part(i, k, part) for k, part in enumerate(p.parts)]]
                for i, p in enumerate(self.pieces)
            ],
        }

    def _part(self, i: int, k: int, part: Part) -> list[Any]:
        marks = [m.to_json() for m in self.marks.get((i, k), ())]
        return [part.column, part.rows, part.columns, part.text, marks]


def remember(document: Document, markup: Markup, *, name: str = "") -> Remembered:
    """Return the memory of a corrected document."""
    found = pieces(document)
    links: dict[str, list[str]] = {}
    for link in markup.links:
        links.setdefault(link.source, []).append(link.target)
    marks: dict[tuple[int, int], list[Mark]] = {}
    ordered = list(markup.mentions)
    places = [(part, i, k) for i, p in enumerate(found) for k, part in enumerate(p.parts)]
    places.sort(key=lambda place: place[0].start)
    at = 0
    for mention in ordered:
        while at < len(places) and places[at][0].end <= mention.start:
            at += 1
        if at < len(places) and places[at][0].start <= mention.start:
            part, i, k = places[at]
            if mention.end <= part.end:
                marks.setdefault((i, k), []).append(_mark(mention, part, links))
    frozen = {place: tuple(m) for place, m in marks.items()}
    shown = name or document.title or document.path
    return Remembered(
        document.sha256, shown, found, frozen, grams=shingles(found), labels=labels(found)
    )


def _mark(m: Mention, part: Part, links: Mapping[str, list[str]]) -> Mark:
    start, end = m.start - part.start, m.end - part.start
    return Mark(m.id, m.label.value, start, end, m.change, m.role, tuple(links.get(m.id, ())))


def from_json(data: Mapping[str, Any]) -> Remembered:
    """Read back what `to_json` wrote."""
    found: list[Piece] = []
    marks: dict[tuple[int, int], tuple[Mark, ...]] = {}
    for i, (table, row, parts) in enumerate(data["pieces"]):
        made = []
        for k, (column, rows, columns, text, said) in enumerate(parts):
            made.append(Part(0, text, column, rows, columns))
            if said:
                marks[i, k] = tuple(
                    Mark(a, b, c, d, e, f, tuple(links)) for a, b, c, d, e, f, links in said
                )
        found.append(Piece(table, row, tuple(made)))
    whole = tuple(found)
    out = frozenset(data.get("taken_out", ()))
    return Remembered(
        data["sha256"], data["name"], whole, marks, out, shingles(whole), labels(whole)
    )


def digest(found: Remembered) -> str:
    """Return a short hash of what is remembered, for versions."""
    text = repr((found.sha256, sorted(found.taken_out), sorted(found.marks.items())))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]

"""Mentions and the links between them: what a tagger and a linker say about a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from extraction.document import Box
from extraction.errors import MarkupError
from extraction.labels import Label
from extraction.span import Span

Change = Literal["increase", "decrease"]
Role = Literal["actual", "budget", "prior", "standard", "other"]


@dataclass(frozen=True, slots=True)
class CellReference:
    """The table place of a mention, and the headers beside and over it from the outermost to its own.

    A value in a merged cell belongs to several rows or columns together: `rows`, `columns` count them.
    """

    table: str
    row: int
    column: int
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()
    rows: int = 1
    columns: int = 1

    @property
    def row_header(self) -> str:
        """The row's path joined by "/", for readers only: a header may hold a "/" itself (人/户)."""
        return "/".join(self.row_path)

    @property
    def column_header(self) -> str:
        """The column's path joined by "/" (支出/基本支出/人员支出), for readers only."""
        return "/".join(self.column_path)


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled stretch of the canonical text.

    Attributes:
        id: unique within its document.
        span: half-open code-point offsets; `span.of(document.text) == text`.
        page, box, cell: provenance, where the format has it.
        confidence: calibrated probability in [0, 1]; None where the source gives none.
        change: increase or decrease where the value is a change (增加, 下降), else None.
        role: budget, prior, … where words or header say it; None leaves it to the facts.
        operator: a comparator (>=, <=, >, <, =) that a column of its own, or words before it (控制在12人), give a target.
        unit: a unit inherited from header, caption or a 单位：万元 note; None if the text has its own.
        period: the words by which its column or row says the period (2022年, 上年), None if silent.
    """

    id: str
    label: Label
    span: Span
    text: str
    page: int | None = None
    box: Box | None = None
    cell: CellReference | None = None
    confidence: float | None = None
    change: Change | None = None
    role: Role | None = None
    unit: str | None = None
    operator: str | None = None
    period: str | None = None

    def named(self, ident: str) -> Mention:
        """Return the mention under another id; `replace` takes twice as long, and there are many."""
        if ident == self.id:
            return self
        return Mention(
            ident, self.label, self.span, self.text, self.page, self.box, self.cell, self.confidence,
            self.change, self.role, self.unit, self.operator, self.period,
        )  # fmt: skip

    @property
    def start(self) -> int:
        """First code-point offset."""
        return self.span.start

    @property
    def end(self) -> int:
        """Offset after the last code point."""
        return self.span.end


@dataclass(frozen=True, slots=True)
class Link:
    """A directed link between two mentions, by id: value → item, period or owner; target → indicator …"""

    source: str
    target: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Markup:
    """Mentions in text order, never overlapping, and the links among them.

    With `decided`, the links are all there are: a mention without one is meant to have none.
    """

    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    decided: bool = False

    def __post_init__(self) -> None:
        ids = {m.id for m in self.mentions}
        if len(ids) != len(self.mentions):
            raise MarkupError("expected unique mention ids, found a repeated one")
        for before, after in zip(self.mentions, self.mentions[1:], strict=False):
            if after.start < before.end:
                raise MarkupError(
                    f"expected mentions in text order without overlap, found {before.text!r} at "
                    f"[{before.start}, {before.end}) and {after.text!r} at [{after.start}, {after.end})"
                )
        for link in self.links:
            if link.source not in ids or link.target not in ids:
                raise MarkupError(f"expected links between known mentions, found {link}")

    def verify(self, text: str) -> None:
        """Raise `MarkupError` unless every mention's text is what stands at its offsets."""
        for m in self.mentions:
            if m.span.of(text) != m.text or not m.text:
                raise MarkupError(
                    f"expected {m.text!r} at [{m.start}, {m.end}), found {m.span.of(text)!r}"
                )

    def without(self, gone: Collection[str]) -> Markup:
        """Return the mark-up without some mentions, told by id, and without the links from and to them."""
        if not gone:
            return self
        mentions = tuple(m for m in self.mentions if m.id not in gone)
        links = tuple(k for k in self.links if k.source not in gone and k.target not in gone)
        return replace(self, mentions=mentions, links=links)

    def by_id(self) -> dict[str, Mention]:
        """Return the mentions by id."""
        return {m.id: m for m in self.mentions}


def assemble(mentions: Iterable[Mention], links: Iterable[Link] = ()) -> Markup:
    """Sort mentions into text order and number them `m1`, `m2` … (links follow; repeats go).

    Of two overlapping mentions the first given stays; a link to a dropped mention goes with it.
    """
    kept: list[Mention] = []
    taken: set[int] = set()
    for m in mentions:
        places = range(m.start, m.end)
        if m.start < m.end and taken.isdisjoint(places):
            taken.update(places)
            kept.append(m)
    kept.sort(key=lambda m: m.span)
    names = {m.id: f"m{i}" for i, m in enumerate(kept, 1)}
    renamed = tuple(m.named(names[m.id]) for m in kept)
    seen: dict[tuple[str, str], Link] = {}
    for link in links:
        if link.source in names and link.target in names:
            pair = (names[link.source], names[link.target])
            seen.setdefault(pair, Link(*pair, link.confidence))
    return Markup(renamed, tuple(seen.values()))

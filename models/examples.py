"""Annotated texts as training examples (训练样本), from gold files, inline mark-up or synthesis."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations import gold, inline
from extraction.errors import MarkupError
from extraction.labels import Label
from extraction.markup import Markup
from extraction.span import Span

LABELS: tuple[Label, ...] = tuple(Label)
"""Labels in the order of the classes: class 2k+1 begins, 2k+2 continues label k, 0 is outside."""

CLASSES: tuple[str, ...] = ("O", *(f"{p}-{label}" for label in LABELS for p in "BI"))
CHANGES = ("none", "increase", "decrease")


@dataclass(frozen=True, slots=True)
class Target:
    """One annotated span: half-open offsets, label, kind of change, budget or not."""

    start: int
    end: int
    label: Label
    change: int = 0
    budget: bool = False

    @property
    def span(self) -> Span:
        """The offsets as a span."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its spans in text order, and links as pairs of places in `spans`."""

    name: str
    text: str
    spans: tuple[Target, ...]
    links: tuple[tuple[int, int], ...] = ()
    source: str = "gold"

    def __post_init__(self) -> None:
        edge = 0
        for s in self.spans:
            if not edge <= s.start < s.end <= len(self.text):
                raise ValueError(f"{self.name}: expected spans in order, found {s}")
            edge = s.end


def from_markup(name: str, text: str, markup: Markup, *, source: str = "gold") -> Example:
    """Turn mark-up into an example."""
    place = {m.id: i for i, m in enumerate(markup.mentions)}
    spans = tuple(
        Target(m.start, m.end, m.label, CHANGES.index(m.change or "none"), m.role == "budget")
        for m in markup.mentions
    )
    links = tuple((place[k.source], place[k.target]) for k in markup.links)
    return Example(name, text, spans, links, source)


def read_inline(path: Path, *, source: str = "written") -> Example:
    """Read one file of inline mark-up.

    Raises:
        MarkupError: it does not follow the syntax (see `annotations.inline`).
    """
    text, record = inline.read(path)
    return from_markup(path.stem, text, record.markup(), source=source)


def read_gold(path: Path, texts: Path) -> Example:
    """Read a gold file with its text from the folder `texts`; the hash must agree.

    Raises:
        MarkupError: the text is missing or is not the one that was annotated.
    """
    record = gold.read_gold(path)
    source = texts / f"{record.document}.txt"
    raw = source.read_bytes() if source.exists() else b""
    if hashlib.sha256(raw).hexdigest() != record.sha256:
        raise MarkupError(f"{path}: expected the annotated text at {source}")
    text = raw.decode("utf-8").removeprefix("\ufeff")
    record.verify(text)
    return from_markup(record.document, text, record.markup())


def read_folder(folder: Path) -> Iterator[Example]:
    """Yield the examples of a folder of inline mark-up, by file name."""
    for path in sorted(folder.rglob("*.txt")):
        yield read_inline(path)


def characters(examples: Iterable[Example]) -> int:
    """Return the number of characters of all texts."""
    return sum(len(e.text) for e in examples)

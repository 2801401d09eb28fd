"""What every format reads and writes: a text with its annotation record, and what got lost.

Offsets are half-open code points of the text everywhere inside; a format that counts otherwise converts
at its own border (`annotations.formats.offsets`). `text[start:end] == surface` is verified at every
import; a record that breaks it is refused with the file and line (or item) where it stands.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from annotations.record import Annotation, AnnotationRecord, Equation
from extraction.errors import MarkupError
from extraction.labels import Label


class ImportRefusedError(MarkupError):
    """An annotation file contradicts its text or itself; nothing of it was taken over.

    Args:
        where: file and line, or file and item.
        problem: what was expected and what was found.
    """

    def __init__(self, where: str, problem: str) -> None:
        self.where = where
        self.problem = problem
        super().__init__(f"{where}: {problem}")


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text, its annotations and who made them (empty where the format does not say).

    Raises:
        MarkupError: a span's text is not what stands at its offsets.
    """

    text: str
    record: AnnotationRecord
    annotator: str = ""

    def __post_init__(self) -> None:
        if self.record.characters != len(self.text):
            raise MarkupError(
                f"{self.record.document}: expected {self.record.characters} characters, "
                f"found {len(self.text)}"
            )
        self.record.verify(self.text)

    @property
    def name(self) -> str:
        """The document's name."""
        return self.record.document


@dataclass(slots=True)
class Losses:
    """What a format could not carry, counted by what it is; empty where nothing got lost."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, count: int = 1) -> None:
        """Note that `count` more of `what` got lost (nothing for 0)."""
        if count > 0:
            self.counts[what] += count

    def lines(self) -> list[str]:
        """Return one line for each kind of loss, the most frequent first."""
        return [f"{count} × {what}" for what, count in self.counts.most_common()]

    def __bool__(self) -> bool:
        return bool(self.counts)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an import gave: texts in file order, and what was not taken over."""

    texts: tuple[AnnotatedText, ...]
    losses: Losses


@dataclass(frozen=True, slots=True)
class FormatSettings:
    """How files are read and written.

    Attributes:
        labels: foreign label names to ours (`{"MONEY": "AMOUNT"}`); an empty string drops the span.
        predictions: write as a model's predictions where the format tells them from annotations.
        utf16: write UTF-16 offsets where a tool's version decides (Label Studio before 1.5).
        words: write word tokens, a run of letters or digits each, where the format has tokens.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    predictions: bool = False
    utf16: bool = False
    words: bool = False


def read_label(name: str, settings: FormatSettings, where: str) -> Label | None:
    """Return our label for a foreign name, None if the settings drop it.

    Raises:
        ImportRefusedError: it is none of ours and not mapped.
    """
    name = settings.labels.get(name, name)
    if not name:
        return None
    try:
        return Label(name)
    except ValueError as error:
        raise ImportRefusedError(
            where,
            f"expected one of {' '.join(Label)}, found the label {name!r}; map it (NAME=LABEL)",
        ) from error


def span_at(text: str, start: object, end: object, surface: object, where: str) -> tuple[int, int]:
    """Return the offsets of a span, verified.

    Args:
        surface: the characters the file gives for the span, None where the format has none.

    Raises:
        ImportRefusedError: they are no integers in range, or another text stands there.
    """
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise ImportRefusedError(
            where, f"expected offsets within {len(text)} characters, found [{start}, {end})"
        )
    if surface is not None and text[start:end] != surface:
        raise ImportRefusedError(
            where, f"expected {surface!r} at [{start}, {end}), found {text[start:end]!r}"
        )
    return start, end


def build(
    name: str,
    text: str,
    spans: Iterable[tuple[Annotation, str]],
    *,
    where: str,
    equations: Iterable[Equation] = (),
    sha256: str | None = None,
    annotator: str = "",
) -> AnnotatedText:
    """Return the annotated text of spans that a reader found, in text order.

    Args:
        spans: each with the place in the file where it stands.
        where: the place of the document itself.
        sha256: of the original file, where the format keeps it; else the text's own.

    Raises:
        ImportRefusedError: spans overlap, ids repeat, or a link names no span.
    """
    placed = sorted(spans, key=lambda s: (s[0].start, s[0].end))
    for (before, _), (after, place) in pairwise(placed):
        if after.start < before.end:
            raise ImportRefusedError(
                place,
                f"expected spans without overlap, found {after.text!r} at [{after.start}, "
                f"{after.end}) inside {before.text!r} at [{before.start}, {before.end})",
            )
    known = {s.id for s, _ in placed}
    for span, place in placed:
        if missing := set(span.links) - known:
            raise ImportRefusedError(place, f"expected links to known spans, found {missing}")
    stated = tuple(equations)
    for equation in stated:
        if missing := set(equation.terms) - known:
            raise ImportRefusedError(where, f"{equation.expression!r} names unknown {missing}")
    digest = sha256 or digest_of(text)
    try:
        record = AnnotationRecord(name, digest, len(text), tuple(s for s, _ in placed), stated)
        return AnnotatedText(text, record, annotator)
    except ImportRefusedError:
        raise
    except MarkupError as error:
        raise ImportRefusedError(where, str(error)) from error


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def note_foreign_hash(annotated: AnnotatedText, losses: Losses) -> None:
    """Note where a format that keeps no hash of the original file loses one."""
    if annotated.record.sha256 != digest_of(annotated.text):
        losses.add("SHA-256 of an original file that is not the text as UTF-8")

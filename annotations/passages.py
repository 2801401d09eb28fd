"""Annotated passages of public documents, kept without their text (公开文件的标注段落).

What the project did not write it does not keep: a file holds where a passage of a document's canonical text
stands, the SHA-256 by which it is known again, and the annotation by offsets. The text comes from the document
itself, read by `extraction.loading`; a passage that later readers of the format move is found again by its opening.

A JSON file a document: {"document": file name, "passages": [{"name", "start", "characters", "opening", "sha256",
"spans": [[id, label, start, end, flags, [ids]], …]}, …]}; offsets of spans count from the passage's start.
"""

from __future__ import annotations

import hashlib
import json
import logging
import lzma
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.record import Annotation, AnnotationRecord
from extraction.errors import LoadError, MarkupError
from extraction.labels import Label
from extraction.loading import load

log = logging.getLogger(__name__)
OPENING = 16
"""Characters of a passage's opening, whose CRC-32 tells where to look for it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotated span without its text; half-open offsets in the passage."""

    id: str
    label: Label
    start: int
    end: int
    flags: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a passage stood when it was annotated, what it is known by, and its annotation."""

    document: str
    name: str
    start: int
    characters: int
    opening: int
    sha256: str
    marks: tuple[Mark, ...]

    def text_in(self, text: str) -> str | None:
        """Return the passage as it stands in a document's canonical text, None where it does not."""
        return next((found for found in self._places(text) if _digest(found) == self.sha256), None)

    def _places(self, text: str) -> Iterator[str]:
        yield text[self.start : self.start + self.characters]
        for start in range(len(text) - self.characters + 1):
            if _opening(text[start : start + OPENING]) == self.opening:
                yield text[start : start + self.characters]

    def record(self, text: str) -> AnnotationRecord:
        """Return the annotation over the passage's own text, as `text_in` gives it."""
        spans = tuple(
            Annotation(m.id, m.label, m.start, m.end, text[m.start : m.end], m.links, m.flags)
            for m in self.marks
        )
        return AnnotationRecord(self.name, self.sha256, len(text), spans)


def passage(document: str, name: str, start: int, text: str, record: AnnotationRecord) -> Passage:
    """Return the passage that an annotation of `text` makes, which begins at `start` of the document."""
    marks = tuple(Mark(s.id, s.label, s.start, s.end, s.flags, s.links) for s in record.spans)
    return Passage(document, name, start, len(text), _opening(text[:OPENING]), _digest(text), marks)


def read_passages(path: Path) -> tuple[Passage, ...]:
    """Read one file of passages.

    Raises:
        MarkupError: it is not JSON of the expected shape.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_passage(data["document"], p) for p in data["passages"])
    except (ValueError, KeyError, TypeError) as error:
        raise MarkupError(f"{path}: expected annotated passages, found {error!r}") from error


def write_passages(passages: Sequence[Passage], path: Path) -> None:
    """Write the passages of one document (UTF-8, a passage a line)."""
    lines = ",\n".join(
        json.dumps(_to_json(p), ensure_ascii=False, separators=(",", ":")) for p in passages
    )
    name = json.dumps(passages[0].document, ensure_ascii=False)
    path.write_text(f'{{"document": {name}, "passages": [\n{lines}\n]}}\n', encoding="utf-8")


def found_passages(
    files: Iterable[Path], documents: Sequence[Path]
) -> Iterator[tuple[str, AnnotationRecord]]:
    """Yield text and annotation of all passages whose documents lie in one of the folders `documents`.

    A document is one that `extraction.loading` reads, or packed plain text (`.txt.xz`). A passage that its
    document no longer holds word for word, or whose document cannot be read, is left out and told in the log.
    """
    for path in files:
        passages = read_passages(path)
        try:
            whole = _text_of(passages[0].document, documents)
        except LoadError as error:
            log.warning("%s: %d passages left out: %s", path.name, len(passages), error)
            continue
        for one in passages:
            text = one.text_in(whole)
            if text is None:
                log.warning("%s: its document reads otherwise now; left out", one.name)
            else:
                yield text, one.record(text)


def _text_of(document: str, folders: Sequence[Path]) -> str:
    paths = [folder / document for folder in folders] or [Path(document)]
    path = next((p for p in paths if p.exists()), paths[0])
    if path.name.endswith(".txt.xz") and path.exists():
        return lzma.decompress(path.read_bytes()).decode("utf-8")
    return load(path).text


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _opening(text: str) -> int:
    return zlib.crc32(text.encode())


def _passage(document: str, data: dict[str, Any]) -> Passage:
    marks = tuple(
        Mark(id, Label(label), start, end, flags, tuple(links))
        for id, label, start, end, flags, links in data["spans"]
    )
    return Passage(
        document,
        data["name"],
        data["start"],
        data["characters"],
        data["opening"],
        data["sha256"],
        marks,
    )


def _to_json(p: Passage) -> dict[str, Any]:
    spans = [[m.id, m.label.value, m.start, m.end, m.flags, list(m.links)] for m in p.marks]
    keys = ("name", "start", "characters", "opening", "sha256")
    return {**{key: getattr(p, key) for key in keys}, "spans": spans}

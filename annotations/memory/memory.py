"""A memory of corrections (更正记忆): what people made of finished reports, ready for the next of the template.

Built without training, a report in well under a second; kept as one JSON file that can be read, exported,
merged and mended. An entry is a line or row of one report; whoever finds a wrong one takes it out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from annotations.memory.advice import Advice, advise
from annotations.memory.decided import Precedent, precedents_of
from annotations.memory.report import Remembered, digest, from_json, remember
from extraction.document import Document
from extraction.errors import RecordError, SettingsError
from extraction.markup import Markup
from extraction.record import Record

VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One line or row of a remembered report, with its marks as a reader sees them."""

    id: str
    report: str
    text: str
    marks: tuple[str, ...]
    taken_out: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered, by report; every change gives a new memory."""

    reports: Mapping[str, Remembered] = field(default_factory=dict)
    precedents: tuple[Precedent, ...] = ()

    @property
    def version(self) -> str:
        """A short hash of all that is remembered; the same memory has the same."""
        parts = sorted(digest(r) for r in self.reports.values())
        said = sorted(repr(p) for p in self.precedents)
        text = "\n".join((*parts, *said))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def take_in(
        self, document: Document, markup: Markup, record: Record | None = None, *, name: str = ""
    ) -> Memory:
        """Return the memory with a corrected report; what was taken out of it before stays out.

        Args:
            record: its checked record with what was decided on its findings.
        """
        fresh = remember(document, markup, name=name)
        known = self.reports.get(document.sha256)
        if known is not None and known.pieces == fresh.pieces:
            fresh = replace(fresh, taken_out=known.taken_out)
        reports = {**self.reports, document.sha256: fresh}
        if record is None:
            return replace(self, reports=reports)
        others = tuple(p for p in self.precedents if p.sha256 != document.sha256)
        return Memory(reports, (*others, *precedents_of(record, document.text)))

    def advise(self, document: Document, markup: Markup) -> Advice:
        """Return what a document's mark-up becomes with this memory."""
        return advise(document, markup, self.reports.values())

    def forget(self, sha256: str) -> Memory:
        """Return the memory without a report (named by the beginning of its hash)."""
        reports = {k: r for k, r in self.reports.items() if not k.startswith(sha256)}
        if len(reports) == len(self.reports):
            raise SettingsError(f"expected a remembered report {sha256!r}, found none")
        kept = tuple(p for p in self.precedents if not p.sha256.startswith(sha256))
        return Memory(reports, kept)

    def take_out(self, entry: str) -> Memory:
        """Return the memory in which an entry (`<report>:<number>`) advises nothing any more.

        Raises:
            SettingsError: there is no such entry.
        """
        head, _, number = entry.partition(":")
        for sha256, report in self.reports.items():
            named = bool(head) and sha256.startswith(head) and number.isdecimal()
            if named and int(number) < len(report.pieces):
                out = report.taken_out | {int(number)}
                changed = replace(report, taken_out=out)
                return replace(self, reports={**self.reports, sha256: changed})
        raise SettingsError(f"expected an entry such as 1a2b3c4d:12, found {entry!r}")

    def merge(self, other: Memory) -> Memory:
        """Return both memories as one; of a report that both know, what either took out stays out."""
        reports = dict(self.reports)
        for sha256, report in other.reports.items():
            mine = reports.get(sha256)
            out = report.taken_out | (mine.taken_out if mine else frozenset())
            reports[sha256] = replace(report, taken_out=out)
        said = dict.fromkeys((*self.precedents, *other.precedents))
        return Memory(reports, tuple(said))

    def look_up(self, words: str) -> Iterator[Entry]:
        """Yield the entries whose text holds some words (all with marks, for no words)."""
        for report in self.reports.values():
            for i, piece in enumerate(report.pieces):
                text = " | ".join(p.text for p in piece.parts)
                marks = tuple(
                    f"{m.label} {part.text[m.start : m.end]}"
                    for k, part in enumerate(piece.parts)
                    for m in report.marks.get((i, k), ())
                )
                if marks and words in text:
                    yield Entry(report.entry(i), report.name, text, marks, i in report.taken_out)

    def to_json(self) -> dict[str, Any]:
        """Return the memory as one JSON object."""
        return {
            "jixiao_memory": VERSION,
            "version": self.version,
            "reports": [r.to_json() for r in self.reports.values()],
            "precedents": [p.to_json() for p in self.precedents],
        }

    def save(self, path: str | Path) -> None:
        """Write the memory, whole or not at all."""
        target = Path(path)
        partial = target.with_suffix(target.suffix + ".part")
        text = json.dumps(self.to_json(), ensure_ascii=False, separators=(",", ":"))
        partial.write_text(text + "\n", encoding="utf-8", errors="surrogatepass")
        partial.replace(target)


def load_memory(path: str | Path) -> Memory:
    """Read a memory file.

    Raises:
        RecordError: it is none.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8", errors="surrogatepass"))
        if data["jixiao_memory"] != VERSION:
            raise RecordError(f"{path}: expected a memory of version {VERSION}")
        reports = [from_json(r) for r in data["reports"]]
        said = tuple(Precedent.from_json(p) for p in data["precedents"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, RecordError):
            raise
        raise RecordError(f"{path}: expected a memory of corrections, found {error!r}") from error
    return Memory({r.sha256: r for r in reports}, said)


def merged(memories: Iterable[Memory]) -> Memory:
    """Return several memories as one."""
    whole = Memory()
    for memory in memories:
        whole = whole.merge(memory)
    return whole

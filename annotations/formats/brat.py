"""brat stand-off: `NAME.txt` with `NAME.ann`, and `annotation.conf` for the folder.

    T1<tab>AMOUNT 10 16<tab>12.3万元      a span; across a line end two fragments, `10 12;13 16`
    R1<tab>Link Arg1:T1 Arg2:T2           a link
    A1<tab>Change T1 increase             flags; `A2<tab>Budget T1`
    #1<tab>Jixiao T1<tab>{"id": "a1"}     our id, and yuan; `Equation` notes stand at a first term

brat reads line ends of any kind as one character; texts with CR LF shift there, which is said. The name
of the file is the document's name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from annotations.formats.files import inputs, named, read_utf8, write_utf8
from annotations.formats.model import (
    AnnotatedText,
    FormatSettings,
    ImportRefusedError,
    Losses,
    Reading,
    build,
    note_foreign_hash,
    read_label,
    span_at,
)
from annotations.formats.sidecar import Names, equations_of
from annotations.record import Annotation, Equation
from extraction.labels import Label

_CHANGES = {"+": "increase", "-": "decrease"}
_SIGNS = {v: k for k, v in _CHANGES.items()}
_LINE_END = re.compile(r"[\r\n]+")
_CONFIGURATION = """[entities]
{labels}
[relations]
Link\tArg1:<ENTITY>, Arg2:<ENTITY>
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
[events]
[attributes]
Change\tArg:<ENTITY>, Value:increase|decrease
Budget\tArg:<ENTITY>
"""


def read(path: Path, settings: FormatSettings) -> Reading:
    """Read a folder, or one .ann file with its .txt."""
    losses = Losses()
    files = inputs(path.with_suffix(".ann") if path.suffix == ".txt" else path, ".ann")
    return Reading(tuple(_File(file, settings, losses).read() for file in files), losses)


@dataclass(slots=True)
class _Span:
    """What the lines of one T say, put together."""

    where: str
    start: int
    end: int
    label: Label
    change: str = ""
    budget: str = ""
    note: Mapping[str, Any] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)


class _File:
    """Reads one .ann file."""

    def __init__(self, path: Path, settings: FormatSettings, losses: Losses) -> None:
        self.path, self.settings, self.losses = path, settings, losses
        source = path.with_suffix(".txt")
        if not source.is_file():
            raise ImportRefusedError(str(path), f"expected its text {source.name}, found none")
        self.text = read_utf8(source)
        self.spans: dict[str, _Span] = {}
        self.dropped: set[str] = set()
        self.equations: list[Equation] = []

    def read(self) -> AnnotatedText:
        lines = [(n, s) for n, s in enumerate(read_utf8(self.path).split("\n"), 1) if s.strip("\r")]
        for kinds in ("T", "RA#M", "*EN"):
            for number, line in lines:
                if line[0] in kinds:
                    self._line(line.removesuffix("\r"), f"{self.path}:{number}")
        names = Names([str(s.note["id"]) for s in self.spans.values() if "id" in s.note])
        ids = {
            k: str(s.note["id"]) if "id" in s.note else names.fresh() for k, s in self.spans.items()
        }
        spans = [(self._annotation(ids, k, s), s.where) for k, s in self.spans.items()]
        known = set(ids.values())
        kept = [e for e in self.equations if set(e.terms) <= known]
        self.losses.add("equation over a span that is gone", len(self.equations) - len(kept))
        return build(self.path.stem, self.text, spans, where=str(self.path), equations=kept)

    def _annotation(self, ids: Mapping[str, str], key: str, span: _Span) -> Annotation:
        text = self.text[span.start : span.end]
        links = tuple(ids[t] for t in span.links)
        flags, yuan = span.change + span.budget, span.note.get("yuan")
        if sorted(span.note.get("flags", "")) == sorted(flags):
            flags = span.note.get("flags", "")
        return Annotation(ids[key], span.label, span.start, span.end, text, links, flags, yuan)

    def _line(self, line: str, where: str) -> None:
        try:
            key, data, *rest = line.split("\t", 2)
            tail = rest[0] if rest else ""
            {"T": self._span, "R": self._relation, "A": self._attribute, "M": self._attribute}.get(
                line[0], self._other
            )(key, data, tail, where)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            if isinstance(error, ImportRefusedError):
                raise
            raise ImportRefusedError(where, f"expected a brat line, found {line!r}") from error

    def _span(self, key: str, data: str, surface: str, where: str) -> None:
        name, _, places = data.partition(" ")
        label = read_label(name, self.settings, where)
        if label is None:
            self.dropped.add(key)
            self.losses.add("span with a label that is not taken over")
            return
        fragments = [tuple(int(i) for i in place.split()) for place in places.split(";")]
        start, end = fragments[0][0], fragments[-1][1]
        span_at(self.text, start, end, None, where)
        for (_, left), (right, _) in pairwise(fragments):
            if self.text[left:right].strip():
                between = self.text[left:right]
                problem = f"expected fragments parted by line ends alone, found {between!r} between"
                raise ImportRefusedError(where, problem)
        found = _shown(self.text, fragments)
        if found != surface:
            raise ImportRefusedError(where, f"expected {surface!r} at {places}, found {found!r}")
        self.spans[key] = _Span(where, start, end, label)

    def _relation(self, key: str, data: str, tail: str, where: str) -> None:
        _, first, second = data.split()
        source, target = first.partition(":")[2], second.partition(":")[2]
        if {source, target} & self.dropped:
            self.losses.add("relation with a span that is not taken over")
            return
        if target not in self.spans:
            raise ImportRefusedError(where, f"expected a link to a known span, found {target}")
        self.spans[source].links.append(target)

    def _attribute(self, key: str, data: str, tail: str, where: str) -> None:
        name, target, *value = data.split()
        if target in self.dropped:
            return
        if name == "Change":
            self.spans[target].change = _SIGNS[value[0]]
        elif name == "Budget":
            self.spans[target].budget = "b"
        else:
            self.losses.add(f"attribute {name}")

    def _other(self, key: str, data: str, tail: str, where: str) -> None:
        name, _, target = data.partition(" ")
        if key[0] != "#" or name not in ("Jixiao", "Equation"):
            self.losses.add(f"{name} line" if key[0] != "#" else "note")
        elif name == "Equation":
            self.equations.extend(equations_of([json.loads(tail)]))
        elif target not in self.dropped:
            self.spans[target].note = json.loads(tail)


def write(texts: Sequence[AnnotatedText], path: Path, settings: FormatSettings) -> Losses:
    """Write a folder."""
    losses = Losses()
    labels = "".join(f"{label.value}\n" for label in Label)
    write_utf8(path / "annotation.conf", _CONFIGURATION.format(labels=labels))
    for name, annotated in named(texts):
        write_utf8(path / f"{name}.txt", annotated.text)
        write_utf8(path / f"{name}.ann", "".join(f"{line}\n" for line in _lines(annotated)))
        losses.add("document name that is no file name", int(name != annotated.name))
        losses.add("annotator", int(bool(annotated.annotator)))
        losses.add(
            "text with CR LF, where brat itself counts differently", int("\r" in annotated.text)
        )
        note_foreign_hash(annotated, losses)
    return losses


def _lines(annotated: AnnotatedText) -> Iterator[str]:
    spans = annotated.record.spans
    keys = {s.id: f"T{k}" for k, s in enumerate(spans, 1)}
    for span in spans:
        fragments = _fragments(annotated.text, span)
        places = ";".join(f"{a} {b}" for a, b in fragments)
        surface = _shown(annotated.text, fragments)
        yield f"{keys[span.id]}\t{span.label} {places}\t{surface}"
    links = [(s.id, t) for s in spans for t in s.links]
    for number, (source, target) in enumerate(links, 1):
        yield f"R{number}\tLink Arg1:{keys[source]} Arg2:{keys[target]}"
    yield from _attributes(spans, keys)
    for number, span in enumerate(spans, 1):
        note = {"id": span.id, "flags": span.flags, "yuan": span.yuan}
        kept = {k: v for k, v in note.items() if v}
        yield f"#{number}\tJixiao {keys[span.id]}\t{json.dumps(kept)}"
    for number, equation in enumerate(annotated.record.equations, len(spans) + 1):
        place = keys[equation.terms[0]]
        yield f"#{number}\tEquation {place}\t{json.dumps(equation.to_json())}"


def _attributes(spans: Sequence[Annotation], keys: Mapping[str, str]) -> Iterator[str]:
    number = 0
    for span in spans:
        for flag in span.flags:
            number += 1
            shown = "Budget {}" if flag == "b" else "Change {} " + _CHANGES[flag]
            yield f"A{number}\t{shown.format(keys[span.id])}"


def _shown(text: str, fragments: Sequence[tuple[int, ...]]) -> str:
    """Return the surface as brat writes it: fragments parted by a blank, no line ends."""
    return re.sub(r"[\r\n]", " ", " ".join(text[a:b] for a, b in fragments))


def _fragments(text: str, span: Annotation) -> list[tuple[int, int]]:
    """Return the pieces of a span between line ends; a piece is never empty.

    Line ends at the span's own edges stay inside the outer pieces, since offsets alone give the span.
    """
    pieces: list[tuple[int, int]] = []
    begin = span.start
    for gap in _LINE_END.finditer(text, span.start, span.end):
        if gap.start() > begin and gap.end() < span.end:
            pieces.append((begin, gap.start()))
            begin = gap.end()
    return [*pieces, (begin, span.end)]

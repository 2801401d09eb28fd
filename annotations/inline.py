"""Inline mark-up: a text annotated in place, as annotators write it.

    ⟦LABEL id|text⟧   ⟦LABEL id>target,target|text⟧   flags + - b stand behind the id
    a line ===EQUATIONS===, then `kind: expression` lines

Taking the marks out gives the source text back, character by character.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from annotations.record import Annotation, AnnotationRecord, Equation
from extraction.errors import MarkupError
from extraction.labels import Label

SEPARATOR = "===EQUATIONS==="
_MARK = re.compile(r"⟦([A-Z]+) ([A-Za-z]+\d+)([+\-b]*)(?:>([A-Za-z0-9,+\-]*))?\|([^⟦⟧]*)⟧")


def read(path: Path) -> tuple[str, AnnotationRecord]:
    """Read a file of inline mark-up (UTF-8); the record bears the file's stem as its document.

    Raises:
        MarkupError: as in `parse`.
    """
    return parse(path.read_bytes().decode("utf-8"), document=path.stem)


def parse(marked: str, *, document: str = "") -> tuple[str, AnnotationRecord]:
    """Split annotated text into the plain text and its record (hash of the text as UTF-8).

    The line end before the separator belongs to the text, nothing after it does.

    Raises:
        MarkupError: a mark is malformed, an id repeats, or a link or equation names no span.
    """
    body, _, tail = marked.partition(SEPARATOR)
    parts, spans, length, position = [], [], 0, 0
    for match in _MARK.finditer(body):
        before = body[position : match.start()]
        parts.append(before)
        length += len(before)
        spans.append(_annotation(match, length))
        parts.append(match[5])
        length += len(match[5])
        position = match.end()
    text = "".join((*parts, body[position:]))
    stray = re.search(r"[⟦⟧]", text)
    if stray:
        near = text[max(0, stray.start() - 20) : stray.start() + 40]
        raise MarkupError(f"{document}: expected ⟦LABEL id>links|text⟧, found {near!r}")
    equations = tuple(Equation.parse(line) for line in tail.splitlines() if line.strip())
    known = {s.id for s in spans}
    for equation in equations:
        missing = set(equation.terms) - known
        if missing:
            raise MarkupError(f"{document}: {equation.expression!r} names unknown {missing}")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return text, AnnotationRecord(document, digest, len(text), tuple(spans), equations)


def _annotation(match: re.Match[str], start: int) -> Annotation:
    label, identifier, flags, links, text = match.groups()
    targets = tuple(re.sub(r"[+\-b]+$", "", t) for t in (links or "").split(",") if t)
    try:
        kind = Label(label)
    except ValueError as error:
        known = " ".join(Label)
        raise MarkupError(f"expected one of {known}, found {label} at {text!r}") from error
    return Annotation(identifier, kind, start, start + len(text), text, targets, flags)


def render(text: str, record: AnnotationRecord) -> str:
    """Write `text` with the record's marks in place; `parse` gives both back."""
    record.verify(text)
    parts, position = [], 0
    for s in sorted(record.spans, key=lambda s: s.start):
        if s.start < position:
            raise MarkupError(f"expected spans without overlap, found {s.text!r} at {s.start}")
        links = ">" + ",".join(s.links) if s.links else ""
        parts.append(text[position : s.start])
        parts.append(f"⟦{s.label} {s.id}{s.flags}{links}|{s.text}⟧")
        position = s.end
    parts.append(text[position:])
    if record.equations:
        parts.append(SEPARATOR + "\n")
        parts.extend(f"{e.kind}: {e.expression}\n" for e in record.equations)
    return "".join(parts)

"""Writing a text and its annotations together (边写边标).

A `Mark` is a span that will stand somewhere; links name other marks, before or behind, and are
kept where both were written. `Writer.fill` writes a template with marks in its `{slots}`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotations.record import Annotation, AnnotationRecord, Equation
from extraction.labels import Label

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(eq=False, slots=True)
class Mark:
    """A span to be written: label, text, links and flags as in the guidelines."""

    label: Label
    text: str
    links: Sequence[Mark] = ()
    flags: str = ""
    identifier: str = field(default="", init=False)
    start: int = field(default=-1, init=False)

    @property
    def written(self) -> bool:
        """Whether the mark stands in the text."""
        return self.start >= 0


class Writer:
    """A growing text with the marks written so far."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self._equations: list[tuple[str, str, tuple[Mark, ...]]] = []
        self._length = 0

    def text(self, text: str) -> None:
        """Write unmarked text."""
        self._parts.append(text)
        self._length += len(text)

    def mark(self, mark: Mark) -> Mark:
        """Write a mark; a second time its text alone."""
        if not mark.written:
            mark.start = self._length
            mark.identifier = f"{mark.label.value[0].lower()}{len(self._marks) + 1}"
            self._marks.append(mark)
        self.text(mark.text)
        return mark

    def fill(self, template: str, **slots: Mark | str) -> None:
        """Write a template; `{name}` stands for a mark or a text."""
        position = 0
        for match in _SLOT.finditer(template):
            self.text(template[position : match.start()])
            value = slots[match[1]]
            if isinstance(value, Mark):
                self.mark(value)
            else:
                self.text(value)
            position = match.end()
        self.text(template[position:])

    def relate(self, kind: str, expression: str, *terms: Mark) -> None:
        """Note an equation; `{0}`, `{1}` … stand for the terms. Unwritten terms drop it."""
        self._equations.append((kind, expression, terms))

    def record(self, document: str) -> tuple[str, AnnotationRecord]:
        """Return the text and its record."""
        text = "".join(self._parts)
        spans = tuple(
            Annotation(
                id=m.identifier,
                label=m.label,
                start=m.start,
                end=m.start + len(m.text),
                text=m.text,
                links=tuple(dict.fromkeys(k.identifier for k in m.links if k.written)),
                flags=m.flags,
            )
            for m in self._marks
        )
        equations = tuple(
            Equation.parse(f"{kind}: {expression.format(*(m.identifier for m in terms))}")
            for kind, expression, terms in self._equations
            if all(m.written for m in terms)
        )
        digest = hashlib.sha256(text.encode()).hexdigest()
        return text, AnnotationRecord(document, digest, len(text), spans, equations)

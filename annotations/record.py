"""The annotation record: stand-off spans with links and flags, and the equations between them.

One record belongs to one text, named by the SHA-256 of its file's bytes. Offsets are half-open code
points of the decoded text. Flags follow the guidelines: `+` increase, `-` decrease, `b` budget.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from extraction.errors import MarkupError
from extraction.labels import Label
from extraction.markup import Change, Link, Markup, Mention, Role
from extraction.span import Span

EQUATION_KINDS = frozenset(
    {"sum", "share", "growth", "product", "equal", "diff", "target", "score", "format"}
)
_TERM = re.compile(r"\b(?!base\b)[A-Za-z]+\d+\b")


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotated span.

    Attributes:
        id: short and unique in the record (a1, r7).
        links: ids this span points to (value → item, period, owner; target → indicator …).
        flags: any of "+", "-", "b" in writing order.
        yuan: the amount in yuan where a gold file states it, plain decimal notation.
    """

    id: str
    label: Label
    start: int
    end: int
    text: str
    links: tuple[str, ...] = ()
    flags: str = ""
    yuan: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the span as in the gold files."""
        shown: dict[str, Any] = {
            "id": self.id,
            "flags": self.flags,
            "label": self.label.value,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "links": list(self.links),
        }
        return shown if self.yuan is None else {**shown, "yuan": self.yuan}


@dataclass(frozen=True, slots=True)
class Equation:
    """A relation over annotation ids; `status` is None where it was not evaluated."""

    kind: str
    expression: str
    terms: tuple[str, ...]
    status: str | None = None

    @classmethod
    def parse(cls, line: str) -> Equation:
        """Read `kind: a1 = a2 + a3`; flags after an id and `# comments` are dropped.

        Raises:
            MarkupError: the kind is unknown or no id is named.
        """
        kind, _, rest = line.partition(":")
        expression = re.sub(r"#.*", "", rest).strip()
        expression = re.sub(r"(?<=[A-Za-z]\d)b\b|(?<=\d)b\b", "", expression)
        expression = re.sub(r"([A-Za-z]+\d+)[+\-](?=\s*(?:$|\)|[=+\-*/]\s))", r"\1", expression)
        terms = tuple(_TERM.findall(expression))
        if kind.strip() not in EQUATION_KINDS or not terms:
            raise MarkupError(f"expected `kind: expression over ids`, found {line!r}")
        return cls(kind.strip(), expression, terms)

    def to_json(self) -> dict[str, Any]:
        """Return the equation as in the gold files."""
        return {
            "kind": self.kind,
            "expression": self.expression,
            "terms": list(self.terms),
            "status": self.status,
        }


@dataclass(frozen=True, slots=True)
class JudgedFinding:
    """A person's word on a finding: its kind, its terms by annotation id, and whether it is one."""

    kind: str
    terms: tuple[str, ...]
    verdict: str

    def to_json(self) -> dict[str, Any]:
        """Return the finding as in a gold file."""
        return {"kind": self.kind, "terms": list(self.terms), "verdict": self.verdict}


LAYERS = ("spans", "links", "numbers", "equations", "findings")
"""What a gold record may hold; what it does not hold is not scored."""


@dataclass(frozen=True, slots=True)
class AnnotationRecord:
    """All annotations of one text.

    Attributes:
        layers: which of `LAYERS` were annotated; None where the file does not say (see `annotated`).
        judged: findings of the machine that a person confirmed, rejected or explained.
    """

    document: str
    sha256: str
    characters: int
    spans: tuple[Annotation, ...]
    equations: tuple[Equation, ...] = ()
    layers: tuple[str, ...] | None = None
    judged: tuple[JudgedFinding, ...] = ()

    @property
    def annotated(self) -> frozenset[str]:
        """The layers that were annotated; of a file that does not say, those that hold anything."""
        if self.layers is not None:
            return frozenset(self.layers)
        there = {
            "spans": True,
            "links": any(s.links for s in self.spans),
            "numbers": any(s.yuan is not None for s in self.spans),
            "equations": bool(self.equations),
            "findings": bool(self.equations or self.judged),
        }
        return frozenset(name for name, held in there.items() if held)

    def __post_init__(self) -> None:
        ids = {s.id for s in self.spans}
        if len(ids) != len(self.spans):
            raise MarkupError(f"{self.document}: expected unique span ids, found a repeated one")
        for span in self.spans:
            unknown = set(span.links) - ids
            if unknown or not 0 <= span.start < span.end <= self.characters:
                what = f"links to unknown {sorted(unknown)}" if unknown else "offsets out of range"
                raise MarkupError(f"{self.document}: span {span.id} {span.text!r} has {what}")

    def verify(self, text: str) -> None:
        """Raise `MarkupError` naming the first span whose text is not what stands there."""
        for s in self.spans:
            if text[s.start : s.end] != s.text:
                found = text[s.start : s.end]
                raise MarkupError(
                    f"{self.document}: span {s.id} expected {s.text!r} at [{s.start}, {s.end}), "
                    f"found {found!r}; the text differs from the one that was annotated"
                )

    def markup(self) -> Markup:
        """Return the spans as mentions and links, keeping their ids."""
        ordered = sorted(self.spans, key=lambda s: (s.start, s.end))
        links = [Link(s.id, t) for s in ordered for t in s.links]
        return Markup(tuple(_mention(s) for s in ordered), tuple(links))


def _mention(s: Annotation) -> Mention:
    change: Change | None = None
    if "+" in s.flags:
        change = "increase"
    elif "-" in s.flags:
        change = "decrease"
    role: Role | None = "budget" if "b" in s.flags else None
    return Mention(s.id, s.label, Span(s.start, s.end), s.text, change=change, role=role)


def from_markup(markup: Markup, *, document: str, sha256: str, characters: int) -> AnnotationRecord:
    """Return a record of `markup`, flags and links included, without equations."""
    links: dict[str, list[str]] = {}
    for link in markup.links:
        links.setdefault(link.source, []).append(link.target)
    spans = tuple(
        Annotation(m.id, m.label, m.start, m.end, m.text, tuple(links.get(m.id, ())), flags_of(m))
        for m in markup.mentions
    )
    return AnnotationRecord(document, sha256, characters, spans)


def flags_of(mention: Mention) -> str:
    """Return a mention's change and role as guideline flags."""
    sign = {"increase": "+", "decrease": "-", None: ""}[mention.change]
    return sign + ("b" if mention.role == "budget" else "")

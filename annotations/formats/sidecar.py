"""What a format has no field for, kept as plain JSON beside its own fields (附带信息).

    {"document": name, "sha256": hex, "spans": [[start, end, label, id, flags, yuan|null], …],
     "equations": [{kind, expression, terms, status}, …]}

Tools keep such extra data through import and export, but people move, relabel and delete spans
meanwhile: a span takes its id back where its offsets are still the same, and its flags and yuan where
its label is the same too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotations.formats.model import AnnotatedText, ImportRefusedError, Losses
from annotations.record import Annotation, Equation
from extraction.labels import Label

KEY = "jixiao"


@dataclass(frozen=True, slots=True)
class Kept:
    """The id, flags and yuan of one span as it was written."""

    label: str
    id: str
    flags: str
    yuan: str | None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The parsed extra data; everything is empty where a file has none."""

    document: str | None = None
    sha256: str | None = None
    spans: Mapping[tuple[int, int], Kept] = field(default_factory=dict)
    equations: tuple[Equation, ...] = ()

    def annotation(
        self, start: int, end: int, label: Label, text: str, *, fallback: str
    ) -> Annotation:
        """Return the annotation at some offsets, with what was kept of it (`fallback` is its id else)."""
        kept = self.spans.get((start, end))
        if kept is None:
            return Annotation(fallback, label, start, end, text)
        same = kept.label == label.value
        flags, yuan = (kept.flags, kept.yuan) if same else ("", None)
        return Annotation(kept.id, label, start, end, text, (), flags, yuan)

    def surviving(self, known: set[str], losses: Losses) -> tuple[Equation, ...]:
        """Return the equations all of whose terms still exist; the others count as lost."""
        kept = tuple(e for e in self.equations if set(e.terms) <= known)
        losses.add("equation over a span that is gone", len(self.equations) - len(kept))
        return kept


def to_sidecar(annotated: AnnotatedText) -> dict[str, Any]:
    """Return the extra data of a text."""
    record = annotated.record
    return {
        "document": record.document,
        "sha256": record.sha256,
        "spans": [[s.start, s.end, s.label.value, s.id, s.flags, s.yuan] for s in record.spans],
        "equations": [e.to_json() for e in record.equations],
    }


def from_sidecar(data: object, where: str) -> Sidecar:
    """Read extra data; anything that is no mapping counts as none.

    Raises:
        ImportRefusedError: it is there but not of the documented shape.
    """
    if not isinstance(data, Mapping):
        return Sidecar()
    try:
        spans = {
            (int(start), int(end)): Kept(str(label), str(name), str(flags), yuan)
            for start, end, label, name, flags, yuan in data.get("spans", ())
        }
        return Sidecar(
            data.get("document"), data.get("sha256"), spans, equations_of(data.get("equations", ()))
        )
    except (TypeError, ValueError, KeyError) as error:
        raise ImportRefusedError(where, f"expected the data of `{KEY}`, found {error!r}") from error


def equations_of(data: Sequence[Mapping[str, Any]]) -> tuple[Equation, ...]:
    """Read equations as `Equation.to_json` writes them."""
    return tuple(
        Equation(e["kind"], e["expression"], tuple(e["terms"]), e.get("status")) for e in data
    )


class Names:
    """Gives out ids `m1`, `m2` … that are not taken yet."""

    def __init__(self, taken: Sequence[str] = ()) -> None:
        self._taken = set(taken)
        self._number = 0

    def fresh(self) -> str:
        """Return the next free id."""
        self._number += 1
        while f"m{self._number}" in self._taken:
            self._number += 1
        return f"m{self._number}"

"""What was decided on findings, remembered by kind and by the skeleton of their sentence (裁断先例)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from annotations.memory.pieces import skeleton
from extraction.decisions import decided
from extraction.record import Record


@dataclass(frozen=True, slots=True)
class Precedent:
    """A decision on one finding of one report; `line` is the masked line that its stated figure stands in."""

    sha256: str
    kind: str
    line: str
    names: str
    verdict: str
    reason: str = ""
    note: str = ""

    def to_json(self) -> dict[str, str]:
        """Return the precedent as one JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Precedent:
        """Read back what `to_json` wrote."""
        return cls(**{k: str(data.get(k, "")) for k in cls.__dataclass_fields__})


def precedents_of(record: Record, text: str) -> Iterator[Precedent]:
    """Yield what was decided on the findings of a record."""
    words = decided(
        [c.fingerprint for c in record.findings], [d.to_json() for d in record.decisions]
    )
    for check in record.findings:
        word = words.get(check.fingerprint)
        if word is not None:
            line, names = place_of(record, text, check.terms)
            yield Precedent(
                record.document.sha256, check.kind, line, names,
                str(word["verdict"]), str(word.get("reason") or ""), str(word.get("note") or ""),
            )  # fmt: skip


def place_of(record: Record, text: str, terms: Sequence[str]) -> tuple[str, str]:
    """Return the masked line of a check's stated figure, and the words around its figures there."""
    at = {m.id: m for m in record.facts.markup.mentions}
    stated = at[terms[0]]
    start = text.rfind("\n", 0, stated.start) + 1
    end = text.find("\n", stated.end)
    line = text[start : end if end >= 0 else len(text)]
    headers = stated.cell.row_header if stated.cell else ""
    return skeleton(line), skeleton(headers)


def advice_on(
    record: Record, text: str, precedents: Sequence[Precedent]
) -> dict[str, tuple[Precedent, int]]:
    """Return for each finding's fingerprint what was decided on its like, and in how many reports.

    Precedents that disagree advise nothing.
    """
    found: dict[str, tuple[Precedent, int]] = {}
    for check in record.findings:
        line, names = place_of(record, text, check.terms)
        like = [
            p
            for p in precedents
            if (p.kind, p.line, p.names) == (check.kind, line, names)
            and p.sha256 != record.document.sha256
        ]
        if like and len({(p.verdict, p.reason) for p in like}) == 1:
            found[check.fingerprint] = (like[0], len({p.sha256 for p in like}))
    return found

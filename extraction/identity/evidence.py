"""Candidates for a part of a report's identity, with where each stands and how strong that is (证据)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a part of the identity.

    Attributes:
        value: the unit's name.
        source: where it stands: field, title, line, subject, mention, page or signature.
        weight: strength of the evidence in (0, 1]; below `ENOUGH` it does not decide.
    """

    value: str
    source: str
    weight: float


ENOUGH = 0.5
_VAGUE = 0.85
"""What 市财政局 is worth beside 青枫市财政局."""


def ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return one candidate a value, strongest first; evidence of several places adds up.

    Where one value is the tail of another (青枫县委宣传部 of 中共青枫县委宣传部) both stand for one unit, and each
    is supported by the other.
    """
    found = tuple(candidates)
    best: dict[str, Candidate] = {}
    for c in found:
        doubt = 1.0
        for other in found:
            if other.source != c.source and _same(other.value, c.value):
                doubt *= 1 - other.weight / 2
        weight = round(
            (1 - (1 - c.weight) * doubt) * (_VAGUE if c.value[0] in "省市县区州" else 1), 4
        )
        known = best.get(c.value)
        if known is None or weight > known.weight:
            best[c.value] = Candidate(c.value, c.source, weight)
    return tuple(sorted(best.values(), key=lambda c: -c.weight))


def _same(a: str, b: str) -> bool:
    return a.endswith(b) or b.endswith(a)

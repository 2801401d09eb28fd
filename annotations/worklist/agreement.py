"""How far two annotators agree, per label: Cohen's κ over characters and F1 over exact spans.

Source: J. Cohen, A Coefficient of Agreement for Nominal Scales (1960); each character is an item, and
for one label its categories are "inside" and "outside".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from annotations.store import LayerState
from extraction.labels import Label

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one label, or on all ("ALL"); None where neither annotator used it.

    Attributes:
        kappa: chance-corrected agreement over characters, at most 1.
        f1: of the exact spans, symmetric in the two annotators.
        both, first, second: number of equal spans, and of each annotator's.
    """

    label: str
    kappa: float | None
    f1: float | None
    both: int
    first: int
    second: int


def places(mentions: Iterable[Mapping[str, Any]]) -> frozenset[Place]:
    """Return label and offsets of each mention."""
    return frozenset((m["label"], m["start"], m["end"]) for m in mentions)


def agreements(
    first: frozenset[Place], second: frozenset[Place], characters: int
) -> tuple[Agreement, ...]:
    """Return the agreement on every label that either used, then on all together."""
    rows = []
    for label in Label:
        one = frozenset(p for p in first if p[0] == label)
        two = frozenset(p for p in second if p[0] == label)
        if one or two:
            rows.append(_agreement(label.value, one, two, characters))
    return (*rows, _agreement("ALL", first, second, characters))


def _agreement(
    label: str, one: frozenset[Place], two: frozenset[Place], characters: int
) -> Agreement:
    both = len(one & two)
    total = len(one) + len(two)
    f1 = 2 * both / total if total else None
    return Agreement(label, _kappa(one, two, characters), f1, both, len(one), len(two))


def _kappa(one: frozenset[Place], two: frozenset[Place], characters: int) -> float | None:
    if not characters or not (one or two):
        return None
    mine, theirs = _labelled(one), _labelled(two)
    same = sum(mine[i] == label for i, label in theirs.items() if i in mine)
    neither = characters - len(mine.keys() | theirs.keys())
    observed = (same + neither) / characters
    expected = (characters - len(mine)) * (characters - len(theirs)) / characters**2
    for label in set(mine.values()) | set(theirs.values()):
        counts = [sum(v == label for v in side.values()) for side in (mine, theirs)]
        expected += counts[0] * counts[1] / characters**2
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)


def link_agreement(
    first: frozenset[tuple[Place, Place]], second: frozenset[tuple[Place, Place]]
) -> Agreement:
    """Return the agreement on links, both ends exact; κ has no meaning for them."""
    both, total = len(first & second), len(first) + len(second)
    f1 = 2 * both / total if total else None
    return Agreement("links", None, f1, both, len(first), len(second))


def link_places(state: LayerState) -> frozenset[tuple[Place, Place]]:
    """Return the ends of each link by label and offsets."""
    at = {k: (m["label"], m["start"], m["end"]) for k, m in state.mentions.items()}
    return frozenset((at[k["source"]], at[k["target"]]) for k in state.links.values())


def _labelled(spans: frozenset[Place]) -> dict[int, str]:
    return {i: label for label, start, end in spans for i in range(start, end)}

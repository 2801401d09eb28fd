"""What rules advise a model (规则建议): one decision from two opinions.

The pattern tagger's mentions are turned into a bonus on the model's class scores, and its links
into a bonus on the pair scores, before either is decoded (a product of two experts). Where the
model is sure the bonus changes nothing; where it wavers, the rule decides. Facts that only the rules
know (cell, inherited unit, role) pass to a mention with the same characters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extraction.labels import Label
from extraction.markup import Markup, Mention
from extraction.span import Span

Floats = NDArray[np.float32]
LABELS = tuple(Label)
_NAMES = frozenset({Label.ITEM, Label.ORG, Label.PERIOD})
_VALUES = frozenset({Label.AMOUNT, Label.RATE, Label.COUNT, Label.WEIGHT, Label.SCORE})


@dataclass(frozen=True, slots=True)
class AdviceSettings:
    """Weights of the rules' opinion, as natural-log odds; 0 ignores it.

    `names` (ITEM, ORG, PERIOD), `values` (AMOUNT, RATE, COUNT, WEIGHT, SCORE) and `goals` (the rest)
    are the bonus of a mention's label at its characters in prose, `table` that of any label in a
    table cell, `silence` that of no label where the rules see nothing, `link` that of a pair that
    the rules link.
    """

    names: float = 0.0
    values: float = 0.0
    goals: float = 0.0
    table: float = 0.0
    silence: float = 0.0
    link: float = 0.0

    @property
    def heeded(self) -> bool:
        """Whether any opinion counts."""
        prose = (self.names, self.values, self.goals)
        return any((*prose, self.table, self.silence, self.link))

    def weight(self, mention: Mention) -> float:
        """Return the bonus of a mention's own label."""
        if mention.cell is not None:
            return self.table
        if mention.label in _NAMES:
            return self.names
        return self.values if mention.label in _VALUES else self.goals


def class_bonus(length: int, advice: Markup, settings: AdviceSettings, *, start: int = 0) -> Floats:
    """Return the bonus on the BIO classes of `length` characters from offset `start` on."""
    bonus = np.zeros((length, 2 * len(LABELS) + 1), dtype=np.float32)
    bonus[:, 0] = settings.silence
    for m in advice.mentions:
        weight = settings.weight(m)
        begin = 2 * LABELS.index(m.label) + 1
        first, last = m.start - start, m.end - start
        bonus[first:last, 0] = 0.0
        bonus[first, begin] = weight
        bonus[first + 1 : last, begin + 1] = weight
    return bonus


def linked_pairs(spans: Sequence[Span], advice: Markup) -> frozenset[tuple[int, int]]:
    """Return the pairs (places in `spans`) whose mentions overlap two that the rules link."""
    place: dict[int, int] = {}
    for i, span in enumerate(spans):
        for offset in range(span.start, span.end):
            place[offset] = i
    known = advice.by_id()
    found = set()
    for link in advice.links:
        pair = _place(place, known[link.source]), _place(place, known[link.target])
        if None not in pair:
            found.add(pair)
    return frozenset((s, t) for s, t in found if s is not None and t is not None)


def _place(place: Mapping[int, int], mention: Mention) -> int | None:
    return next((place[o] for o in range(mention.start, mention.end) if o in place), None)


def inherit(mentions: Sequence[Mention], advice: Markup) -> list[Mention]:
    """Return the mentions with the cell of the same characters, and unit and role where labels agree."""
    known = {m.span: m for m in advice.mentions}
    found: list[Mention] = []
    for m in mentions:
        rule = known.get(m.span)
        if rule is not None and rule.label is not m.label:
            m = replace(m, cell=rule.cell)
        elif rule is not None:
            m = replace(
                m,
                cell=rule.cell,
                unit=rule.unit,
                change=m.change if rule.cell is None else (rule.change or m.change),
                role=rule.role or m.role,
            )
        found.append(m)
    return found

"""What rules advise a model (规则建议): one decision from two opinions.

The pattern tagger's mentions are turned into a bonus on the model's class scores, and its links
into a bonus on the pair scores, before either is decoded (a product of two experts). Where the
model is sure the bonus changes nothing; where it wavers, the rule decides. Facts that only the rules
know (cell, inherited unit, role) pass to a mention with the same characters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extraction.errors import ModelError
from extraction.labels import Label
from extraction.markup import Markup, Mention
from extraction.span import Span

Floats = NDArray[np.float32]
LABELS = tuple(Label)
GROUPS: dict[str, frozenset[Label]] = {
    "organisations": frozenset({Label.ORG}),
    "periods": frozenset({Label.PERIOD}),
    "items": frozenset({Label.ITEM}),
    "values": frozenset({Label.AMOUNT, Label.RATE, Label.COUNT, Label.WEIGHT, Label.SCORE}),
    "goals": frozenset({Label.INDICATOR, Label.LEVEL, Label.TARGET, Label.ACTUAL, Label.STATUS}),
}
"""Labels that rules read about equally well, by the field of `AdviceSettings` that weighs them."""


@dataclass(frozen=True, slots=True)
class Heed:
    """How much the rules count for a group of labels, as natural-log odds; 0 ignores them.

    `said` is the bonus of a mention's label at its characters, of a figure of prose also that of goals and
    results; `silent` is what a label loses where the rules see nothing at all.
    """

    said: float = 0.0
    silent: float = 0.0


@dataclass(frozen=True, slots=True)
class AdviceSettings:
    """Weights of the rules' opinion, a pair a group of labels (`GROUPS`), as natural-log odds.

    `table` is the bonus of any label in a table cell, `link` that of a pair that the rules link.
    """

    organisations: Heed = Heed()
    periods: Heed = Heed()
    items: Heed = Heed()
    values: Heed = Heed()
    goals: Heed = Heed()
    table: float = 0.0
    link: float = 0.0

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> AdviceSettings:
        """Return the settings that `dataclasses.asdict` wrote.

        Raises:
            ModelError: the names are not those of this version.
        """
        unknown = sorted(set(stored) - {f.name for f in fields(cls)})
        if unknown:
            raise ModelError(
                f"expected advice {', '.join(GROUPS)}, table and link, found {unknown}; export again"
            )
        parts: dict[str, Any] = {
            name: Heed(**stored[name]) if name in GROUPS else stored[name] for name in stored
        }
        return cls(**parts)

    @property
    def heeded(self) -> bool:
        """Whether any opinion counts."""
        return self != AdviceSettings()

    def heed(self, label: Label) -> Heed:
        """Return the weights of a label's group."""
        found: Heed = getattr(self, _GROUP[label])
        return found

    def weight(self, mention: Mention) -> float:
        """Return the bonus of a mention's own label."""
        return self.table if mention.cell is not None else self.heed(mention.label).said


_FIGURES = frozenset({Label.AMOUNT, Label.RATE, Label.COUNT})
"""What rules tell of a figure in prose; whether it is a goal or a result the model says."""
_ENDS = tuple(2 * LABELS.index(label) + 1 for label in (Label.TARGET, Label.ACTUAL))
"""Where goals and results begin among the BIO classes."""
_GROUP = {label: name for name, labels in GROUPS.items() for label in labels}


def class_bonus(length: int, advice: Markup, settings: AdviceSettings, *, start: int = 0) -> Floats:
    """Return the bonus on the BIO classes of `length` characters from offset `start` on."""
    bonus = np.zeros((length, 2 * len(LABELS) + 1), dtype=np.float32)
    silent = -np.repeat([settings.heed(label).silent for label in LABELS], 2)
    bonus[:, 1:] = silent
    for m in advice.mentions:
        weight = settings.weight(m)
        begin = 2 * LABELS.index(m.label) + 1
        first, last = m.start - start, m.end - start
        bonus[first:last] = 0.0
        for b in (begin, *(_ENDS if m.label in _FIGURES and m.cell is None else ())):
            bonus[first, b] = weight
            bonus[first + 1 : last, b + 1] = weight
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
        elif rule is not None and (rule.cell, rule.unit, rule.role) != (m.cell, m.unit, m.role):
            m = replace(
                m,
                cell=rule.cell,
                unit=rule.unit,
                change=m.change if rule.cell is None else (rule.change or m.change),
                role=rule.role or m.role,
            )
        found.append(m)
    return found

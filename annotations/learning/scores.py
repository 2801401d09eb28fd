"""Exact-match scores of spans and links, additive over documents (评分).

A span is right if its offsets and its label are; a link if both of its spans are. Precision, recall and
F1 are taken of summed counts, never averaged over documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extraction.markup import Markup

Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, how many were wanted, how many were given."""

    right: int = 0
    wanted: int = 0
    given: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.wanted + other.wanted, self.given + other.given
        )

    @property
    def f1(self) -> float:
        """F1, 1 where nothing was wanted and nothing given."""
        total = self.wanted + self.given
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """Spans and links of some documents, and spans by label."""

    spans: Counts = Counts()
    links: Counts = Counts()
    labels: Mapping[str, Counts] = field(default_factory=dict)

    def __add__(self, other: Score) -> Score:
        names = {*self.labels, *other.labels}
        labels = {
            n: self.labels.get(n, Counts()) + other.labels.get(n, Counts()) for n in sorted(names)
        }
        return Score(self.spans + other.spans, self.links + other.links, labels)

    @property
    def value(self) -> float:
        """The one number by which taggers are compared: the mean of the F1 of spans and of links."""
        return (self.spans.f1 + self.links.f1) / 2

    def to_json(self) -> dict[str, object]:
        """Return the F1 values, with the counts they come from."""
        shown = {"spans": self.spans, "links": self.links, **self.labels}
        counted = {
            k: {"f1": round(c.f1, 4), "right": c.right, "wanted": c.wanted, "given": c.given}
            for k, c in shown.items()
        }
        return {"value": round(self.value, 4), **counted}


def score(wanted: Markup, given: Markup) -> Score:
    """Return the score of one document's mark-up against the wanted one."""
    ours, theirs = _places(wanted), _places(given)
    labels = {
        label: _counts(
            {p for p in ours.values() if p[2] == label},
            {p for p in theirs.values() if p[2] == label},
        )
        for label in {p[2] for p in (*ours.values(), *theirs.values())}
    }
    pairs = [
        {(places[k.source], places[k.target]) for k in markup.links}
        for markup, places in ((wanted, ours), (given, theirs))
    ]
    return Score(
        _counts(set(ours.values()), set(theirs.values())), _counts(pairs[0], pairs[1]), labels
    )


def _places(markup: Markup) -> dict[str, Place]:
    return {m.id: (m.start, m.end, m.label.value) for m in markup.mentions}


def _counts(
    wanted: set[Place] | set[tuple[Place, Place]], given: set[Place] | set[tuple[Place, Place]]
) -> Counts:
    right = sum(1 for p in wanted if p in given)
    return Counts(right, len(wanted), len(given))

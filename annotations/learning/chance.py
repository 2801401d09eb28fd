"""Better or only luckier (自助法): intervals of a gain, by resampling documents in pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.learning.scores import Score
from annotations.resampling import draws, ends


@dataclass(frozen=True, slots=True)
class Gain:
    """What new weights bring on some documents, in points of `Score.value`.

    Attributes:
        low, high: the ends of the 95% interval.
    """

    before: Score
    after: Score
    low: float
    high: float

    @property
    def estimate(self) -> float:
        """The gain over all documents."""
        return self.after.value - self.before.value

    def to_json(self) -> dict[str, object]:
        """Return both scores and the gain with its interval."""
        return {
            "before": self.before.to_json(),
            "after": self.after.to_json(),
            "gain": round(self.estimate, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
        }


def gain(before: Sequence[Score], after: Sequence[Score]) -> Gain:
    """Return the gain from one score a document to another, with its percentile interval.

    Raises:
        ValueError: the two are not of the same documents.
    """
    if len(before) != len(after) or not before:
        raise ValueError(f"expected scores in pairs, found {len(before)} and {len(after)}")
    pairs = [
        (Score(old.spans, old.links), Score(new.spans, new.links))  # labels are not resampled
        for old, new in zip(before, after, strict=True)
    ]
    drawn = ([pairs[i] for i in picks] for picks in draws(len(pairs)))
    found = sorted(
        total([new for _, new in some]).value - total([old for old, _ in some]).value
        for some in drawn
    )
    return Gain(total(before), total(after), *ends(found))


def total(scores: Sequence[Score]) -> Score:
    """Return the score of all documents together."""
    return sum(scores, Score())

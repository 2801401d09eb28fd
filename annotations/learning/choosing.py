"""Which mix of old and new weights (权重平均) is best, judged on reports that the choice did not see.

A fold's own reports are measured with the mix that the other folds chose, so that trying many mixes makes
the figure no better than it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotations.learning.chance import Gain, gain, total
from annotations.learning.scores import Score

Scores = tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What one fold's weights did: scores a document, of the old weights and of every mix.

    Attributes:
        corrected, replayed: of the old weights, on the fold's own reports and on the replayed ones.
        mixes: the same two of the mixed weights, by share of the new.
    """

    corrected: Scores
    replayed: Scores
    mixes: Mapping[float, tuple[Scores, Scores]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What cross-validation says.

    Attributes:
        share: of the new weights in the mix that all folds together prefer.
        corrected, replayed: the gain on reports that neither training nor the choice saw.
    """

    share: float
    corrected: Gain
    replayed: Gain


def choose(trials: Sequence[Trial], tolerance: float) -> Outcome:
    """Return the mix to take and what it brings.

    Args:
        tolerance: points of `Score.value` that replayed reports may lose in the choice.

    Raises:
        ValueError: there are fewer than two trials.
    """
    if len(trials) < 2:
        raise ValueError(f"expected at least two folds, found {len(trials)}")
    known = len(trials[0].replayed)
    before: list[Score] = []
    after: list[Score] = []
    replayed = [Score()] * known
    for k, trial in enumerate(trials):
        chosen = trial.mixes[preferred([t for i, t in enumerate(trials) if i != k], tolerance)]
        before += trial.corrected
        after += chosen[0]
        replayed = [a + b for a, b in zip(replayed, chosen[1], strict=True)]
    old = [total([t.replayed[i] for t in trials]) for i in range(known)]
    return Outcome(preferred(trials, tolerance), gain(before, after), gain(old, replayed))


def preferred(trials: Sequence[Trial], tolerance: float) -> float:
    """Return the share that gains most where the replayed reports lose no more than they may.

    Of equal ones the smallest; where all lose more, the smallest there is.
    """
    harmless = [s for s in sorted(trials[0].mixes) if _replayed(trials, s) >= -tolerance]
    if not harmless:
        return min(trials[0].mixes)
    return max(harmless, key=lambda s: (_corrected(trials, s), -s))


def _corrected(trials: Sequence[Trial], share: float) -> float:
    return total([s for t in trials for s in t.mixes[share][0]]).value


def _replayed(trials: Sequence[Trial], share: float) -> float:
    new = total([s for t in trials for s in t.mixes[share][1]])
    return new.value - total([s for t in trials for s in t.replayed]).value

"""Confidence intervals by resampling documents (自助法), single and paired."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotations.resampling import draws, ends
from eval.counts import ABSENT, Counts

Statistic = Callable[[Counts], float]


@dataclass(frozen=True, slots=True)
class Interval:
    """A percentile interval around an estimate."""

    estimate: float
    low: float
    high: float


def interval(
    documents: Sequence[Counts],
    *,
    statistic: Statistic = lambda c: c.f1,
    samples: int = 1000,
    level: float = 0.95,
    seed: int = 7,
) -> Interval:
    """Return the percentile bootstrap interval of a pooled score.

    Args:
        documents: counts of each document; documents are what is resampled.
        samples: number of resamples.
    """
    drawn = (_pool(documents, picks) for picks in draws(len(documents), samples=samples, seed=seed))
    values = sorted(statistic(pooled) for pooled in drawn)
    return Interval(statistic(_sum(documents)), *ends(values, level=level))


def difference(
    first: Sequence[Counts],
    second: Sequence[Counts],
    *,
    statistic: Statistic = lambda c: c.f1,
    samples: int = 1000,
    level: float = 0.95,
    seed: int = 7,
) -> Interval:
    """Return the interval of `second - first`, both on the same resampled documents.

    Raises:
        ValueError: the two do not cover the same number of documents.
    """
    if len(first) != len(second):
        raise ValueError(f"expected as many documents, found {len(first)} and {len(second)}")
    values = sorted(
        statistic(_pool(second, picks)) - statistic(_pool(first, picks))
        for picks in draws(len(first), samples=samples, seed=seed)
    )
    estimate = statistic(_sum(second)) - statistic(_sum(first))
    return Interval(estimate, *ends(values, level=level))


def _sum(documents: Sequence[Counts]) -> Counts:
    return sum(documents, ABSENT)


def _pool(documents: Sequence[Counts], picks: Sequence[int]) -> Counts:
    return _sum([documents[i] for i in picks])

"""Ruling lines: printed marks to straight segments, collinear pieces joined, double rules made one.

A border is drawn in many ways: one line, a thin filled rectangle, a rectangle a cell, dashes, two lines
side by side. After this module each is a `Rule`: a position across, and an extent along.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extraction.loading.pdf.characters import Floats

_THIN = 3.0
_SHORTEST = 2.5
_SAME_LINE = 1.2
_GAP = 3.5


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical segment: `at` across, from `start` to `end` along."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page, each group sorted by position."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]


def rules_of(marks: Floats) -> Rules:
    """Join the marks (rows of x0, top, x1, bottom) of a page to rules."""
    if not len(marks):
        return Rules((), ())
    width, height = marks[:, 2] - marks[:, 0], marks[:, 3] - marks[:, 1]
    across = (height <= _THIN) & (width > height)
    down = (width <= _THIN) & (height > width)
    x: Floats = (marks[:, 0] + marks[:, 2]) / 2
    y: Floats = (marks[:, 1] + marks[:, 3]) / 2
    return Rules(
        _joined(y[across], marks[across, 0], marks[across, 2]),
        _joined(x[down], marks[down, 1], marks[down, 3]),
    )


def edges(areas: Floats) -> Floats:
    """Return the four edges of each area as marks."""
    x0, top, x1, bottom = areas.T
    parts = [
        (x0, top, x1, top),
        (x0, bottom, x1, bottom),
        (x0, top, x0, bottom),
        (x1, top, x1, bottom),
    ]
    return np.concatenate([np.stack(p, axis=1) for p in parts]) if len(areas) else areas


def _joined(at: Floats, start: Floats, end: Floats) -> tuple[Rule, ...]:
    """Group marks on one line (a double rule counts as one) and join pieces that almost touch."""
    order = np.argsort(at, kind="stable")
    rows = list(zip(at[order].tolist(), start[order].tolist(), end[order].tolist(), strict=True))
    rules: list[Rule] = []
    for group in _groups(rows):
        where = sum(r[0] for r in group) / len(group)
        pieces = sorted((r[1], r[2]) for r in group)
        begin, last = pieces[0]
        for s, e in pieces[1:]:
            if s - last > _GAP:
                rules.append(Rule(where, begin, last))
                begin, last = s, e
            last = max(last, e)
        rules.append(Rule(where, begin, last))
    return tuple(r for r in rules if r.end - r.start >= _SHORTEST)


def _groups(
    rows: list[tuple[float, float, float]],
) -> Iterable[list[tuple[float, float, float]]]:
    group: list[tuple[float, float, float]] = []
    for row in rows:
        if group and row[0] - group[0][0] > _SAME_LINE:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def positions(rules: Iterable[Rule], *, apart: float) -> list[float]:
    """Return the positions of rules, those closer than `apart` to their neighbour taken as one.

    A group's position is the mean of its longest rules, so that a short stray piece does not shift it.
    """
    ordered = sorted(rules, key=lambda r: r.at)
    groups: list[list[Rule]] = [ordered[:1]] if ordered else []
    for before, rule in pairwise(ordered):
        if rule.at - before.at <= apart and rule.at - groups[-1][0].at <= 2 * apart:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [_weighted(group) for group in groups]


def _weighted(group: list[Rule]) -> float:
    total = sum(r.end - r.start for r in group)
    return sum(r.at * (r.end - r.start) for r in group) / total

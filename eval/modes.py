"""Span scores in the four modes of SemEval-2013 task 9: strict, exact, partial, type (评分口径).

    strict   boundaries and label
    exact    boundaries, whatever the label
    partial  boundaries, overlap counting half, whatever the label
    type     some overlap and the label

Spans are paired one to one: the same span and label first, then the same span, then by overlap (the
same label first, longer overlap first). Unlike scores that are averaged per document, the counts add
up over documents.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from eval.counts import Counts
from eval.matching import overlap

Labelled = tuple[int, int, str]
MODES = ("strict", "exact", "partial", "type")


def mode_scores(found: Collection[Labelled], gold: Collection[Labelled]) -> dict[str, Counts]:
    """Return the counts of each mode; `(start, end, label)` are half-open code-point extents."""
    right = dict.fromkeys(MODES, 0.0)
    for p, g in pair_spans(found, gold):
        same_extent, same_label = p[:2] == g[:2], p[2] == g[2]
        right["strict"] += same_extent and same_label
        right["exact"] += same_extent
        right["partial"] += 1.0 if same_extent else 0.5
        right["type"] += same_label
    return {mode: Counts(right[mode], len(found), len(gold)) for mode in MODES}


def pair_spans(
    found: Collection[Labelled], gold: Collection[Labelled]
) -> Iterator[tuple[Labelled, Labelled]]:
    """Yield pairs of a found and a gold span that overlap, each used at most once."""
    left, wanted = sorted(set(found)), sorted(set(gold))
    rounds: tuple[Callable[[Labelled, Labelled], bool], ...] = (
        lambda p, g: p == g,
        lambda p, g: p[:2] == g[:2],
        lambda p, g: p[2] == g[2] and overlap(p[:2], g[:2]),
        lambda p, g: overlap(p[:2], g[:2]),
    )
    for same in rounds:
        for g in list(wanted):
            near = [p for p in _near(left, g) if same(p, g)]
            if near:
                best = max(near, key=lambda p: min(p[1], g[1]) - max(p[0], g[0]))
                left.remove(best)
                wanted.remove(g)
                yield best, g


def _near(spans: list[Labelled], g: Labelled) -> Iterator[Labelled]:
    for p in spans:
        if p[0] >= g[1]:
            return
        if p[1] > g[0]:
            yield p


def label_scores(found: Collection[Labelled], gold: Collection[Labelled]) -> dict[str, Counts]:
    """Return strict counts by label, for every label that occurs."""
    labels = sorted({s[2] for s in (*found, *gold)})
    scores = {}
    for label in labels:
        p, g = ({s for s in side if s[2] == label} for side in (found, gold))
        scores[label] = Counts(len(p & g), len(p), len(g))
    return scores

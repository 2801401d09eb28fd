from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.tagging.viterbi import Seams, best_paths, decode, log_softmax

CLASSES = 5  # O, B and I of two labels


def allowed(path: tuple[int, ...]) -> bool:
    """Tell whether every I follows B or I of its label."""
    before = 0
    for c in path:
        if c and c % 2 == 0 and before not in (c, c - 1):
            return False
        before = c
    return True


def slow_best(scores: np.ndarray) -> float:
    """Return the score of the best allowed sequence by trying all of them."""
    paths = (p for p in product(range(CLASSES), repeat=len(scores)) if allowed(p))
    return max(sum(scores[t, c] for t, c in enumerate(p)) for p in paths)


@settings(max_examples=60)
@given(st.lists(st.lists(st.floats(-5, 5), min_size=5, max_size=5), min_size=1, max_size=5))
def test_the_path_is_allowed_and_as_good_as_the_best_of_all(rows: list[list[float]]) -> None:
    scores = log_softmax(np.array(rows, dtype=np.float32))
    path = tuple(int(c) for c in best_paths(scores, [(0, len(scores))]))
    assert allowed(path)
    found = sum(scores[t, c] for t, c in enumerate(path))
    assert found == pytest.approx(slow_best(scores), abs=1e-4)


def cost(path: tuple[int, ...], costs: np.ndarray) -> float:
    """Return what a path pays where a span of label 0 (classes 1 and 2) begins or ends."""
    paid = 0.0
    for t in range(1, len(path)):
        goes_on = path[t] == 2
        if not goes_on and (path[t] == 1 or path[t - 1] in (1, 2)):
            paid += costs[t]
    return paid


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.floats(-5, 5), min_size=5, max_size=5), min_size=1, max_size=5),
    st.lists(st.sampled_from([0.0, 1.5, 6.0]), min_size=5, max_size=5),
)
def test_seams_cost_what_they_should(rows: list[list[float]], costs: list[float]) -> None:
    scores = log_softmax(np.array(rows, dtype=np.float32))
    seams = Seams(np.array(costs[: len(rows)], dtype=np.float32), (0,))

    def value(path: tuple[int, ...]) -> float:
        return float(sum(scores[t, c] for t, c in enumerate(path))) - cost(path, seams.costs)

    path = tuple(int(c) for c in best_paths(scores, [(0, len(scores))], seams))
    assert allowed(path)
    paths = (p for p in product(range(CLASSES), repeat=len(scores)) if allowed(p))
    assert value(path) == pytest.approx(max(map(value, paths)), abs=1e-4)


@given(st.integers(0, 1000))
def test_cutting_at_certain_outsides_changes_no_span(seed: int) -> None:
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 2, (40, CLASSES)).astype(np.float32)
    logits[rng.random(40) < 0.5, 0] += 20
    cut, whole = decode(logits), decode(logits, certain=2.0)
    assert [(s.start, s.end, s.label) for s in cut] == [(s.start, s.end, s.label) for s in whole]


def test_spans_and_confidence_of_clear_scores() -> None:
    logits = np.full((5, CLASSES), -10, dtype=np.float32)
    for t, c in enumerate((0, 1, 2, 3, 0)):
        logits[t, c] = 10
    spans = decode(logits)
    assert [(s.start, s.end, s.label) for s in spans] == [(1, 3, 0), (3, 4, 1)]
    assert all(s.confidence > 0.99 for s in spans)


def test_a_higher_temperature_lowers_confidence() -> None:
    logits = np.array([[0, 3, 0, 0, 0]], dtype=np.float32)
    assert decode(logits, temperature=3)[0].confidence < decode(logits)[0].confidence


def test_nothing_in_nothing_out() -> None:
    assert decode(np.zeros((0, CLASSES), dtype=np.float32)) == []

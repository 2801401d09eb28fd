from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.tagging.windows import WindowPlan, average, edge_weights


@given(st.integers(1, 3000), st.integers(0, 60))
def test_windows_cover_the_text_and_none_is_wider_than_the_room(length: int, offset: int) -> None:
    plan = WindowPlan(room=100, stride=61, offset=offset)
    windows = list(plan.windows(length))
    covered = np.zeros(length, dtype=bool)
    for start, end in windows:
        assert 0 <= start < end <= length
        assert end - start <= plan.room
        covered[start:end] = True
    assert covered.all()


@pytest.mark.parametrize("bad", [(10, 11, 0), (10, 0, 0), (10, 5, 5), (10, 5, -1)])
def test_impossible_plans_are_refused(bad: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="stride"):
        WindowPlan(*bad)


def test_weights_fall_towards_cut_edges_only() -> None:
    weights = edge_weights(10, at_start=True, at_end=False, ramp=4)
    assert weights[:6].tolist() == [1.0] * 6
    assert (np.diff(weights[5:]) < 0).all()


@given(st.text("ab1", min_size=1, max_size=400), st.integers(0, 39))
def test_a_local_scorer_gives_the_same_scores_at_any_offset(text: str, offset: int) -> None:
    """Away from cut edges the toy scorer sees three characters to either side."""
    reach = 3
    codes = np.array([ord(c) for c in text], dtype=np.float32)

    def score(windows: Sequence[tuple[int, int]]) -> list[tuple[np.ndarray]]:
        found = []
        for start, end in windows:
            piece = codes[start:end]
            sums = [piece[max(0, i - reach) : i + reach + 1].sum() for i in range(len(piece))]
            values = np.array(sums, dtype=np.float32)[:, None]
            # what lies within `reach` of a cut edge is seen only in part: the weights are to hide it
            if start:
                values[:reach] = exact[start : start + reach]
            if end < len(codes):
                values[-reach:] = exact[end - reach : end]
            found.append((values,))
        return found

    whole = [codes[max(0, i - reach) : i + reach + 1].sum() for i in range(len(codes))]
    exact = np.array(whole, dtype=np.float32)[:, None]
    plan = WindowPlan(60, 40, offset)
    windows = list(plan.windows(len(text)))
    (stitched,) = average(windows, score, length=len(text), ramp=plan.ramp)
    assert np.allclose(stitched, exact, rtol=1e-5)

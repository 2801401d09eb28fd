"""Turning coordinates."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extraction.loading.pdf.frame import Placement, turn_back

BOX = st.tuples(
    st.floats(0, 300),
    st.floats(0, 500),
    st.floats(1, 200),
    st.floats(1, 200),
    st.integers(0, 3),
    st.integers(0, 3),
)


@given(BOX)
def test_reading_frame_turned_back_is_the_displayed_frame(
    box: tuple[float, float, float, float, int, int],
) -> None:
    x, y, width, height, displayed, upright = box
    page = Placement(10.0, 20.0, 605.0, 862.0, displayed)
    rows = np.array([[x, y, x + width, y + height]], dtype=np.float32)
    reading = page.turned(upright)
    back = turn_back(
        reading.boxes(rows), (displayed - upright) % 4, width=reading.width, height=reading.height
    )
    assert np.allclose(back, page.boxes(rows), atol=1e-2)


def test_upper_left_corner_is_the_origin() -> None:
    page = Placement(0.0, 0.0, 595.0, 842.0, 0)
    assert page.boxes(np.array([[0, 832, 5, 842]], dtype=np.float32)).tolist() == [[0, 0, 5, 10]]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.span import Span, Stretches, hull, trim


def test_refuses_reversed_offsets():
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(3, 2)


def test_overlap_is_half_open():
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 3).overlaps(Span(2, 4))


@given(st.text(alphabet="甲乙 \n\t\u3000", max_size=20))
def test_trim_gives_the_stripped_text(text):
    assert trim(text, Span(0, len(text))).of(text) == text.strip()


def test_hull_covers_all():
    assert hull([Span(4, 6), Span(1, 2)]) == Span(1, 6)


PLACES = st.tuples(st.integers(0, 12), st.integers(0, 4)).map(lambda p: Span(p[0], sum(p)))


@given(st.lists(PLACES, max_size=8), PLACES)
def test_stretches_touch_what_one_of_them_overlaps(spans, asked):
    assert Stretches(spans).touch(asked) == any(s.overlaps(asked) for s in spans)

"""How numbers look: plain text is told apart at once, and what is done for other text changes nothing in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.quantities import sight
from extraction.quantities.sight import see


@pytest.fixture(scope="module")
def the_long_way():
    def look(text: str) -> sight.Sight:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sight, "_PLAIN", re.compile(r"(?!)"))
            return see(text, alone=True)

    return look


@given(text=st.text("0123456789.,%一二万亿元注备个壹，（)① \n\u200b", max_size=12))
def test_the_short_way_sees_what_the_long_way_sees(text, the_long_way):
    assert see(text, alone=True) == the_long_way(text)


@pytest.mark.parametrize("text", ["12.5万元", "三成", "7,300.00", "98.6%", ""])
def test_plain_text_is_seen_as_it_is(text):
    assert see(text, alone=True) == sight.Sight(text, None, ())


@pytest.mark.parametrize(
    ("text", "seen"), [("35注1万元", "35万元"), ("壹万", "一万"), ("1 204.5", "1204.5")]
)
def test_what_looks_plain_and_is_not_is_looked_at(text, seen):
    assert see(text, alone=True).text == seen


@pytest.mark.parametrize("text", ["26万万元", "3亿亿元"])
def test_a_scale_twice_stays_doubtful(text):
    assert see(text, alone=True).doubts

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.synthesis import synthesise
from extraction.labels import Label
from models.augmentation import Noise, augment
from models.examples import Example, from_markup
from models.names import NamePool

EXAMPLES = [
    from_markup(f"s{n}", text, record.markup())
    for n, (text, record) in ((n, synthesise(n)) for n in range(20))
]
POOL = NamePool(EXAMPLES)
LOUD = Noise(1, 1, 1, 1, 1, 1, 1, 1)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(st.integers(0, 19), st.integers(0, 10_000))
def test_noise_keeps_spans_in_order_and_links(place: int, seed: int) -> None:
    before = EXAMPLES[place]
    after = augment(before, random.Random(seed), LOUD, POOL)
    assert [s.label for s in after.spans] == [s.label for s in before.spans]
    assert after.links == before.links
    assert all(bare(after.text[s.start : s.end]) for s in after.spans)


@given(st.integers(0, 19), st.integers(0, 10_000))
def test_blanks_change_nothing_but_blanks(place: int, seed: int) -> None:
    still = Noise(0, 0, 0, 1, 0, 0, 1, 1)
    before = EXAMPLES[place]
    after = augment(before, random.Random(seed), still, POOL)
    assert bare(after.text) == bare(before.text)
    for old, new in zip(before.spans, after.spans, strict=True):
        assert bare(before.text[old.start : old.end]) == bare(after.text[new.start : new.end])


@pytest.mark.parametrize("seed", range(5))
def test_numbers_keep_their_shape(seed: int) -> None:
    numbers = Noise(1, 0, 0, 0, 0, 0, 0, 0)
    before = EXAMPLES[seed]
    after = augment(before, random.Random(seed), numbers, POOL)
    shape = re.compile(r"\d")
    assert shape.sub("9", after.text) == shape.sub("9", before.text)


def test_no_noise_changes_nothing() -> None:
    silent = Noise(0, 0, 0, 0, 0, 0, 0, 0)
    assert augment(EXAMPLES[0], random.Random(1), silent, POOL) == EXAMPLES[0]


def test_names_come_from_the_same_label() -> None:
    known = {e.text[s.start : s.end] for e in EXAMPLES for s in e.spans if s.label is Label.ITEM}
    assert POOL.draw(Label.ITEM, random.Random(1)) in known
    assert NamePool([Example("e", "x", ())]).draw(Label.ITEM, random.Random(1)) is None

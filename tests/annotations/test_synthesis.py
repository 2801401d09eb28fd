from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import inline
from annotations.synthesis import synthesise
from annotations.synthesis.hand import Hand
from extraction.labels import Label


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000_000))
def test_a_synthetic_report_is_well_annotated(seed: int) -> None:
    text, record = synthesise(seed)
    record.verify(text)
    record.markup().verify(text)
    known, again = inline.parse(inline.render(text, record))
    assert known == text
    assert [(s.start, s.end, s.label) for s in again.spans] == [
        (s.start, s.end, s.label) for s in record.spans
    ]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_seed_gives_one_report(seed: int) -> None:
    assert synthesise(seed) == synthesise(seed)


def test_reports_differ_and_hold_every_label_and_layout() -> None:
    reports = [synthesise(n) for n in range(200)]
    assert len({text for text, _ in reports}) == 200
    labels = Counter(s.label for _, record in reports for s in record.spans)
    assert set(labels) == set(Label)
    joined = "".join(text for text, _ in reports)
    assert all(c in joined for c in "\t\u00a0\u3000|│")


@given(st.integers(0, 1000), st.integers(1, 8))
def test_parts_add_up(seed: int, count: int) -> None:
    hand = Hand(seed)
    total = hand.money(100, 1000)
    assert sum(hand.parts(total, count), Decimal(0)) == total

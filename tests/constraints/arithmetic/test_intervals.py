"""Interval arithmetic, against fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.constraints.arithmetic.intervals import (
    Interval,
    exact,
    last_place,
    percent,
    printed,
)

_numbers = st.decimals(min_value=-10_000, max_value=10_000, places=2)
_halves = st.sampled_from([Decimal(0), Decimal("0.005"), Decimal("0.05"), Decimal("0.5")])


@st.composite
def _intervals(draw: st.DrawFn) -> Interval:
    return printed(draw(_numbers), half=draw(_halves))


def _corners(one: Interval, other: Interval) -> list[tuple[Fraction, Fraction]]:
    return [
        (Fraction(a), Fraction(b)) for a in (one.low, one.high) for b in (other.low, other.high)
    ]


def _bounds(interval: Interval) -> tuple[Fraction, Fraction, Fraction]:
    return Fraction(interval.low), Fraction(interval.point), Fraction(interval.high)


@given(_intervals(), _intervals())
def test_sum_is_exact_against_fractions(one: Interval, other: Interval) -> None:
    corners = [a + b for a, b in _corners(one, other)]
    middle = Fraction(one.point) + Fraction(other.point)
    assert _bounds(one + other) == (min(corners), middle, max(corners))


@given(_intervals(), _intervals())
def test_difference_is_exact_against_fractions(one: Interval, other: Interval) -> None:
    corners = [a - b for a, b in _corners(one, other)]
    middle = Fraction(one.point) - Fraction(other.point)
    assert _bounds(one - other) == (min(corners), middle, max(corners))


@given(_intervals(), _intervals())
def test_product_is_exact_against_fractions(one: Interval, other: Interval) -> None:
    corners = [a * b for a, b in _corners(one, other)]
    middle = Fraction(one.point) * Fraction(other.point)
    assert _bounds(one * other) == (min(corners), middle, max(corners))


@given(_intervals(), _intervals())
def test_quotient_agrees_with_fractions(one: Interval, other: Interval) -> None:
    if other.zero:
        with pytest.raises(ZeroDivisionError):
            one / other
        return
    corners = [a / b for a, b in _corners(one, other)]
    low, _, high = _bounds(one / other)
    assert abs(low - min(corners)) < Fraction(1, 10**20)
    assert abs(high - max(corners)) < Fraction(1, 10**20)


@given(_intervals(), _intervals())
def test_meeting_is_symmetric_and_contains_the_point(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one)
    assert one.point in one
    assert one.meets(one)


@given(_intervals())
def test_truncation_only_widens_away_from_zero(interval: Interval) -> None:
    wide = interval.truncatable()
    assert wide.low <= interval.low
    assert wide.high >= interval.high
    assert wide.point == interval.point


def test_percent_and_last_place() -> None:
    assert percent(exact(Decimal("64.79"))).point == Decimal("0.6479")
    assert last_place(Decimal("3.50")) == Decimal("0.01")
    assert last_place(Decimal(35)) == 1
    assert last_place(Decimal("4E+3")) == 1

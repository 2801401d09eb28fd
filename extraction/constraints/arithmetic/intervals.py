"""Interval arithmetic on stated numbers, after XBRL Calculations 1.1 (区间).

A printed number is the set of true values that could have been printed so: ± half a unit in its last
place, exact for counts, whole 元 and whole marks. Money is in 元, a rate is a fraction (64.79% is
0.6479), anything else in its unscaled unit. Invariant: `low <= point <= high`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

_HUNDRED = Decimal(100)
_DIVISION = Context(prec=40)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values between `low` and `high`, with the number as printed or computed at `point`."""

    low: Decimal
    point: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.point + other.point, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.point - other.point, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.point, -self.low)

    def __mul__(self, other: Interval) -> Interval:
        corners = (
            self.low * other.low,
            self.low * other.high,
            self.high * other.low,
            self.high * other.high,
        )
        return Interval(min(corners), self.point * other.point, max(corners))

    def __truediv__(self, other: Interval) -> Interval:
        """Divide; raise `ZeroDivisionError` where `other` may be zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the base may be zero")
        corners = tuple(
            _DIVISION.divide(a, b) for a in (self.low, self.high) for b in (other.low, other.high)
        )
        return Interval(min(*corners), _DIVISION.divide(self.point, other.point), max(*corners))

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def narrow(self, share: Decimal) -> bool:
        """Tell whether it is no wider than a share of its point, so that a value in it is no accident."""
        return self.high - self.low <= abs(self.point) * share

    def meets(self, other: Interval) -> bool:
        """Tell whether the two share a value."""
        return self.low <= other.high and other.low <= self.high

    def truncatable(self) -> Interval:
        """Return the interval of a number that may have been cut off instead of rounded (截位)."""
        half = (self.high - self.low) / 2
        if self.point < 0:
            return Interval(self.low - half, self.point, self.high)
        return Interval(self.low, self.point, self.high + half)

    def meets_cut_off(self, other: Interval) -> bool:
        """Tell whether the two share a value, either number perhaps cut off instead of rounded."""
        return self.truncatable().meets(other) or other.truncatable().meets(self)

    @property
    def zero(self) -> bool:
        """Whether the value may be zero."""
        return self.low <= 0 <= self.high


def exact(value: Decimal | int) -> Interval:
    """Return the interval of a number without tolerance."""
    number = Decimal(value)
    return Interval(number, number, number)


def printed(value: Decimal, *, half: Decimal, scale: Decimal = Decimal(1)) -> Interval:
    """Return the interval of `value` ± `half`, both times `scale`."""
    low, high = sorted(((value - half) * scale, (value + half) * scale))
    return Interval(low, value * scale, high)


def last_place(value: Decimal) -> Decimal:
    """Return one unit in the last written place of `value` (0.01 for 3.50, 1 for 35)."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0))


def percent(interval: Interval) -> Interval:
    """Turn percent into fractions."""
    return Interval(interval.low / _HUNDRED, interval.point / _HUNDRED, interval.high / _HUNDRED)

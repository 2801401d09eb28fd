"""Figures by their values (按数值检索): those near one value, without a look at all others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from operator import itemgetter
from typing import Generic, TypeVar

T = TypeVar("T")

_NEAR = Decimal("0.02")
"""Two figures of three digits that meet when rounded or cut off differ by less than this share."""


class ByValue(Generic[T]):
    """What is told at each value, in the order of the values."""

    def __init__(self, told: Iterable[tuple[Decimal, T]]) -> None:
        self._told = sorted(told, key=itemgetter(0))
        self._values = [value for value, _ in self._told]

    def near(self, value: Decimal) -> Iterator[T]:
        """Yield what is told within two hundredths of a value."""
        reach = abs(value) * _NEAR
        first = bisect_left(self._values, value - reach)
        last = bisect_right(self._values, value + reach)
        return (told for _, told in self._told[first:last])

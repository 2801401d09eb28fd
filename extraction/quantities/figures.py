"""A number in its unit, between the numeral and the finished quantity."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from extraction.quantities.units import Unit
from extraction.quantities.vague import Bounded

NUMERAL_CHARS = "0-9.,零一二三四五六七八九十百千万亿兆两廿卅点几数多余半"
"""The characters of a numeral, as a class of a regular expression."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An unsigned number in `unit`, scaled by 10**`scale`; places are relative to that unit."""

    value: Decimal
    low: Decimal
    high: Decimal
    unit: Unit | None
    scale: int
    place: int
    figure: int
    rounded: bool = False
    exact: bool = False

    @property
    def vague(self) -> bool:
        """Whether the numeral itself names a range."""
        return self.low != self.high

    def negated(self) -> Reading:
        """Return the reading with the opposite sign."""
        return replace(self, value=-self.value, low=-self.high, high=-self.low)


def in_unit(
    bounded: Bounded, unit: Unit | None, scale: int, *, shift: int | None = None
) -> Reading:
    """Express absolute figures in the scaled unit; `shift` is a scale the header adds."""
    number, down = bounded.numeral, -scale
    return Reading(
        number.value.scaleb(down),
        bounded.low.scaleb(down),
        bounded.high.scaleb(down),
        unit,
        scale if shift is None else shift,
        number.place + down,
        number.figure + down,
    )


def times(reading: Reading, factor: Decimal) -> Reading:
    """Return a proportion in percent: the reading times what one of its unit is in percent."""
    power = factor.adjusted()
    return replace(
        reading,
        value=reading.value * factor,
        low=reading.low * factor,
        high=reading.high * factor,
        place=reading.place + power,
        figure=reading.figure + power,
        rounded=True,
    )

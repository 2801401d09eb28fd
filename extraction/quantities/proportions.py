"""Read proportions in percent: 64.79%, 三成半, 五折, 2倍, 千分之三, 二分之一."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extraction.quantities.figures import Reading, in_unit, times
from extraction.quantities.numerals import NumeralError, ten
from extraction.quantities.units import Unit, unit_table
from extraction.quantities.vague import Bounded, read_bounded

_FRACTION = re.compile(r"(?:(.+)又)?([^又]+)分之(.+)")
_SLASHED = re.compile(r"(\d+)/([2-9])")
_TENTHS = re.compile(r"(.+?)成(半|[一二三四五六七八九]|\d)?")
_POWER_OF_TEN = re.compile(r"[百千万亿]+")
_DECIMALS = 12


def rate(text: str, bounded: Bounded, unit: Unit) -> Reading:
    """Return a number with a unit of proportion (%, 倍, 成, 折) in percent."""
    factor = unit.percent
    if unit.name == "折" and bounded.low != bounded.high:
        raise NumeralError(f"{text!r} may be a discount or a range of two")
    if unit.name == "折":
        if bounded.numeral.value >= 10:
            factor = Decimal(1)
        if not 0 < bounded.high * factor < 100 or bounded.numeral.figure > 0:
            raise NumeralError(f"{text!r} is not a discount")
    return times(in_unit(bounded, unit, 0), factor)


def fraction(text: str, kind: str | None) -> Reading | None:
    """Read 百分之五, 千分之三, 二分之一, 三又二分之一; 1/2 only where a ratio is expected."""
    match = _FRACTION.fullmatch(text)
    if not match:
        slashed = _SLASHED.fullmatch(text)
        if not slashed or kind not in ("rate", "number"):
            return None
        match = _FRACTION.fullmatch(f"{slashed[2]}分之{slashed[1]}")
    if not match:
        return None
    whole, below, above = match.groups()
    denominator = read_bounded("一" + below if _POWER_OF_TEN.fullmatch(below) else below)
    above, negative = (above[1:], True) if above[0] in "-负" else (above, False)
    numerator = read_bounded("一百" if above == "百" else above)
    if denominator.low != denominator.high or denominator.low == 0:
        raise NumeralError(f"{below!r} is not a denominator")
    factor = (Decimal(1) if kind == "number" else Decimal(100)) / denominator.low
    reading = times(in_unit(numerator, _fraction_unit(denominator.low, kind), 0), factor)
    if denominator.low != ten(denominator.low.adjusted()) and kind != "number":
        reading = replace(reading, place=0, figure=0)
    added = read_bounded(whole).low * factor * denominator.low if whole else Decimal(0)
    value, low, high = (
        _rounded(figure + added) for figure in (reading.value, reading.low, reading.high)
    )
    reading = replace(reading, value=value, low=low, high=high)
    return reading.negated() if negative else reading


def _rounded(value: Decimal) -> Decimal:
    """Cut the endless decimals of 三分之一; shorter ones stay as they are."""
    exponent = value.as_tuple().exponent
    return round(value, _DECIMALS) if isinstance(exponent, int) and -exponent > _DECIMALS else value


def _fraction_unit(denominator: Decimal, kind: str | None) -> Unit | None:
    if kind == "number":
        return None
    return unit_table().units["‰" if denominator == 1000 else "%"]


def tenths(text: str) -> Reading | None:
    """Read 三成, 七成六, 三成半, 半成."""
    match = _TENTHS.fullmatch(text)
    if not match:
        return None
    bounded = read_bounded(match[1])
    reading = rate(text, bounded, unit_table().units["成"])
    if not match[2]:
        return reading
    if bounded.low != bounded.high or reading.place != 1:
        raise NumeralError(f"{text!r} adds to a number that is not whole")
    added = Decimal(5) if match[2] == "半" else read_bounded(match[2]).low
    value = reading.value + added
    return replace(reading, value=value, low=value, high=value, place=0, figure=0)

"""Read one number with its unit, without the words around it: 1105.33万元, 三成, 千分之三.

`read_single` works on folded text without blanks. What it cannot read surely raises
`NumeralError` with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extraction.quantities.numerals import LARGE, SMALL, NumeralError, ten
from extraction.quantities.units import Unit, alternatives, unit_table
from extraction.quantities.vague import Bounded, read_bounded

_NUMERAL_CHARS = "0-9.,零一二三四五六七八九十百千万亿兆两廿卅点几数多余半"
_HEAD = re.compile(rf"[{_NUMERAL_CHARS}]+(?:[eE][+-]?\d+)?[kKwW]?")
_DIGIT_RUN = re.compile(r"[\d.,]+")
_SCALE_PREFIX = re.compile(r"[十百千]?[万亿兆]+|[千百](?=元|人)")
_FRACTION = re.compile(r"(?:(.+)又)?([^又]+)分之(.+)")
_SLASHED = re.compile(r"(\d+)/([2-9])")
_TENTHS = re.compile(r"(.+?)成(半|[一二三四五六七八九]|\d)?")
_FORMAL_END = re.compile(r"(?<=[元角分])(?:整|正)$")
_MEASURED_SCALE = re.compile(r"(?<=[\d一二三四五六七八九十百千两几])个(?=[万亿])")
_POWER_OF_TEN = re.compile(r"[百千万亿]+")


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


def read_single(text: str, *, kind: str | None, inherited: tuple[int, Unit] | None) -> Reading:
    """Read `text` whole; `inherited` is scale and unit of a header where the text has none."""
    formal = _FORMAL_END.sub("", text)
    if formal != text:
        return replace(read_single(formal, kind=kind, inherited=inherited), exact=True)
    text, prefix = _strip_currency(_MEASURED_SCALE.sub("", text))
    for reader in (_fraction, _tenths, _subunits):
        if reading := reader(text, kind):
            return reading
    bounded, unit, half = _number_and_unit(text, prefix, kind)
    scale = bounded.numeral.scale
    if unit is None and inherited is not None:
        unit = inherited[1]
        if unit.kind != "rate" and not scale:
            return _plain(bounded, unit, 0, shift=inherited[0])
    if (unit is None or not unit.name) and scale and kind == "money":
        unit = unit_table().units["元"]
    if unit is not None and unit.kind == "rate":
        return _rate(text, bounded, unit)
    reading = _plain(bounded, unit, scale)
    return _with_half(reading) if half else reading


def parse_unit(text: str) -> tuple[int, Unit] | None:
    """Read a unit with its scale as a header gives it: 万元 → (4, 元); None if unknown."""
    table = unit_table()
    if unit := table.get(text):
        return 0, unit
    match = _SCALE_PREFIX.match(text)
    if not match:
        return None
    scale = sum((SMALL | LARGE)[char] for char in match[0])
    unit = table.get(text[match.end() :]) if match.end() < len(text) else Unit("", "number")
    return (scale, unit) if unit else None


def _strip_currency(text: str) -> tuple[str, Unit | None]:
    match = _PREFIX.match(text)
    return (text[match.end() :], unit_table().prefixes[match[0]]) if match else (text, None)


_PREFIX = re.compile(alternatives(unit_table().prefixes))


def _number_and_unit(
    text: str, prefix: Unit | None, kind: str | None
) -> tuple[Bounded, Unit | None, bool]:
    """Split at the shortest numeral whose remainder is a unit, else take the whole as one."""
    head = _HEAD.match(text)
    if not head:
        raise NumeralError("no number at the beginning")
    table = unit_table()
    digits = _DIGIT_RUN.match(text)
    for end in range(digits.end() if digits else 1, min(head.end(), len(text) - 1) + 1):
        rest = text[end:]
        half = rest.endswith("半") and len(rest) > 1
        unit = table.get(rest[:-1] if half else rest)
        if unit is None:
            continue
        try:
            bounded = read_bounded(text[:end])
        except NumeralError:
            continue
        if unit.name == "年" and 1900 <= bounded.numeral.value <= 2100:
            raise NumeralError(f"{text!r} is a year")
        return bounded, _agreed(prefix, unit, rest), half
    rest = text[head.end() :]
    if not rest:
        return read_bounded(text), prefix, False
    if rest in table.refused:
        raise NumeralError(f"{text!r} is {table.refused[rest]}")
    bounded = read_bounded(head[0])
    if kind == "count" and len(rest) <= 6 and re.fullmatch(r"[一-鿿()]+", rest):
        return bounded, Unit(rest, "count"), False
    raise NumeralError(f"unknown unit {rest!r}")


def _agreed(prefix: Unit | None, unit: Unit, written: str) -> Unit:
    """Return the currency that prefix and unit name together: 港币…元 is 港元."""
    if prefix is None or prefix == unit:
        return unit
    if unit.kind != "money" or unit.code != "CNY":
        raise NumeralError(f"{written!r} after another currency")
    return replace(prefix, per=unit.per)


def _plain(bounded: Bounded, unit: Unit | None, scale: int, *, shift: int | None = None) -> Reading:
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


def _with_half(reading: Reading) -> Reading:
    half = Decimal("0.5")
    if reading.place < 0 or reading.scale:
        raise NumeralError("半 after a number that has decimals or a scale")
    value = reading.value + half
    return replace(reading, value=value, low=value, high=value, place=-1, figure=-1)


def _scaled_rate(reading: Reading, factor: Decimal) -> Reading:
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


def _rate(text: str, bounded: Bounded, unit: Unit) -> Reading:
    factor = unit.percent
    if unit.name == "折" and bounded.low != bounded.high:
        raise NumeralError(f"{text!r} may be a discount or a range of two")
    if unit.name == "折":
        if bounded.numeral.value >= 10:
            factor = Decimal(1)
        if not 0 < bounded.high * factor < 100 or bounded.numeral.figure > 0:
            raise NumeralError(f"{text!r} is not a discount")
    return _scaled_rate(_plain(bounded, unit, 0), factor)


def _fraction(text: str, kind: str | None) -> Reading | None:
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
    reading = _scaled_rate(_plain(numerator, _fraction_unit(denominator.low, kind), 0), factor)
    if _is_power_of_ten(denominator.low):
        pass
    elif kind != "number":
        reading = replace(reading, place=0, figure=0)
    if whole:
        added = read_bounded(whole).low * factor * denominator.low
        reading = replace(
            reading,
            value=reading.value + added,
            low=reading.low + added,
            high=reading.high + added,
        )
    return reading.negated() if negative else reading


def _is_power_of_ten(value: Decimal) -> bool:
    return value == ten(value.adjusted())


def _fraction_unit(denominator: Decimal, kind: str | None) -> Unit | None:
    if kind == "number":
        return None
    return unit_table().units["‰" if denominator == 1000 else "%"]


def _tenths(text: str, kind: str | None) -> Reading | None:
    """Read 三成, 七成六, 三成半, 半成."""
    match = _TENTHS.fullmatch(text)
    if not match:
        return None
    bounded = read_bounded(match[1])
    reading = _rate(text, bounded, unit_table().units["成"])
    if not match[2]:
        return reading
    if bounded.low != bounded.high or reading.place != 1:
        raise NumeralError(f"{text!r} adds to a number that is not whole")
    added = Decimal(5) if match[2] == "半" else read_bounded(match[2]).low
    value = reading.value + added
    return replace(reading, value=value, low=value, high=value, place=0, figure=0)


_SUBUNIT_NAMES = alternatives(unit_table().subunits)
_UNIT_NAMES = alternatives(
    name for name, unit in unit_table().units.items() if unit.kind == "money"
)
_SUBUNIT = re.compile(rf"又?([{_NUMERAL_CHARS}]+?)({_SUBUNIT_NAMES})(?!之)")
_COMPOUND = re.compile(
    rf"(?:([{_NUMERAL_CHARS}]+?)({_UNIT_NAMES}))?"
    rf"((?:[又零]?[{_NUMERAL_CHARS}]+?(?:{_SUBUNIT_NAMES}))+)(?:整|正)?"
)


def _subunits(text: str, kind: str | None) -> Reading | None:
    """Read 123元1角1分, 五元三毛, 壹元零壹分; a lone 5分 is a score unless money is expected."""
    match = _COMPOUND.fullmatch(text)
    if not match or not (match[1] or kind == "money" or "角" in text or "毛" in text):
        return None
    whole, name, tail = match.groups()
    table = unit_table()
    parts = _SUBUNIT.findall(tail)
    unit = table.units[name] if name else table.subunits[parts[0][1]][0]
    total = read_bounded(whole).low if whole else Decimal(0)
    place = 0
    for digits, spelling in parts:
        owner, size = table.subunits[spelling]
        bounded = read_bounded(digits.lstrip("零") or "零")
        if owner.name != unit.name or size.adjusted() >= place:
            raise NumeralError(f"{spelling!r} cannot follow here")
        total += bounded.low * size
        place = size.adjusted()
    return Reading(total, total, total, unit, 0, place, place)

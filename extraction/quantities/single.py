"""Read one number with its unit, without the words around it: 1105.33万元, 三成, 千分之三.

`read_single` works on folded text without blanks. What it cannot read surely raises
`NumeralError` with the reason.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extraction.quantities.coins import subunits
from extraction.quantities.figures import NUMERAL_CHARS, Reading, in_unit
from extraction.quantities.numerals import LARGE, SMALL, NumeralError
from extraction.quantities.proportions import fraction, rate, tenths
from extraction.quantities.units import Unit, alternatives, unit_table
from extraction.quantities.vague import Bounded, read_bounded
from extraction.remembering import remembered

_HEAD = re.compile(rf"[{NUMERAL_CHARS}]+(?:[eE][+-]?\d+)?[kKwW]?")
_DIGIT_RUN = re.compile(r"[\d.,]+")
_SCALE_PREFIX = re.compile(r"[十百千]?[万亿兆]+|[千百](?=元|人)")
_FORMAL_END = re.compile(r"(?<=[元角分])(?:整|正)$")
_PREFIX = re.compile(alternatives(unit_table().prefixes))
_MEASURED_SCALE = re.compile(r"(?<=[\d一二三四五六七八九十百千两几])个(?=[万亿](?![万亿]*元))")
_NO_COUNTED = re.compile(r"\d{6}|\d+\.\d")
"""Codes and sums with decimals count nothing that is no known unit (150199其他农村建设)."""
_BARE_UNIT = re.compile(r"[十百千万亿]+元")
_SPOKEN_MONEY = re.compile(r"\d+(?:\.\d+)?(?:([万亿])([1-9])|个[万亿])")
"""Spoken without a unit, these are money: 2万6, 3个亿."""
_SPOKEN_PLACE = {"万": "千", "亿": "千万"}


def read_single(text: str, *, kind: str | None, inherited: tuple[int, Unit] | None) -> Reading:
    """Read `text` whole; `inherited` is scale and unit of a header where the text has none."""
    formal = _FORMAL_END.sub("", text)
    if formal != text:
        return replace(read_single(formal, kind=kind, inherited=inherited), exact=True)
    if _BARE_UNIT.fullmatch(text):
        raise NumeralError(f"{text!r} is a unit without a number")
    spoken = _SPOKEN_MONEY.fullmatch(text) if kind in (None, "money") else None
    if spoken and spoken[2]:
        text += _SPOKEN_PLACE[spoken[1]]
    text, prefix = _strip_currency(_MEASURED_SCALE.sub("", text))
    if special := fraction(text, kind) or tenths(text) or subunits(text, kind):
        return special
    bounded, unit, half = _number_and_unit(text, prefix, kind)
    scale = bounded.numeral.scale
    if unit is None and inherited is not None:
        unit = inherited[1]
        if unit.kind != "rate" and not scale:
            return in_unit(bounded, unit, 0, shift=inherited[0])
    if inherited is not None and unit is not None:
        if not unit.name and unit.per and not inherited[0]:
            unit = replace(inherited[1], per=unit.per)
        elif unit is prefix and unit == inherited[1] and not scale:
            return in_unit(bounded, unit, 0, shift=inherited[0])
    if unit is None and spoken:
        unit = unit_table().units["元"]
    if (unit is None or not unit.name) and scale and kind == "money":
        unit = unit_table().units["元"]
    if unit is not None and unit.kind == "rate":
        return rate(text, bounded, unit)
    reading = in_unit(bounded, unit, scale)
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
        if kind == "money" and rest == "块":
            unit = table.units["元"]
        try:
            bounded = _bounded(text[:end])
        except NumeralError:
            continue
        if unit.name == "年" and 1900 <= bounded.numeral.value <= 2100:
            raise NumeralError(f"{text!r} is a year")
        return bounded, _agreed(prefix, unit, rest), half
    rest = text[head.end() :]
    if not rest:
        return _bounded(text), prefix, False
    if rest in table.refused:
        raise NumeralError(f"{text!r} is {table.refused[rest]}")
    bounded = _bounded(head[0])
    unusual = bool(_NO_COUNTED.match(text))
    if kind == "count" and not unusual and len(rest) <= 6 and re.fullmatch(r"[一-鿿()]+", rest):
        return bounded, Unit(rest, "count"), False
    raise NumeralError(f"unknown unit {rest!r}")


@remembered(4096)
def _bounded(text: str) -> Bounded:
    """Read a numeral, as exactly as the context of `read_surface` has it: a surface is read again where its kind is known."""
    return read_bounded(text)


def _agreed(prefix: Unit | None, unit: Unit, written: str) -> Unit:
    """Return the currency that prefix and unit name together: 港币…元 is 港元."""
    if prefix is None or prefix == unit:
        return unit
    if unit.kind != "money" or unit.code != "CNY":
        raise NumeralError(f"{written!r} after another currency")
    return replace(prefix, per=unit.per)


def _with_half(reading: Reading) -> Reading:
    half = Decimal("0.5")
    if reading.place < 0 or reading.scale:
        raise NumeralError("半 after a number that has decimals or a scale")
    value = reading.value + half
    return replace(reading, value=value, low=value, high=value, place=-1, figure=-1)

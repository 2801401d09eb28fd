"""Numerals that name a range by themselves: 十余万, 二十几, 数十, 三五百, 十二三 (概数).

The bounds follow the word: 余 and 多 reach to the next unit of the last significant place, 几
and 数 stand for one to nine of theirs, two digits in a row for the first and the last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extraction.quantities.numerals import (
    DIGITS,
    LARGE,
    SMALL,
    Numeral,
    NumeralError,
    read_numeral,
    ten,
)

_ODD = re.compile(r"([^余多]+)[余多]([十百千万亿兆]*)")
_PAIR = re.compile(
    r"(?<![零一二三四五六七八九两])([一二三四五六七八两])([二三四五六七八九两])(?![零一二三四五六七八九两])"
)
_SKIPPING_PAIRS = {(3, 5), (3, 2)}


@dataclass(frozen=True, slots=True)
class Bounded:
    """A numeral with absolute bounds; equal bounds for an exact one."""

    numeral: Numeral
    low: Decimal
    high: Decimal


def read_bounded(text: str) -> Bounded:
    """Read a numeral that may be vague."""
    if "余" in text or "多" in text:
        return _odd(text)
    if "几" in text or "数" in text:
        return _some(text)
    if "点" not in text and (match := _PAIR.search(text)) and _is_range(match):
        return _pair(text, match)
    if "半" in text:
        return _half(text)
    numeral = read_numeral(text)
    return Bounded(numeral, numeral.value, numeral.value)


def _odd(text: str) -> Bounded:
    match = _ODD.fullmatch(text)
    if not match:
        raise NumeralError(f"{text!r} has 余 or 多 in a place that says nothing")
    stem, tail = match.groups()
    numeral = read_numeral(stem + tail)
    power = sum((SMALL | LARGE)[char] for char in tail)
    step = ten(read_numeral(stem).figure + power)
    return Bounded(numeral, numeral.value, numeral.value + step)


def _some(text: str) -> Bounded:
    marks = [char for char in text if char in "几数"]
    if len(marks) != 1 or any(char.isdigit() for char in text):
        raise NumeralError(f"{text!r} is vague in more than one place")
    at = text.index(marks[0])
    first, second, last = (
        read_numeral(text.replace(marks[0], digit)) for digit in ("一", "二", "九")
    )
    step = second.value - first.value
    low = first.value - step if at > 0 else first.value
    numeral = Numeral(low, first.scale, first.place, first.figure)
    return Bounded(numeral, low, last.value + step)


def _is_range(match: re.Match[str]) -> bool:
    first, second = DIGITS[match[1]], DIGITS[match[2]]
    return second == first + 1 or (first, second) in _SKIPPING_PAIRS


def _pair(text: str, match: re.Match[str]) -> Bounded:
    if len(_PAIR.findall(text)) > 1:
        raise NumeralError(f"{text!r} is vague in more than one place")
    before, after = text[: match.start()], text[match.end() :]
    first = read_numeral(before + match[1] + after)
    second = read_numeral(before + match[2] + after)
    low, high = sorted((first.value, second.value))
    return Bounded(first if first.value == low else second, low, high)


def _half(text: str) -> Bounded:
    """Read 半 and 半百; other places of 半 belong to the unit (三成半, 两米半)."""
    if text == "半":
        numeral = Numeral(Decimal("0.5"), 0, -1, -1)
    elif text in ("半百", "半千", "半万"):
        power = (SMALL | LARGE)[text[1]]
        numeral = Numeral(Decimal(5).scaleb(power - 1), 0, power - 1, power - 1)
    else:
        raise NumeralError(f"{text!r} has 半 in a place that says nothing")
    return Bounded(numeral, numeral.value, numeral.value)

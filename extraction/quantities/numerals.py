"""Read one numeral: Arabic, Chinese, or mixed (3亿2000万, 一百点123, 两千三百五).

Input is folded text without blanks, sign or unit. The grammar is strict: a string that does
not follow it is a `NumeralError`, never a nearest guess. All arithmetic is exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
SMALL = {"十": 1, "百": 2, "千": 3}
LARGE = {"万": 4, "亿": 8, "兆": 12}
LETTERS = {"k": 3, "K": 3, "w": 4, "W": 4}
MAX_LENGTH = 64
"""A longer numeral is a code or damaged text, not a quantity."""

_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?|\.\d+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|0(?:\.\d+)?")
_SCIENTIFIC = re.compile(r"(\d+(?:\.\d+)?)[eE]([+-]?\d{1,2})")
_POSITIONAL = re.compile(r"[零一二三四五六七八九两]{2,}")
_ABBREVIATED = re.compile(r"[百千万亿兆][一二三四五六七八九两]$")
_TRAILING_SCALE = re.compile(r"[万亿兆]+$")
_THOUSANDS = re.compile(r"(?:\d{2}[\d,]*(?:\.\d+)?|\d\.\d+)千")
"""千 is the scale of a unit (千元) where what stands before it is no single digit."""
_SPELT_SECTIONS = ((12, "兆"), (8, "亿"), (4, "万"), (3, "千"), (2, "百"), (1, "十"))


class NumeralError(ValueError):
    """The text is not a numeral of the grammar; the message says why."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """An unsigned number as written.

    `value` is absolute (11053300 for 1105.33万); `scale` the power of ten of a trailing
    万/亿/兆 (4 for 1105.33万); `place` the power of ten of the last written digit, `figure` that
    of the last significant one (10万: place 4, figure 5), both absolute.
    """

    value: Decimal
    scale: int
    place: int
    figure: int

    def shifted(self, power: int) -> Numeral:
        """Return the same digits times 10**power, the trailing scale unchanged."""
        value = self.value.scaleb(power)
        return Numeral(value, self.scale, self.place + power, self.figure + power)


def ten(power: int) -> Decimal:
    """Return 10**power exactly."""
    return Decimal(1).scaleb(power)


def read_numeral(text: str) -> Numeral:
    """Read `text` whole; raise `NumeralError` where it is not one numeral."""
    if not text or len(text) > MAX_LENGTH:
        raise NumeralError("no number" if not text else "too long for a number")
    if match := _SCIENTIFIC.fullmatch(text):
        return _arabic(match[1]).shifted(int(match[2]))
    if text[-1] in LETTERS:
        if not _ARABIC.fullmatch(text[:-1]):
            raise NumeralError(f"{text!r} mixes a letter scale into a numeral")
        return _arabic(text[:-1]).shifted(LETTERS[text[-1]])
    whole, point, decimals = text.partition("点")
    if point:
        return _with_chinese_decimals(whole, decimals)
    value, place = _value(text)
    trailing = _TRAILING_SCALE.search(text)
    scale = sum(LARGE[char] for char in trailing[0]) if trailing else 0
    if _THOUSANDS.fullmatch(text):
        scale = SMALL["千"]
    return Numeral(value, scale, place, _figure(value, place))


def _figure(value: Decimal, place: int) -> int:
    """Return the power of ten of the last non-zero digit, at least `place`."""
    if value == 0 or place < 0:
        return place
    exponent = value.normalize().as_tuple().exponent
    return max(place, int(exponent))


def _arabic(text: str) -> Numeral:
    if not _ARABIC.fullmatch(text):
        raise NumeralError(f"{text!r} is not a well-formed number")
    if len(text) > 1 and text[0] == "0" and text[1].isdigit():
        raise NumeralError(f"{text!r} begins with 0, as codes do")
    if "," in text and not _GROUPED.fullmatch(text):
        raise NumeralError(f"{text!r} has badly grouped thousands")
    value = Decimal(text.replace(",", ""))
    place = int(value.as_tuple().exponent)
    return Numeral(value, 0, place, _figure(value, place))


def _with_chinese_decimals(whole: str, decimals: str) -> Numeral:
    """Read 一点二三, 一点二万, 两千万点五, 一百点123."""
    trailing = _TRAILING_SCALE.search(decimals)
    scale = sum(LARGE[char] for char in trailing[0]) if trailing else 0
    digits = decimals[: trailing.start()] if trailing else decimals
    spelt = "".join(str(DIGITS.get(char, char)) for char in digits)
    if not whole or not spelt.isascii() or not spelt.isdigit():
        raise NumeralError(f"{whole}点{decimals!r} has no digits on both sides of 点")
    integer, place = _value(whole)
    if scale and (place > 0 or _TRAILING_SCALE.search(whole)):
        raise NumeralError("a scaled number cannot have scaled decimals")
    value = (integer + Decimal("0." + spelt)).scaleb(scale)
    return Numeral(value, scale, scale - len(spelt), scale - len(spelt))


def _value(text: str) -> tuple[Decimal, int]:
    """Return the absolute value and the power of ten of the last written digit."""
    if text[0].isdigit() or text[0] == ".":
        if _ARABIC.fullmatch(text):
            number = _arabic(text)
            return number.value, number.place
    elif text in DIGITS:
        return Decimal(DIGITS[text]), 0
    if _POSITIONAL.fullmatch(text):
        return Decimal("".join(str(DIGITS[char]) for char in text)), 0
    text = _spell_out_twenty(text)
    for power, char in _SPELT_SECTIONS:
        at = text.rfind(char)
        if at >= 0:
            return _split_at(text, at, power)
    raise NumeralError(f"{text!r} is not a numeral")


def _spell_out_twenty(text: str) -> str:
    return text.replace("廿", "二十").replace("卅", "三十")


def _split_at(text: str, at: int, power: int) -> tuple[Decimal, int]:
    """Read coefficient, scale character at `at` (10**power), remainder."""
    left, right = text[:at], text[at + 1 :]
    coefficient, place = _coefficient(left, power, alone=not right)
    value, place = coefficient.scaleb(power), place + power
    if not right:
        return value, place
    if place < power:
        raise NumeralError(f"decimals before {text[at]} and digits after it")
    rest, rest_place = _remainder(right, power)
    if rest >= ten(power):
        raise NumeralError(f"{right!r} is too large after {text[at]}")
    return value + rest, rest_place


def _coefficient(left: str, power: int, *, alone: bool) -> tuple[Decimal, int]:
    """Read what stands before a scale; before 千 alone any figure may stand (2105.33千元)."""
    if power >= LARGE["万"]:
        if not left:
            raise NumeralError("a scale without a number before it")
        if _ABBREVIATED.search(left):
            raise NumeralError(f"{left!r} before a scale may mean two things")
        return _value(left)
    if left in ("", "零"):
        return Decimal(1), 0
    value, place = _value(left)
    if alone and _ARABIC.fullmatch(left) and power == SMALL["千"]:
        return value, place
    limit = ten(4 - power) if left[0].isdigit() else Decimal(10)
    if value >= limit or value == 0:
        raise NumeralError(f"{left!r} cannot stand before a small scale")
    return value, place


def _remainder(right: str, power: int) -> tuple[Decimal, int]:
    """Read what follows a scale: 零五 5, 五 (after 万) 5000, 4000, 三百."""
    plain = right.lstrip("零")
    if not plain:
        raise NumeralError("a number ends in 零 after a scale")
    if len(right) - len(plain) > 1:
        raise NumeralError("two 零 in a row after a scale")
    if plain != right:
        return _value(plain)
    if right in DIGITS:
        if power == SMALL["十"]:
            return Decimal(DIGITS[right]), 0
        return Decimal(DIGITS[right]).scaleb(power - 1), power - 1
    if right[0].isdigit() and right.isdigit():
        if right[0] != "0" and len(right) < min(power, 3):
            raise NumeralError(f"{right!r} after a scale may mean two things")
        return Decimal(right), 0
    if _POSITIONAL.fullmatch(right):
        raise NumeralError(f"{right!r} is not a section of a numeral")
    if right[0] in SMALL and right[0] != "十":
        raise NumeralError("a scale without a number before it")
    return _value(right)

"""Read signs, accounting brackets and ranges around single numbers: -5.2%, (1,234.50), 2-3次.

Works on folded text without blanks and without the words around the number. Raises
`NumeralError` with the reason where it is not sure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extraction.quantities.figures import Reading
from extraction.quantities.numerals import LARGE, NumeralError
from extraction.quantities.single import read_single
from extraction.quantities.units import Unit

_BRACKETED = re.compile(r"\(([\d.,]+)\)(.*)")
_CONNECTOR = re.compile(
    r"(?<=[^\-~—至到eE])(?:\(含\))?(?:-{1,2}|~|—{1,2}|至|到)"
    r"(?=[¥$\d零一二三四五六七八九十百千两几.])"
)
_BETWEEN = re.compile(r"(?:位于|介于|在)?(.+?)(?:和|与|至|到|-|~)(.+?)(?:之间|间)")
_SHARED_SCALE = re.compile(r"[十百千万亿兆kKwW]*")
_LEADING = re.compile(r"[\d.,]+|[零一二三四五六七八九十百千两点]+")
_SMALL_SCALE = re.compile(r"[一二三四五六七八九两](千|百|十)")
_MINUS_BEHIND = re.compile(r"(\d[\d,]*\.\d+)-")
"""An accounting minus (5.60-); without decimals it may be half a range."""
_SIGN_PREFIX = re.compile(r"[¥$]|人民币|RMB")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the place of a surface says of it: expected kind, inherited scale and unit."""

    kind: str | None
    inherited: tuple[int, Unit] | None


def read_core(text: str, hints: Hints) -> Reading:
    """Read a number, signed or bracketed, or a range of two."""
    limits = _split_range(text)
    return _range(*limits, hints) if limits else _signed(text, hints)


def _split_range(text: str) -> tuple[str, str] | None:
    if match := _BETWEEN.fullmatch(text):
        return match[1], match[2]
    parts = _CONNECTOR.split(text)
    if len(parts) > 2:
        raise NumeralError("more than two numbers in a row")
    if len(parts) < 2:
        return None
    left = parts[0].removeprefix("从")
    return (left, parts[1]) if re.search(r"[\d一-鿿]", left) else None


def _range(left: str, right: str, hints: Hints) -> Reading:
    """Read both ends; the first takes scale and unit of the second where it has none."""
    last = _signed(right, hints)
    first = _first_of_range(left, right, last, hints)
    if first.unit is None and first.scale:
        first = replace(first, unit=last.unit)
    if first.unit != last.unit:
        raise NumeralError(f"the range {left!r} to {right!r} has two units")
    if first.scale != last.scale:
        shift = first.scale - last.scale
        first = replace(
            first,
            value=first.value.scaleb(shift),
            low=first.low.scaleb(shift),
            high=first.high.scaleb(shift),
            scale=last.scale,
            place=first.place + shift,
        )
    if first.unit is None and not hints.kind and _is_year(first) and _is_year(last):
        raise NumeralError(f"{left!r} to {right!r} may be years")
    if first.low >= last.high:
        raise NumeralError(f"the range {left!r} to {right!r} does not rise")
    return replace(first, high=last.high, place=min(first.place, last.place))


def _is_year(reading: Reading) -> bool:
    return reading.place == 0 and 1900 <= reading.value <= 2100


def _first_of_range(left: str, right: str, last: Reading, hints: Hints) -> Reading:
    """Read the first end: 2 of 2-3万 is 2万, 8500 of 8500到3万 is not, 两 of 两到三百 is 两百."""
    if not _LEADING.fullmatch(left):
        return _signed(left, hints)
    match = _LEADING.match(right)
    leading = match[0] if match else ""
    tail = right[len(leading) :]
    if len(left) == 1 and (shared := _SMALL_SCALE.fullmatch(leading)):
        if tail[:1] and tail[0] in LARGE:
            raise NumeralError(f"{left!r} may or may not share the {shared[1]} of {right!r}")
        return _signed(left + shared[1] + tail, hints)
    scale = _SHARED_SCALE.match(tail)
    scaled = _signed(left + tail, hints)
    if scaled.high < last.low or not scale or not scale[0]:
        return scaled
    return _signed(left + tail[scale.end() :], hints)


def _signed(text: str, hints: Hints) -> Reading:
    if match := _BRACKETED.fullmatch(text):
        inner, unit = match.groups()
        sure = hints.kind == "money" or hints.inherited or unit or "." in inner or "," in inner
        if not sure:
            raise NumeralError("a bracketed number may be an ordinal")
        return _single(inner + unit, hints).negated()
    if match := _MINUS_BEHIND.fullmatch(text):
        return _single(match[1], hints).negated()
    for sign in ("-", "负"):
        prefix, found, rest = text.partition(sign)
        if found and (not prefix or _SIGN_PREFIX.fullmatch(prefix)):
            return _single(prefix + rest, hints).negated()
    return _single(text.removeprefix("+"), hints)


def _single(text: str, hints: Hints) -> Reading:
    if text.startswith(("-", "负", "+")):
        raise NumeralError("two signs in a row")
    return read_single(text, kind=hints.kind, inherited=hints.inherited)

"""Read a surface as one quantity: words around it, ranges, signs, brackets, then the number.

`read_surface` reads the surface whole or refuses; it never looks for a number inside other words
(`embedded.read_quantity` does, and is the public entry).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext
from functools import lru_cache

from extraction.quantities.blanks import SplitNumberError, join_blanks
from extraction.quantities.folding import fold
from extraction.quantities.model import Quantity, UnreadQuantity
from extraction.quantities.numerals import LARGE, NumeralError, ten
from extraction.quantities.single import Reading, parse_unit, read_single
from extraction.quantities.units import Unit, alternatives, words

_MAX_SURFACE = 80
_EXACT = Context(prec=2 * _MAX_SURFACE)
_COMPARATORS = ("=", ">=", "<=", ">", "<")
_BEFORE = re.compile(alternatives(words().before))
_AFTER = re.compile(rf"(?:{alternatives(words().after)})$")
_BRACKETED = re.compile(r"\(([\d.,]+)\)(.*)")
_CONNECTOR = re.compile(
    r"(?<=[^\-~—至到])(?:-{1,2}|~|—{1,2}|至|到)(?=[¥$\d零一二三四五六七八九十百千两几.])"
)
_TRAILING_SCALE = re.compile(r"([十百千万亿兆kKwW]*)")
_LEADING = re.compile(r"[\d.,]+|[零一二三四五六七八九十百千两点]+")
_INCLUSIVE = re.compile(r"\(含\)(?=[-~—至到])")
_PUNCTUATION = ".。;；,、:：!！"


@dataclass(frozen=True, slots=True)
class _Hints:
    """What the place of the surface says of it: expected kind, inherited scale and unit."""

    kind: str | None
    inherited: tuple[int, Unit] | None


@lru_cache(maxsize=65536)
def read_surface(
    surface: str, *, kind: str | None = None, unit: str | None = None
) -> Quantity | UnreadQuantity:
    """Read `surface` whole; see `read_quantity` for the arguments."""
    if len(surface) > _MAX_SURFACE:
        return UnreadQuantity(surface, "too long for a quantity")
    try:
        text = join_blanks(fold(surface)).rstrip("。;、:!")
        with localcontext(_EXACT):
            return _read(surface, text, _Hints(kind, _inherited(unit, kind)))
    except (NumeralError, SplitNumberError) as error:
        return UnreadQuantity(surface, str(error))


def _inherited(unit: str | None, kind: str | None) -> tuple[int, Unit] | None:
    if unit is None or not unit.strip():
        return None
    name = re.sub(r"^(?:金额)?单位[:为]?|[()\s]", "", fold(unit))
    parsed = parse_unit(name) or parse_unit(fold(unit).strip())
    return parsed or (0, Unit(name, kind or "number"))


def _read(surface: str, text: str, hints: _Hints) -> Quantity:
    if not text:
        raise NumeralError("no number")
    if ratio := words().ratio.get(text):
        return _named_ratio(surface, *ratio)
    core, effects = _strip_words(text)
    limits = _split_range(core)
    reading = _range(*limits, hints) if limits else _signed(core, hints)
    return _quantity(surface, reading, effects, hints)


def _strip_words(text: str) -> tuple[str, tuple[str, ...]]:
    effects: list[str] = []
    while (match := _BEFORE.match(text)) and match.end() < len(text):
        effects.append(words().before[match[0]])
        text = text[match.end() :]
    while (match := _AFTER.search(text)) and match.start() > 0:
        effects.append(words().after[match[0]])
        text = text[: match.start()]
    return _INCLUSIVE.sub("", text), tuple(effects)


def _split_range(text: str) -> tuple[str, str] | None:
    parts = _CONNECTOR.split(text)
    if len(parts) > 2:
        raise NumeralError("more than two numbers in a row")
    if len(parts) < 2:
        return None
    left = parts[0].removeprefix("从")
    return (left, parts[1]) if re.search(r"[\d一-鿿]", left) else None


def _range(left: str, right: str, hints: _Hints) -> Reading:
    """Read both ends; the first takes scale and unit of the second where it has none."""
    last = _signed(right, hints)
    first = _first_of_range(left, right, last, hints)
    if first.unit != last.unit or first.scale != last.scale:
        shift = first.scale - last.scale
        if first.unit != last.unit:
            raise NumeralError(f"the range {left!r} to {right!r} has two units")
        first = replace(
            first,
            value=first.value.scaleb(shift),
            low=first.low.scaleb(shift),
            high=first.high.scaleb(shift),
            scale=last.scale,
            place=first.place + shift,
        )
    if first.low >= last.high:
        raise NumeralError(f"the range {left!r} to {right!r} does not rise")
    return replace(first, high=last.high, place=min(first.place, last.place))


def _first_of_range(left: str, right: str, last: Reading, hints: _Hints) -> Reading:
    match = _LEADING.match(right)
    alone = _LEADING.fullmatch(left)
    if not alone:
        return _signed(left, hints)
    tail = right[match.end() :] if match else ""
    leading = match[0] if match else ""
    if len(left) == 1 and (shared := re.fullmatch(r"[一二三四五六七八九两](千|百|十)", leading)):
        return _signed(left + shared[1] + tail, hints)
    scale = _TRAILING_SCALE.match(tail)
    scaled = _signed(left + tail, hints)
    if scaled.high < last.low or not scale or not scale[1]:
        return scaled
    return _signed(left + tail[scale.end() :], hints)


def _signed(text: str, hints: _Hints) -> Reading:
    if match := _BRACKETED.fullmatch(text):
        inner, unit = match.groups()
        sure = hints.kind == "money" or hints.inherited or unit or "." in inner or "," in inner
        if not sure:
            raise NumeralError("a bracketed number may be an ordinal")
        return _single(inner + unit, hints).negated()
    for sign in ("-", "负"):
        prefix, found, rest = text.partition(sign)
        if found and (not prefix or re.fullmatch(r"[¥$]|人民币|RMB", prefix)):
            return _single(prefix + rest, hints).negated()
    return _single(text.removeprefix("+"), hints)


def _single(text: str, hints: _Hints) -> Reading:
    if text.startswith(("-", "负", "+")):
        raise NumeralError("two signs in a row")
    return read_single(text, kind=hints.kind, inherited=hints.inherited)


def _named_ratio(surface: str, percent: Decimal, effect: str) -> Quantity:
    operator = effect if effect in _COMPARATORS else "="
    low = percent if operator in ("=", ">", ">=") and effect != "below" else None
    high = percent if operator in ("=", "<", "<=") else None
    approximate = effect == "below"
    half = Decimal("0.5")
    return Quantity(surface, "rate", percent, "%", low, high, None, operator, half, approximate)


def _quantity(surface: str, reading: Reading, effects: tuple[str, ...], hints: _Hints) -> Quantity:
    unit = reading.unit
    kind = _kind(unit, hints)
    operator, low, high = _bounds(reading, effects)
    scaled = "".join(_scale_name(reading.scale))
    yuan = _plainly(reading.value.scaleb(reading.scale)) if unit and unit.code == "CNY" else None
    return Quantity(
        surface=surface,
        kind=kind,
        value=_plainly(reading.value),
        unit=(scaled + unit.full_name if unit else scaled) or None,
        low=None if low is None else _plainly(low),
        high=None if high is None else _plainly(high),
        yuan=yuan,
        operator=operator,
        half_unit=_plainly(_half_unit(reading, kind)),
        approximate=operator == "=" and not (low == reading.value == high),
        scale=_plainly(ten(reading.scale)),
    )


def _plainly(value: Decimal) -> Decimal:
    """Return `value` without a positive exponent: 10000, not 1E+4."""
    return value + 0


def _kind(unit: Unit | None, hints: _Hints) -> str:
    kind = unit.kind if unit else (hints.kind or "number")
    if hints.kind in (None, "number", kind):
        return kind
    if unit and kind == "number":
        return hints.kind
    raise NumeralError(f"reads as {kind}, not as {hints.kind}")


def _scale_name(scale: int) -> str:
    names = {power: char for char, power in LARGE.items()}
    if scale in names and scale != LARGE["兆"]:
        return names[scale]
    spelt = {
        0: "",
        1: "十",
        2: "百",
        3: "千",
        5: "十万",
        6: "百万",
        7: "千万",
        12: "万亿",
        16: "亿亿",
    }
    if scale not in spelt:
        raise NumeralError(f"no name for a scale of 10**{scale}")
    return spelt[scale]


def _half_unit(reading: Reading, kind: str) -> Decimal:
    if kind != "rate" and not reading.rounded and reading.scale == 0 and reading.place >= 0:
        return Decimal(0)
    return Decimal("0.5").scaleb(reading.place)


def _bounds(
    reading: Reading, effects: tuple[str, ...]
) -> tuple[str, Decimal | None, Decimal | None]:
    """Return operator, low and high after the words around the number."""
    operators = {effect for effect in effects if effect in _COMPARATORS} - {"="}
    if len(operators) > 1:
        raise NumeralError(f"contradictory bounds: {sorted(operators)}")
    operator = operators.pop() if operators else "="
    if operator != "=":
        rising = operator in (">", ">=")
        return operator, *((reading.low, None) if rising else (None, reading.high))
    low: Decimal | None = reading.low
    high: Decimal | None = reading.high
    step = ten(reading.figure)
    if "odd" in effects:
        high = reading.high + step
    if "about" in effects:
        low, high = reading.low - step / 2, reading.high + step / 2
    if "below" in effects:
        low = None
    return operator, low, high

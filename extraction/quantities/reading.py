"""Read a surface as one quantity: words around it, ranges, signs, brackets, then the number.

`read_surface` reads the surface whole or refuses; it never looks for a number inside other words
(`embedded.read_quantity` does, and is the public entry).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Context, Decimal, localcontext

from extraction.quantities.blanks import SplitNumberError, join_blanks
from extraction.quantities.figures import Reading
from extraction.quantities.folding import fold
from extraction.quantities.model import Quantity, UnreadQuantity
from extraction.quantities.numerals import LARGE, NumeralError, ten
from extraction.quantities.ranges import Hints, read_core
from extraction.quantities.sight import see
from extraction.quantities.single import parse_unit
from extraction.quantities.units import Unit, alternatives, unit_table, words
from extraction.remembering import remembered

_MAX_SURFACE = 80
_EXACT = Context(prec=2 * _MAX_SURFACE)
_COMPARATORS = ("=", ">=", "<=", ">", "<")
_BEFORE = re.compile(alternatives(words().before))
_AFTER = re.compile(rf"(?:{alternatives(words().after)})$")
_NUMERAL = r"[\d一二三四五六七八九十百千]"
_BOUND = re.compile(alternatives((*words().before, *words().after)))
_WORDY = re.compile(
    rf"^[每{re.escape(''.join({word[0] for word in words().before}))}]"
    rf"|[{re.escape(''.join({word[-1] for word in words().after}))}]$|\(含\)"
)
_PER_NAMES = alternatives(unit_table().per)
_PER = re.compile(rf"(?:每个?(?:{_PER_NAMES}))+(?=.)")
_PER_NAME = re.compile(rf"每个?({_PER_NAMES})")
_SPELT_OUT = re.compile(r"^(人民币)?\(?[大小]写\)?:?")
_INCLUSIVE = re.compile(r"\(含\)(?=[-~—至到]|$)")
_AND = re.compile(r"(?:的?同时|并且|且|并)?(?:,)?(?:同时)?$")


_CODE = re.compile(r"\d{18,}")
"""So many digits without separator or unit are the number of a project, a person or an account."""


@remembered(16384)
def read_surface(
    surface: str, *, kind: str | None = None, unit: str | None = None
) -> Quantity | UnreadQuantity:
    """Read `surface` whole; see `read_quantity` for the arguments."""
    if len(surface) > _MAX_SURFACE:
        return UnreadQuantity(surface, "too long for a quantity")
    if _CODE.fullmatch(surface.strip()):
        return UnreadQuantity(surface, f"{surface.strip()!r} has digits as codes do")
    try:
        sight = see(surface, alone=True)
        if sight.doubts:
            raise SplitNumberError(sight.doubts[0].reason)
        text = join_blanks(sight.text).rstrip("。;、:!")
        text = _SPELT_OUT.sub(r"\1", text)
        with localcontext(_EXACT):
            return _read(surface, text, Hints(kind, _inherited(unit, kind)))
    except (NumeralError, SplitNumberError) as error:
        return UnreadQuantity(surface, str(error))


def _inherited(unit: str | None, kind: str | None) -> tuple[int, Unit] | None:
    if unit is None or not unit.strip():
        return None
    name = re.sub(r"^(?:金额)?单位[:为]?|[()\s]", "", fold(unit))
    parsed = parse_unit(name) or parse_unit(fold(unit).strip())
    if parsed and not parsed[1].name and kind == "money":
        return parsed[0], unit_table().units["元"]
    return parsed or (0, Unit(name, kind or "number"))


def _read(surface: str, text: str, hints: Hints) -> Quantity:
    if not text:
        raise NumeralError("no number")
    if ratio := words().ratio.get(text):
        return _named_ratio(surface, *ratio)
    if not _WORDY.search(text):
        return _quantity(surface, read_core(text, hints), (), hints)
    if parts := _two_bounds(text):
        return _between(surface, *(_read(surface, part, hints) for part in parts))
    text, per = _strip_per(text)
    core, effects = _strip_words(text)
    if per is None:
        core, per = _strip_per(core)
    reading = read_core(core, hints)
    if per:
        if reading.unit is None or reading.unit.per:
            raise NumeralError("每 with a number that has no unit or another /")
        reading = replace(reading, unit=replace(reading.unit, per=per))
    return _quantity(surface, reading, effects, hints)


def _strip_per(text: str) -> tuple[str, str | None]:
    """Take off 每人每年 and return it as 人·年."""
    match = _PER.match(text)
    if not match:
        return text, None
    return text[match.end() :], "·".join(_PER_NAME.findall(match[0]))


def _two_bounds(text: str) -> tuple[str, str] | None:
    """Split ≥80%且<90% and 1000以上,1500以下 into their two halves."""
    for match in _BOUND.finditer(text, 1):
        before = match[0] in words().before
        at = match.start() if before else match.end()
        left, right = text[:at], text[at:].lstrip(",")
        left = _AND.sub("", left)
        if re.search(_NUMERAL, left) and re.search(_NUMERAL, right):
            return (left, right) if _bounding(left) and _bounding(right) else None
    return None


def _bounding(text: str) -> bool:
    """Whether a comparator stands at either end of `text`."""
    core, effects = _strip_words(text)
    return core != text and any(effect in _COMPARATORS[1:] for effect in effects)


def _between(surface: str, first: Quantity, second: Quantity) -> Quantity:
    """Join a lower and an upper bound; the operator is the lower one's."""
    lower, upper = (first, second) if first.high is None else (second, first)
    if lower.high is not None or upper.low is not None or lower.low is None or upper.high is None:
        raise NumeralError("two bounds on the same side")
    if (lower.unit, lower.kind) != (upper.unit, upper.kind) or lower.low >= upper.high:
        raise NumeralError("two bounds that do not fit")
    return replace(lower, high=upper.high)


def _strip_words(text: str) -> tuple[str, tuple[str, ...]]:
    effects: list[str] = []
    while (match := _BEFORE.match(text)) and match.end() < len(text):
        effects.append(words().before[match[0]])
        text = text[match.end() :]
    while (match := _AFTER.search(text)) and match.start() > 0:
        effects.append(words().after[match[0]])
        text = text[: match.start()]
    return _INCLUSIVE.sub("", text), tuple(effects)


def _named_ratio(surface: str, percent: Decimal, effect: str) -> Quantity:
    operator = effect if effect in _COMPARATORS else "="
    low = percent if operator in ("=", ">", ">=") and effect != "below" else None
    high = percent if operator in ("=", "<", "<=") else None
    approximate = effect == "below"
    half = Decimal("0.5")
    return Quantity(surface, "rate", percent, "%", low, high, None, operator, half, approximate)


def _quantity(surface: str, reading: Reading, effects: tuple[str, ...], hints: Hints) -> Quantity:
    unit = reading.unit
    kind = _kind(unit, hints)
    operator, low, high = _bounds(reading, effects)
    scaled = _scale_name(reading.scale)
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


def _kind(unit: Unit | None, hints: Hints) -> str:
    kind = unit.kind if unit else (hints.kind or "number")
    if hints.kind in (None, "number", kind):
        return kind
    if unit and kind == "number":
        return hints.kind
    raise NumeralError(f"reads as {kind}, not as {hints.kind}")


_SCALE_NAMES = {power: char for char, power in LARGE.items() if char != "兆"} | {
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


def _scale_name(scale: int) -> str:
    if scale not in _SCALE_NAMES:
        raise NumeralError(f"no name for a scale of 10**{scale}")
    return _SCALE_NAMES[scale]


def _half_unit(reading: Reading, kind: str) -> Decimal:
    if reading.exact:
        return Decimal(0)
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
    if "about" in effects and not reading.vague:
        low, high = reading.low - step / 2, reading.high + step / 2
    if "below" in effects:
        low = None
    return operator, low, high

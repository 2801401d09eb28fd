"""Writes a cell's value the way its number format shows it (ECMA-376 Part 1, 18.8.31).

Covers what reports use: fixed decimals, thousands, percent, scaling commas, literals, sections by
sign, dates. A negative number always keeps a minus, also where the format shows brackets or red, so
that no sign is lost in text. A format outside this is shown as General: exact, never rounded wrong.
"""

from __future__ import annotations

import datetime
import functools
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext

Moment = datetime.datetime | datetime.date | datetime.time
Value = str | bool | int | float | Decimal | Moment | datetime.timedelta

_GENERAL = "General"
_GENERAL_LENGTH = 11
_LONGEST = 255
"""Characters of a format that a spreadsheet accepts; a longer one shows as General."""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|!(?P<banged>.)|_(?P<pad>.)|\*(?P<fill>.)'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)(?P<scale>,*)"
    r"|(?P<general>General|G/通用格式)|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_DATE_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[\$[^\]]*\]|\[[^\]]*\]|(y+|m+|d+|h+|s+|AM/PM|上午/下午)|(.)', re.I | re.S
)
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\Z")
_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_KEPT_DECIMALS = 2
"""Decimals that General keeps of a large number: a sum of money is not cut to whole yuan."""
_LOCALE_DATES = {"mm-dd-yy": "yyyy/m/d", "m/d/yy": "yyyy/m/d"}


@dataclass(frozen=True, slots=True)
class _Section:
    """One section of a format: literal before and after the digits, and how the digits are written.

    `inner` stands before the last `tail` whole digits: `0!.0,` shows 123456 元 as 12.3 万元.
    """

    before: str
    after: str
    whole: str
    decimals: int
    least_decimals: int
    thousands: bool
    divisor: int
    percent: bool
    general: bool
    digits: bool
    inner: str = ""
    tail: int = 0
    condition: tuple[str, Decimal] | None = None

    def holds(self, number: Decimal) -> bool:
        """Tell whether the section's condition ([>=10000]) lets it show `number`."""
        if self.condition is None:
            return True
        return _COMPARED[self.condition[0]](number, self.condition[1])


def show(value: Value, code: str | None) -> str:
    """Return what a reader of the sheet sees in a cell with `value` and format `code`."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return _show_date(value, code or "")
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    number = _exact(value)
    if not number.is_finite():
        return str(value)
    sections = _sections(code or _GENERAL) if len(code or "") <= _LONGEST else None
    if sections is None:
        return general(number)
    return _show_number(number, sections)


def general(number: Decimal) -> str:
    """Return a number in General format: 11 characters where decimals can be rounded, two kept."""
    plain = _plain(number)
    if len(plain) <= _GENERAL_LENGTH or "." not in plain:
        return plain
    room = max(_KEPT_DECIMALS, _GENERAL_LENGTH - len(plain.partition(".")[0]) - 1)
    return _plain(_round(number, room)) if number == 0 or abs(number) > 1 else plain


def is_date_format(code: str) -> bool:
    """Tell whether a format shows dates or times."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", code.split(";")[0])
    return "general" not in bare.lower() and _DATE_LETTERS.search(bare) is not None


def _exact(value: int | float | Decimal) -> Decimal:
    """A stored float stands for its 15 significant digits, as in a spreadsheet."""
    return Decimal(format(value, ".15g")) if isinstance(value, float) else Decimal(value)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _round(number: Decimal, decimals: int) -> Decimal:
    with localcontext() as context:
        context.prec = max(60, number.adjusted() + decimals + 2)
        return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _show_number(number: Decimal, sections: tuple[_Section, ...]) -> str:
    if any(s.condition for s in sections):
        chosen = next((s for s in sections if s.holds(number)), None)
        return general(number) if chosen is None else _apply(number, chosen)
    if number > 0 or len(sections) == 1:
        return _apply(number, sections[0])
    if number == 0:
        return _apply(number, sections[2] if len(sections) > 2 else sections[0])
    section = sections[1]
    shown = _apply(abs(number), section)
    if not section.digits and not section.general:
        return shown if shown.strip() else f"-{_plain(abs(number))}"
    bare = shown.strip().removeprefix("(").removesuffix(")").lstrip("-− ")
    return f"-{bare}" if any(c in "123456789" for c in bare) else bare


def _apply(number: Decimal, section: _Section) -> str:
    if section.general:
        return f"{section.before}{general(number)}{section.after}".strip()
    if not section.digits:
        return f"{section.before}{section.after}".strip()
    scaled = number * (100 if section.percent else 1) / section.divisor
    rounded = _round(scaled, section.decimals)
    digits = format(rounded.copy_abs(), "f")
    whole, _, fraction = digits.partition(".")
    while len(fraction) > section.least_decimals and fraction.endswith("0"):
        fraction = fraction[:-1]
    least = section.whole.count("0")
    whole = whole.lstrip("0").rjust(least, "0") if whole.strip("0") == "" or least else whole
    if section.thousands and whole:
        whole = f"{int(whole):,}".rjust(least, "0")
    if section.inner:
        whole = f"{whole[: -section.tail]}{section.inner}{whole[-section.tail :]}"
    sign = "-" if rounded < 0 else ""
    body = f"{whole}.{fraction}" if fraction else whole
    return f"{sign}{section.before}{body}{section.after}".strip()


@functools.lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...] | None:
    """Read a format into sections for positive, negative and zero; None if it is not understood."""
    parts = _split(code)[:3]
    sections = []
    for part in parts:
        section = _section(part)
        if section is None:
            return None
        sections.append(section)
    return tuple(sections)


def _split(code: str) -> list[str]:
    parts, quoted, escaped = [""], False, False
    for c in code:
        if c == ";" and not quoted and not escaped:
            parts.append("")
            continue
        quoted ^= c == '"' and not escaped
        escaped = c in "\\!" and not escaped and not quoted
        parts[-1] += c
    return parts


def _section(part: str) -> _Section | None:
    before, after, digits, divisor = "", "", "", 1
    inner, tail = "", 0
    percent = general_ = False
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(part):
        if match["bracket"] is not None:
            stated = _CONDITION.match(match["bracket"])
            if stated is not None:
                condition = (stated[1], Decimal(stated[2]))
            literal = _currency(match["bracket"])
        elif match["digits"] is not None:
            if digits:
                if general_ or inner or "." in digits + match["digits"] or not after:
                    return None
                inner, after = after, ""
                tail = len(match["digits"].replace(",", ""))
            digits += match["digits"]
            divisor *= 1000 ** len(match["scale"])
            continue
        elif match["general"] is not None:
            general_ = True
            continue
        else:
            shown = _literal(match)
            if shown is None:
                return None
            literal = shown
            percent = percent or (match["plain"] == "%")
        if digits or general_:
            after += literal
        else:
            before += literal
    section = _assemble(before, after, digits, divisor, percent=percent, general_=general_)
    return replace(section, inner=inner, tail=tail, condition=condition)


def _assemble(
    before: str, after: str, digits: str, divisor: int, *, percent: bool, general_: bool
) -> _Section:
    whole, _, fraction = digits.partition(".")
    trailing = len(whole) - len(whole.rstrip(","))
    return _Section(
        before=before,
        after=after,
        whole=whole.replace(",", ""),
        decimals=len(fraction.replace(",", "")),
        least_decimals=fraction.count("0"),
        thousands="," in whole.rstrip(","),
        divisor=divisor * 1000**trailing,
        percent=percent,
        general=general_,
        digits=bool(digits),
    )


def _currency(bracket: str) -> str:
    match = re.match(r"\$([^-]*)", bracket)
    return match[1] if match else ""


def _literal(match: re.Match[str]) -> str | None:
    for name in ("quoted", "escaped", "banged"):
        if match[name] is not None:
            return match[name]
    if match["pad"] is not None or match["fill"] is not None:
        return ""
    plain = match["plain"]
    if plain in "/Ee@":
        return None if plain != "@" else ""
    return plain


def _show_date(value: Moment, code: str) -> str:
    if not is_date_format(code):
        return value.isoformat(sep=" ") if isinstance(value, datetime.datetime) else str(value)
    pattern = _LOCALE_DATES.get(code.split(";")[0].strip(), code.split(";")[0])
    parts, hours = [], False
    for match in _DATE_TOKEN.finditer(pattern):
        quoted, escaped, letters, other = match.groups()
        if letters:
            parts.append(_date_part(value, letters.lower(), minutes=hours))
            hours = letters[0].lower() == "h" or (hours and letters[0].lower() != "m")
        else:
            literal = quoted or escaped or other or ""
            parts.append("" if literal in "@" else literal)
    return "".join(parts).strip()


def _date_part(value: Moment, letters: str, *, minutes: bool) -> str:
    kind, wide = letters[0], len(letters) > 1
    if kind == "a" or kind == "上":
        return "上午" if getattr(value, "hour", 0) < 12 else "下午"
    if kind == "m" and minutes:
        number = getattr(value, "minute", 0)
    else:
        names = {"y": "year", "m": "month", "d": "day", "h": "hour", "s": "second"}
        number = getattr(value, names[kind], 0)
    if kind == "y":
        return str(number) if len(letters) > 2 else f"{number % 100:02d}"
    return f"{number:02d}" if wide else str(number)

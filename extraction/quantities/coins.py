"""Read amounts in units and subunits of a currency: 123元1角1分, 五元三毛, 两美元又三美分."""

from __future__ import annotations

import re
from decimal import Decimal

from extraction.quantities.figures import NUMERAL_CHARS, Reading
from extraction.quantities.numerals import NumeralError
from extraction.quantities.units import alternatives, unit_table
from extraction.quantities.vague import read_bounded

_SUBUNIT_NAMES = alternatives(unit_table().subunits)
_YUAN = "块"
"""Spoken for 元 where a subunit or a single digit follows; alone it counts pieces."""
_UNIT_NAMES = alternatives(
    (_YUAN, *(name for name, unit in unit_table().units.items() if unit.kind == "money"))
)
_MONEY_ALONE = re.compile("角|毛|分钱|美分|欧分|便士")
"""Subunits that are money whatever stands before them; 分 alone is a score."""
_SPOKEN = re.compile(rf"([{NUMERAL_CHARS}]+?){_YUAN}([1-9一二三四五六七八九])")
_SUBUNIT = re.compile(rf"又?([{NUMERAL_CHARS}]+?)({_SUBUNIT_NAMES})(?!之)")
_COMPOUND = re.compile(
    rf"(?:([{NUMERAL_CHARS}]+?)({_UNIT_NAMES}))?"
    rf"((?:[又零]?[{NUMERAL_CHARS}]+?(?:{_SUBUNIT_NAMES}))+)(?:整|正)?"
)


def subunits(text: str, kind: str | None) -> Reading | None:
    """Read 123元1角1分, 五元三毛, 壹元零壹分, 八角/斤; a lone 5分 is a score unless money is expected."""
    table = unit_table()
    if spoken := _SPOKEN.fullmatch(text):
        text = f"{spoken[1]}元{spoken[2]}角"
    text, slash, per = text.partition("/")
    match = _COMPOUND.fullmatch(text)
    if not match or not (match[1] or kind == "money" or _MONEY_ALONE.search(text)):
        return None
    whole, name, tail = match.groups()
    parts = _SUBUNIT.findall(tail)
    unit = table.units["元" if name == _YUAN else name] if name else table.subunits[parts[0][1]][0]
    per_unit = table.get(f"{unit.name}/{per}") if slash else unit
    if per_unit is None:
        raise NumeralError(f"unknown unit {per!r} after /")
    total = read_bounded(whole).low if whole else Decimal(0)
    place = 0
    for digits, spelling in parts:
        owner, size = table.subunits[spelling]
        bounded = read_bounded(digits.lstrip("零") or "零")
        if owner.name != unit.name or size.adjusted() >= place:
            raise NumeralError(f"{spelling!r} cannot follow here")
        total += bounded.low * size
        place = size.adjusted()
    return Reading(total, total, total, per_unit, 0, place, place)

"""Compiled expressions of the finder, built from the unit table. They match folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extraction.lexicon.periods import YEAR_DIGITS
from extraction.quantities.units import UnitTable, alternatives, unit_table

_DIGITS = "零一二三四五六七八九两"
_LARGE = "[百千万亿]"
_BLANKS = "[ ]{0,4}"
_CONNECTOR = "(?:-{1,2}|~|—{1,2}|至|到)"

START = re.compile(f"[0-9{_DIGITS}十百千廿几数万半]|(?<=打)对折")
SPELT_START = re.compile(f"(?<![0-9.])(?:[{_DIGITS}十百千廿几数万半]|(?<=打)对折)")

DATE = re.compile(
    r"(?:\d{4}|\d{2}|[零一二三四五六七八九]{4})[ ]?年"
    r"(?:度|[ ]?\d{1,2}[ ]?月(?:份|底|初|末)?(?:[ ]?\d{1,2}[ ]?日)?)?"
    r"|\d{1,4}[ ]?(?:[-~—至到]|年[-~—至到])[ ]?\d{1,4}[ ]?(?:年|月|日)(?:度|份|底)?"
    r"|\d{1,2}[ ]?月(?:份|底|初|末|中旬|上旬|下旬)?(?:[ ]?\d{1,2}[ ]?日)?"
    r"|\d{1,2}[ ]?日(?![均元次])"
    rf"|{YEAR_DIGITS}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    r"|\d{1,2}:\d{2}(?::\d{2})?"
    r"|\d{3,4}-\d{7,8}|1\d{10}(?!\d)"
    r"|\d+(?:\.\d+){2,}"
)
"""What is passed over: dates, clock times, telephones, section numbers and versions."""

REFERENCE = re.compile(rf"[\d{_DIGITS}十百千廿]+(?:[-~—至到、][\d{_DIGITS}十百千廿]+)*[一-鿿]?")
"""What an ordinal word (第) makes of the number after it."""


def _guarded(spellings: Iterable[str], table: UnitTable) -> str:
    """Return alternatives that do not stop where the unit only begins another word."""
    parts = []
    for spelling in sorted(set(spellings), key=lambda name: (-len(name), name)):
        pattern = re.escape(spelling)
        if following := table.continues.get(spelling[-1] if len(spelling) < 3 else spelling):
            pattern += f"(?!{'|'.join(following.split())})"
        if spelling[-1].isascii() and spelling[-1].isalpha():
            pattern += "(?![A-Za-z0-9])"
        parts.append(pattern)
    return "|".join(parts)


def _named(table: UnitTable, kind: str) -> set[str]:
    return {name for name, unit in table.units.items() if unit.kind == kind} - table.not_found


_table = unit_table()
_MONEY = _guarded(_named(_table, "money"), _table)
_RATE = _guarded(_named(_table, "rate"), _table)
_COUNT = _guarded(_named(_table, "count"), _table)
_SPELT_COUNT = _guarded(_table.spelt, _table)
_SPOKEN_YUAN = (
    rf"块(?=又?[\d{_DIGITS}]+(?:角|毛|分))|块[1-9一二三四五六七八九](?![\d.,]|[ ]?[一-鿿%‰])"
)
"""块 is money with a subunit or a digit behind it (2块5毛, 两块五); alone it counts pieces."""
_MONEY = rf"{_MONEY}|{_SPOKEN_YUAN}"
_PER = alternatives(_table.per)
_PER_UNIT = rf"(?:{_BLANKS}/{_BLANKS}(?:{_PER})(?:[·/](?:{_PER})){{0,2}})?"
_SUBUNIT = alternatives(_table.subunits)
_ROUND = f"(?:{_guarded('整正', _table)})?"
_SUBUNITS = rf"(?:又?[\d{_DIGITS}]+(?:{_SUBUNIT})(?![之校]))*{_ROUND}"
_COIN_ENDS = r"(?![一-鿿])|(?=[的以左不整正])"
_COINS = (
    rf"(?:角零?[\d{_DIGITS}]{{1,2}}分(?!之)|毛[\d{_DIGITS}]分(?!之)|[角毛分]钱|美分|欧分|便士"
    rf"|[角毛](?:{_COIN_ENDS})){_ROUND}{_PER_UNIT}"
)
"""Subunits without a yuan before them (八角五分, 3角, 五毛钱)."""
_OR_OTHERS = rf"(?:\((?:{_COUNT})(?:[、/](?:{_COUNT}))?\)次?)?"
_HALF = "(?:半(?![年月天日数价径]))?"

_NUMBER = (
    r"(?>\d+(?:[.,]\d+|,\n\d{3}(?!\d)|(?<=\d\d)\.\n\d\d(?!\d))*)(?:[eE][+-]?\d+)?"
    rf"(?:{_BLANKS}[多余几]?{_BLANKS}{_LARGE}+(?:零?\d+(?={_LARGE}|{_BLANKS}元))?"
    r"|\s{1,4}(?:[万亿]+(?=\s{0,3}元)|[千百](?=元))|个[万亿](?![万亿]*元))*"
    r"(?:(?<=[万亿])[1-9](?!\d|[.,]\d|[ ]?[一-鿿%‰]))?"
    rf"(?:{_BLANKS}[多余]|[kK](?=个百分点))?"
)
_TENTHS = rf"成(?:半|[{_DIGITS}](?![{_DIGITS}十百千])|[ ][{_DIGITS}](?![一-鿿]))"
_SPACED_POINTS = r"个?[ ]{0,3}百[ ]{0,3}分[ ]{0,3}点"
_RATES = rf"(?:{_TENTHS}|{_RATE}|{_SPACED_POINTS})"
_UNIT = (
    rf"(?:\s{{0,3}}(?:{_MONEY}){_SUBUNITS}{_PER_UNIT}(?:\(?人民币\)?)?"
    rf"|{_BLANKS}{_COINS}|\s{{0,3}}{_RATES}|{_BLANKS}(?:{_COUNT}){_OR_OTHERS}{_PER_UNIT}{_HALF})"
)
_PAGE_NUMBER = r"(?:\s*—\d{1,3}—\s*)?"
_INCLUSIVE = r"(?:\(含\))?"

ARABIC = re.compile(
    rf"{_NUMBER}(?:{_UNIT}?{_INCLUSIVE}{_BLANKS}{_CONNECTOR}{_BLANKS}{_NUMBER}(?={_UNIT}))?"
    rf"(?:{_PAGE_NUMBER}{_UNIT})?"
)

ARABIC_ALONE = re.compile(rf"{_NUMBER}(?:{_PAGE_NUMBER}{_UNIT})?")

_UNITS_OF_TEN = "十百千万亿兆廿"
_GAP = rf"(?:(?<=[{_DIGITS}])[ ]{{1,3}}(?=[{_UNITS_OF_TEN}点])|(?<=[{_UNITS_OF_TEN}点])[ ]{{1,3}})?"
_CHINESE = (
    rf"[{_DIGITS}十百千廿几数](?:{_GAP}[{_DIGITS}{_UNITS_OF_TEN}几]){{0,40}}"
    rf"(?:{_GAP}点{_GAP}[{_DIGITS}]{{1,20}}[万亿]{{0,2}})?[多余]?[万亿]{{0,2}}"
)
_BELOW = rf"(?:{_CHINESE}|[百千万]{{1,6}})"
_GROUPED = r"\d+(?:[.,]\d+)*"
_FRACTION = rf"{_BELOW}{_BLANKS}分{_BLANKS}之{_BLANKS}[负-]?(?:{_GROUPED}(?:[ ]?[kK](?![A-Za-z]))?|百(?!分)|{_CHINESE})"
SPELT = re.compile(
    rf"{_FRACTION}|半[成折](?![本立])|(?<=打)对折"
    rf"|{_CHINESE}(?:{_CONNECTOR}{_CHINESE})?(?:{_BLANKS}(?:{_MONEY}){_SUBUNITS}{_PER_UNIT}"
    rf"|{_BLANKS}{_COINS}|{_BLANKS}{_RATES}|{_BLANKS}(?:{_SPELT_COUNT})(?:{_PER_UNIT}){_HALF})"
)
UNIT_AHEAD = re.compile(
    rf"[ ]{{0,2}}[多余]?(?:[十百千]?[万亿]+|[十百千](?=元))?{_UNIT}|[ ]{{0,2}}[万亿]"
    rf"|\s{{1,3}}[十百千]?[万亿]*(?:{_MONEY})"
)
"""A unit, with its scale, where a number has just ended."""

PREFIX = re.compile(rf"(?:{alternatives(_table.prefixes)})[ ]{{0,2}}$")

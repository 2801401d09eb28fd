"""Automatic numbers of Word paragraphs (自动编号): 一、 （二） 3. as they are shown.

Word keeps them out of the text (ECMA-376 Part 1, 17.9); without them 指标1 and 指标2 would lose their
names. A format that is not known gives no number rather than a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from extraction.loading.docx.names import w

_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
    }
)
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its number format, its pattern (`（%1）`) and its first number."""

    format: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, tuple[str, dict[int, Level]]]
    styles: dict[str, tuple[str, int]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: etree._Element) -> str:
        """Return the number shown before this paragraph ("" if none) and count on."""
        place = self._place(paragraph)
        if place is None or place[0] not in self.lists:
            return ""
        abstract, levels = self.lists[place[0]]
        depth = place[1]
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [k for k in counts if k > depth]:
            del counts[deeper]
        return _render(levels, counts, depth)

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = paragraph.find(w("pPr"))
        if properties is None:
            return None
        own = _numbering_of(properties)
        if own is not None:
            return own
        style = properties.find(w("pStyle"))
        return None if style is None else self.styles.get(style.get(w("val")) or "")


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """Read the numbering part and the numbers that paragraph styles carry; either may be absent."""
    abstracts: dict[str, dict[int, Level]] = {}
    lists: dict[str, tuple[str, dict[int, Level]]] = {}
    if numbering is not None:
        for element in numbering.iterfind(w("abstractNum")):
            abstracts[element.get(w("abstractNumId")) or ""] = _levels(element)
        for element in numbering.iterfind(w("num")):
            abstract = _value(element, "abstractNumId")
            lists[element.get(w("numId")) or ""] = (abstract, abstracts.get(abstract, {}))
    by_style: dict[str, tuple[str, int]] = {}
    for style in () if styles is None else styles.iterfind(w("style")):
        properties = style.find(w("pPr"))
        place = None if properties is None else _numbering_of(properties)
        if place is not None:
            by_style[style.get(w("styleId")) or ""] = place
    return Numbering(lists, by_style)


def _numbering_of(properties: etree._Element) -> tuple[str, int] | None:
    element = properties.find(w("numPr"))
    if element is None:
        return None
    level = _value(element, "ilvl") or "0"
    return _value(element, "numId"), min(int(level), _LEVELS) if level.isdecimal() else 0


def _levels(abstract: etree._Element) -> dict[int, Level]:
    levels = {}
    for element in abstract.iterfind(w("lvl")):
        start = _value(element, "start")
        level = Level(
            _value(element, "numFmt"),
            _value(element, "lvlText"),
            int(start) if start.isdecimal() else 1,
        )
        depth = element.get(w("ilvl")) or ""
        if depth.isdecimal():
            levels[int(depth)] = level
    return levels


def _value(element: etree._Element, name: str) -> str:
    found = element.find(w(name))
    return "" if found is None else found.get(w("val")) or ""


def _render(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    if levels[depth].format in ("bullet", "none", ""):
        return ""
    known = True

    def number(match: re.Match[str]) -> str:
        nonlocal known
        place = int(match[1]) - 1
        level = levels.get(place)
        shown = "" if level is None else _count(counts.get(place, level.start), level.format)
        known = known and bool(shown)
        return shown

    text = re.sub(r"%([1-9])", number, levels[depth].pattern)
    return text if known else ""


def _count(number: int, style: str) -> str:
    if style == "decimal":
        return str(number)
    if style == "decimalZero":
        return f"{number:02d}"
    if style in _CHINESE and 0 < number < 100:
        return _chinese(number)
    if style in _CIRCLED and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if style == "decimalFullWidth":
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if style in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((97 if style == "lowerLetter" else 65) + number - 1)
    return ""


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")

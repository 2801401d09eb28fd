"""Units that stand outside the cells: in headers, captions and the lines above a table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from extraction.document import Table
from extraction.quantities.folding import fold
from extraction.span import Span, trim

MONEY_UNITS = ("亿元", "百万元", "十万元", "万元", "千元", "百元", "元")
_MONEY = "|".join(MONEY_UNITS)
_MEASURES = (
    "万?(?:人次|人|户|亩|吨|公里|册|件|平方米|立方米)|名|辆|个|批次|次|台|套|项|家|平方公里|公顷|千米|米|座|处|"
    "本|所|间|株|头|只|艘|部|条|起|例|份|场次|场|期|天|小时|分"
)
_NOTE = re.compile(rf"单\s*位\s*[:：]?\s*(?:人民币)?\s*({_MONEY})")
_BRACKET = re.compile(
    rf"[（(]\s*(?:金额|计量)?(?:单位\s*[:：]?)?\s*(?:人民币)?\s*({_MONEY}|%|％|‰|{_MEASURES})"
    r"\s*(?:[、,，/][^（）()]*)?[)）]"
)
_TAIL = re.compile(rf"[（(：:/\s]\s*({_MONEY})\s*[)）]?\s*\Z")
_UNIT_CELL = re.compile(r"[%％‰]|[\u4e00-\u9fff㎡/（）()]{1,8}\Z")
LINES_ABOVE = 4
LINE_LENGTH = 60


def unit_in_header(text: str) -> str | None:
    """Return the unit that a header or label states: 金额（万元） → 万元, 占比(%) → %."""
    folded = fold(text)
    match = _NOTE.search(folded) or _BRACKET.search(folded) or _TAIL.search(folded)
    return match.group(1) if match else None


def unit_in_note(text: str) -> str | None:
    """Return the money unit that a title or a 单位：万元 line states."""
    folded = fold(text)
    match = _NOTE.search(folded) or _TAIL.search(folded)
    if match is None:
        found = _BRACKET.search(folded)
        return found.group(1) if found and found.group(1) in MONEY_UNITS else None
    return match.group(1)


def unit_cell(text: str) -> str | None:
    """Return the unit that a 计量单位 cell gives."""
    plain = "".join(fold(text).split())
    return plain if _UNIT_CELL.match(plain) else None


def is_money(unit: str | None) -> bool:
    """Tell whether the unit counts money."""
    return unit is not None and unit.endswith("元")


def lines_above(text: str, table: Table, *, floor: int) -> tuple[Span, ...]:
    """Return the short lines right above the table, nearest first; none begins before `floor`.

    Reading stops at a line that is longer than a title, since that is prose.
    """
    found: list[Span] = []
    end = table.span.start
    while end > floor and len(found) < LINES_ABOVE:
        start = max(text.rfind("\n", floor, end) + 1, floor)
        line = trim(text, Span(start, end))
        if len(line):
            if len(line) > LINE_LENGTH:
                tail = text.rfind("。", line.start, line.end)
                if line.end - tail <= LINE_LENGTH and tail > 0:
                    found.append(Span(tail + 1, line.end))
                elif not found:
                    found.append(line)
                break
            found.append(line)
        end = start - 1
        if end < floor:
            break
    return tuple(found)


def titles_of(text: str, table: Table, *, floor: int) -> tuple[Span, ...]:
    """Return the table's caption and the lines above it, nearest first."""
    above = lines_above(text, table, floor=floor)
    if table.caption is None or any(s.overlaps(table.caption) for s in above):
        return above
    return (table.caption, *above)


def note_unit(text: str, spans: Iterable[Span]) -> str | None:
    """Return the first money unit stated in `spans`."""
    return next((u for s in spans if (u := unit_in_note(s.of(text)))), None)


_OPERATORS = {
    ">=": ("≥", "≧", ">=", "大于等于", "不低于", "不少于", "不小于"),
    "<=": ("≤", "≦", "<=", "小于等于", "不高于", "不超过", "不大于", "不多于"),
    ">": (">", "大于", "高于", "超过"),
    "<": ("<", "小于", "低于", "少于"),
    "=": ("=", "等于"),
}


def operator_cell(text: str) -> str | None:
    """Return the comparator that a 指标性质 cell gives, None for 定性 and other words."""
    plain = unicodedata.normalize("NFKC", "".join(text.split()))
    return next((sign for sign, words in _OPERATORS.items() if plain in words), None)

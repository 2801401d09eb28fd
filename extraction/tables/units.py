"""Units that stand outside the cells: in headers, captions and the lines above a table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from extraction.document import Table
from extraction.lexicon.comparators import comparator_before, sign_characters
from extraction.lexicon.source import alternation
from extraction.quantities.folding import fold
from extraction.quantities.single import parse_unit
from extraction.quantities.units import noted_units, unit_table
from extraction.remembering import remembered
from extraction.span import Span, trim

_MONEY = alternation(noted_units())
_BESIDE = r"(?:[:：]\s*(?:[^\s:：、,，;；。]{1,6}\s*[、,，/]\s*){1,3})"
"""Units of things that a note gives before that of money (单位：人（次）、万元)."""
_NOTE = re.compile(rf"单\s*位\s*(?:{_BESIDE}|[:：]?\s*)(?:人民币)?\s*({_MONEY})")
_BRACKET = re.compile(
    r"[(\[【]\s*(?:金额|计量|数量)?\s*(?:单位\s*[:]?)?\s*(?:人民币)?\s*([^()\[\]【】]{1,10}?)\s*[)\]】]"
)
_MEASURE_NOTE = re.compile(r"单\s*位\s*[:]\s*([^\s()、,，;；:：]{1,6})\s*(?:[、,()]|\Z)")
_COLUMN_LETTER = re.compile("[A-H]")
"""What a form calls a column to say how another follows from it (全年预算数（A）, 执行率（B/A）): no ampere."""
_PERIODS = frozenset({"月", "个月", "周", "季度", "日", "时", "学时"})
_UNCOUNTED = frozenset(
    {"类", "款", "项", "目", "省", "州", "市", "县", "区", "旗", "镇", "乡", "街道"}
)
"""Levels of accounts and of places: 行政运行（项）, 全市（县、区）; 数量（项） counts."""
_TAIL = re.compile(rf"[（(：:/\s]\s*({_MONEY})\s*[)）]?\s*\Z")
_UNIT_CELL = re.compile(r"[%％‰]|[\u4e00-\u9fff㎡/（）()]{1,8}\Z")
LINES_ABOVE = 4
LINE_LENGTH = 60


@remembered(8192)
def unit_in_header(text: str) -> str | None:
    """Return the unit that a header or label states: 金额（万元） → 万元, 占比(%) → %, 产出(吨) → 吨.

    The level of an account or place (行政运行（项）, 全市（县、区）) is no unit; 数量（项） states one.
    """
    folded = fold(text)
    noted = _NOTE.search(folded)
    if noted is not None:
        return noted.group(1)
    plain = "".join(folded.split())
    for match in _BRACKET.finditer(plain):
        found = _bracketed(match.group(1))
        if found is None:
            continue
        inside = plain[match.end() : match.end() + 1] not in ("", "(", "[", "【", "/", ":")
        if inside and not is_money(found) and "%" not in found:
            continue  # 县(区)奖励资金 names places, not what is counted
        account = found in _UNCOUNTED and match.end() == len(plain)
        if not account or _COUNTED.search(plain[: match.start()]):
            return found
    tail = _TAIL.search(folded)
    return tail.group(1) if tail else None


_COUNTED = re.compile(r"数量?\Z|个数|规模|任务")


def _bracketed(inner: str) -> str | None:
    """Return the unit in brackets: the first of 万元、%; what money is counted per stays (元/亩)."""
    for part in re.split(r"[、,，;；]", inner):
        if _COLUMN_LETTER.fullmatch(part):
            continue
        if part in _PERIODS:
            return part
        parsed = parse_unit(part)
        if parsed is None:
            continue
        money = re.match(_MONEY, part) if parsed[1].kind == "money" else None
        if money is None:
            return part
        return f"{money.group()}/{parsed[1].per}" if parsed[1].per else money.group()
    return None


@remembered(4096)
def measure_in_note(text: str) -> str | None:
    """Return the unit of things that a 单位：人 line states; None for money and for names (单位：某局)."""
    match = _MEASURE_NOTE.search(fold(text))
    parsed = parse_unit(match.group(1)) if match else None
    counted = match is not None and parsed is not None and parsed[1].kind != "money"
    return match.group(1) if match is not None and counted else None


def unit_in_note(text: str) -> str | None:
    """Return the money unit that a title or a 单位：万元 line states."""
    folded = fold(text)
    match = _NOTE.search(folded) or _TAIL.search(folded)
    if match is None:
        inner = _BRACKET.search("".join(folded.split()))
        found = _bracketed(inner.group(1)) if inner else None
        return found if found in noted_units() else None
    return match.group(1)


def unit_cell(text: str) -> str | None:
    """Return the unit that a 计量单位 cell gives, as written."""
    plain = "".join(fold(text).split())
    return plain if _UNIT_CELL.match(plain) else None


def blank_of_form(text: str) -> bool:
    """Tell whether a cell is a blank of a form: a unit, with a sign or without, and no figure (≥ %, 公里)."""
    bare = "".join(text.split()).lstrip(sign_characters() + "*＊")
    return bool(bare) and parse_unit(bare) is not None


def is_money(unit: str | None) -> bool:
    """Tell whether the unit counts money."""
    return unit is not None and unit.partition("/")[0].endswith("元")


_PER_HEADER = re.compile(r"[\u4e00-\u9fff)]/([\u4e00-\u9fff·]{1,4})(?:\([^()]*\))?\Z")
_EACH = re.compile(r"(?:\A|[(/])(?:(人|户|亩|车|床|件|次)均|每(人|户|亩|个?月|年|次|辆|公里))")


@remembered(4096)
def per_in_header(text: str) -> str | None:
    """Return what a header counts per: 投入/亩 → 亩, 户均补助 → 户; None for other headers."""
    plain = "".join(fold(text).split())
    match = _PER_HEADER.search(plain)
    if match is not None and match.group(1) in unit_table().per:
        return match.group(1)
    each = _EACH.search(plain)
    return (each.group(1) or each.group(2)) if each else None


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
                elif (note := _noted(text, line)) is not None:
                    found.append(note)
                elif not found:
                    found.append(line)
                break
            found.append(line)
        end = start - 1
        if end < floor:
            break
    return tuple(found)


def _noted(text: str, line: Span) -> Span | None:
    """Return the end of a long line from its last 单位：, where a flattened page has one there."""
    notes = list(_UNIT_WORD.finditer(text, max(line.start, line.end - LINE_LENGTH), line.end))
    return Span(notes[-1].start(), line.end) if notes else None


_UNIT_WORD = re.compile(r"(?:金额)?单\s*位\s*[:：]")


def titles_of(text: str, table: Table, *, floor: int) -> tuple[Span, ...]:
    """Return the table's caption and the lines above it, nearest first."""
    above = lines_above(text, table, floor=floor)
    if table.caption is None or any(s.overlaps(table.caption) for s in above):
        return above
    return (table.caption, *above)


def note_unit(text: str, spans: Iterable[Span]) -> str | None:
    """Return the first unit stated in `spans`: of money, else of things (单位：人)."""
    lines = [s.of(text) for s in spans]
    money = next((u for line in lines if (u := unit_in_note(line))), None)
    return money or next((u for line in lines if (u := measure_in_note(line))), None)


def operator_cell(text: str) -> str | None:
    """Return the comparator that a 指标性质 cell gives, None for 定性 and other words."""
    plain = unicodedata.normalize("NFKC", "".join(text.split()))
    return comparator_before(plain)

"""Where a cell that begins at a place may end, by what its column holds (单元格的可能终点).

Nothing parts the cells of a glued row, so every reading of a cell is offered with a price; the row as a
whole decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extraction.lexicon.comparators import after_pattern, before_pattern, sign_characters
from extraction.lexicon.goals import goal_qualities
from extraction.lexicon.indicators import indicator_classes, standards, verdicts
from extraction.lexicon.outcomes import outcome_words
from extraction.lexicon.source import any_of
from extraction.quantities.units import unit_table
from extraction.tables.model import Meaning

Ends = Iterator[tuple[int, float]]
LONGEST_NAME = 64
_LONGEST_WORDS = 40
_MARK = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.\d{1,2})?")
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_DATE = re.compile(
    r"(?:20)?\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|末|初)?(?:[之以]?前)?(?:全部)?(?:完成|完工|到位)?"
    r"|\d{1,2}-\d{1,2}月|\d{1,2}月(?:\d{1,2}日|底|末)?(?:[之以]?前)?(?:完成|到位)?"
)
_CLASS_MARKS = r"(?:\(\d{1,3}分?\)|\d{1,3}分)?"
_OTHER_CLASS = re.compile(
    rf"[\u4e00-\u9fff]{{2,4}}(?<!级)(?<!绩效)(?<!预期)(?<!年度)指标(?![值完目\d]|达标|合格){_CLASS_MARKS}"
)
_ZEROS = re.compile(r"0\d")
_MEASURED = re.compile(r"(?:率|数|次|量|额|面积|比例)\Z")
"""How words end that are measured by the figure behind them: a name, no goal in words."""
_FREE_STOP = re.compile(r"[\d≥≤><=]")
_RATE = re.compile(r"-?\d{1,3}(?:\.\d{1,2})?%")
_DIRECTION = re.compile(r"定性|定量|[正反逆负]向")
_FIGURED = re.compile(r"[\d.%]|.*?[≥≤><=]\d")
"""What no note begins with, or holds: another row's cells."""
_EXPLAINS = re.compile(r"反映|考察|考核|衡量|指|达到|主要|用以|用于")
TEMPLATE = re.compile(r"(?:(?:指标|任务|目标)\d{1,2}[:：.、]?|…+|\.{3,})")
"""The number of an indicator in its cell (指标1), and what a template leaves open (……)."""


@cache
def _class_names() -> re.Pattern[str]:
    names = (n for n, found in indicator_classes().items() if found.in_prose and len(n) > 3)
    return re.compile(any_of(names) + _CLASS_MARKS)


@cache
def _quantity_head() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{before_pattern()}|[{sign_characters()}约]|(?:增加?|减少?|(?:超|比|较)(?:上年|去年)?(?:增加|增长|提高|减少|下降|降低)?)(?=\d))*"
    )


@cache
def _unit() -> re.Pattern[str]:
    names = [n for n in unit_table().units if not n.isdigit()]
    per = rf"(?:[/每·](?:{any_of(names)}|[\u4e00-\u9fff])){{0,2}}"
    return re.compile(
        rf"(?:[十百千万亿]{{0,2}}元|{any_of(names)}){per}(?:{after_pattern()}|[之以]?前)?"
    )


@cache
def _standard() -> re.Pattern[str]:
    return re.compile(any_of(standards()))


@cache
def _said() -> re.Pattern[str]:
    return re.compile(any_of([*verdicts(), *outcome_words(), *goal_qualities()]))


def is_unit(plain: str, start: int, end: int) -> bool:
    """Tell whether a unit stands there, alone or before a figure: no name and no value."""
    found = _unit().match(plain, start, end)
    return found is not None and (found.end() == end or plain[found.end()].isdigit())


def class_end(plain: str, start: int) -> int | None:
    """Return where the class of indicators that begins at `start` ends, marks in brackets included."""
    known = listed_class_end(plain, start)
    if known is not None:
        return known
    other = _OTHER_CLASS.match(plain, start)
    if other is None or any(listed_class_end(plain, start + i) for i in range(1, 5)):
        return None
    return other.end()


def listed_class_end(plain: str, start: int) -> int | None:
    """Return where the class that the lexicon lists ends, None where none begins at `start`."""
    match = _class_names().match(plain, start)
    return match.end() if match else None


def heads_class(plain: str, start: int) -> bool:
    """Tell whether a class that says 指标 itself begins at `start`: no name does."""
    match = _class_names().match(plain, start)
    return match is not None and "指标" in match.group()


def cell_ends(plain: str, start: int, stop: int, meaning: Meaning) -> Ends:
    """Yield where a cell of the column may end, with what that reading costs."""
    if meaning in (Meaning.WEIGHT, Meaning.SCORE):
        yield from _mark_ends(plain, start)
    elif meaning in (Meaning.TARGET, Meaning.ACTUAL, Meaning.OTHER):
        yield from _value_ends(plain, start, stop)
    elif meaning is Meaning.OPERATOR:
        head = _DIRECTION.match(plain, start) or _quantity_head().match(plain, start)
        if head and head.end() > start:
            yield head.end(), 0.0
    elif meaning is Meaning.RATE:
        if rate := _RATE.match(plain, start):
            yield rate.end(), 0.0
    elif meaning is Meaning.UNIT:
        if unit := _unit().match(plain, start):
            yield unit.end(), 0.0
    elif meaning in (Meaning.CRITERIA, Meaning.NOTE, Meaning.STATUS):
        yield from _words_ends(plain, start, stop, meaning)


def _mark_ends(plain: str, start: int) -> Ends:
    match = _MARK.match(plain, start)
    if match is None:
        return
    for end in range(start + 1, match.end() + 1):
        if plain[end - 1] == "." or (plain[start] == "0" and end == start + 2):
            continue
        if float(plain[start:end]) <= 100:
            marked = end + 1 if plain[end : end + 1] == "分" else end
            yield marked, 0.0 if end == match.end() else 0.1


def _value_ends(plain: str, start: int, stop: int) -> Ends:
    head = _quantity_head().match(plain, start)
    first = head.end() if head else start
    yield from ((m.end(), 0.1) for m in [_DATE.match(plain, start)] if m)
    number = _NUMBER.match(plain, first)
    if number is not None and not _ZEROS.match(plain, first):
        yield from _number_ends(plain, first, number.end())
    for length in range(min(_LONGEST_WORDS, stop - start), 0, -1):
        if _said().fullmatch(plain, start, start + length):
            yield start + length, 0.6
    if number is None:
        free = _FREE_STOP.search(plain, start + 1, min(stop, start + _LONGEST_WORDS))
        end = free.start() if free else None
        if (
            end is not None
            and not _holds_class(plain, start, end)
            and not _MEASURED.search(plain, start, end)
            and not is_unit(plain, start, end)
        ):
            yield end, 1.6 + 0.05 * (end - start)


def _number_ends(plain: str, start: int, end: int) -> Ends:
    """Yield the ends of a number: with its unit, or bare where the next cell's digits follow it."""
    unit = _unit().match(plain, end)
    if unit is not None:
        yield unit.end(), 0.0
    yield end, 0.5
    for cut in range(start + 1, end):
        whole = plain[start:cut]
        if not whole.endswith(".") and plain[cut] not in ".,":
            yield cut, 0.9


@cache
def goal_met() -> re.Pattern[str]:
    """Return what says of a goal that it was met: it ends a row, begins no name and stands in no explanation."""
    return re.compile(any_of(v for v in verdicts() if v.endswith(("指标", "目标"))))


TWICE = re.compile(r"(\d+(?:\.\d+)?[%\u4e00-\u9fff])\1")
"""A goal and its like result: they stand in no name and in no explanation."""


def _words_ends(plain: str, start: int, stop: int, meaning: Meaning) -> Ends:
    for length in range(min(_LONGEST_WORDS, stop - start), 1, -1):
        if _said().fullmatch(plain, start, start + length):
            yield start + length, 0.4
            break
    if meaning is Meaning.CRITERIA:
        if standard := _standard().match(plain, start):
            yield standard.end(), 0.0
            return
        free = _FREE_STOP.search(plain, start, min(stop, start + LONGEST_NAME))
        if free is not None and free.start() > start:
            known = 0.3 if _EXPLAINS.match(plain, start) else 2.5
            yield free.start(), known + 0.01 * (free.start() - start)
    elif meaning is Meaning.NOTE:
        end = next_row(plain, start, stop)
        if end == start or _FIGURED.match(plain, start, end):
            return
        if TWICE.search(plain, start, end) or goal_met().search(plain, start, end):
            return
        if end - start <= 3 * LONGEST_NAME:
            yield end, 1.0 + 0.02 * (end - start)


def next_row(plain: str, start: int, stop: int) -> int:
    """Return the next place at which a class or a numbered indicator begins."""
    for place in range(start, stop):
        if class_end(plain, place) is not None or TEMPLATE.match(plain, place):
            return place
    return stop


_NAMED = re.compile(r"(?:率|数|数量|人次|额|面积|成本|标准|时间|时限|性|度|情况)\Z")
_REPEATED_SHARE = 0.5


def is_explained(plain: str, start: int, end: int) -> bool:
    """Tell whether a name ends like one and what stands behind it says it again in other words (指标内容)."""
    if end - start < 3 or not _NAMED.search(plain, start, end):
        return False
    content = plain[end : content_end(plain, end, len(plain))]
    said = sum(ch in content for ch in plain[start:end])
    return len(content) >= end - start and said >= _REPEATED_SHARE * (end - start)


def content_end(plain: str, start: int, stop: int) -> int:
    """Return where the explanation at `start` ends: at a figure, a comparator or the length of a cell."""
    found = _FREE_STOP.search(plain, start, min(stop, start + LONGEST_NAME))
    return found.start() if found else min(stop, start + LONGEST_NAME)


def _holds_class(plain: str, start: int, end: int) -> bool:
    return any(class_end(plain, place) is not None for place in range(start, end))


def twice(plain: str, start: int, stop: int) -> Iterator[int]:
    """Yield the lengths of the words at `start` that stand there twice in a row: a goal and its like result."""
    for length in range(1, min(_LONGEST_WORDS, (stop - start) // 2) + 1):
        middle = start + length
        if plain[start:middle] == plain[middle : middle + length]:
            yield length

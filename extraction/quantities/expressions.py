"""Every number expression of a text, each from its first to its last character (数字全表).

An expression is what a reader sees as one number: digits with their separators, blanks, breaks, sign and
scale, or a numeral in characters; its unit stands behind it. Nothing else in the package may begin or end
inside one. A stretch that holds more or less than one number, nobody can tell, is one doubtful expression.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import overload

from extraction.lexicon.periods import YEAR_DIGITS
from extraction.quantities.finding import find_spelt, has_sign, is_priced, seen
from extraction.quantities.numerals import NumeralError
from extraction.quantities.sight import Sight, see
from extraction.quantities.vague import read_bounded

_SCALES = "百千万亿"
_ARABIC = re.compile(
    r"(?<!\d)(?<!\d[.,])(?:(?<!\.)\.\d|\d)(?:[\d]|[.,](?=\d))*+(?:[eE][+-]\d{1,2}(?!\d))?"
    rf"(?:[ ]{{0,2}}[多余几]?(?:[{_SCALES}]++(?!分)|个[万亿](?![万亿]*元))(?:\d+(?:\.\d+)?(?=[{_SCALES}]|[ ]?元))?)*"
    r"(?:(?<=[万亿])[1-9](?!\d|[.,]\d|[ ]?[一-鿿%‰]))?"
)
_DIGITS = re.compile(r"[0-9０-９]+")
_YEAR_RUN_INTO = re.compile(rf"(\d{{1,12}}\.?){YEAR_DIGITS}")
"""A list number or a page number that a text dump has put right before a year (1.2022年, 162022年)."""
_SPELT_RUN = re.compile(
    r"(?<![零一二三四五六七八九十百千万亿两廿])[零一二三四五六七八九十百千万亿两廿]{2,40}+"
)
_SPELT_NUMERAL = re.compile(r"负?[零一二三四五六七八九十百千万亿两廿点几数多余半分之成]+")
_FIGURE = re.compile(r"[零一二三四五六七八九两]")
_SCALE = re.compile(r"[十百千万亿廿]")
_PRICE = re.compile(
    r"[一二三四五六七八九两几半](?=[角毛块厘分](?:[一二三四五六七八九两几半][毛分厘])?(?![一-鿿]))"
)
"""A digit in characters before a small coin, which is a number where a price stands before it."""
_POSITIONAL = re.compile(r"[零一二三四五六七八九]{4}")


@dataclass(frozen=True, slots=True)
class NumberExpression:
    """One number of a text; half-open code-point offsets.

    Attributes:
        spelt: written in characters (三百二十).
        doubt: why no part of it may be read, None where nothing speaks against it.
        mark: the number of a note ([1], 注2), that stands at another number.
    """

    start: int
    end: int
    spelt: bool = False
    doubt: str | None = None
    mark: bool = False


class NumberExpressions(Sequence[NumberExpression]):
    """The expressions of a text in order; they never overlap."""

    def __init__(self, found: Sequence[NumberExpression]) -> None:
        self._found = tuple(found)
        self._starts = [e.start for e in self._found]

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> NumberExpression: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[NumberExpression]: ...

    def __getitem__(self, index: int | slice) -> NumberExpression | Sequence[NumberExpression]:
        return self._found[index]

    def touching(self, start: int, end: int) -> Sequence[NumberExpression]:
        """Return the expressions that share a character with `[start, end)`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if first < len(self._found) and self._found[first].end <= start:
            first += 1
        last = bisect_right(self._starts, end - 1)
        return self._found[first:last]

    def around(self, offset: int) -> NumberExpression | None:
        """Return the expression that an offset cuts in two, None where it cuts none."""
        place = bisect_right(self._starts, offset - 1) - 1
        if place < 0:
            return None
        found = self._found[place]
        return found if found.start < offset < found.end else None


@lru_cache(maxsize=4)
def number_expressions(text: str, borders: frozenset[int] = frozenset()) -> NumberExpressions:
    """Return every number expression of a text.

    Args:
        borders: offsets where a table cell begins; no expression runs across one.
    """
    sight = see(text, borders=borders) if borders else seen(text)
    found = [*_doubtful(sight), *_arabic(sight), *_spelt(text, sight)]
    found.sort(key=lambda e: (e.start, -e.end))
    kept: list[NumberExpression] = []
    for expression in found:
        if not kept or expression.start >= kept[-1].end:
            kept.append(expression)
    whole = [*_with_marks(text, kept)]
    if not borders:
        return NumberExpressions(whole)
    cut = _at_borders(whole, borders)
    return NumberExpressions([e for e in cut if e.spelt or _DIGITS.search(text, e.start, e.end)])


def _at_borders(
    found: Sequence[NumberExpression], borders: frozenset[int]
) -> Iterator[NumberExpression]:
    """Yield the expressions, cut where a cell ends within their digits (20|100% of a glued row)."""
    for expression in found:
        start = expression.start
        for at in range(start + 1, expression.end):
            if at in borders:
                yield replace(expression, start=start, end=at, doubt=None)
                start = at
        yield (
            expression
            if start == expression.start
            else replace(expression, start=start, doubt=None)
        )


def _with_marks(text: str, found: Sequence[NumberExpression]) -> Iterator[NumberExpression]:
    """Yield the expressions, and between them the digits that belong to none: numbers of notes."""
    at = 0
    for expression in found:
        for match in _DIGITS.finditer(text, at, expression.start):
            yield NumberExpression(*match.span(), mark=True)
        yield expression
        at = expression.end
    for match in _DIGITS.finditer(text, at):
        yield NumberExpression(*match.span(), mark=True)


def _doubtful(sight: Sight) -> Iterator[NumberExpression]:
    for doubt in sight.doubts:
        last = doubt.end
        while last > doubt.start and sight.text[last - 1] in ".,":
            last -= 1
        yield NumberExpression(
            sight.start(doubt.start), sight.end(last), spelt=False, doubt=doubt.reason
        )


def _arabic(sight: Sight) -> Iterator[NumberExpression]:
    folded = sight.text
    for match in _ARABIC.finditer(folded):
        begin, last = match.span()
        if sight.doubt_at(begin):
            continue
        if (
            run_in := _YEAR_RUN_INTO.fullmatch(match[0])
            if folded[last : last + 1] == "年"
            else None
        ):
            front, year = run_in.span(1)
            reason = None if match[0][year - 1] == "." else "digits run into a year"
            yield NumberExpression(
                sight.start(begin + front),
                sight.end(begin + len(run_in[1].rstrip("."))),
                doubt=reason,
            )
            begin += year
        if has_sign(folded, begin):
            begin -= 1
        yield NumberExpression(sight.start(begin), sight.end(last))


def _spelt(text: str, sight: Sight) -> Iterator[NumberExpression]:
    """Yield numerals in characters: quantities, ordinals, years, and compound numerals of any use."""
    folded = sight.text
    for match in _SPELT_RUN.finditer(folded):
        begin, last = match.span()
        before = folded[begin - 1] if begin else " "
        if before.isdigit() or sight.doubt_at(begin):
            continue
        if before == "第" or _is_numeral(match[0]):
            yield NumberExpression(sight.start(begin), sight.end(last), spelt=True)
    for match in _PRICE.finditer(folded):
        if is_priced(folded, match.start()):
            yield NumberExpression(sight.start(match.start()), sight.end(match.end()), spelt=True)
    for found in find_spelt(text):
        at, stop = sight.seen(found.start), sight.seen(found.end)
        if not folded[at].isdigit():
            last = _numeral_end(folded, at, stop)
            yield NumberExpression(found.start, sight.end(last), spelt=True)


def _numeral_end(folded: str, at: int, end: int) -> int:
    """Return where the numeral of a spelt quantity ends and its unit begins."""
    match = _SPELT_NUMERAL.match(folded, at, end)
    return match.end() if match else end


def _is_numeral(run: str) -> bool:
    """Tell a compound numeral (三百二十, 二零二三) from numeral characters in a word (千万, 一一)."""
    if _POSITIONAL.fullmatch(run):
        return True
    if not (_FIGURE.search(run) and _SCALE.search(run)):
        return False
    try:
        read_bounded(run)
    except NumeralError:
        return False
    return True

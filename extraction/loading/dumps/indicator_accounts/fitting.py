"""How well words of a stream fit a column of an account, alone or put together (拟合代价)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extraction.loading.dumps.indicator_accounts.stream import Gap, Token
from extraction.loading.dumps.template import (
    FORBIDDEN,
    TemplateColumn,
    fit_cost,
    read_piece,
    skip_cost,
)
from extraction.quantities import find_quantities
from extraction.quantities.folding import fold
from extraction.remembering import remembered
from extraction.tables.cells import CellText, Kind
from extraction.tables.model import Meaning
from extraction.tables.units import operator_cell, unit_cell
from extraction.tables.vocabulary import is_level, is_total, plain_header

LEFT_BY_TOTALS = frozenset({Meaning.TARGET, Meaning.ACTUAL, Meaning.OPERATOR, Meaning.UNIT})
"""Columns in which the row of a total has nothing."""
_JOIN = {Gap.NONE: 0.2, Gap.BLANK: 0.35, Gap.LINE: 0.9, Gap.CELL: 2.2, Gap.BAR: 30.0}
_LONGEST = {
    Meaning.NAME: 6,
    Meaning.LEVEL: 8,
    Meaning.TARGET: 5,
    Meaning.ACTUAL: 5,
    Meaning.NOTE: 8,
    Meaning.CRITERIA: 8,
    Meaning.OTHER: 6,
    Meaning.STATUS: 2,
}
_VALUE_TAIL = re.compile(r"(?:及?以[上下内]|左右|[之以]?前|完成|完工|到位)\Z")
_DATED = re.compile(
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末)?(?:[-~至—]+(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)?)?(?:[之以]?前)?(?:完成|完工|到位)*"
)
_SIGN = re.compile(r"[≥≤≧≦＞＜><=＝═]+\Z")
_TEMPLATE = re.compile(r"[（(][^（）()]*\*{2,}[^（）()]*[)）]")
_MEASURE = re.compile(r"(?:率|数|量|度|额|本|价|值|次|长|期|性|力)\Z")
_SCALE = re.compile(r"[优良中低差]{1,5}|定性|定量|正向|反向|逆向|负向")
_VERDICT = re.compile(
    r"(?:已|未|基本|全部|部分|超额|按时|按期|均)*(?:完成|达标|达成|实现|达到)(?:年度|预期|目标|指标|任务)*\Z|[是否]\Z"
)
_MARKS = re.compile(r"[（(][^（）()]*[)）]")
_OPENS_CELL = re.compile(r"指标\d{1,2}[:：]?|[…。.]{2,}")
"""What begins another cell wherever it stands: a numbered place, the dots of a template."""
_LONGEST_UNIT = 4
NEVER = 30.0
_NAMELESS = frozenset({"指标", "目标", "绩效", "绩效指标", ""})
"""What is left of a class that the dump broke, and no name."""


def names_class(piece: CellText) -> bool:
    """Tell whether the piece names an indicator class; numbers outside brackets are no part of one."""
    return is_level(piece.text) and not any(ch.isdigit() for ch in _MARKS.sub("", piece.plain))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a stream, with what is asked of it whatever other words it is put together with.

    Attributes:
        classed: it names an indicator class; `total`: it is a total.
        value: it is a number, a share or a quantity.
        opens: it begins another cell wherever it stands.
        digits: there are any in it.
    """

    gap: Gap
    piece: CellText
    classed: bool
    total: bool
    value: bool
    opens: bool
    digits: bool

    @classmethod
    def read(cls, text: str, token: Token) -> Word:
        """Read the word of a token."""
        piece = read_piece(text, token.span)
        return cls(
            token.gap,
            piece,
            classed=names_class(piece),
            total=is_total(piece.text),
            value=is_value(piece),
            opens=_OPENS_CELL.fullmatch(piece.plain) is not None,
            digits=any(ch.isdigit() for ch in piece.plain),
        )


def spelt_apart(words: Sequence[Word], whole: CellText) -> bool:
    """Tell whether words make up one class or total that the dump broke (产 出 指 标, 一级 / 指标).

    Two classes one after the other (产出目标 数量指标) count as one cell of a single class column.
    """
    if any(w.gap is Gap.BAR for w in words[1:]):
        return False
    if all(w.classed for w in words):
        return len(words) == 2
    if any(w.classed for w in words[1:]) or any(w.piece.numeric for w in words):
        return False
    return names_class(whole) or is_total(whole.text)


def longest(column: TemplateColumn) -> int:
    """Return how many words a cell of the column may be broken into."""
    return _LONGEST.get(column.meaning, 1)


def leave_cost(column: TemplateColumn) -> float:
    """Return what a row costs that has nothing in the column."""
    if column.meaning is Meaning.OTHER:
        return 0.4
    return skip_cost(column)


def lost_cost(cells: Mapping[int, CellText], columns: Sequence[TemplateColumn]) -> float:
    """Return what a row costs for the columns in which it has nothing."""
    total = any(columns[c].meaning is Meaning.NAME and is_total(p.text) for c, p in cells.items())
    lost = [
        column
        for c, column in enumerate(columns)
        if c not in cells and not (total and column.meaning in LEFT_BY_TOTALS)
    ]
    return sum(map(leave_cost, lost)) - _unmarked(lost)


def _unmarked(lost: Sequence[TemplateColumn]) -> float:
    """Return what a row without weight and mark costs too much: a part of the indicator above has neither."""
    meanings = {c.meaning for c in lost}
    both = {Meaning.WEIGHT, Meaning.SCORE} <= meanings
    return 2.5 if both and not meanings & {Meaning.TARGET, Meaning.ACTUAL} else 0.0


def is_value(piece: CellText) -> bool:
    """Tell whether the piece as a whole is a number, a share or a quantity with its comparator."""
    if piece.numeric or _DATED.fullmatch(piece.plain):
        return True
    return _is_one_quantity(_VALUE_TAIL.sub("", piece.plain.lstrip("≥≤≧≦><=＝═约")))


@remembered(8192)
def _is_one_quantity(plain: str) -> bool:
    if not plain or not any(ch.isdigit() for ch in plain) or _MEASURE.search(plain):
        return False
    found = tuple(find_quantities(plain))
    return len(found) == 1 and found[0].start == 0 and found[0].end == len(plain)


def join_cost(words: Sequence[Word], whole: CellText) -> float:
    """Return what it costs to take several words for one cell; `whole` is that cell."""
    total = 0.0
    for left, word in pairwise(words):
        total += _JOIN[word.gap]
        if left.piece.numeric and word.piece.numeric:
            return NEVER
        total += 3.0 if word.opens else 0.0
        if (
            word.classed
            or word.total
            or (word.gap > Gap.NONE and word.value and not _SIGN.search(fold(left.piece.text)))
        ):
            total += 3.0
    if sum(w.digits for w in words) > 1:
        total += 1.0
    if any(w.piece.kind is Kind.DASH for w in words):
        total += 3.0
    first = words[0]
    if first.classed:
        total += 3.0
    if first.piece.numeric or (first.value and any(map(_long, words[1:]))):
        total += 0.0 if is_value(whole) else 3.0
    return total


def _long(word: Word) -> bool:
    return word.piece.kind is Kind.TEXT and len(word.piece.plain) > 4


def cost(piece: CellText, column: TemplateColumn) -> float:
    """Return how badly a piece fits the column: 0 well, `NEVER` not at all."""
    found = _own_cost(piece, column)
    if found is None and column.meaning is Meaning.LEVEL and any(c.isdigit() for c in piece.plain):
        found = None if names_class(piece) else FORBIDDEN
    if found is None:
        found = fit_cost(piece, column)
    return NEVER if found >= FORBIDDEN else found


def _own_cost(piece: CellText, column: TemplateColumn) -> float | None:
    meaning = column.meaning
    if meaning is Meaning.NAME:
        return _name_cost(piece)
    if meaning in (Meaning.WEIGHT, Meaning.SCORE) and names_class(piece):
        return FORBIDDEN
    if piece.kind is Kind.DASH and meaning in (Meaning.UNIT, Meaning.OPERATOR, Meaning.STATUS):
        return 0.4
    if meaning is Meaning.UNIT:
        if piece.kind is Kind.NUMBER or piece.kind is Kind.QUANTITY:
            return FORBIDDEN
        short = unit_cell(piece.text) is not None and len(piece.plain) <= 8
        return 0.2 if short and operator_cell(piece.text) is None else 4.0
    if meaning is Meaning.OPERATOR:
        known = operator_cell(piece.text) or _SCALE.fullmatch(piece.plain)
        return 0.0 if known or _SIGN.fullmatch(fold(piece.plain)) else FORBIDDEN
    if meaning in (Meaning.TARGET, Meaning.ACTUAL):
        return _goal_cost(piece)
    if meaning is Meaning.NOTE and piece.plain == "0":
        return 0.4
    if meaning in (Meaning.CRITERIA, Meaning.NOTE) and _explains(piece):
        return 0.3
    if meaning is Meaning.OTHER:
        return 3.0 if piece.numeric else 0.6
    if meaning is Meaning.STATUS:
        return 0.1 if _VERDICT.match(piece.plain) else 2.0 if len(piece.plain) <= 8 else 4.0
    return None


def _explains(piece: CellText) -> bool:
    """Tell whether a cell holds words at some length, as explanations do."""
    words = piece.kind in (Kind.TEXT, Kind.PROSE) and len(piece.plain) >= 8
    return words and not names_class(piece) and not is_value(piece)


def _name_cost(piece: CellText) -> float:
    if piece.numeric or piece.kind is Kind.DASH or _SIGN.fullmatch(fold(piece.plain)):
        return FORBIDDEN
    if is_total(piece.text):
        return 0.0
    if plain_header(piece.text) in _NAMELESS:
        return 6.0
    if names_class(piece):
        return 2.0 if piece.plain.endswith("指标") else 1.2
    if _VERDICT.match(piece.plain) or _SCALE.fullmatch(piece.plain):
        return 4.0
    bare = _TEMPLATE.sub("", piece.plain)
    if is_value(piece):
        return 5.0
    if len(bare) < 2 or not any("\u4e00" <= ch <= "\u9fff" for ch in bare):
        return 6.0
    inside = "。" in bare.rstrip("。")
    sentence = 3.0 if bare.endswith((":", "：")) else 1.5 * inside + 0.5 * bare.endswith("。")
    return sentence + 0.05 * max(0, len(bare) - 30)


def _is_unit(plain: str) -> bool:
    """Tell whether a word measures numbers (%, 万元, 人次) and says nothing alone."""
    if not plain or len(plain) > _LONGEST_UNIT or any(ch.isdigit() for ch in plain):
        return False
    found = tuple(find_quantities(f"1{plain}"))
    return len(found) == 1 and found[0].end == len(plain) + 1


def _goal_cost(piece: CellText) -> float | None:
    if names_class(piece) or is_total(piece.text):
        return 5.0
    if is_value(piece):
        return 0.4 if piece.kind is Kind.NUMBER else 0.0
    if piece.kind is Kind.DASH:
        return 0.6
    if _SIGN.fullmatch(fold(piece.plain)):
        return 2.5
    if _is_unit(piece.plain):
        return 3.0
    long = 0.12 * max(0, len(piece.plain) - 24)
    if any(ch.isdigit() for ch in piece.plain):
        return 0.5 + long
    return 1.0 + long

"""The header of a flattened account: header words one after another, broken ones put together (表头)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extraction.lexicon.periods import YEAR_DIGITS
from extraction.loading.dumps.indicator_accounts.stream import Gap, Token
from extraction.loading.dumps.template import TemplateColumn, read_piece, template_of
from extraction.span import Span
from extraction.tables.cells import CellText
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import header_meaning, header_word, is_level, plain_header

_LONGEST_WORD = 4
"""Words that one header may be broken into (一级 / 指标)."""
_NAMED = frozenset({Meaning.NAME, Meaning.LEVEL})
_VALUES = frozenset({Meaning.TARGET, Meaning.ACTUAL})
_BELOW = {
    "符号": Meaning.OPERATOR,
    "运算符": Meaning.OPERATOR,
    "性质": Meaning.OPERATOR,
    "值": Meaning.TARGET,
    "数值": Meaning.TARGET,
    "指标值": Meaning.TARGET,
    "目标值": Meaning.TARGET,
    "单位": Meaning.UNIT,
    "计量单位": Meaning.UNIT,
    "度量单位": Meaning.UNIT,
}
"""What divides a merged header of targets on the line below it."""


@dataclass(frozen=True, slots=True)
class Header:
    """The columns that a run of header words promises, and the place of the first word after it."""

    columns: tuple[TemplateColumn, ...]
    end: int

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What the columns hold, in order."""
        return tuple(c.meaning for c in self.columns)


def find_header(text: str, tokens: Sequence[Token], first: int) -> Header | None:
    """Return the header of an account of indicators that begins at the token `first`, else None.

    It names classes or indicators and their goal, result or marks, three columns at least.
    """
    pieces: list[CellText] = []
    place = first
    while place < len(tokens):
        if _yearly(text, tokens[place]) and any(map(_undated_goal, pieces)):
            break
        found = _header_piece(text, tokens, place)
        if found is None:
            unknown = _unknown(text, tokens, place) if pieces else None
            if unknown is None:
                break
            pieces.append(unknown)
            place += 1
            continue
        pieces.append(found[0])
        place = found[1]
    if len(pieces) < 3 or not _heads(pieces[0]):
        return None
    if _closes(text, tokens, place):
        pieces.append(read_piece(text, tokens[place].span))
        place += 1
    columns = template_of(pieces, labelled=False)
    if columns is None or not _promises(columns) or _begins_later(text, columns):
        return None
    if any(map(_undated_goal, pieces)):
        while place < len(tokens) and _yearly(text, tokens[place]):
            place += 1
    columns = _with_parts_below(_one_line(columns))
    columns, place = _divided(text, tokens, place, _verdicts(columns))
    return Header(columns, place)


def _header_piece(text: str, tokens: Sequence[Token], place: int) -> tuple[CellText, int] | None:
    """Return the longest header word that the tokens from `place` on make, and where it ends."""
    for length in range(_LONGEST_WORD, 0, -1):
        last = place + length
        if last > len(tokens) or any(t.gap is Gap.BAR for t in tokens[place + 1 : last]):
            continue
        span = Span(tokens[place].span.start, tokens[last - 1].span.end)
        piece = read_piece(text, span)
        if len(piece.plain) > 24 or _figured(piece.text):
            continue
        if is_level(piece.text):
            if length == 1:
                return None
            continue
        if header_word(piece.text) is not None:
            return piece, last
        known = header_meaning(piece.text)
        if length == 1 and known is not None and known.meaning in _OPEN and len(piece.plain) > 3:
            return piece, last
    return None


_MONTHS = re.compile(r"\d{1,2}[-~—–－至到]\d{1,2}(?=月)")


def _figured(text: str) -> bool:
    """Tell whether a word holds a figure; the months that results are of (1-7月执行情况) are none."""
    return any(ch.isdigit() for ch in _MONTHS.sub("", plain_header(text)))


_YEARLY = re.compile(
    rf"(?:预期|上年|本年)?{YEAR_DIGITS}年(?:度)?(?:实际|预期|计划|目标)?(?:实现|完成|目标|指标)?值"
)


def _yearly(text: str, token: Token) -> bool:
    """Tell whether a word divides a header of goals into years (2021年实际实现值 | 预期2022年实现值 below 指标值)."""
    return _YEARLY.fullmatch("".join(token.span.of(text).split())) is not None


def _undated_goal(piece: CellText) -> bool:
    known = header_word(piece.text)
    dated = _YEARLY.fullmatch(piece.plain) is not None
    return known is not None and known.meaning is Meaning.TARGET and not dated


_OPEN = frozenset({Meaning.NOTE, Meaning.CRITERIA, Meaning.TARGET, Meaning.ACTUAL})
_OPEN |= {Meaning.SCORE, Meaning.WEIGHT}


def _unknown(text: str, tokens: Sequence[Token], place: int) -> CellText | None:
    """Return a word that nobody knows as a header where header words go on behind it."""
    piece = read_piece(text, tokens[place].span)
    if len(piece.plain) > 8 or any(ch.isdigit() for ch in piece.plain) or is_level(piece.text):
        return None
    if tokens[place].gap is Gap.LINE and place + 2 < len(tokens):
        return None
    return piece if _header_piece(text, tokens, place + 1) is not None else None


def _closes(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word that nobody knows is the last header of its line: a bar parts it from the others."""
    if place >= len(tokens) or tokens[place].gap is not Gap.BAR:
        return False
    piece = read_piece(text, tokens[place].span)
    between = text[tokens[place - 1].span.end : piece.span.start]
    plain = len(piece.plain) <= 8 and not any(ch.isdigit() for ch in piece.plain)
    return plain and "\n" not in between and not is_level(piece.text)


def _heads(piece: CellText) -> bool:
    found = header_word(piece.text)
    return found is not None and found.meaning in _NAMED | {
        Meaning.GROUP,
        Meaning.ORDINAL,
        Meaning.LABEL,
    }


def _begins_later(text: str, columns: Sequence[TemplateColumn]) -> bool:
    """Tell whether what stands before 一级指标 are keys with their values: the header begins behind them."""
    first = next((i for i, c in enumerate(columns) if c.meaning in _CLASSED), 0)
    heads = [c.header.span for c in columns[: first + 1] if c.header is not None]
    values = sum(
        a.meaning in _KEYS and b.meaning is Meaning.OTHER for a, b in pairwise(columns[:first])
    )
    apart = "\n" in text[heads[0].start : heads[-1].end] if heads else False
    return values > 1 or (values > 0 and apart)


_CLASSED = frozenset({Meaning.LEVEL, Meaning.GROUP})
_KEYS = frozenset({Meaning.LABEL, Meaning.ORG})


def _promises(columns: Sequence[TemplateColumn]) -> bool:
    held = {c.meaning for c in columns}
    if Meaning.GOAL in held or not held & _NAMED:
        return False
    marked = Meaning.WEIGHT in held and (Meaning.SCORE in held or len(columns) > 3)
    return bool(held & _VALUES) or (marked and Meaning.NAME in held)


def _one_line(columns: tuple[TemplateColumn, ...]) -> tuple[TemplateColumn, ...]:
    """Put two header lines that the dump printed one after the other into the order of the columns.

    绩效指标 年度指标值 实际完成值 分值 | 一级指标 二级指标 三级指标 指标性质 指标值 度量单位: the second line
    divides the group and the goals of the first.
    """
    first = next((i for i, c in enumerate(columns) if c.meaning is Meaning.LEVEL), 0)
    top, below = columns[1:first], columns[first:]
    targets = [i for i, c in enumerate(top) if c.meaning is Meaning.TARGET]
    levels = [c for c in below if c.meaning in _NAMED]
    parts = [c for c in below if c.meaning not in _NAMED]
    if len(targets) != 1 or not levels or {c.meaning for c in parts} - _PARTS:
        return columns
    at = targets[0]
    divided = parts if any(c.meaning is Meaning.TARGET for c in parts) else [top[at], *parts]
    return (*levels, *top[:at], *divided, *top[at + 1 :])


def _with_parts_below(columns: tuple[TemplateColumn, ...]) -> tuple[TemplateColumn, ...]:
    """Put 符号, 值 and 单位 that the dump printed behind the whole first line in the place of the goals."""
    words = [_BELOW.get(c.header.plain) if c.header is not None else None for c in columns]
    count = next((i for i, word in enumerate(reversed(words)) if word is None), len(words))
    top, below = columns[: len(columns) - count], columns[len(columns) - count :]
    targets = [i for i, c in enumerate(top) if c.meaning is Meaning.TARGET]
    if count < 2 or len(targets) != 1 or targets[0] == len(top) - 1:
        return columns
    parts = [replace(c, meaning=_BELOW[c.header.plain]) for c in below if c.header is not None]
    goal = top[targets[0]]
    parts = [goal if p.meaning is Meaning.TARGET else p for p in parts]
    return (*top[: targets[0]], *parts, *top[targets[0] + 1 :])


_PARTS = frozenset({Meaning.OPERATOR, Meaning.TARGET, Meaning.UNIT})
"""What a second header line divides the goals into."""


def _divided(
    text: str, tokens: Sequence[Token], place: int, columns: tuple[TemplateColumn, ...]
) -> tuple[tuple[TemplateColumn, ...], int]:
    """Put 符号, 值 and 单位 of a second header line in the place of the targets' one header."""
    parts: list[TemplateColumn] = []
    last = place
    while last < len(tokens):
        piece = read_piece(text, tokens[last].span)
        meaning = _BELOW.get(plain_header(piece.text))
        if meaning is None or any(p.meaning is meaning for p in parts):
            break
        parts.append(TemplateColumn(piece, meaning))
        last += 1
    targets = [i for i, c in enumerate(columns) if c.meaning is Meaning.TARGET]
    if len(parts) < 2 or not targets:
        return columns, place
    if not any(p.meaning is Meaning.TARGET for p in parts):
        parts.insert(1, replace(columns[targets[0]], header=None))
    at = targets[0]
    return (*columns[:at], *parts, *columns[at + 1 :]), last


def _verdicts(columns: tuple[TemplateColumn, ...]) -> tuple[TemplateColumn, ...]:
    """Take 完成情况 beside 完成值 for a column of verdicts."""
    actual = [c for c in columns if c.meaning is Meaning.ACTUAL and c.header is not None]
    worded = [c for c in actual if c.header is not None and c.header.plain.endswith("情况")]
    if len(actual) < 2 or len(worded) == len(actual):
        return columns
    return tuple(replace(c, meaning=Meaning.STATUS) if c in worded else c for c in columns)

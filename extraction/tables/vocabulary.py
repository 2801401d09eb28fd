"""Header words and class names, read once from `header_words.toml` (its grammar stands at its top)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import cast

from extraction.lexicon.indicators import class_ends, indicator_classes
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.source import alternation
from extraction.lexicon.totals import marks_totals
from extraction.markup import Role
from extraction.remembering import remembered
from extraction.tables.model import Meaning

_BRACKETS = re.compile(r"[（(【\[][^（）()【】\[\]]*[)）】\]]")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\d{1,2}[.、](?!\d))")
_YEAR = re.compile(rf"^{YEAR_DIGITS}年度?(?=.)")
_FIGURE = re.compile(r"\d[%％]|\d(?:个|人|家|次|元|万)")
LONGEST = 30
_NOISE = re.compile(r"[\s:：*＊★\"“”'、。.·]+")


@dataclass(frozen=True, slots=True)
class HeaderMeaning:
    """What a header word says of its column."""

    meaning: Meaning
    rank: int = 0
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    words: dict[str, HeaderMeaning]
    ends: tuple[tuple[str, HeaderMeaning], ...]
    holds: tuple[tuple[str, HeaderMeaning], ...]
    levels: frozenset[str]
    first: frozenset[str]
    level_ends: tuple[str, ...]
    totals: frozenset[str]
    generic: frozenset[str]
    content: frozenset[str]
    money: re.Pattern[str]
    none: re.Pattern[str]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    source = files("extraction.tables").joinpath("header_words.toml").read_text(encoding="utf-8")
    data = tomllib.loads(source)
    words: dict[str, HeaderMeaning] = {}
    ends: list[tuple[str, HeaderMeaning]] = []
    holds: list[tuple[str, HeaderMeaning]] = []
    for entry in data["meaning"]:
        role = cast("Role | None", entry.get("role"))
        meaning = HeaderMeaning(Meaning(entry["name"]), entry.get("rank", 0), role)
        for word in entry.get("words", ()):
            words.setdefault(word, meaning)
        ends += [(word, meaning) for word in entry.get("ends", ())]
        holds += [(word, meaning) for word in entry.get("holds", ())]
    return _Vocabulary(
        words,
        tuple(ends),
        tuple(holds),
        frozenset(indicator_classes()),
        frozenset(name for name, found in indicator_classes().items() if found.rank == 1),
        class_ends(),
        marks_totals(),
        frozenset(data["generic"]["words"]),
        frozenset(data["content"]["words"]),
        re.compile(alternation(data["beside"]["money"])),
        re.compile(alternation(data["beside"]["none"])),
    )


_LEAKED = re.compile(
    r"(?:(?<=[一二三四]级指标)|(?<=级指标及分值))(?:绩|效|绩效|效指|绩效指|效指标)\Z"
)
"""Letters of 绩效指标, written downwards in the column beside, that a converter put behind a header."""


@remembered(8192)
def plain_header(text: str) -> str:
    """Return a header as the vocabulary knows it: no white space, brackets, numbering, year or colon."""
    bare = _NOISE.sub("", _BRACKETS.sub("", "".join(text.replace("％", "%").split())))
    return _LEAKED.sub("", _YEAR.sub("", _NUMBERING.sub("", bare)))


@remembered(8192)
def header_word(text: str) -> HeaderMeaning | None:
    """Return what the header is known to mean as a whole word, None if it is not listed.

    Where brackets behind a goal's word say that the column holds criteria (指标值（评分标准）), it does.
    """
    words = _vocabulary().words
    found = words.get(plain_header(text))
    if found and found.meaning is Meaning.TARGET:
        for bracket in _BRACKETS.findall(text):
            aside = words.get(plain_header(bracket[1:-1]))
            if aside and aside.meaning is Meaning.CRITERIA:
                return aside
    return found


@remembered(8192)
def header_meaning(text: str) -> HeaderMeaning | None:
    """Return what the header means by its whole, its end or a part, None if nothing tells."""
    vocabulary, plain = _vocabulary(), plain_header(text)
    found = header_word(text)
    if found is not None or not plain or len(plain) > LONGEST or _FIGURE.search(plain):
        return found
    for word, meaning in vocabulary.ends:
        if plain.endswith(word):
            return meaning
    for word, meaning in vocabulary.holds:
        if word in plain:
            return meaning
    return None


@remembered(8192)
def is_level(text: str) -> bool:
    """Tell whether the text names an indicator class (产出指标, 数量指标, 投入 …)."""
    plain, vocabulary = plain_header(text), _vocabulary()
    return plain in vocabulary.levels or (
        len(plain) <= 12 and plain.endswith(vocabulary.level_ends)
    )


@remembered(8192)
def is_first_level(text: str) -> bool:
    """Tell whether the text names a class of the first rank (产出指标, 效益指标, 投入 …)."""
    return plain_header(text) in _vocabulary().first


def first_level_among(words: Sequence[HeaderMeaning | None]) -> int | None:
    """Return the place of the header of the first level of classes (一级指标), None where there is none."""
    return next(
        (i for i, w in enumerate(words) if w and w.meaning is Meaning.LEVEL and w.rank == 1), None
    )


@remembered(8192)
def is_total(text: str) -> bool:
    """Tell whether a row label stands for a total of marks (总分, 合计)."""
    return plain_header(text) in _vocabulary().totals


@remembered(8192)
def is_generic(text: str) -> bool:
    """Tell whether a header or label names nothing that is measured (其中, 栏次)."""
    plain = plain_header(text)
    return not plain or plain in _vocabulary().generic


def tells_content(text: str) -> bool:
    """Tell whether a header of names says what an indicator is about where 三级指标 names it (指标内容)."""
    return plain_header(text) in _vocabulary().content


def names_money(label: str) -> bool:
    """Tell whether the label beside a value names an amount (项目资金, 执行数)."""
    return bool(_vocabulary().money.search(label))


def names_no_figure(label: str) -> bool:
    """Tell whether the label beside a number says that it is no figure (银行账号, 文号, 起始年度)."""
    return label.rstrip("：:").endswith(("年度", "年份")) or bool(_vocabulary().none.search(label))

"""Decide whether a figure is a change against something, and which way (增减).

The words before a figure decide where they are plain; else what the tagger said stands. A level that was
reached (减少到1.2万元, 压减为0) is no change, nor is a word of change inside a name (服务能力提升).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extraction.facts.leads import fulfilled, lead
from extraction.labels import Label
from extraction.lexicon.changes import (
    change_words,
    direction_of,
    ends_reached,
    fall_pattern,
    rise_pattern,
)
from extraction.lexicon.comparators import comparator_before, compared_pattern
from extraction.lexicon.periods import YEAR_DIGITS, last_year
from extraction.lexicon.source import any_of
from extraction.markup import Change, Mention
from extraction.quantities.folding import fold
from extraction.span import Span

_REACH = 40
_BEYOND = re.compile(
    rf"(?:决算|执行|实际支出|实际完成)数?(?P<word>{compared_pattern()})(?:年初|全年|调整后?的?)?预算数?\s*$"
)
_LAST_YEARS = re.compile(
    r"(?:上年|去年|上一年|前一年)度?(?:同期|决算|实际|完成|支出|收入|数|额|为|是)*"
)
_NAME_ENDS = re.compile(r"[一-鿿)）”]\s*$")


@dataclass(frozen=True, slots=True)
class Decision:
    """What the words say of a figure's change; `sure` is False where they say nothing."""

    change: Change | None
    sure: bool


_SILENT = Decision(None, sure=False)
_LEVEL = Decision(None, sure=True)


def change_of(
    text: str, mention: Mention, *, floor: int = 0, names: Sequence[Span] = ()
) -> Decision:
    """Return what the words around a figure say of its change.

    Args:
        floor: the end of the figure before this one.
        names: the names near by; a word of change inside one is part of it.
    """
    words = lead(text, mention.start, floor=floor, reach=_REACH).rstrip()
    own = _own_word().match(fold(mention.text))
    if own is not None:
        return _LEVEL if own["reached"] else Decision(direction_of(own["word"]), sure=True)
    if ends_reached(words):
        return _LEVEL
    if _ends_either().search(words):
        return Decision(_by_sign(mention.text), sure=True)
    cue = _cue().search(words)
    if cue is None and _over().search(words) and not _compares().search(words):
        return _LEVEL
    if cue is None and (_is_base(text, mention, words) or _is_last_years(mention, words)):
        return _LEVEL
    if beyond := _beyond_budget(mention, words):
        return beyond
    if cue is None and _is_negative_level(mention, words):
        return _LEVEL
    if cue is None and mention.label is Label.RATE and fulfilled(words):
        return _LEVEL  # 完成变动预算数的81.3% is no fall, whatever a tagger takes 变动 for
    if cue is None:
        after = _after().match(fold(text[mention.end : mention.end + 8]))
        return Decision(direction_of(after["word"]), sure=True) if after else _SILENT
    return _told(text, mention, words, cue, names)


def _is_base(text: str, mention: Mention, words: str) -> bool:
    """Tell whether an amount is what another is compared with (比上年82.10亿元增长5.2%)."""
    amount = mention.label in (Label.AMOUNT, Label.COUNT) and _ends_in_base().search(words)
    return bool(amount) and _moves().match(fold(text[mention.end : mention.end + 8])) is not None


def _is_last_years(mention: Mention, words: str) -> bool:
    """Tell whether an amount is told as that of the year before and nothing else (增长15%（上年同期21万元）)."""
    return mention.label in (Label.AMOUNT, Label.COUNT) and bool(
        _LAST_YEARS.fullmatch(words.strip())
    )


def _beyond_budget(mention: Mention, words: str) -> Decision | None:
    """Return the change of 决算数大于预算数5万元: by how much the one is more than the other."""
    told = _BEYOND.search(words) if mention.label is Label.AMOUNT else None
    if told is None:
        return None
    more = comparator_before(told["word"]) == ">"
    return Decision("increase" if more else "decrease", sure=True)


def _is_negative_level(mention: Mention, words: str) -> bool:
    """Tell whether an amount with a minus follows its name (补充周转金-458万元): an entry of an account taken back."""
    signed = mention.label is Label.AMOUNT and fold(mention.text).lstrip().startswith("-")
    return signed and bool(_NAME_ENDS.search(words)) and not _compares().search(words)


def _told(
    text: str, mention: Mention, words: str, cue: re.Match[str], names: Sequence[Span]
) -> Decision:
    word, opening = cue["rise"] or cue["fall"], words[: cue.start()]
    if _negated().search(opening):
        return _LEVEL
    compared = bool(_compares().search(opening))
    if len(word) == 1 and not (compared or re.search(r"[、同年]$|^$", opening)):
        return _SILENT
    if mention.label is Label.AMOUNT and not compared:
        end = text.rfind(word[-1], 0, mention.start) + 1
        inside = any(s.start < end - len(word) and s.end >= end for s in names)
        if word in change_words().not_money and opening:
            return _LEVEL
        if inside and not cue["between"]:
            return _SILENT
    direction = direction_of(word)
    below = opening.endswith("负") or _by_sign(mention.text) == "decrease"
    if direction == "increase" and below:
        direction = "decrease"  # 负增长7.4%, 增长（%）-7.4%
    return Decision(direction, sure=True)


def _by_sign(surface: str) -> Change:
    plain = fold(surface).strip()
    return "decrease" if plain.startswith(("-", "负", "△", "(")) else "increase"


@cache
def _cue() -> re.Pattern[str]:
    bracket = r"(?:\((?:增加|减少|增长|下降|降低)\))?"
    return re.compile(
        rf"(?:(?P<rise>{rise_pattern()})|(?P<fall>{fall_pattern()})){bracket}"
        rf"(?P<between>{any_of(change_words().between)}*)\s*(?:人民币)?\s*$"
    )


@cache
def _ends_in_base() -> re.Pattern[str]:
    words = change_words()
    moves = any_of((*words.rise, *words.fall))
    return re.compile(
        rf"(?<![对占])(?:比|较|与|同)(?:{last_year()}|同期|年初|{YEAR_DIGITS}年)"
        rf"(?:(?!{moves})[^,，。;；:：、\d]){{0,14}}$"
    )


@cache
def _moves() -> re.Pattern[str]:
    words = change_words()
    return re.compile(rf"\s*(?:大幅|略|相比|[,，])*{any_of((*words.rise, *words.fall))}")


@cache
def _own_word() -> re.Pattern[str]:
    words = change_words()
    return re.compile(
        rf"(?P<word>{any_of((*words.rise, *words.fall))})(?P<reached>{any_of(words.reached)})?"
        r"(?:了|约)?\s*[-\d一二三四五六七八九十]"
    )


@cache
def _after() -> re.Pattern[str]:
    words = change_words()
    return re.compile(rf"\s*的?(?P<word>{any_of((*words.rise_after, *words.fall_after))})")


@cache
def _ends_either() -> re.Pattern[str]:
    return re.compile(rf"{any_of(change_words().either)}\(?(?:%|万元|元|亿元)?\)?[:为]?\s*$")


@cache
def _over() -> re.Pattern[str]:
    return re.compile(rf"{any_of(change_words().over)}\s*$")


@cache
def _negated() -> re.Pattern[str]:
    return re.compile(rf"{any_of(change_words().no_change)}\s*$")


@cache
def _compares() -> re.Pattern[str]:
    return re.compile(any_of(change_words().compares))

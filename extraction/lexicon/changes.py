"""Words of change (增减词) and the direction each gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extraction.lexicon.source import any_of, load, longest_first

Direction = Literal["increase", "decrease"]


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """The lists of `changes.toml`, which documents them; longest word first in each."""

    rise: tuple[str, ...]
    fall: tuple[str, ...]
    rise_nouns: tuple[str, ...]
    fall_nouns: tuple[str, ...]
    short_rise: tuple[str, ...]
    short_fall: tuple[str, ...]
    rise_after: tuple[str, ...]
    fall_after: tuple[str, ...]
    either: tuple[str, ...]
    reached: tuple[str, ...]
    between: tuple[str, ...]
    over: tuple[str, ...]
    no_change: tuple[str, ...]
    still: tuple[str, ...]
    not_money: tuple[str, ...]
    compares: tuple[str, ...]


@cache
def change_words() -> ChangeWords:
    """Return the shipped words."""
    data = load("changes.toml")
    lists = (
        data["rise"]["words"], data["fall"]["words"], data["rise"]["nouns"], data["fall"]["nouns"],
        data["rise"]["short"], data["fall"]["short"],
        data["rise"]["after"], data["fall"]["after"], data["either"]["words"],
        data["reached"]["tails"], data["between"]["words"],
        data["between"]["over"], data["no_change"]["before"],
        data["still"]["words"], data["not_money"]["words"], data["compares"]["words"],
    )  # fmt: skip
    return ChangeWords(*(longest_first(words) for words in lists))


def direction_of(word: str) -> Direction | None:
    """Return the direction that a word of change gives by itself, None for 增减 and other words."""
    words = change_words()
    falls = (*words.fall, *words.fall_nouns, *words.short_fall)
    if word in (*words.rise, *words.rise_nouns, *words.short_rise):
        return "increase"
    return "decrease" if word in falls else None


@cache
def rise_pattern() -> str:
    """Return an expression for a word of increase."""
    words = change_words()
    return any_of((*words.rise, *words.rise_nouns, *words.short_rise))


@cache
def fall_pattern() -> str:
    """Return an expression for a word of decrease."""
    words = change_words()
    return any_of((*words.fall, *words.fall_nouns, *words.short_fall))


@cache
def moved_pattern() -> str:
    """Return an expression for a word of change of two characters or more, either way."""
    words = change_words()
    return any_of((*words.rise, *words.rise_nouns, *words.fall, *words.fall_nouns))


@cache
def reached_pattern() -> str:
    """Return an expression for a verb of change with the tail that makes a level of it (减少到, 压减为)."""
    words = change_words()
    verbs = any_of((*words.rise, *words.fall, *words.short_rise, *words.short_fall, "调整"))
    moved = r"(?<!增减)(?<!升降)变动(?:为|到|至)"
    return rf"(?:{verbs}(?:了)?{any_of(words.reached)}|{moved})"


@cache
def _reached() -> re.Pattern[str]:
    return re.compile(rf"{reached_pattern()}\s*$")


def ends_reached(words_before: str) -> bool:
    """Tell whether the words before a value make it the level a change led to (减少到, 压减为)."""
    return bool(_reached().search(words_before))


def apart_pattern() -> str:
    """Return an expression for the words that tell how far two things stand apart (高出, 低于)."""
    return any_of(load("changes.toml")["apart"]["words"])


def moves_pattern() -> str:
    """Return an expression for the verbs that move a budget within its year (追加, 核减, 收回)."""
    moves = load("changes.toml")["moves"]
    return any_of([*moves["up"], *moves["down"]])


def direction_of_move(verb: str) -> Direction | None:
    """Return which way a verb moves a budget within its year, None for other words."""
    moves = load("changes.toml")["moves"]
    if verb in moves["up"]:
        return "increase"
    return "decrease" if verb in moves["down"] else None

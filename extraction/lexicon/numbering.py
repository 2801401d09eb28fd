"""Numbering of lists and headings (序号), and the characters that end sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.source import any_of, load
from extraction.remembering import remembered

_STYLES = ("一", "（一", "1", "（1", "①")
"""Styles of numbers, the outermost first."""

_HALF_WIDTH = str.maketrans("（）．", "().")


@dataclass(frozen=True, slots=True)
class ListNumber:
    """The number that opens a paragraph, heading or row: its style (一, （一, 1, （1, ①) and its value."""

    style: str
    value: int

    @property
    def depth(self) -> int:
        """How deep its list stands: 一、 is 0, （一） 1, 1. 2, （1） 3, ① 4."""
        return _STYLES.index(self.style)

    @property
    def following(self) -> ListNumber:
        """The next number of its list."""
        return ListNumber(self.style, self.value + 1)


@cache
def _data() -> dict[str, Any]:
    return load("numbering.toml")


@cache
def sentence_ends() -> str:
    """Return the characters that end a sentence."""
    return str(_data()["sentence"]["ends"])


@cache
def list_number() -> str:
    """Return an expression for the number that opens a heading or a line of a list.

    It covers 一、 （一） 1. 1） （1） ① 第一部分 指标1： 一是; a point before a digit is a decimal one.
    """
    n = _data()["numbering"]
    chinese, circled = n["chinese"], "".join(n["circled"])
    number = rf"(?:[{chinese}]{{1,3}}|\d{{1,2}})"
    return (
        rf"(?:第{number}{any_of(n['parts'])}[：:、.．\s]?"
        rf"|{any_of(n['marked'])}\s*{number}\s*[：:{n['behind']}]"
        rf"|[（(]\s*{number}\s*[)）][、.．]?"
        rf"|[{chinese}]{{1,3}}\s*[{n['behind']}]"
        rf"|\d{{1,2}}\s*(?:[、．)）]|\.(?!\d))"
        rf"|[{circled}]"
        rf"|[{chinese}]{any_of(n['spoken'])}(?=[^否的]))"
    )


@cache
def numbered_things() -> tuple[str, ...]:
    """Return the words of what bears a number behind its word (附件3, 任务5): no quantity of it."""
    numbering = _data()["numbering"]
    return (*numbering["counted"], *numbering["either"])


@cache
def marked_things() -> tuple[str, ...]:
    """Return the words that stand before a list's number (目标1：, 任务二、)."""
    return tuple(_data()["numbering"]["marked"])


@cache
def spoken_words() -> tuple[str, ...]:
    """Return the words behind a digit that begins a point (一是, 二要)."""
    return tuple(_data()["numbering"]["spoken"])


@cache
def numbered_or_valued() -> tuple[str, ...]:
    """Return those of `numbered_things` that may as well hold a value (目标1, 目标1 284万元)."""
    return tuple(_data()["numbering"]["either"])


@cache
def _opening() -> re.Pattern[str]:
    bullets = re.escape(_data()["numbering"]["bullets"])
    return re.compile(rf"\s*(?:{list_number()}|[{bullets}](?![\d.]))\s*")


@cache
def _bullet() -> re.Pattern[str]:
    bullets = re.escape(_data()["numbering"]["bullets"])
    return re.compile(rf"\s*([—–]{{1,2}}|-{{2,3}}|[{bullets}](?![\d.]))")


def bullet_of(line: str) -> str:
    """Return the sign that opens a line of a list (——, •), "" where none does."""
    match = _bullet().match(line)
    return match[1] if match else ""


def numbering_end(text: str, start: int = 0) -> int:
    """Return the offset behind the number or bullet that opens a line; `start` where none does."""
    match = _opening().match(text, start)
    return match.end() if match else start


@cache
def _number() -> re.Pattern[str]:
    n = _data()["numbering"]
    chinese, behind = n["chinese"], n["behind"]
    year = rf"{YEAR_DIGITS}\s*年"
    return re.compile(
        rf"\s*[“\"]?(?:(?P<open>[（(]\s*)?(?:"
        rf"(?P<chinese>[{chinese}]{{1,3}})\s*[)）{behind}]"
        rf"|(?P<digits>\d{{1,2}})\s*(?:[)）]|[{behind}](?:(?!\d)|(?={year}))))"
        rf"|(?P<circled>[{n['circled'][0]}]))"
    )


@remembered(4096)
def list_number_of(line: str, *, circled: bool = False) -> ListNumber | None:
    """Return the number that opens a line, None where it has none that tells its depth.

    A sign between digits parts figures (3、4月, 1.5), but for one before a year (3、2024年).

    Args:
        circled: whether ① counts too; it numbers rows, and points within a paragraph, seldom paragraphs.
    """
    match = _number().match(line)
    if match is None:
        return None
    if match["circled"]:
        return ListNumber("①", ord(match["circled"]) - ord("①") + 1) if circled else None
    bracket = "（" if match["open"] else ""
    if match["digits"]:
        return ListNumber(bracket + "1", int(match["digits"]))
    return ListNumber(bracket + "一", chinese_value(match["chinese"]))


def chinese_value(digits: str) -> int:
    """Return what a list's number in characters counts (十二 is 12)."""
    values, value = {c: i for i, c in enumerate(_data()["numbering"]["chinese"], 1)}, 0
    for char in digits:
        value = value * 10 if char == "十" and value else value + values[char]
    return value


@cache
def _item_numbers() -> tuple[tuple[str, ...], ...]:
    """Return the numbers 1, 2, … of the items of a list within a paragraph, style by style (①, 一是, (1), (一), 1.)."""
    n = _data()["numbering"]
    chinese, circled = n["chinese"], n["circled"][0]
    digits = range(1, len(chinese) + 1)
    return (
        tuple(chr(ord(circled[0]) + i - 1) for i in digits),
        *(tuple(f"{c}{spoken}" for c in chinese) for spoken in n["spoken"]),
        tuple(f"({i})" for i in digits),
        tuple(f"({c})" for c in chinese),
        tuple(f"{i}." for i in digits),
    )


def item_starts(text: str, count: int, *, within: int) -> tuple[int, ...]:
    """Return where the first `count` items of a list begin, () where no style of numbers tells them one by one.

    Args:
        within: how far from the front of the text the first item may begin.
    """
    folded = text.translate(_HALF_WIDTH)
    for style in _item_numbers():
        starts: list[int] = []
        end = 0
        for number in style[:count]:
            found = re.compile(re.escape(number) + r"(?!\d)").search(folded, end)
            if found is None:
                break
            starts.append(found.start())
            end = found.end()
        if len(starts) == count and starts[0] <= within:
            return tuple(starts)
    return ()

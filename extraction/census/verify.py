"""Hold a record's census against its text and its facts (清点复核)."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

_DIGITS = re.compile(r"[0-9０-９]+")
_SHOWN = 3
"""Problems of one kind that are told one by one."""


def miscounted(data: dict[str, Any], text: str | None) -> Iterator[str]:
    """Yield what is wrong with the census of a record's JSON, one line each.

    The counts are those of the list; numerals lie apart; what is read lies in a value of the facts, and
    no mention begins or ends inside a numeral. With the text, every digit of it lies in a numeral.
    """
    numerals = data["numerals"]
    counts = Counter(n[3] for n in numerals)
    ignored = Counter(n[4] for n in numerals if n[3] == "ignored")
    found = {"read": counts["read"], "unread": counts["unread"], "ignored": dict(ignored)}
    if found != data["census"]:
        yield f"census: expected the counts of the numerals, {found}, found {data['census']}"
    starts = [n[0] for n in numerals]
    for before, after in itertools.pairwise(numerals):
        if after[0] < before[1]:
            yield f"numerals: expected them apart and in order, found {before[:3]} and {after[:3]}"
            return
    yield from _few(_unfounded(data, numerals))
    yield from _few(_cut(data, numerals, starts))
    if text is not None:
        yield from _few(_untold(numerals, text))


def _few(problems: Iterator[str]) -> Iterator[str]:
    for count, problem in enumerate(problems, 1):
        if count > _SHOWN:
            yield "… and more of this kind"
            return
        yield problem


def _unfounded(data: dict[str, Any], numerals: Sequence[Any]) -> Iterator[str]:
    """Numerals that are said to be read and lie in no value, or lie in one and are said not to be."""
    places = {m["id"]: (m["start"], m["end"]) for m in data["mentions"]}
    values = [f["mention"] for k in ("amounts", "rates", "counts", "scores") for f in data[k]]
    for indicator in data["indicators"]:
        goals = (indicator[k] for k in ("target", "actual") if indicator[k])
        values += [g["mention"] for g in goals if g["value"] is not None]
    spans = sorted({places[v] for v in values})
    starts = [s[0] for s in spans]
    for start, end, surface, fate, *_ in numerals:
        place = bisect_right(starts, end - 1) - 1
        inside = place >= 0 and spans[place][1] > start
        if inside is not (fate == "read"):
            where = "in a value" if inside else "outside every value"
            yield f"numerals: {surface!r} at {start} is {fate} and lies {where}"


def _cut(data: dict[str, Any], numerals: Sequence[Any], starts: Sequence[int]) -> Iterator[str]:
    for m in data["mentions"]:
        for at in (m["start"], m["end"]):
            place = bisect_right(starts, at - 1) - 1
            if place >= 0 and numerals[place][0] < at < numerals[place][1]:
                yield f"mentions: {m['text']!r} at {m['start']} cuts {numerals[place][2]!r}"


def _untold(numerals: Sequence[Any], text: str) -> Iterator[str]:
    for start, end, surface, *_ in numerals:
        if text[start:end] != surface:
            yield f"numerals: expected {text[start:end]!r} at {start}, found {surface!r}"
    place = 0
    for match in _DIGITS.finditer(text):
        while place < len(numerals) and numerals[place][1] <= match.start():
            place += 1
        at = place
        reached = match.start()
        while at < len(numerals) and numerals[at][0] <= reached < match.end():
            reached = numerals[at][1]
            at += 1
        if reached < match.end():
            yield f"numerals: expected {match[0]!r} at {match.start()} in one, found it in none"

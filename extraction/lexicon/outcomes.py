"""Words that say a goal or a result without a number: 未发生, 全覆盖, 全部完成, 优 (定性目标与结果)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from extraction.lexicon.source import any_of, load, longest_first

Meaning = Literal["none", "all", "done", "not_done", "partly"]
_KINDS: tuple[Meaning, ...] = ("none", "all", "done", "not_done", "partly")
_AROUND = re.compile(r"[\s。；;，,、.“”\"（）()]+")
_LONGEST_STEM = 14


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the words mean: a kind (`none` is 0, `all` is 100%) or a step of a scale (0 is the best)."""

    kind: Meaning | None = None
    grade: int | None = None


@cache
def _known() -> Mapping[str, Outcome]:
    data = load("outcomes.toml")
    found = {w: Outcome(kind=kind) for kind in _KINDS for w in data[kind]["words"]}
    for step, entry in enumerate(data["grade"]):
        found.update({w: Outcome(grade=step) for w in entry["words"]})
    return MappingProxyType(found)


@cache
def outcome_words() -> tuple[str, ...]:
    """Return every word or phrase that says a goal or result without a number."""
    return tuple(_known())


@cache
def grade_words() -> tuple[str, ...]:
    """Return the words for the steps of a scale (优, 良好, 合格), longer ones first."""
    return longest_first(w for entry in load("outcomes.toml")["grade"] for w in entry["words"])


@cache
def _fill() -> re.Pattern[str]:
    return re.compile(rf"\A{any_of(load('outcomes.toml')['fill']['words'])}+|了\Z")


@cache
def _stems() -> re.Pattern[str]:
    return re.compile(
        rf"(?:全年|年内|本年|辖区内?)*{any_of(load('outcomes.toml')['none']['stems'])}"
    )


def plain_words(text: str) -> str:
    """Return a goal's or result's words without blanks, stops and brackets."""
    return _AROUND.sub("", text)


def outcome(text: str) -> Outcome | None:
    """Return what a goal or result in words means, None where it is not plain."""
    plain = plain_words(text)
    known = _known()
    found = known.get(plain) or known.get(_fill().sub("", plain))
    if found is None and len(plain) <= _LONGEST_STEM and _stems().match(plain):
        return Outcome(kind="none")
    return found

"""The words of the pages in Chinese and English, from `messages.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Return every message of a language by key."""
    text = resources.files("annotations.review").joinpath("messages.toml").read_text("utf-8")
    place = LANGUAGES.index(language)
    return {key: words[place] for key, words in tomllib.loads(text).items()}


def language_of(value: str | None) -> Language:
    """Return the language a cookie or query names; Chinese if it names none."""
    return "en" if value == "en" else "zh"

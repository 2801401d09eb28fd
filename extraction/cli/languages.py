"""The command line's help in the reader's language: Chinese where the locale asks for it, else English."""

from __future__ import annotations

import argparse
import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

_TITLES = {"positional arguments": "参数", "options": "选项"}


def wants_chinese(environment: Mapping[str, str] | None = None) -> bool:
    """Return whether the first of LC_ALL, LC_MESSAGES and LANG that is set begins with zh."""
    known = os.environ if environment is None else environment
    named = (known.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((v for v in named if v), "").lower().startswith("zh")


@cache
def chinese() -> Mapping[str, str]:
    """Return the Chinese help by the English one."""
    text = resources.files("extraction.cli").joinpath("help_zh.toml").read_text(encoding="utf-8")
    return {key: str(value) for key, value in tomllib.loads(text).items()}


def translate(parser: argparse.ArgumentParser) -> None:
    """Put a parser's help, and that of its sub-commands, into Chinese where it is known."""
    words = chinese()
    parser.description = words.get(parser.description or "", parser.description)
    for group in parser._action_groups:
        title = group.title or ""
        group.title = _TITLES.get(title) or words.get(title, title) or None
    for action in parser._actions:
        if action.help:
            action.help = words.get(action.help, action.help)
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                choice.help = words.get(choice.help or "", choice.help)
            for sub in dict.fromkeys(action.choices.values()):
                translate(sub)

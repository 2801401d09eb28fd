"""Help in Chinese where the locale asks for it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from extraction.cli.languages import chinese, wants_chinese
from extraction.cli.main import build_parser

FOR_READERS = ("extract", "check", "report", "reconcile", "evaluate", "review")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"}, True),
        ({}, False),
    ],
)
def test_the_locale_decides(environment: dict[str, str], expected: bool) -> None:
    assert wants_chinese(environment) is expected


def _helps(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield from (a.help for a in parser._actions if a.help and a.help != argparse.SUPPRESS)


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    (action,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


@pytest.mark.parametrize("name", FOR_READERS)
def test_every_help_of_a_readers_command_is_in_chinese(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    command = _commands(build_parser())[name]
    known = set(chinese().values())
    missing = [h for h in _helps(command) if h not in known]
    assert missing == []
    titles = [g.title or "" for g in command._action_groups if g._group_actions]
    assert not [t for t in titles if t.isascii()]


def test_elsewhere_help_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    shown = build_parser().format_help()
    assert "print the version" in shown
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "显示版本后退出" in build_parser().format_help()

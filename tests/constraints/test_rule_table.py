"""Every rule of the text has three texts: its relation holds, fails, and is not there."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from extraction.constraints.registry import DERIVED, RULES, Basis
from extraction.constraints.verdicts.confidence import settings
from tests.constraints.marked import examined

_CASES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "rules.toml").read_text(encoding="utf-8")
)


def _told(name: str, marked: str) -> list[bool]:
    """Return for each relation of a rule that is told whether it is violated."""
    return [j.violated for j in examined(marked).told if j.relation.rule == name]


@pytest.mark.parametrize("name", sorted(_CASES))
def test_it_is_told_where_it_holds(name: str) -> None:
    case = _CASES[name]
    told = _told(case.get("told_as", name), case["holds"])
    assert not any(told)
    assert bool(told) is not case.get("told_only_wrong", False)


@pytest.mark.parametrize("name", sorted(_CASES))
def test_it_is_told_where_it_fails_unless_it_is_told_only_where_it_holds(name: str) -> None:
    case = _CASES[name]
    assert any(_told(name, case["fails"])) is (case.get("only") != "holds")


@pytest.mark.parametrize("name", sorted(_CASES))
def test_it_is_silent_where_the_text_states_nothing(name: str) -> None:
    assert _told(name, _CASES[name]["silent"]) == []


def test_every_rule_of_the_text_has_its_three_texts() -> None:
    told = {name for rule in RULES if rule.basis is Basis.TEXT for name in rule.relations}
    assert told == set(_CASES)


@pytest.mark.parametrize("name", sorted(_CASES))
def test_what_a_rule_finds_bears_one_of_its_names(name: str) -> None:
    for text in (_CASES[name][k] for k in ("holds", "fails", "silent")):
        ledger = examined(text).ledger
        for rule in RULES:
            assert {r.rule for r in rule.find(ledger)} <= set(rule.relations)


def test_a_name_stands_once_in_its_rule() -> None:
    for rule in RULES:
        assert max(Counter(rule.relations).values()) == 1


def test_only_names_of_rules_have_a_record() -> None:
    known = {name for rule in (*RULES, *DERIVED) for name in rule.relations}
    assert set(settings().rules) <= known

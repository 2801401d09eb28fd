"""Every word of the lexicon means the same to every consumer (矩阵测试)."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from extraction.constraints.rules.sums.told_numbers import announced
from extraction.facts.build import goal_quantity
from extraction.facts.changes import change_of
from extraction.labels import Label
from extraction.lexicon.changes import change_words, direction_of
from extraction.lexicon.comparators import bounds
from extraction.lexicon.indicators import indicator_classes
from extraction.lexicon.totals import part_words, weighed_answers
from extraction.markup import Mention
from extraction.quantities import Quantity, read_quantity
from extraction.span import Span
from extraction.tables.cells import Kind, kind_of
from extraction.tables.units import operator_cell
from extraction.tables.values import split_name
from extraction.tables.vocabulary import is_first_level, is_level
from extraction.tagging.patterns.words import words
from tests.constraints.marked import told

_STRICT = [(w, sign) for w, sign in bounds().before.items() if sign != "="]


@pytest.mark.parametrize(("word", "sign"), _STRICT)
def test_a_comparator_before_a_number_is_read(word: str, sign: str) -> None:
    read = read_quantity(f"{word}87.5%")
    assert isinstance(read, Quantity)
    assert read.operator == sign


@pytest.mark.parametrize(("word", "sign"), [(w, s) for w, s in bounds().after.items() if s != "="])
def test_a_bound_behind_a_unit_is_read(word: str, sign: str) -> None:
    read = read_quantity(f"38台{word}")
    assert isinstance(read, Quantity)
    assert read.operator == sign


_SPOKEN = [(w, s) for w, s in _STRICT if len(w) > 1]


@pytest.mark.parametrize(("word", "sign"), _SPOKEN)
def test_a_comparator_works_in_a_cell_and_in_a_name(word: str, sign: str) -> None:
    assert operator_cell(word) == sign
    assert kind_of(f"{word}38台") is Kind.QUANTITY
    text = f"参训人次{word}38人次"
    name, target = split_name(text, Span(0, len(text)))
    assert (name.of(text), target and target.of(text)) == ("参训人次", f"{word}38人次")


@pytest.mark.parametrize(("word", "sign"), _SPOKEN)
def test_a_comparator_works_in_a_target(word: str, sign: str) -> None:
    surface = f"{word}38台"
    target = Mention("m1", Label.TARGET, Span(0, len(surface)), surface)
    quantity = goal_quantity(target)
    assert quantity is not None
    assert quantity.operator == sign


_CHANGES = [
    *((w, "increase") for w in (*change_words().rise, *change_words().rise_nouns)),
    *((w, "decrease") for w in (*change_words().fall, *change_words().fall_nouns)),
]


@pytest.mark.parametrize(("word", "change"), _CHANGES)
def test_a_word_of_change_gives_its_direction_everywhere(word: str, change: str) -> None:
    assert direction_of(word) == change
    text = f"，比上年{word}7.5%"
    rate = Mention("m1", Label.RATE, Span(text.index("7"), len(text)), "7.5%")
    assert change_of(text, rate).change == change
    assert word in (words().rise if change == "increase" else words().fall)


@pytest.mark.parametrize("word", [*change_words().rise, *change_words().fall])
@pytest.mark.parametrize("tail", ["到", "至", "为"])
def test_a_verb_with_its_tail_tells_a_level(word: str, tail: str) -> None:
    text = f"由9万元{word}{tail}7.5万元"
    amount = Mention("m1", Label.AMOUNT, Span(text.index("7"), len(text)), "7.5万元")
    decision = change_of(text, amount)
    assert decision.sure
    assert decision.change is None


@pytest.mark.parametrize("name", sorted(indicator_classes()))
def test_a_class_is_one_to_the_tables(name: str) -> None:
    assert is_level(name)
    assert is_first_level(name) == (indicator_classes()[name].rank == 1)


@pytest.mark.parametrize("word", [*part_words("kinds"), *part_words("pieces")])
@pytest.mark.parametrize("divided", [f"{w}为" for w in part_words("divided")])
def test_a_word_of_parts_says_how_long_a_list_is(word: str, divided: str) -> None:
    said = announced(f"，{divided}三{word}：")
    assert said is not None
    assert said.number == 3
    text = f"清理{{资金}}<750万元>，{divided}三{word}：{{甲}}<320万元>、{{乙}}<250万元>、{{丙}}<108万元>。"
    assert [kind for kind, _ in told(text)] == ["sum"]


@pytest.mark.parametrize("word", weighed_answers())
def test_a_word_of_weights_makes_a_degree_no_share_of_answers(word: str) -> None:
    counted = "有效问卷<300份>，非常满意<150份>、满意<126份>、不满意<24份>"
    assert told(f"{counted}，前两项合计{{满意度}}<90.0%>。")
    assert not told(f"{counted}，前两项{word}合计{{满意度}}<90.0%>。")
    assert told(f"{counted}。非常满意、满意之和占问卷的<90.0%>。")
    assert not told(f"{counted}。非常满意、满意{word}后占问卷的<90.0%>。")


def test_no_list_of_words_stands_twice() -> None:
    """No two lists of the lexicon hold the same three words or more, but where one is the other's part."""
    lists = [(place, words) for place, words in _lists() if len(words) >= _FEW]
    twice = [
        (a, b)
        for i, (a, first) in enumerate(lists)
        for b, second in lists[i + 1 :]
        if first == second
    ]
    assert not twice


def test_no_word_stands_twice_in_a_list() -> None:
    twice = [
        (path.name, entry)
        for folder in ("extraction.lexicon", "extraction.taxonomy", "extraction.tables")
        for path in files(folder).iterdir()
        if path.name.endswith(".toml")
        for entry in _repeated(tomllib.loads(path.read_text(encoding="utf-8")))
    ]
    assert not twice


def _repeated(table: Any) -> Iterator[str]:
    if isinstance(table, list) and all(isinstance(v, str) for v in table):
        yield from (word for word, times in Counter(table).items() if times > 1)
    elif isinstance(table, (dict, list)):
        for value in table.values() if isinstance(table, dict) else table:
            yield from _repeated(value)


_FEW = 3


def _lists() -> Iterator[tuple[str, frozenset[str]]]:
    for path in sorted(files("extraction.lexicon").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            yield from _inside(path.name, tomllib.loads(path.read_text(encoding="utf-8")))


def _inside(place: str, table: Any) -> Iterator[tuple[str, frozenset[str]]]:
    for key, value in table.items() if isinstance(table, dict) else enumerate(table):
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            yield f"{place}/{key}", frozenset(value)
        elif isinstance(value, (dict, list)):
            yield from _inside(f"{place}/{key}", value)


_WORDY = re.compile(r"[一-鿿]{2,}(?:\|[一-鿿]{2,}){3,}")


def test_no_comparators_or_classes_are_listed_in_code() -> None:
    """An expression most of whose words are comparators or indicator classes is a list of its own."""
    known = {w for w, _ in _SPOKEN} | set(indicator_classes())
    found = []
    for path in Path(str(files("extraction"))).rglob("*.py"):
        for run in _WORDY.findall(path.read_text(encoding="utf-8")):
            listed = run.split("|")
            ours = sum(word in known for word in listed)
            if ours >= _FEW and 2 * ours > len(listed):
                found.append((path.name, run))
    assert not found

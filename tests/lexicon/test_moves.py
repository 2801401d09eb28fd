"""Verbs that move a budget within its year, and which way."""

import re

import pytest

from extraction.lexicon.changes import direction_of_move, moves_pattern


@pytest.mark.parametrize(
    ("verb", "direction"),
    [
        ("核减", "decrease"),
        ("收回", "decrease"),
        ("下调", "decrease"),
        ("追加", "increase"),
        ("核增", "increase"),
        ("拨付", None),
    ],
)
def test_a_verb_moves_a_budget_up_or_down(verb, direction):
    assert direction_of_move(verb) == direction
    assert bool(re.fullmatch(moves_pattern(), verb)) is (direction is not None)

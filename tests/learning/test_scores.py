from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.learning.scores import Score, score
from annotations.synthesis import synthesise
from extraction.labels import Label
from extraction.markup import Link, Markup, Mention
from extraction.span import Span

MARKUPS = [synthesise(seed)[1].markup() for seed in range(4)]


def markup(*spans: tuple[int, int, Label], links: tuple[tuple[int, int], ...] = ()) -> Markup:
    mentions = tuple(
        Mention(f"m{i}", label, Span(s, e), "x" * (e - s)) for i, (s, e, label) in enumerate(spans)
    )
    return Markup(mentions, tuple(Link(f"m{a}", f"m{b}") for a, b in links))


def test_a_perfect_answer() -> None:
    found = score(MARKUPS[0], MARKUPS[0])
    assert (found.spans.f1, found.links.f1, found.value) == (1.0, 1.0, 1.0)


def test_what_is_wrong_counts_on_both_sides() -> None:
    wanted = markup((0, 2, Label.ITEM), (2, 5, Label.AMOUNT), links=((1, 0),))
    given_ = markup((0, 2, Label.ITEM), (2, 4, Label.AMOUNT), (6, 7, Label.RATE), links=((1, 0),))
    found = score(wanted, given_)
    assert found.spans.f1 == pytest.approx(2 * 1 / (2 + 3))
    assert found.links.f1 == 0.0
    assert found.labels["ITEM"].f1 == 1.0
    assert found.labels["RATE"].f1 == 0.0


def test_nothing_wanted_and_nothing_given_is_right() -> None:
    assert score(Markup(), Markup()).value == 1.0


@given(st.lists(st.tuples(st.sampled_from(MARKUPS), st.sampled_from(MARKUPS)), max_size=4))
def test_scores_add_up(pairs: list[tuple[Markup, Markup]]) -> None:
    total = sum((score(a, b) for a, b in pairs), Score())
    assert total.spans.right == sum(score(a, b).spans.right for a, b in pairs)
    assert sum(c.right for c in total.labels.values()) == total.spans.right
    assert sum(c.wanted for c in total.labels.values()) == total.spans.wanted

"""Words that say how two figures compare: which is greater, which way one moved, that they are level, that a goal is met."""

from __future__ import annotations

import pytest

from tests.constraints.marked import findings, found


def test_words_that_contradict_the_figures() -> None:
    text = (
        "⟦ITEM i1|公务接待费⟧年初预算为⟦AMOUNT a1b>i1|1.00万元⟧，支出决算为⟦AMOUNT a2>i1|1.80万元⟧。"
        "决算数小于预算数的主要原因是厉行节约。"
    )
    check = found(text, "diff", "a2", "a1")
    assert check is not None
    assert check.status == "violated"


@pytest.mark.parametrize(
    ("actual", "status"), [("97%", "holds"), ("80%", "violated")], ids=["met", "not met"]
)
def test_a_target_said_to_be_met(actual: str, status: str) -> None:
    text = (
        "⟦INDICATOR k1|整改率⟧⟦TARGET t1>k1|≥90%⟧，实际⟦ACTUAL x1>k1|"
        + actual
        + "⟧，⟦STATUS u1>k1|完成年度目标⟧。"
    )
    check = found(text, "target", "x1", "t1")
    assert check is not None
    assert check.status == status


_MOVED = "⟦ITEM i1|参保人数⟧由⟦COUNT c1>i1|{before}人⟧{word}到⟦COUNT c2>i1|{after}人⟧。"


@pytest.mark.parametrize(
    ("before", "word", "after", "raised"),
    [
        ("2900", "增加", "3800", False),
        ("3800", "增加", "2900", True),
        ("3800", "减少", "2900", False),
        ("2900", "下降", "3800", True),
    ],
    ids=["rises", "said to rise", "falls", "said to fall"],
)
def test_a_move_goes_the_way_its_word_says(
    before: str, word: str, after: str, raised: bool
) -> None:
    assert bool(findings(_MOVED.format(before=before, word=word, after=after))) is raised


_LEVEL = "⟦ITEM i1|公务接待费⟧年初预算⟦AMOUNT a1b>i1|{budget}万元⟧，决算⟦AMOUNT a2>i1|12.50万元⟧，{word}。"


@pytest.mark.parametrize(
    ("budget", "word", "raised"),
    [
        ("12.50", "与年初预算持平", False),
        ("13.80", "与年初预算持平", True),
        ("13.80", "与年初预算基本持平", False),
    ],
    ids=["level", "not level", "roughly level"],
)
def test_level_figures_are_equal(budget: str, word: str, raised: bool) -> None:
    assert bool(findings(_LEVEL.format(budget=budget, word=word))) is raised

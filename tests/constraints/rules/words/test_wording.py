"""Words that say how two figures compare: which is greater, which way one moved, that they are level, that a goal is met."""

from __future__ import annotations

import pytest

from tests.constraints.marked import checks_of, findings, found, terms_told, told


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


@pytest.mark.parametrize(
    ("verdict", "told"),
    [("未超预算", True), ("已完成", True), ("略高于目标", False), ("未完成", False)],
)
def test_a_verdict_right_behind_a_result_is_a_claim(verdict: str, told: bool) -> None:
    marked = (
        "⟦INDICATOR n1|公用经费控制率⟧⟦TARGET t1>n1|≤100%⟧，实际⟦ACTUAL x1>n1|103.2%⟧，"
        + verdict
        + "。"
    )
    assert bool(terms_told(marked)) is told


def test_one_of_several_results_is_not_what_the_verdict_is_of():
    text = "⟦INDICATOR n1|满意率⟧。目标⟦TARGET t1>n1|75%⟧，两次调查为⟦ACTUAL a1>n1|73.8%⟧与78.1%，取均值，⟦STATUS u1>n1|达标⟧。"
    assert [c for c in checks_of(text) if c.finding] == []


@pytest.mark.parametrize(
    "text",
    [
        "{三公经费}支出<b2,815.46万元>，比年初预算<b4,130万元>减少<-1,314.54万元>，完成预算的<68.17%>，较2020年决算<2,957.3万元>减支<-141.84万元>，下降<-4.80%>。",
        "{财政总收入}<b39624万元>,占预算<b39000万元>的<101.6%>,较上年<36580万元>增长<+8.32%>。",
        "{基金收入}<b18.46亿元>，为调整预算<b19.20亿元>的<96.15%>，比上年<20.01亿元>减少<-1.55亿元>，下降<-7.75%>。",
    ],
)
def test_the_level_that_is_compared_is_no_base_told_before_it(text):
    assert told(text) == []


def test_the_right_level_is_compared_all_the_same():
    text = "{基金收入}<18.46亿元>，为调整预算<b19.20亿元>的<96.15%>，比上年<20.01亿元>减少<-1.55亿元>，下降<-7.57%>。"
    assert told(text) == [("growth", "-7.57%")]

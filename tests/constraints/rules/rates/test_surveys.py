"""Answers of surveys: the satisfied are of the valid ones."""

from __future__ import annotations

import pytest

from tests.constraints.marked import told


def _kinds(text: str) -> list[str]:
    return [kind for kind, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("收回有效问卷<304份>，表示满意的<285份>，以有效问卷计算{满意度}<X>。", "93.75%", "89.06%"),
        ("有效问卷<376份>，非常满意<241份>、满意<98份>、基本满意<28份>、不满意<9份>，前三项合计，{满意率}<X>。", "97.61%", "91.75%"),
        ("有效回答<190人>，满意<171人>，不满意<19人>，{满意率}为<X>。", "90.0%", "85.5%"),
    ],
)  # fmt: skip
def test_the_satisfied_are_of_the_valid_answers(text, right, wrong):
    assert _kinds(text.replace("X", right)) == []
    assert _kinds(text.replace("X", wrong)) == ["share"]


@pytest.mark.parametrize(
    "text",
    [
        "有效问卷<300份>，非常满意<200份>，满意<100份>，加权{满意度}<92.0%>。",
        "有效问卷<300份>，满意的<276份>，按权重计{满意度}<90.0%>。",
        "有效答卷<240份>，满意的<204份>，乘以系数后{满意度}<90.0%>。",
        "收回有效问卷<180份>，满意的<153份>，折算{满意率}<88.0%>。",
    ],
)
def test_a_satisfaction_that_is_weighed_is_silent(text):
    assert _kinds(text) == []

"""Overall goals and their results, one cell a line."""

from __future__ import annotations

import pytest

from extraction.loading.dumps.goal_lines import goal_lines
from extraction.loading.dumps.lines import split_lines

HEADS = "年度总体目标\n预期目标\n实际完成情况\n"
GOAL, RESULT = "治理河道12公里,新建水闸3座。", "治理河道12.6公里,新建水闸2座。"


def cells(text: str) -> list[list[list[str]]]:
    found = goal_lines(text, tuple(split_lines(text)))
    return [[[c.text for c in row.cells] for row in rows] for rows, _ in found]


def test_the_line_of_the_goal_comes_before_that_of_the_result():
    text = f"{HEADS}{GOAL}\n{RESULT}\n一级指标\n二级指标\n"
    assert cells(text) == [[["预期目标", "实际完成情况"], [GOAL, RESULT]]]


@pytest.mark.parametrize(
    "rest",
    [f"{GOAL}\n一级指标\n", f"{GOAL}\n{RESULT}\n已完成。\n一级指标\n", f"{GOAL}\t{RESULT}\n"],
    ids=["one line", "three lines", "cells beside each other"],
)
def test_other_numbers_of_lines_are_left_to_others(rest):
    assert cells(HEADS + rest) == []

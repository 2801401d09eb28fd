"""Results that say how they were found, and names with their marks inside a paragraph."""

import pytest

from tests.indicators.test_walks import told

_HEAD = "云岭县茶叶产业项目绩效自评报告\n三、绩效目标完成情况\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "老茶园改造面积目标3200亩，经无人机航测核实3150亩。",
            ("老茶园改造面积", "3200亩", "3150亩"),
        ),
        ("茶样抽检合格率要求98%，检测结果98.6%。", ("茶样抽检合格率", "98%", "98.6%")),
        (
            "茶农人均增收目标1500元，按入户记账加权为1620元。",
            ("茶农人均增收", "1500元", "1620元"),
        ),
    ],
    ids=["checked", "tested", "weighted"],
)
def test_how_a_result_was_found_is_no_name(sentence, expected):
    assert told(f"{_HEAD}（1）数量指标\n{sentence}\n") == [expected]


def test_a_name_may_begin_with_such_a_word():
    text = f"{_HEAD}（1）数量指标\n计划核实茶园地块85处，实际核实茶园地块91处。\n"
    assert [(goal, done) for _, goal, done in told(text)] == [("85处", "91处")]


@pytest.mark.parametrize(
    "paragraph",
    [
        "建成茶苗圃（6分）：任务3处，建成3处，得6分；扶持茶农（8分）：预期1100户，系统比对后为1264户，得8分。",
        "建成茶苗圃（满分6分）：任务3处，建成3处，得6分。扶持茶农（满分8分）：预期1100户，实际1264户，得7分。",
        "建成茶苗圃(6分)：目标3处，完成3处；扶持茶农(8分)：目标1100户，完成1264户。",
    ],
    ids=["semicolons", "sentences", "half-width"],
)
def test_names_with_marks_in_brackets_part_a_paragraph(paragraph):
    found = told(f"{_HEAD}（三）产出得14分。{paragraph}\n")
    assert ("建成茶苗圃", "3处", "3处") in found
    assert ("扶持茶农", "1100户", "1264户") in found


def test_marks_in_brackets_without_names_of_indicators_part_nothing():
    text = f"{_HEAD}评价得分（92分）：优秀；资金得分（18分）：良好。\n"
    assert told(text) == []

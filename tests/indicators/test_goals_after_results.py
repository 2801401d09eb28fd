"""Goals that stand behind their results, and verbs of results that a plan takes."""

from __future__ import annotations

import pytest

from tests.indicators.test_found_results import told

_HEAD = "松涧县茶业振兴项目绩效自评报告\n\n三、绩效目标完成情况\n（一）产出指标\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("按期完工率93.3%，目标为90%。", ("按期完工率", "90%", "93.3%")),
        ("茶农满意度96.2%，年初设定目标为95%以上。", ("茶农满意度", "95%以上", "96.2%")),
        ("茶苗成活率91.5%,目标值90%. 其中一类苗占六成。", ("茶苗成活率", "90%", "91.5%")),
        ("茶园增收幅度17.0%，年初设定增收幅度不低于15%。", ("茶园增收幅度", "不低于15%", "17.0%")),
        ("9.制茶车间。计划建成5座，建成4座，未完成。", ("制茶车间", "5座", "4座")),
        ("防火通道。拟建成12公里，建成12.5公里。", ("防火通道", "12公里", "12.5公里")),
        ("目标为硬化茶道不少于43公里，竣工43.36公里。", ("硬化茶道", "不少于43公里", "43.36公里")),
        (
            "3.茶道硬化. 目标为硬化茶道不少于43公里,完工43.36公里.",
            ("硬化茶道", "不少于43公里", "43.36公里"),
        ),
    ],
)
def test_a_goal_behind_or_before_its_result(sentence, expected):
    assert expected in told(f"{_HEAD}{sentence}\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "建成茶苗圃（6分）：任务3处，建成3处。",
        "茶苗成活率91.5%，目标为改造茶园300亩。",
        "改造茶园310亩；目标为90%。",
    ],
)
def test_a_goal_of_something_else_is_not_that_of_the_value_before(sentence):
    pairs = [(goal, done) for _, goal, done in told(f"{_HEAD}{sentence}\n")]
    assert not {("3处", "6分"), ("300亩", "91.5%"), ("90%", "310亩")} & set(pairs)

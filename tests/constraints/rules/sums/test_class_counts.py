"""Numbers of indicators by class, and all of them."""

from __future__ import annotations

import pytest

from tests.constraints.marked import told


def _kinds(text: str) -> list[str]:
    return [kind for kind, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("设{二级指标}<X个>，其中{决策}<2个>、{过程}<3个>、{产出}<3个>、{效益}<2个>。", "10", "9"),
        (
            "{产出指标}<9个>，细分下去是{数量指标}<X个>、{质量指标}<2个>、{时效指标}<2个>、{成本指标}<1个>。",
            "4",
            "5",
        ),
        ("设{绩效指标}<20个>：{产出指标}<11个>、{效益指标}<X个>、{满意度指标}<2个>。", "7", "6"),
    ],
)
def test_numbers_of_indicators_by_class(text, right, wrong):
    assert _kinds(text.replace("X", right)) == []
    assert _kinds(text.replace("X", wrong)) == ["sum"]


def test_classes_that_are_not_all_are_silent():
    assert _kinds("{产出指标}<9个>，其中{数量指标}<5个>、{质量指标}<2个>。") == []
    assert (
        _kinds("{产出指标}<9个>，其中{数量指标}<5个>、{质量指标}<2个>、{时效指标}<1个>、成本1。")
        == []
    )

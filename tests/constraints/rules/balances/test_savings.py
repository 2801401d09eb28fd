"""What a review cuts off a sum that was asked for."""

import pytest

from tests.constraints.marked import checks_of, sketch, told

_BEFORE = "审计{项目}<15个>，{概算总投资}<38.46亿元>。3个项目{超概算合计}<1.12亿元>。"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (_BEFORE + "{工程结算送审金额}<23,640.50万元>，{审定}<21,872.18万元>，{核减}<-1,768.32元>，{核减率}<-7.48%>。", "核减1,768.32元"),
        (_BEFORE + "{结算送审价}<3,152.40万元>，{审定价}<2,987.15万元>，{核减额}<-156.25万元>。", "核减额156.25万元"),
        ("{预算合计}<9.60亿元>。{报审造价}<1.86亿元>，{审核后造价}<1.72亿元>，{审减}<-1,400元>。", "审减1,400元"),
    ],
)  # fmt: skip
def test_a_cut_that_is_not_what_was_asked_less_what_was_granted_is_told(text, cut):
    assert [
        c.message for c in checks_of(sketch(text)) if c.finding and f"若将{cut}改为" in c.message
    ]


@pytest.mark.parametrize(
    "text",
    [
        _BEFORE + "{工程结算送审金额}<23,640.50万元>，{审定}<21,872.18万元>，{核减}<-1,768.32万元>，{核减率}<-7.48%>。",
        "{送审金额}<2,640.50万元>，{审定}<2,572.18万元>，{核减}<-68.32万元>，{核减率}<-2.59%>。",
        "{送审金额}<2,640.50万元>，{审定}<2,572.18万元>，另{核减}{设计费}<-12.30万元>。",
    ],
)  # fmt: skip
def test_a_right_cut_is_not(text):
    assert told(text) == []

"""A level of one year whose unit is a step off that of the other year beside it."""

import pytest

from tests.constraints.marked import told

WRONG = [
    ("{到位资金}<60200万元>。2030年{地方投入}<6.02万元>，2031年{计划投入}<6.50亿元>。", "6.02万元"),
    ("{固定资产投资}<138500万元>。2030年{完成投资}<12.64亿元>，2031年{完成投资}<13.85万元>。", "13.85万元"),
    ("{培训费}<34200元>。2030年{培训支出}<3.15万元>，2031年{培训支出}为<3.42元>。", "3.42元"),
]  # fmt: skip
RIGHT = [
    "{到位资金}<60200万元>。2030年{地方投入}<6.02亿元>，2031年{计划投入}<6.50亿元>。",
    "{到位资金}<71300万元>。2030年{地方投入}<6.02万元>，2031年{计划投入}<6.50亿元>。",
    "{到位资金}<60200万元>。2030年{宣传费}<6.02万元>，2031年{计划投入}<6.50亿元>。",
    "{到位资金}<60200万元>。2030年{培训费}<6.02万元>，2030年{水利投入}<6.50亿元>。",
]


@pytest.mark.parametrize(("text", "wrong"), WRONG)
def test_the_unit_that_is_a_step_off_is_told(text, wrong):
    assert told(text) == [("equal", wrong)]


@pytest.mark.parametrize("text", RIGHT)
def test_other_amounts_are_not(text):
    assert told(text) == []

"""Two rates, and the points between them."""

from __future__ import annotations

import pytest

from tests.constraints.marked import checks_of, findings, sketch
from tests.constraints.reports import about


@pytest.mark.parametrize("lead", ["，两者差", "，二者相差", "，相差"])
def test_two_rates_are_so_many_points_apart(lead):
    text = "{税收占比}甲县最高，为<81.4%>；末位的{乙县}只有<52.6%>" + lead + "<?POINTS个百分点>。"
    marked = sketch(text.replace("POINTS", "28.8")).replace("⟦COUNT", "⟦RATE")
    assert [c for c in checks_of(marked) if c.finding] == []
    marked = sketch(text.replace("POINTS", "29.8")).replace("⟦COUNT", "⟦RATE")
    assert [c.kind for c in checks_of(marked) if c.finding] == ["diff"]


@pytest.mark.parametrize(
    ("first", "second", "moved"),
    [
        ("幼儿净入园率", "流失率", "降为"),
        ("电子开票率", "退票率", "降至"),
        ("到课率", "缺考率", "降到"),
    ],
)
def test_a_change_of_one_rate_is_not_between_two(first, second, moved):
    text = (
        f"⟦ITEM i1|{first}⟧⟦RATE r1>i1|98.6%⟧，⟦ITEM i2|{second}⟧{moved}⟦RATE r2>i2|0.7%⟧，"
        "降低⟦RATE r3->i2|1.3个百分点⟧。"
    )
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("预算执行率95.05%（目标100%），上年为92.38%，同比提高{}个百分点。", "2.67", "2.89"),
        ("资金支付率88.40%，上年同期为91.10%，下降{}个百分点。", "2.70", "2.96"),
        ("项目完工率93.5%（计划95%），去年完工率90.0%，比去年提高{}个百分点。", "3.5", "3.9"),
    ],
)
def test_points_since_last_years_rate_beside(tmp_path, text, right, wrong):
    assert not about(tmp_path, text.format(right), f"{right}个百分点")
    assert about(tmp_path, text.format(wrong), f"{wrong}个百分点")

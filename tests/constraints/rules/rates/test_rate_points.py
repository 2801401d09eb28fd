"""Two rates, and the points between them."""

from __future__ import annotations

import pytest

from tests.constraints.marked import checks_of, findings, sketch


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

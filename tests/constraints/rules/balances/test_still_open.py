"""What of a sum is still open."""

from __future__ import annotations

import pytest

from tests.constraints.marked import told


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("下达{资金}<1.26亿元>，{实际支付}<7,938万元>，支付率<63.0%>，尚有<REST>在账上。", "4,662万元", "466.2万元"),
        ("共查出{问题}<63个>，{已整改}<54个>，占<85.71%>，正在整改<REST>。", "9个", "11个"),
        ("{到位资金}<800.0万元>，{拨付}<650.0万元>，还有<REST>未拨付。", "150.0万元", "105.0万元"),
    ],
)  # fmt: skip
def test_the_rest_of_a_pair_may_stand_behind_its_rate(text, right, wrong):
    assert told(text.replace("<REST>", f"<?{right}>")) == []
    assert [kind for kind, _ in told(text.replace("<REST>", f"<?{wrong}>"))] == ["diff"]


def test_a_rest_of_another_account_is_none():
    assert told("下达{资金}<800.0万元>，{拨付}<650.0万元>，还有<?80.0万元>未下达。") == []

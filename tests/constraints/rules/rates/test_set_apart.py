"""The rate that one thing is above or below another is over the other, in several wordings."""

from __future__ import annotations

import pytest

from tests.constraints.marked import told


@pytest.mark.parametrize(("rate", "wrong"), [("25.0%", False), ("28.0%", True)])
@pytest.mark.parametrize(
    "text",
    [
        "{采购单价}<5000元>。同期{市场均价}<4000元>，采购单价高出<+1000元>，高出<+{}>。",
        "{采购单价}<5000元>，{市场均价}<4000元>，高出<+1000元>，高出<+{}>。",
        "{市场均价}<4000元>，{采购单价}<5000元>，采购单价多出<+1000元>，超出<+{}>。",
        "{自建成本}<4000元>，{外购成本}<3000元>，外购成本低了<-1000元>，低于<-{}>。",
    ],
)
def test_the_base_is_what_it_is_compared_with(text: str, rate: str, wrong: bool) -> None:
    found = [s.lstrip("-") for kind, s in told(text.replace("{}", rate)) if kind == "growth"]
    assert found == ([rate] if wrong else [])


@pytest.mark.parametrize(
    "text",
    [
        "{市场均价}<4000元>，合同单价高出<+1000元>，高出<+25.0%>。",
        "{市场均价}<4000元>，合同单价高出<+1000元>，高出<+28.0%>。",
        "{甲地成本}<4000元>，{乙地成本}<5200元>，高出<+1000元>，高出<+28.0%>。",
    ],
    ids=["one level, right", "one level alone says little", "not their difference"],
)
def test_what_is_not_sure_is_left_alone(text: str) -> None:
    assert [kind for kind, _ in told(text) if kind == "growth"] == []


@pytest.mark.parametrize(("rate", "wrong"), [("25.0%", False), ("28.0%", True)])
def test_growth_over_the_year_before_stays(rate: str, wrong: bool) -> None:
    found = told(f"{{支出}}<5000元>，比上年高出<+1000元>，高出<+{rate}>。")
    assert ("growth" in [kind for kind, _ in found]) is wrong

"""Completion of a budget: over the one that the words name."""

from __future__ import annotations

import pytest

from tests.constraints.marked import findings, found, stated_told


def test_completion_is_over_the_budget_that_the_words_name() -> None:
    text = (
        "⟦ITEM i1|教育支出⟧年初预算为⟦AMOUNT b1b>i1|40.00亿元⟧，执行中调整为"
        "⟦AMOUNT b2b>i1|50.00亿元⟧，实际完成⟦AMOUNT a1>i1|45.00亿元⟧，"
        "为调整预算的⟦RATE r1>i1|{}%⟧。"
    )
    assert findings(text.format("90")) == []
    (finding,) = findings(text.format("112.5"))
    assert finding.terms == ("r1", "a1", "b2")


_COMPLETED = (
    "⟦ITEM i1|环保支出⟧⟦AMOUNT a1>i1|9.54亿元⟧，同比下降⟦RATE r1->i1|41.7%⟧，完成变动预算数的⟦RATE r2->i1|81.3%⟧。\n"
    "⟦PERIOD p1|上年⟧⟦ITEM i2|环保支出⟧⟦AMOUNT a2>i2,p1|16.36亿元⟧。"
)


def test_a_completion_is_no_fall() -> None:
    assert stated_told(_COMPLETED) == []


@pytest.mark.parametrize(
    ("rate", "status"), [("95.89", "rounding"), ("98.00", "violated")], ids=["right", "wrong"]
)
def test_fulfilment_of_the_budget(rate: str, status: str) -> None:
    text = (
        "⟦ITEM i1|行政运行⟧年初预算为⟦AMOUNT a1b>i1|321.02万元⟧，支出决算为⟦AMOUNT a2>i1|307.82万元⟧，"
        f"完成年初预算的⟦RATE r1>i1|{rate}%⟧。"
    )
    check = found(text, "share", "r1", "a2", "a1")
    assert check is not None
    assert check.status == status

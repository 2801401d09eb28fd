"""Classes of accounts and their items."""

from __future__ import annotations

from tests.constraints.marked import found


def test_class_totals_from_account_chains() -> None:
    text = (
        "⟦ITEM i1|卫生健康支出⟧（类）⟦AMOUNT a1>i1|6.00万元⟧。\n"
        "1、卫生健康支出（类）医疗（款）⟦ITEM i2|行政单位医疗⟧（项）⟦AMOUNT a2>i2|4.25万元⟧。\n"
        "2、卫生健康支出（类）医疗（款）⟦ITEM i3|事业单位医疗⟧（项）⟦AMOUNT a3>i3|1.75万元⟧。\n"
    )
    check = found(text, "sum", "a1", "a2", "a3")
    assert check is not None
    assert check.status == "holds"

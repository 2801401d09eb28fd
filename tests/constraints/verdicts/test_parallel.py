"""Relations that follow from others that hold."""

from __future__ import annotations

import pytest

from tests.constraints.marked import checks_of, found, sketch


def test_changes_add_up_beside_levels_that_do() -> None:
    text = (
        "（一）⟦ITEM i1|支出总计⟧⟦AMOUNT a1>i1|812.40万元⟧，比上年增加⟦AMOUNT a2+>i1|90.00万元⟧。包括：\n"
        "1．⟦ITEM i2|教育支出⟧⟦AMOUNT a3>i2|700.15万元⟧，比上年增加⟦AMOUNT a4+>i2|60.00万元⟧。\n"
        "2．⟦ITEM i3|其他支出⟧⟦AMOUNT a5>i3|112.25万元⟧，比上年增加⟦AMOUNT a6+>i3|20.00万元⟧。\n"
    )
    check = found(text, "sum", "a2", "a4", "a6")
    assert check is not None
    assert check.status == "violated"


@pytest.mark.parametrize(("change", "told_of_it"), [("88.90万元", True), ("74.00万元", False)])
def test_the_change_of_a_total_of_one_part(change, told_of_it):
    """Last year it may have had another part, but none that is next to nothing."""
    text = f"{{收入总计}}<642.20万元>，比上年增加<+{change}>，其中：{{财政拨款收入}}<642.20万元>，比上年增加<+89.20万元>。"
    broken = [c for c in checks_of(sketch(text)) if c.kind == "sum" and c.status == "violated"]
    assert bool(broken) is told_of_it

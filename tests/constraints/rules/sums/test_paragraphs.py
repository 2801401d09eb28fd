"""Paragraphs that add up to their heading or to the whole before them."""

from __future__ import annotations

import pytest

from tests.constraints.marked import found
from tests.constraints.reports import told_of_region


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (("基本支出811000.39元，其中：", "人员经费709961.19元，主要包括：基本工资、奖金。", "公用经费71339.20元，主要包括：办公费。"), ["811000.39元"]),
        (("基本支出642.10万元，其中：", "人员经费521.30万元，主要包括：基本工资、津贴补贴。", "日常公用经费120.80万元，主要包括：办公费、水费。"), []),
        (("本年支出合计5310.00万元，其中：", "基本支出3120.00万元，主要用于人员。", "项目支出2910.00万元，主要用于维修。"), ["5310.00万元"]),
    ],
)  # fmt: skip
def test_parts_that_make_up_a_whole_stand_in_paragraphs_without_numbers(tmp_path, lines, wrong):
    assert told_of_region(tmp_path, "\n".join(lines)) == wrong


def test_numbered_paragraphs_add_up_to_their_heading() -> None:
    text = (
        "（一）⟦ITEM i1|收入总计⟧⟦AMOUNT a1>i1|812.40万元⟧。包括：\n"
        "1．⟦ITEM i2|财政拨款收入⟧⟦AMOUNT a2>i2|700.15万元⟧。\n"
        "2．⟦ITEM i3|其他收入⟧⟦AMOUNT a3>i3|112.25万元⟧。\n"
    )
    check = found(text, "sum", "a1", "a2", "a3")
    assert check is not None
    assert check.status == "holds"

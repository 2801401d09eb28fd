"""Balances that roll forward, told beside lists, as deficits, and of assets by what they cost."""

from __future__ import annotations

import pytest

from tests.constraints.reports import about

_HEAD = "松岩市2031年财政决算情况\n"
_BESIDE_A_LIST = (
    "基金收入132640万元，其中养老保险48160万元、医疗保险84480万元。"
    "当年收支结余14370万元，上年滚存结余86530万元，年末滚存结余{left}。"
)
_DEFICIT = (
    "全年收入298.40亿元，支出301.16亿元，当年收支缺口2.76亿元。"
    "上年滚存结余45.83亿元，年末滚存结余{left}。"
)
_ASSETS = (
    "2031年初固定资产原值1286.50万元，当年新增74.30万元，处置22.80万元，年末固定资产原值{left}。"
)


@pytest.mark.parametrize(
    ("text", "left", "wrong"),
    [
        (_BESIDE_A_LIST, "100900万元", False),
        (_BESIDE_A_LIST, "95170万元", True),
        (_DEFICIT, "43.07亿元", False),
        (_DEFICIT, "48.59亿元", True),
        (_ASSETS, "1338.00万元", False),
        (_ASSETS, "1360.80万元", True),
    ],
    ids=[
        "a list in the sentence before",
        "a list in the sentence before, wrong",
        "a deficit is taken off",
        "a deficit is added",
        "assets by what they cost",
        "assets, what was disposed of forgotten",
    ],
)
def test_what_was_left_and_what_moved_is_what_is_left(tmp_path, text, left, wrong):
    assert about(tmp_path, f"{_HEAD}{text.format(left=left)}\n", left) is wrong


def test_what_assets_are_worth_needs_what_wore_off(tmp_path):
    text = f"{_HEAD}2031年初资产净值1286.50万元，当年新增74.30万元，处置22.80万元，年末资产净值1160.80万元。\n"
    assert not about(tmp_path, text, "1160.80万元")

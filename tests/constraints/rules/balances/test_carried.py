"""Balances that roll forward, told beside lists, as deficits, and of assets by what they cost."""

from __future__ import annotations

import pytest

from tests.constraints.reports import about

_HEAD = "松岩市2031年财政决算情况\n"


@pytest.mark.parametrize(("left", "wrong"), [("100900", False), ("95170", True)])
def test_a_list_in_the_sentence_before_is_no_hindrance(tmp_path, left, wrong):
    text = (
        f"{_HEAD}基金收入132640万元，其中养老保险48160万元、医疗保险84480万元。"
        f"当年收支结余14370万元，上年滚存结余86530万元，年末滚存结余{left}万元。\n"
    )
    assert about(tmp_path, text, f"{left}万元") is wrong


@pytest.mark.parametrize(("left", "wrong"), [("43.07", False), ("48.59", True)])
def test_a_deficit_is_taken_off(tmp_path, left, wrong):
    text = (
        f"{_HEAD}全年收入298.40亿元，支出301.16亿元，当年收支缺口2.76亿元。"
        f"上年滚存结余45.83亿元，年末滚存结余{left}亿元。\n"
    )
    assert about(tmp_path, text, f"{left}亿元") is wrong


@pytest.mark.parametrize(("left", "wrong"), [("1338.00", False), ("1360.80", True)])
def test_assets_roll_forward_by_what_they_cost(tmp_path, left, wrong):
    text = (
        f"{_HEAD}2031年初固定资产原值1286.50万元，当年新增74.30万元，处置22.80万元，"
        f"年末固定资产原值{left}万元。\n"
    )
    assert about(tmp_path, text, f"{left}万元") is wrong


def test_what_assets_are_worth_needs_what_wore_off(tmp_path):
    text = f"{_HEAD}2031年初资产净值1286.50万元，当年新增74.30万元，处置22.80万元，年末资产净值1160.80万元。\n"
    assert not about(tmp_path, text, "1160.80万元")

"""No part is above its whole."""

from __future__ import annotations

import pytest

from tests.constraints.reports import about, checks_told


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("政府采购支出总额120.00万元，其中：政府采购货物支出150.00万元。", True),
        ("政府采购支出总额150.00万元，其中：政府采购货物支出120.00万元。", False),
        ("全县一般公共预算收入完成15.24亿元，其中县本级一般公共预算收入完成18.40亿元。", True),
        ("2031年政府债务限额90.00亿元，年末政府债务余额94.00亿元。", True),
        ("2031年政府债务限额98.00亿元，年末政府债务余额94.00亿元。", False),
    ],
)
def test_a_part_above_its_whole_in_prose(tmp_path, text, wrong):
    assert bool(checks_told(tmp_path, f"云阳县2031年决算情况说明\n{text}\n")) is wrong


@pytest.mark.parametrize("gap", ["短收0.31亿元", "超收0.31亿元", "较预算欠收0.31亿元"])
def test_parts_behind_a_gap_are_of_the_level_before_it(tmp_path, gap):
    text = (
        "2031年青岩县财政决算报告\n"
        f"县本级一般公共预算收入8.20亿元，{gap}（其中：税收收入5.10亿元；非税收入3.10亿元）。\n"
    )
    assert not checks_told(tmp_path, text)


def test_a_part_above_its_own_level_is_still_told(tmp_path):
    text = (
        "2031年青岩县财政决算报告\n"
        "县本级一般公共预算收入8.20亿元（其中：税收收入9.10亿元，同比增长3.2%）。\n"
    )
    assert about(tmp_path, text, "9.10亿元")

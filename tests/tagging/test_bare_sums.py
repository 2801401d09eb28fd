"""Sums without a unit: found behind accounts, taken over where the model is silent, and nothing else."""

from __future__ import annotations

import pytest

from extraction.span import Span
from extraction.tagging.patterns.bare import bare_sums


def surfaces(text: str) -> list[str]:
    return [text[q.start : q.end] for q in bare_sums(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本年收入合计8160400\n", ["8160400"]),
        ("全年总收入为17640300，主要用于测报。", ["17640300"]),
        ("支出总计：4 720.36\n其中人员经费：3020.16\n", ["4 720.36", "3020.16"]),
        ("收入总计2205600，其中：拨款收入2205600，年初结转0。", ["2205600", "2205600", "0"]),
        ("年末结转和结余1,164,300。", ["1,164,300"]),
    ],
)
def test_a_number_behind_an_account_is_a_sum(text: str, found: list[str]) -> None:
    assert surfaces(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "三、收入支出决算总体情况……12\n",
        "年初结转0。",
        "落实资金2023年计划。",
        "办公费2024\n",
        "收入合计8160400元。",
        "在编人员1250，联系电话63218800。",
        "设备费见附表1234。",
    ],
)
def test_years_pages_and_things_are_none(text: str) -> None:
    assert surfaces(text) == []

from __future__ import annotations

import pytest

from extraction.facts.roles import role_before, role_of_names
from extraction.labels import Label
from extraction.markup import Mention
from extraction.span import Span


def _role(text: str, value: str) -> str | None:
    start = text.index(value)
    floor = max(
        (text.rfind(u, 0, start) + len(u) for u in ("万元", "亿元") if u in text[:start]), default=0
    )
    return role_before(
        text, Mention("m1", Label.AMOUNT, Span(start, start + len(value)), value), floor=floor
    )


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [
        ("收入预算数为31.5万元，实际完成33.1万元", "31.5万元", "budget"),
        ("收入预算数为31.5万元，实际完成33.1万元", "33.1万元", "actual"),
        ("基金收入预算数为3.4亿元，实际入库2.9亿元", "2.9亿元", "actual"),
        ("全年收入计划8.6亿元", "8.6亿元", "budget"),
        ("支出由年初预算20.5亿元调整至24.1亿元", "24.1亿元", "budget"),
        ("支出由年初预算20.5亿元调整至24.1亿元", "20.5亿元", "budget"),
        ("完成年初预算4.5万元的90%", "4.5万元", "budget"),
        ("上年决算为3.85万元", "3.85万元", "prior"),
        ("上年决算数121.3万元", "121.3万元", "prior"),
        ("接待费由上年的3.6万元减少为1.2万元", "3.6万元", "prior"),
        ("接待费由上年的3.6万元减少为1.2万元", "1.2万元", None),
        ("较2021年的7.7万元有所下降", "7.7万元", "prior"),
        ("一般公共预算收入12.4亿元", "12.4亿元", None),
        ("上年结转12.4万元", "12.4万元", None),
        ("年初预算：12.4万元", "12.4万元", "budget"),
        ("支出决算（含年初预算追加部分）为12.4万元", "12.4万元", "actual"),
        ("部门预算批复12.4万元", "12.4万元", "budget"),
        ("预算执行12.4万元", "12.4万元", None),
    ],
)
def test_words_before_an_amount_give_its_role(text, value, role):
    assert _role(text, value) == role


def test_names_give_a_role():
    def named(*names: str) -> str | None:
        return role_of_names(
            [Mention(f"m{i}", Label.ITEM, Span(i, i + 1), n) for i, n in enumerate(names)]
        )

    assert named("年初预算数", "会议费") == "budget"
    assert named("上年决算数") == "prior"
    assert named("一般公共预算收入") is None
    assert named("预算数", "决算数") is None

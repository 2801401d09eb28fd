from __future__ import annotations

import pytest

from annotations.inline import parse
from extraction.facts.roles import role_before, role_of_names, with_roles
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
        ("加上年滚存结余12.4万元", "12.4万元", None),
        ("上年专项政策性结转使用12.4万元", "12.4万元", None),
        ("动用上年度财政资金结余12.4万元", "12.4万元", None),
        ("上年收入12.4万元，年底结余2万元", "12.4万元", "prior"),
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


def _roles(marked: str) -> list[str | None]:
    text, record = parse(marked)
    return [m.role for m in with_roles(text, record.markup()).mentions if m.label is Label.AMOUNT]


@pytest.mark.parametrize(
    ("marked", "roles"),
    [
        (
            "区人代会批准的全区2031年⟦ITEM i1|一般公共预算收入⟧为⟦AMOUNT a1>i1|5.3亿元⟧，实际完成⟦AMOUNT a2>i1|5.4亿元⟧。",
            ["budget", "actual"],
        ),
        (
            "2031年，人大会议审议通过区级⟦ITEM i1|收入⟧⟦AMOUNT a1>i1|78亿元⟧，⟦ITEM i2|支出⟧⟦AMOUNT a2>i2|91亿元⟧。",
            ["budget", "budget"],
        ),
        (
            "年初全区⟦ITEM i1|一般公共预算支出合计⟧⟦AMOUNT a1>i1|41亿元⟧，实际完成⟦AMOUNT a2>i1|54亿元⟧。",
            ["budget", "actual"],
        ),
        ("经省政府批准发行债券取得⟦ITEM i1|债务收入⟧⟦AMOUNT a1>i1|12亿元⟧。", [None]),
        ("年初结转⟦ITEM i1|专项收入⟧⟦AMOUNT a1>i1|2亿元⟧。", [None]),
        (
            "人代会批准的⟦ITEM i1|收入⟧为⟦AMOUNT a1>i1|5.3亿元⟧，⟦ITEM i2|支出⟧执行⟦AMOUNT a2>i2|5.1亿元⟧。",
            ["budget", "actual"],
        ),
    ],
)
def test_what_a_congress_approved_is_a_budget(marked, roles):
    assert _roles(marked) == roles


@pytest.mark.parametrize(
    "name",
    [
        "推进山区学校营养午餐改善计划",
        "支持青年返乡创业三年行动计划",
        "实施城区老旧管网更新改造计划",
    ],
)
def test_a_long_name_that_ends_in_a_plan_is_no_budget(name):
    mention = Mention("m1", Label.ITEM, Span(0, len(name)), name)
    assert role_of_names([mention]) is None


def test_a_short_name_of_a_plan_is_a_budget():
    assert role_of_names([Mention("m1", Label.ITEM, Span(0, 6), "全年收入计划")]) == "budget"

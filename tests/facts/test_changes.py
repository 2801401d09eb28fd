from __future__ import annotations

import pytest

from extraction.facts.changes import Decision, change_of
from extraction.labels import Label
from extraction.markup import Mention
from extraction.span import Span


def _decide(before: str, value: str, after: str = "", name: str = ""):
    text = before + value + after
    span = Span(len(before), len(before) + len(value))
    label = Label.RATE if "%" in value or "百分点" in value else Label.AMOUNT
    names = (Span(before.index(name), before.index(name) + len(name)),) if name else ()
    return change_of(text, Mention("m1", label, span, value), names=names)


@pytest.mark.parametrize(
    ("before", "value", "change"),
    [
        ("比上年增长", "3.5%", "increase"),
        ("较上年减少", "30.00万元", "decrease"),
        ("，同比下降了约", "7.1%", "decrease"),
        ("培训费增加", "2.10万元", "increase"),
        ("全年压减会议费，节约", "1.2万元", "decrease"),
        ("到位率比上年", "提高3.5个百分点", "increase"),
        ("比上年增", "5%", "increase"),
        ("比年初预算多", "8.6万元", "increase"),
        ("增减%", "-16.75%", "decrease"),
        ("比上年增减额为", "4.20万元", "increase"),
        ("支出总额减少（下降）", "4.20万元", "decrease"),
    ],
)
def test_words_before_a_figure_make_it_a_change(before, value, change):
    decision = _decide(before, value)
    assert decision.sure
    assert decision.change == change


@pytest.mark.parametrize(
    ("before", "value"),
    [
        ("由上年的3.60万元减少为", "1.20万元"),
        ("出国经费压减为", "0万元"),
        ("保有量由9辆增加到", "12%"),
        ("会议费增至", "2.80万元"),
        ("（上年同期", "2.80万元"),
        ("，去年为", "2.80万元"),
        ("完成率提高到", "98%"),
        ("合格率", "提高到98%"),
        ("由29种增加到", "30.00万元"),
        ("支持商销稳增长", "30.00万元"),
        ("农民促增收", "30.00万元"),
        ("没有减少", "30.00万元"),
        ("基层医疗服务能力提升", "58.6万元"),
        ("覆盖面扩大", "58.6万元"),
    ],
)
def test_levels_and_names_are_no_change(before, value):
    decision = _decide(before, value)
    assert decision.sure
    assert decision.change is None


def test_the_word_behind_tells_too():
    assert _decide("保持", "5.2%", "的增幅").change == "increase"
    assert _decide("保持", "5.2%", "的降幅").change == "decrease"


def test_silence_leaves_it_to_the_tagger():
    assert not _decide("公务接待费", "5.2万元").sure


@pytest.mark.parametrize(
    "base",
    [
        "比上年",
        "较上年同期的",
        "与2023年决算",
        "比上年累计支出",
        "较去年全年列支",
        "比年初批复的预算",
    ],
)
def test_what_is_compared_with_is_a_level(base):
    found = _decide(f"完成86.40亿元，{base}", "82.10亿元", "增长5.2%")
    assert (found.change, found.sure) == (None, True)
    assert _decide(f"完成86.40亿元，{base}增加", "4.30亿元", "，增长5.2%").change == "increase"


def test_a_change_over_the_year_before_is_no_base():
    assert _decide("支出25亿元，比上年追加的", "4.30亿元", "减少") != _decide(
        "支出25亿元，比上年累计", "4.30亿元", "减少"
    )


@pytest.mark.parametrize(
    ("before", "value"),
    [
        ("，同比下降41.7%，完成变动预算数的", "81.3%"),
        ("收入减少较多，为调整预算的", "96.2%"),
        ("，占年初计划数的", "104%"),
    ],
)
def test_what_a_budget_was_completed_to_is_no_change(before, value):
    assert _decide(before, value) == Decision(None, sure=True)


def test_words_that_name_no_budget_leave_a_change_to_the_tagger():
    assert not _decide("完成变动后的", "81.3%").sure

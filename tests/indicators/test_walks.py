"""Accounts in prose: which value is goal, which result, and what headings say of a lone one."""

import pytest

from extraction.document import Document
from extraction.pipeline import default_pipeline


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    """Name, target and actual of every indicator of a text, read without a network."""
    document = Document("a.txt", "0" * 64, "txt", text)
    facts = default_pipeline("pattern").extract(document).facts
    return [
        (i.name.text, i.target and i.target.mention.text, i.actual and i.actual.mention.text)
        for i in facts.indicators
    ]


def test_planned_and_done_are_one_indicator():
    text = (
        "沙洲县文旅局2023年度项目绩效自评报告\n三、绩效目标完成情况\n"
        "1.数量指标：预定修缮古桥7座，实际完成修缮古桥9座；计划布展4期，已布展3期。\n"
    )
    assert told(text) == [("修缮古桥", "7座", "9座"), ("布展", "4期", "3期")]


def test_two_goals_then_two_results_pair_in_order():
    text = (
        "绩效自评报告\n（一）绩效目标完成情况\n"
        "数量指标：计划补种草场130公顷、架设围栏52公里，实际补种草场128公顷、架设围栏55公里。\n"
    )
    assert told(text) == [("补种草场", "130公顷", "128公顷"), ("架设围栏", "52公里", "55公里")]


@pytest.mark.parametrize(
    ("heading", "title", "expected"),
    [
        ("三、绩效指标完成情况分析", "绩效自评报告", ("苗木成活率", None, "91.5%")),
        ("二、绩效目标设定情况", "绩效目标申报说明", ("苗木成活率", "91.5%", None)),
    ],
    ids=["results", "goals"],
)
def test_headings_say_what_a_lone_value_is(heading, title, expected):
    assert told(f"沙洲县林草局{title}\n{heading}\n（1）质量指标\n苗木成活率91.5%。\n") == [expected]


def test_goal_and_result_sentences_of_a_section_belong_together():
    text = (
        "绩效自评报告\n（二）总体绩效目标完成情况\n"
        "年初设定的总体绩效目标为：修复水毁堤防3.2公里，添置抽水泵14台。\n"
        "截至年末，修复水毁堤防3.5公里，添置抽水泵12台。\n"
    )
    pairs = [t for t in told(text) if t[1] and t[2]]
    assert pairs == [("修复水毁堤防", "3.2公里", "3.5公里"), ("添置抽水泵", "14台", "12台")]


@pytest.mark.parametrize(
    "text",
    [
        "绩效自评报告\n二、项目资金情况\n年初预算安排60.00万元，实际支出57.20万元，执行率95.33%。\n",
        "2023年度部门决算\n第三部分 主要工作情况\n新建泵站4座，惠及农户2160户。\n",
        "绩效自评报告\n（一）产出指标完成情况\n三级指标12项，实际完成10项。\n",
        "绩效自评报告\n五、下一步打算\n2024年计划新建驿站6座。\n",
    ],
    ids=["funds", "general work", "count of indicators", "next year"],
)
def test_what_is_no_account_is_left_alone(text):
    assert told(text) == []


def test_numbers_of_the_list_and_marks_are_no_names():
    text = (
        "绩效自评报告\n（一）产出指标完成情况\n"
        "（1）巡查次数。指标分值8分，年度目标为60次，实际完成66次，得8分。\n"
    )
    document = Document("a.txt", "0" * 64, "txt", text)
    (found,) = default_pipeline("pattern").extract(document).facts.indicators
    parts = (found.name, found.weight, found.score)
    assert [p and p.text for p in parts] == ["巡查次数", "8分", "8分"]

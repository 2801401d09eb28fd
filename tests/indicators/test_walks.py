"""Accounts in prose: which value is goal, which result, and what headings say of a lone one."""

import pytest

from extraction.document import Document
from extraction.indicators.walk import read_walks
from extraction.pipeline import default_pipeline
from extraction.span import Span


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


def test_results_announced_as_such_are_no_goals():
    text = "单位决算\n项目绩效目标完成情况：一是全年送戏下乡83场，开展培训19期；二是新建书屋6家。\n"
    assert all(target is None for _, target, _ in told(text))


def test_the_opening_of_a_passage_names_its_values():
    text = (
        "绩效自评报告\n三、产出和效益指标分析\n"
        "1.沿岸村民满意度（6分）。满意度目标≥88%，回收的260份问卷中满意答卷231份，满意度91%，得6分。\n"
    )
    assert told(text) == [("沿岸村民满意度", "≥88%", "91%")]


def test_a_line_of_keys_belongs_to_the_name_above_it():
    text = (
        "绩效自评报告\n(四)绩效指标完成情况（括号内依次为分值、得分）\n1、产出指标\n"
        "①电梯定期检验率（8，8）\n  目标：100%   完成：97.4%   偏差原因：23台停用电梯未报停\n"
        "②投诉按期答复率（6，6）\n  目标：≥96%   完成：98.1%（受理投诉1,318件，按期答复1,293件）\n"
    )
    assert told(text) == [("电梯定期检验率", "100%", "97.4%"), ("投诉按期答复率", "≥96%", "98.1%")]


def test_a_bound_among_results_is_a_result():
    text = (
        "绩效自评报告\n（三）绩效指标完成情况分析\n3.满意度指标完成情况分析\n"
        "服务对象满意度：服务对象满意度≥83%。\n"
    )
    assert told(text) == [("服务对象满意度", None, "≥83%")]


def test_how_often_a_thing_was_done_is_what_its_opening_names():
    text = (
        "绩效自评报告\n（三）绩效指标完成情况分析\n1.产出指标完成情况分析\n（1）数量指标\n"
        "及时开展水质巡测：每季度巡测一次，共4次。\n"
    )
    assert told(text) == [("及时开展水质巡测", None, "4次")]


@pytest.mark.parametrize(
    "sentence",
    [
        "开展专项检查3次，发现问题14个，已整改12个。",
        "自评小组赴5个乡镇抽查农户132户，实际入户访谈90户。",
    ],
    ids=["cases", "evaluators"],
)
def test_cases_dealt_with_and_evaluators_work_are_no_goals(sentence):
    found = told(f"绩效自评报告\n三、绩效目标完成情况\n（二）产出指标\n{sentence}\n")
    assert [t for t in found if t[1] is not None] == []


def test_orders_that_were_followed_set_no_goal():
    text = (
        "绩效自评报告\n（三）绩效指标完成情况分析\n（3）时效指标\n"
        "按照《关于做好渔船更新补助工作的通知》要求，随核随付，当年补助资金兑付率100%。\n"
    )
    assert told(text) == [("补助资金兑付率", None, "100%")]


def test_goals_of_one_section_are_answered_by_the_results_of_another():
    text = (
        "绩效自评报告\n一、年度绩效目标\n目标1：安装路灯260盏。\n目标2：修补路面1.8万平方米。\n"
        "二、目标完成情况\n1.安装路灯254盏。\n2.修补路面1.95万平方米。\n"
    )
    assert told(text) == [
        ("安装路灯", "260盏", "254盏"),
        ("修补路面", "1.8万平方米", "1.95万平方米"),
        ("安装路灯", None, "254盏"),
        ("修补路面", None, "1.95万平方米"),
    ]


def test_the_next_projects_goals_are_not_answered_by_results_before_them():
    text = "绩效自评报告\n一、目标完成情况\n1.安装路灯254盏。\n二、年度绩效目标\n目标1：安装路灯260盏。\n"
    assert not [t for t in told(text) if t[1] and t[2]]


def test_classes_run_together_in_a_heading_keep_goals_goals_and_brackets_keep_names_whole():
    text = (
        "路边沟工程绩效自评报告\n(二)、项目绩效目标设定情况\n1、产出指标数量指标:\n架设护栏1.2公里。\n"
        "质量指标:项目(工程)验收合格率98%\n2、效益指标\n社会效益指标:受益老人数≥36人;照明率≥97%。\n"
    )
    assert told(text) == [
        ("架设护栏", "1.2公里", None),
        ("项目(工程)验收合格率", "98%", None),
        ("受益老人数", "≥36人", None),
        ("照明率", "≥97%", None),
    ]


def test_what_a_project_is_hoped_to_solve_is_no_result():
    text = (
        "绩效自评报告\n三、绩效目标完成情况\n2.效益指标完成情况分析\n"
        "项目实施后,能有效解决河东县11个乡镇(街道办事处)21个行政村3211户8401人出行难问题。\n"
    )
    assert told(text) == []


def test_a_class_before_a_quoted_name_is_no_part_of_it():
    text = (
        "绩效自评报告\n（二）绩效目标完成情况\n1.产出指标\n"
        "数量指标“走访困难职工户数”目标值350户，实际完成362户，得10分。\n"
    )
    assert told(text) == [("走访困难职工户数", "350户", "362户")]


def test_a_goal_of_its_own_sentence_is_met_by_the_one_figure_behind_it() -> None:
    text = (
        "绩效指标完成情况如下：\n1.数量指标\n（1）购置图书架数量≥60个。我馆实际购置图书架64个，完成年度设定目标。\n"
        "（2）举办讲座次数12次。我馆全年举办讲座12次，完成年度目标。\n"
    )
    told = [a for read in read_walks(text, [Span(0, len(text))]) for a in read.accounts]
    pairs = [
        (a.target.span.of(text), a.actual.span.of(text)) for a in told if a.target and a.actual
    ]
    assert pairs == [("≥60个", "64个"), ("12次", "12次")]


@pytest.mark.parametrize(
    "clause",
    [
        "安排的14个项目中，6个项目完成验收，8个项目未完成",
        "全部14个站点中，有6个站点建成投用，8个站点在建",
    ],
)
def test_parts_of_a_number_are_no_goal_and_result(clause):
    text = (
        "沙洲县水务局2023年度项目绩效评价报告\n四、绩效指标完成情况分析\n（二）产出质量\n"
        f"{clause}。\n"
    )
    assert [pair for pair in told(text) if pair[1] and pair[2]] == []

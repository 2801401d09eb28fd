"""Goals under numbers, and their results under the same numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.indicators.numbered_goals import numbered_goals
from extraction.labels import Label
from extraction.loading import load
from extraction.span import Span
from extraction.tagging.patterns import PatternTagger

KEYED = (
    "总体目标 目标1:新栽行道树3200株;目标2:树木成活率达到92%以上;目标3:修剪绿篱45公里。"
    "全年实际完成情况 目标1:完成3350株,为计划的104.7%;目标2:经抽查为90.5%;目标3:完成45公里,有6公里返工。"
)


def told(text: str) -> list[tuple[str, str, str]]:
    return [
        (a.name.of(text), a.target.span.of(text), a.actual.span.of(text))
        for read in numbered_goals(text, [Span(0, len(text))])
        for a in read.accounts
        if a.target is not None and a.actual is not None
    ]


def test_the_number_says_which_goal_a_result_without_a_name_answers() -> None:
    assert told(KEYED) == [
        ("新栽行道树", "3200株", "3350株"),
        ("树木成活率", "92%以上", "90.5%"),
        ("修剪绿篱", "45公里", "45公里"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("①", "②"), ("（1）", "（2）"), ("1.", "2."), ("任务一：", "任务二："), ("一是", "二是")],
)
def test_all_styles_of_numbers_join(first: str, second: str) -> None:
    goals = f"年度绩效目标：{first}培训护理员260人次；{second}上门服务1.2万小时。\n"
    results = f"目标完成情况：{first}培训护理员241人次；{second}上门服务1.36万小时。"
    assert [(t, a) for _, t, a in told(goals + results)] == [
        ("260人次", "241人次"),
        ("1.2万小时", "1.36万小时"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # the second list tells no results
        "年度目标：1.培训260人次；2.走访80户。\n下一步工作：1.培训300人次；2.走访90户。",
        # other lengths: the numbers join nothing
        "年度目标：1.培训260人次；2.走访80户。\n完成情况：1.培训241人次；2.走访82户；3.回访75户。",
        # two results of the goal's unit and no name
        "年度目标：1.培训260人次；2.走访80户。\n完成情况：1.春季130人次、秋季111人次；2.均已走访。",
        # budgets are no indicators
        "年度目标：1.预算资金300万元；2.配套资金80万元。\n完成情况：1.资金支出290万元；2.资金支出80万元。",
    ],
)
def test_numbers_alone_join_nothing(text: str) -> None:
    assert told(text) == []


FORM = (
    "绿化养护资金绩效自评表 (2023年度) 资金情况(万元) 全年预算数 全年执行数 执行率 "
    "年度资金总额 1200.00 1150.40 95.87% 其中:中央资金 800.00 800.00 100% 县级资金 400.00 350.40 87.60% "
    + KEYED
    + " 一级指标 二级指标 三级指标 年度指标值 全年完成值 未完成原因 产出指标 数量指标 补植苗木 ≥500株 520株 "
    "养护面积 ≥36万平方米 36万平方米 质量指标 病虫害防治率 ≥95% 93% 雨季偏长 效益指标 生态效益 绿化覆盖率 ≥38% 38.2%"
)


def test_running_words_between_the_parts_of_a_form_in_one_line_are_read(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text(FORM, encoding="utf-8")
    document = load(path)
    assert [t.span.of(document.text).count("目标1") for t in document.tables] == [0, 0]
    markup = PatternTagger().tag(document)
    links = {(k.source, k.target) for k in markup.links}
    by = {m.id: m for m in markup.mentions}
    pairs = {(by[s].label, by[s].text, by[t].text) for s, t in links}
    assert (Label.TARGET, "3200株", "新栽行道树") in pairs
    assert (Label.ACTUAL, "3350株", "新栽行道树") in pairs
    assert (Label.ACTUAL, "90.5%", "树木成活率") in pairs
    assert (Label.ACTUAL, "520株", "补植苗木") in pairs


def test_the_cells_of_two_columns_stand_one_behind_the_other() -> None:
    text = (
        "年度总体目标\n\n预期目标\n\n实际完成情况\n\n目标1：增殖放流鱼苗380万尾；\n\n目标2：抗体合格率70%以上。\n\n"
        "目标1：放流402万尾；\n\n目标2：抗体合格率83.4%。\n"
    )
    assert told(text) == [
        ("增殖放流鱼苗", "380万尾", "402万尾"),
        ("抗体合格率", "70%以上", "83.4%"),
    ]


def test_two_lists_without_a_word_of_results_are_two_lists_of_goals() -> None:
    text = "年度目标：\n①培训260人次；②放流鱼苗40万尾。\n①培训280人次；②放流鱼苗45万尾。\n"
    assert told(text) == []


def test_the_result_keeps_the_name_that_it_bears_itself() -> None:
    text = "绩效目标：①增殖放流鱼苗380万尾；②免疫抗体合格率70%以上。\n完成情况：①放流402万尾；②抗体合格率83.4%。\n"
    names = [
        (a.name.of(text), a.answers)
        for read in numbered_goals(text, [Span(0, len(text))])
        for a in read.accounts
    ]
    assert names == [
        ("增殖放流鱼苗", False),
        ("放流", True),
        ("免疫抗体合格率", False),
        ("抗体合格率", True),
    ]


def test_results_that_say_so_behind_their_number_answer_the_goal_of_the_same_number():
    text = "预期目标\n实际完成情况\n目标1：放流鱼苗350万尾；\n目标2：开展禁渔执法60次。\n目标1完成情况：放流鱼苗362万尾；\n目标2完成情况：开展禁渔执法55次。\n"
    assert {("放流鱼苗", "350万尾", "362万尾"), ("开展禁渔执法", "60次", "55次")} <= set(told(text))

"""Accounts whose cells were run together are read where rows as a whole say which digits are whose."""

from __future__ import annotations

import pytest

from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.loading.dumps.glued_accounts.accounts import glued_accounts
from extraction.pipeline import default_pipeline

MARKS_FIRST = (
    "绩效指标一级指标二级指标三级指标分值年度指标值全年实际值得分未完成原因及改进措施产出指标（50分）数量指标"
    "清淤沟渠长度10≥36公里36公里10巡查泵站座数10≥24座24座10质量指标闸门检修合格率20100%100%20成本指标"
    "计划总投入1060万元60万元10效益指标（30分）社会效益指标沿线村民出行条件改善状况15明显改善明显改善15总分100100"
)
GOALS_ONLY = (
    "项目名称讲解服务主管部门柳园市文旅局一级指标二级指标三级指标指标目标值产出指标数量指标全年讲解场数=420场"
    "质量指标讲解员持证率=100百分比社会成本指标对周边交通影响较小生态环境成本指标场馆绿化维护改善"
    "满意度指标服务对象满意度观众满意度=96百分比"
)
WITH_CRITERIA = (
    "绩效指标一级指标二级指标绩效标准当年预期实现值数量指标电梯巡检次数反映全年电梯巡检情况730次"
    "配电房值守天数反映值守保障情况365天质量指标电梯年检合格率反映电梯年检质量情况>97%"
)
PAGES = (
    "三级指标年初目标值(A)实际完成值(B)得分产出指标数量指标编印读本册数2400册2400册10质量指标差错率控制"
    "\n\n2、0.2‰以内0.1‰10时效指标交付时间2022年9月底2022年9月底10效益指标社会效益指标受益学校数31所33所10"
)


def told(text: str) -> list[tuple[str | None, ...]]:
    """Name, target, actual, weight and score of every indicator of a text."""
    document = Document("a.txt", "0" * 64, "txt", text, tables=find_tables(text))
    found = []
    for i in default_pipeline("pattern").extract(document).facts.indicators:
        parts = (i.target and i.target.mention, i.actual and i.actual.mention, i.weight, i.score)
        found.append((i.name.text, *(p.text if p else None for p in parts)))
    return found


def test_marks_before_goals_are_parted_from_them() -> None:
    assert told(MARKS_FIRST) == [
        ("清淤沟渠长度", "≥36公里", "36公里", "10", "10"),
        ("巡查泵站座数", "≥24座", "24座", "10", "10"),
        ("闸门检修合格率", "100%", "100%", "20", "20"),
        ("计划总投入", "60万元", "60万元", "10", "10"),
        ("沿线村民出行条件改善状况", "明显改善", "明显改善", "15", "15"),
    ]


def test_goals_without_results_end_at_their_unit_or_words() -> None:
    assert [line[:2] for line in told(GOALS_ONLY)] == [
        ("全年讲解场数", "=420场"),
        ("讲解员持证率", "=100百分比"),
        ("对周边交通影响", "较小"),
        ("场馆绿化维护", "改善"),
        ("观众满意度", "=96百分比"),
    ]


def test_words_that_explain_an_indicator_are_neither_name_nor_goal() -> None:
    assert [line[:2] for line in told(WITH_CRITERIA)] == [
        ("电梯巡检次数", "730次"),
        ("配电房值守天数", "365天"),
        ("电梯年检合格率", ">97%"),
    ]


def test_a_page_number_between_cells_is_no_cell() -> None:
    assert [line[:3] for line in told(PAGES)] == [
        ("编印读本册数", "2400册", "2400册"),
        ("差错率控制", "0.2‰以内", "0.1‰"),
        ("交付时间", "2022年9月底", "2022年9月底"),
        ("受益学校数", "31所", "33所"),
    ]


@pytest.mark.parametrize(
    ("row", "marks"), [("100%100%44", ("4", "4")), ("100%98%43", (None, None))], ids=["like", "not"]
)
def test_marks_run_together_are_told_only_where_another_cell_says_so(
    row: str, marks: tuple[str | None, str | None]
) -> None:
    head = "一级指标二级指标三级指标年度指标值全年完成值分值得分产出指标质量指标"
    text = f"{head}台账完整率{row}时效指标上报及时率100%100%55数量指标抽查村数≥12个12个55"
    assert told(text)[0][3:] == marks


def test_words_parted_by_blanks_are_no_glued_account() -> None:
    text = "一级指标 二级指标 三级指标 年度指标值 得分\n产出指标 数量指标 抽查村数 ≥12个 5\n"
    assert list(glued_accounts(text)) == []


def test_sentences_about_indicators_are_no_account() -> None:
    text = "绩效目标包括一级指标二级指标三级指标，指标值产出指标由主管部门审核，得分实际由财政部门复核确认。"
    assert list(glued_accounts(text)) == []


VERDICTS = (
    "年度绩效目标完成情况一级指标二级指标三级指标年初目标值实际完成值未完成原因及改进措施产出指标产出数量"
    "灯塔检修率100%14座达成预期指标航标巡查率100%3次达成预期指标产出质量海图更新率不低于92%达成预期指标"
    "雾号故障率不高于5%达成预期指标产出成本成本控制数(万元)47达成预期指标效益指标社会效益触礁事故0起"
    "达成预期指标渔民是否知晓是达成预期指标满意度指标社会公众"
)


def test_verdicts_behind_goals_are_results_or_remarks_and_name_no_row() -> None:
    found = [(name, target, actual) for name, target, actual, _, _ in told(VERDICTS)]
    assert found == [
        ("灯塔检修率", "100%", "14座"),
        ("航标巡查率", "100%", "3次"),
        ("海图更新率", "不低于92%", "达成预期指标"),
        ("雾号故障率", "不高于5%", "达成预期指标"),
        ("成本控制数", "47", "达成预期指标"),
        ("触礁事故", "0起", "达成预期指标"),
        ("渔民是否知晓", "是", "达成预期指标"),
    ]


def test_a_goal_told_twice_ends_a_name() -> None:
    text = (
        "一级指标二级指标三级指标年度指标值全年完成值未完成原因和改进措施产出指标数量指标"
        "3000册图书、200册期刊编目率100%100%读本编印及时率100%100%质量指标书目安全指标达标率100%100%"
    )
    assert [name for name, *_ in told(text)] == [
        "3000册图书、200册期刊编目率",
        "读本编印及时率",
        "书目安全指标达标率",
    ]

"""The report's own mark, and marks of others."""

from __future__ import annotations

import pytest

from tests.constraints.marked import findings
from tests.constraints.marked import findings as violated


@pytest.mark.parametrize(
    ("said", "title", "wrong"),
    [
        ("本部门整体支出", "附件：河道项目支出绩效自评表", []),
        ("我局2031年部门整体", "附件2：项目支出绩效自评表\n项目名称 河道清淤", []),
        ("该项目", "附件：部门整体支出绩效自评表", []),
        ("该项目", "附件：项目支出绩效自评表\n项目名称 河道清淤", ["equal"]),
        ("本部门整体支出", "附件：部门整体支出绩效自评表", ["equal"]),
        ("本年度", "附件：自评打分情况", ["equal"]),
    ],
)
def test_the_mark_of_a_unit_is_not_that_of_its_project(said, title, wrong):
    text = (
        f"{said}⟦ITEM i1|绩效自评总得分⟧为⟦SCORE s1>i1|93.5分⟧。\n{title}\n"
        "⟦ITEM i2|总分⟧ ⟦WEIGHT w2>i2|100⟧ ⟦SCORE s3>i2|96⟧\n"
    )
    assert [c.kind for c in violated(text)] == wrong


def test_an_average_of_projects_is_not_the_report_s_own_score() -> None:
    text = "⟦ITEM i1|部门整体自评得分⟧⟦SCORE s1>i1|96.48分⟧。自评项目⟦COUNT c1|15个⟧，自评平均分⟦SCORE s2|92.79分⟧。"
    assert not findings(text)
    assert findings(text.replace("平均分", "得分"))


@pytest.mark.parametrize(
    ("last", "wrong"),
    [
        ("综合得分⟦SCORE s4|95.3分⟧", ["equal"]),
        ("综合得分⟦SCORE s4|94.3分⟧", []),
        ("财政复核得分⟦SCORE s4|92.1分⟧", []),
    ],
    ids=["another", "the same", "of others"],
)
def test_one_mark_that_differs_from_two_that_agree(last, wrong):
    text = (
        "我局组织了整体支出绩效自评，自评得分⟦SCORE s1|94.3分⟧。\n"
        "⟦ITEM i2|合计⟧ ⟦WEIGHT w2>i2|100⟧ ⟦SCORE s3>i2|94.3⟧\n"
        f"满分⟦WEIGHT w3|100分⟧，按等级划分。我局{last}，评价等级为优。\n"
    )
    assert [c.kind for c in violated(text)] == wrong

"""Goals that the words behind them call so, told behind their results (超额完成了全年1080个的目标任务)."""

from __future__ import annotations

import pytest

from extraction.document import Document
from extraction.pipeline import default_pipeline

Told = list[tuple[str, str | None, str | None]]
_HEAD = "青松县2031年就业补助资金绩效自评报告\n三、绩效目标完成情况\n"


def told(line: str) -> Told:
    """Name, target and actual of every indicator of a line below a heading, read without a network."""
    document = Document("a.txt", "0" * 64, "txt", f"{_HEAD}{line}\n")
    facts = default_pipeline("pattern").extract(document).facts
    return [
        (i.name.text, i.target and i.target.mention.text, i.actual and i.actual.mention.text)
        for i in facts.indicators
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "1-6月，开发公益性岗位1197个，提前超额完成了全年1080个的目标任务。",
            ("开发公益性岗位", "1080个", "1197个"),
        ),
        (
            "新增城镇就业5210人，完成全年4800人目标任务的108.5%。",
            ("新增城镇就业", "4800人", "5210人"),
        ),
        (
            "新建村级活动室36个，超额完成年初确定的30个的任务。",
            ("新建村级活动室", "30个", "36个"),
        ),
        ("发放创业贷款260笔，完成了年度200笔的目标。", ("发放创业贷款", "200笔", "260笔")),
        ("栽植苗木8.6万株，未完成全年9万株的年度计划。", ("栽植苗木", "9万株", "8.6万株")),
    ],
)
def test_the_goal_is_what_the_words_behind_it_say(
    line: str, expected: tuple[str, str, str]
) -> None:
    assert [t for t in told(line) if t[1] and t[2]] == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "培训干部320人，完成了98%的目标任务。",
        "完成12项目标任务，培训干部320人。",
        "检查企业45家，其中12家的整改已经完成。",
    ],
)
def test_a_share_of_goals_and_a_number_of_tasks_are_no_goal(line: str) -> None:
    assert [t for t in told(line) if t[1] and t[2]] == []

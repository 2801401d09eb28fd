"""Goal tables with two sides: medium-term and annual goals beside each other, rows with and without classes."""

import pytest

from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.pipeline import default_pipeline

HEADS = {
    "one line": "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值 | ||\n",
    "broken": "绩效指标 | 一级 指标 |\n二级 指标 |\n三级 指标 |\n指标值(或计划水平) | 二级 指标 |\n三级 指标 |\n"
    "计划指标值(或计划水平) | ||\n",
    "terms": "绩效指标 | 一级指标 | 二级指标(长期) | 三级指标(长期) | 指标值(长期) | 二级指标(年度) | 三级指标(年度) | "
    "指标值(年度) | ||\n",
}
ROWS = (
    "产出指标 | 数量指标 | 更换水表 | ≥900块 | 数量指标 | 更换水表 | ≥300块 | |||\n"
    "检修阀门 | ≥120个 | 检修阀门 | ≥40个 | ||||||\n"
    "质量指标 | 抄表准确率 | ≥98% | 质量指标 | 抄表准确率 | ≥97% | ||||\n"
    "时效指标 | 检修及时率 | 100% | 时效指标 | 检修及时率 | 100% | ||||\n"
)
TITLE = "石渡镇供水站项目支出绩效目标申报表 | |||||||||\n( 2024 年度) | |||||||||\n"


def goals(text: str) -> list[tuple[str, str | None]]:
    """Name and target of every indicator of a text, read without a network."""
    document = Document("a.txt", "0" * 64, "txt", text, tables=find_tables(text))
    facts = default_pipeline("pattern").extract(document).facts
    return [(i.name.text, i.target and i.target.mention.text) for i in facts.indicators]


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_both_sides_are_goals(head):
    assert sorted(goals(TITLE + head + ROWS)) == sorted(
        [
            ("更换水表", "≥900块"),
            ("更换水表", "≥300块"),
            ("检修阀门", "≥120个"),
            ("检修阀门", "≥40个"),
            ("抄表准确率", "≥98%"),
            ("抄表准确率", "≥97%"),
            ("检修及时率", "100%"),
            ("检修及时率", "100%"),
        ]
    )


def test_the_funds_above_stay_a_table():
    funds = "项目资金(万元) | 中期资金总额: | 68.50 | 年度资金总额: | 51.35 | |||||\n其中:财政拨款 | 68.50 | 其中:财政拨款 | 51.35 | ||||||\n"
    rows = "".join(ROWS.splitlines(keepends=True)[:3])
    text = TITLE + funds + HEADS["one line"] + rows
    cells = {c.span.of(text) for t in find_tables(text) for c in t.cells}
    assert {"68.50", "51.35", "≥900块", "≥300块"} <= cells


def test_a_row_whose_cells_tell_no_sides_ends_the_account():
    broken = "检修阀门 | ≥120个 | 检修阀门 | ||||||\n"
    rows = ROWS.splitlines(keepends=True)
    found = goals(TITLE + HEADS["one line"] + rows[0] + rows[2] + broken)
    assert ("检修阀门", "≥120个") not in found
    assert ("更换水表", "≥900块") in found


ONE_SIDE = (
    "产出指标 | 数量指标 | 更换水表 | ≥900块 | 数量指标 | |||||\n"
    "检修阀门 | ≥120个 | |||||||\n"
    "质量指标 | 水表走字稳定情况 | 较稳 | 质量指标 | |||||\n"
    "效益指标 | 社会效益指标 | 供水投诉变化 | 明显减少 | 社会效益指标 | |||||\n"
)


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_a_side_left_open_has_its_class_alone(head):
    assert goals(TITLE + head + ONE_SIDE) == [
        ("更换水表", "≥900块"),
        ("检修阀门", "≥120个"),
        ("水表走字稳定情况", "较稳"),
        ("供水投诉变化", "明显减少"),
    ]


def test_another_class_behind_the_value_is_no_repetition():
    rows = ONE_SIDE.replace("较稳 | 质量指标", "较稳 | 时效指标")
    assert ("水表走字稳定情况", "较稳") not in goals(TITLE + HEADS["one line"] + rows)

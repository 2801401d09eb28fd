"""Rows of flattened accounts end where their lines do, headers may be divided by years, texts may break off."""

from __future__ import annotations

from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.pipeline import default_pipeline


def _told(text: str) -> list[tuple[str, str | None, str | None]]:
    document = Document("a.txt", "0" * 64, "txt", text, tables=find_tables(text))
    facts = default_pipeline("pattern").extract(document).facts
    return [
        (
            i.name.text,
            i.target and i.target.mention.text,
            i.actual and i.actual.mention.text,
        )
        for i in facts.indicators
    ]


def test_a_row_of_words_ends_with_its_line():
    text = (
        "年度绩效目标(80分) 一级指标 二级指标 三级指标 年初目标值(A) 实际完成值(B) 得分\n"
        "产出指标 数量指标 候鸟观测站运维 不少于300次 312次 8\n"
        "湿地讲解活动 12场 11场 7\n"
        "质量指标 湿地知识竞答 提高参与面 稳步提升 6\n"
        "湿地宣传栏更新 内容更换面 实时更新 6\n"
        "成本指标 预算控制数 ≤58万元 57.4万元 10\n"
    )
    assert _told(text) == [
        ("候鸟观测站运维", "不少于300次", "312次"),
        ("湿地讲解活动", "12场", "11场"),
        ("湿地知识竞答", "提高参与面", "稳步提升"),
        ("湿地宣传栏更新", "内容更换面", "实时更新"),
        ("预算控制数", "≤58万元", "57.4万元"),
    ]


def test_goals_below_a_header_that_years_divide_are_goals():
    text = (
        "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 指标标准或依据 | |\n"
        "2022年实际实现值 | 预期2023年实现值 | |||||\n"
        "产出指标 | 数量指标 | 轮训船员人次 | 140人次 | ||||\n"
        "邀请引航员授课人次 | 9人次 | |||||\n"
        "质量指标 | 轮训完成率 | 100% | ||||\n"
        "时效指标 | 按期开班率 | 100% | ||||\n"
    )
    assert _told(text) == [
        ("轮训船员人次", "140人次", None),
        ("邀请引航员授课人次", "9人次", None),
        ("轮训完成率", "100%", None),
        ("按期开班率", "100%", None),
    ]


def test_a_cell_in_which_the_text_breaks_off_says_nothing():
    text = (
        "一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
        "产出指标 | 数量指标 | 灯塔检修座数 | 14座 |\n"
        "产出指标 | 质量指标 | 航标正常率 | ≥98% |\n"
        "产出指标 | 时效指标 | 按期检修率 | 100% |\n"
        "产出指标 | 成本指标 | 补助标准 | 15"
    )
    assert _told(text) == [
        ("灯塔检修座数", "14座", None),
        ("航标正常率", "≥98%", None),
        ("按期检修率", "100%", None),
    ]


def test_rows_without_their_merged_cells_move_to_their_own_columns():
    text = (
        "单位名称 | 项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重 |\n"
        "青桐镇 | 渡口值守 | 36,000.00 | 效益指标 | 社会效益指标 | 村民过渡安全 | ≥ | 96 | % | 10 |\n"
        "产出指标 | 时效指标 | 值守年限 | ≥ | 1 | 年 | 20 | |||\n"
        "产出指标 | 数量指标 | 值守渡口 | = | 4 | 处 | 10 | |||\n"
        "满意度指标 | 服务对象满意度指标 | 渡客满意度 | ≥ | 93 | % | 10 | |||\n"
    )
    assert _told(text) == [
        ("村民过渡安全", "96", None),
        ("值守年限", "1", None),
        ("值守渡口", "4", None),
        ("渡客满意度", "93", None),
    ]


def test_remarks_behind_the_total_of_marks_are_no_indicators():
    text = (
        "一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 | 得分 |\n"
        "产出指标 | 数量指标 | 渡船检修艘数 | 9艘 | 9艘 | 30 |\n"
        "满意度指标 | 服务对象满意度指标 | 渡客满意度 | ≥90% | 94% | 10 |\n"
        "总分 | | | | | 40 |\n"
        "| | 自评等级 | 优 | 偏差较大 | |\n"
    )
    assert _told(text) == [("渡船检修艘数", "9艘", "9艘"), ("渡客满意度", "≥90%", "94%")]

"""Small accounts in other words than those that the readers were made with: kinds W1 to W7 and I1 to I6."""

from __future__ import annotations

import pytest

from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.pipeline import default_pipeline
from extraction.record import Record

Row = tuple[str, str | None, str | None]
RESULTS = (
    "白杨县林场2022年度项目支出绩效自评报告\n（三）绩效指标完成情况分析\n1.产出指标完成情况分析\n"
)

PAIRS: dict[str, tuple[str, list[Row]]] = {
    "w1-class-line": (
        RESULTS + "（2）质量指标。\n管护日志填报率98.6%。\n",
        [("管护日志填报率", None, "98.6%")],
    ),
    "w1-run-in": (
        RESULTS + "（1）数量指标：巡护道路26.4公里。\n",
        [("巡护道路", None, "26.4公里")],
    ),
    "w1-reached": (
        RESULTS + "（2）质量指标\n标识牌完好率达到99%。\n",
        [("标识牌完好率", None, "99%")],
    ),
    "w1-per-head": (
        RESULTS + "（4）成本指标\n护林员补助标准820元/人·月。\n",
        [("护林员补助标准", None, "820元/人·月")],
    ),
    "w2-planned": (
        RESULTS + "（1）数量指标：原定更换标识牌64块，实际更换标识牌71块。\n",
        [("更换标识牌", "64块", "71块")],
    ),
    "w2-target-value": (
        RESULTS + "（1）数量指标：巡护道路，目标值24公里，完成值26.4公里。\n",
        [("巡护道路", "24公里", "26.4公里")],
    ),
    "w2-index-value": (
        RESULTS
        + "（4）成本指标：每公里管护补助标准指标值1200元/公里，全年实际完成值1180元/公里。\n",
        [("每公里管护补助标准", "1200元/公里", "1180元/公里")],
    ),
    "w2-task": (
        RESULTS + "（1）数量指标：下达补植任务数310亩，实际完成补植322亩。\n",
        [("补植", "310亩", "322亩")],
    ),
    "w3-flat": (
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
        "产出指标 数量指标 补植面积 ≥310亩 322亩 3 3\n质量指标 成活率 ≥88% 90% 3 3\n",
        [("补植面积", "≥310亩", "322亩"), ("成活率", "≥88%", "90%")],
    ),
    "w3-glued": (
        "一级指标二级指标三级指标年度指标值全年完成值分值得分产出指标数量指标补植面积310亩310亩88"
        "质量指标造林成活率≥88%90%76时效指标完工及时率100%100%55",
        [
            ("补植面积", "310亩", "310亩"),
            ("造林成活率", "≥88%", "90%"),
            ("完工及时率", "100%", "100%"),
        ],
    ),
    "w3-lines": (
        "一级指标\n二级指标\n三级指标\n年度指标值\n全年实际值\n分值\n得分\n产出指标\n数量指标\n补植面积\n310亩\n322亩\n9\n9\n"
        "质量指标\n成活率\n88%\n90%\n8\n8\n",
        [("补植面积", "310亩", "322亩"), ("成活率", "88%", "90%")],
    ),
    "w3-bars-broken": (
        "一级指标 |\n二级指标 |\n三级指标 |\n指标值 |\n实施进度 |\n|\n产出指标 |\n数量指标 |\n补植面积 |\n310亩 |\n已完成100% |\n||\n"
        "质量指标 |\n成活率 |\n88% |\n已完成100% |\n||\n时效指标 |\n完工时间 |\n6月底前 |\n已完成100% |\n",
        [
            ("补植面积", "310亩", "100%"),
            ("成活率", "88%", "100%"),
            ("完工时间", "6月底前", "100%"),
        ],
    ),
    "w4-two-lines": (
        "绩效指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 |\n"
        "产出指标 | 数量指标 | 补植面积 | ≥ | 310 | 亩 | 322 | 10 | 10 |\n质量指标 | 成活率 | ≥ | 88 | % | 90% | 10 | 10 |\n",
        [("补植面积", "310", "322"), ("成活率", "88", "90%")],
    ),
    "w4-sign-column": (
        "| 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 |\n| 补植面积 | = | 310 | 亩 | 322 |\n| 成活率 | ≥ | 88 | % | 90 |\n"
        "| 投诉件数 | ≤ | 2 | 件 | 0 |\n",
        [("补植面积", "310", "322"), ("成活率", "88", "90"), ("投诉件数", "2", "0")],
    ),
    "w5-ages": (
        "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 |\n产出指标 | 数量指标 | ★60岁以上老年人体检人数（≥**人） | ≥2400人 | 2512人 |\n"
        "质量指标 | ★0-3岁儿童建档率（≥**%） | ≥95% | 96.2% |\n",
        [("60岁以上老年人体检人数", "≥2400人", "2512人"), ("0-3岁儿童建档率", "≥95%", "96.2%")],
    ),
    "w5-numbered-closely": (
        "一级指标 二级指标 三级指标 年度指标值 实际完成值\n产出指标 数量指标 指标1补植面积 310亩 322亩\n指标2抚育面积 150亩 150亩\n",
        [("补植面积", "310亩", "322亩"), ("抚育面积", "150亩", "150亩")],
    ),
    "w6-goal-then-result": (
        "绩效自评报告\n（二）总体绩效目标完成情况\n年初设定的绩效目标为：补植310亩，培训护林员45人。\n全年实际补植322亩，培训护林员48人。\n",
        [("补植", "310亩", "322亩"), ("培训护林员", "45人", "48人")],
    ),
}


def record(text: str, model: str | None = "pattern") -> Record:
    document = Document("a.txt", "0" * 64, "txt", text, tables=find_tables(text))
    return default_pipeline(model).extract(document)


@pytest.mark.parametrize(("text", "expected"), PAIRS.values(), ids=PAIRS)
def test_name_goal_and_result_of_every_indicator(text: str, expected: list[Row]) -> None:
    found = {
        (
            i.name.text,
            i.target.mention.text if i.target else None,
            i.actual.mention.text if i.actual else None,
        )
        for i in record(text).facts.indicators
    }
    assert set(expected) <= found


STATUSES = {
    "covered": ("全覆盖", "100%", "met"),
    "not-happened": ("≤1起", "未发生", "met"),
    "nothing-happened": ("未发生", "0起", "met"),
    "done": ("全部完成", "已全部完成", "met"),
    "graded-lower": ("优", "良", "unmet"),
    "unfinished": ("全部完成", "部分完成", "unmet"),
    "not-plain": ("有效改善", "较好", "undetermined"),
}


@pytest.mark.parametrize(("target", "actual", "status"), STATUSES.values(), ids=STATUSES)
def test_words_are_judged_where_they_are_plain(target: str, actual: str, status: str) -> None:
    text = (
        "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 |\n"
        f"产出指标 | 质量指标 | 林区巡查情况 | {target} | {actual} |\n时效指标 | 完工及时率 | ≥90% | 92% |\n"
    )
    (first, _) = record(text).facts.indicators
    assert first.status == status


ITEMS = {
    "i1-list": ("支付林区巡护补助、森林保险费48.20万元。", "林区巡护补助、森林保险费"),
    "i2-raise-in-name": ("拨付管护能力提升经费31.5万元。", "管护能力提升经费"),
    "i2-brackets": ("因公出国(境)支出0.80万元。", "因公出国(境)支出"),
    "i3-behind": ("安排12万元用于防火物资购置。", "防火物资购置"),
    "i4-year": ("下达2021年天然林停伐补助资金66.4万元。", "2021年天然林停伐补助资金"),
    "i6-above": ("森林防火经费\n全年支出27.30万元。", "森林防火经费"),
}


@pytest.mark.parametrize(("text", "item"), ITEMS.values(), ids=ITEMS)
def test_the_item_of_an_amount(text: str, item: str) -> None:
    facts = record(f"白杨县林场2022年度部门决算\n{text}\n", None).facts
    names = {m.id: m.text for m in facts.markup.mentions}
    assert item in {names[m.id] for a in facts.amounts for m in a.items}

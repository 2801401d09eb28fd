"""Accounts of indicators that fell apart are laid out as a whole over their header's columns."""

from __future__ import annotations

import pytest

from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.loading.dumps.indicator_accounts.flattened import flat_accounts
from extraction.pipeline import default_pipeline
from extraction.record import Record

ONE_LINE = (
    "项目支出绩效自评表 项目名称 湿地巡护 实施单位 沙洲县林草局 一级指标 二级指标 三级指标 年度指标值 "
    "实际完成值 分值 得分 偏差原因 产出指标（40分） 数量指标 巡护里程 ≥900公里 912 10 10 质量指标 "
    "巡护日志完整率 ≥96% 97.5% 10 10 记录规范程度 按规程填写 基本达到 10 8 个别缺页 成本指标 "
    "单公里成本 ≤38元 36.5元 10 10 满意度指标 周边村民满意度 ≥90% 92% 10 10 总分 50 48"
)
MARKS_FIRST = (
    "一级指标 |\n二级指标 |\n三级指标 |\n分值 |\n年度指标值 |\n全年实际值 |\n得分 |\n"
    "产出指标 |\n数量指标 |\n★新打机井（≥**眼） |\n12 |\n>=7眼 |\n7眼 |\n12 |\n|\n|\n"
    "修复渠道 |\n8 |\n>=4.5公里 |\n4.1公里 |\n7 |\n质量指标 |\n出水达标率 |\n10 |\n>=95% |\n98% |\n10 |\n"
)
BROKEN_WORDS = (
    "一级 指标 二级 指标 三级指标 年度 指标值 全年 完成值 分值 得分\n"
    "产 出 指 标 数量指标 义诊场次 ≥24场 26场 9 9 义诊覆盖村 30个 27个 6 5.4 效 益 指 标 "
    "社会效益 受诊人次 ≥2600人次 2711人次 12 12"
)
SIGN_COLUMN = (
    "| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 |\n"
    "| 产出指标 | 数量指标 | 更换井盖 | ≥ | 310 | 个 | 322 | 20 | 20 | ||\n"
    "| 时效指标 | 报修处置时长 | ≤ | 48 | 小时 | 52 | 20 | 16 | ||\n"
    "| 满意度指标 | 居民满意度 | ≥ | 88 | % | 90.4 | 10 | 10 | ||\n"
)
GLUED_CLASSES = (
    "一级指标 二级指标 三级指标 年度指标值 分值\n"
    "产出指标数量指标资料归档份数≥360份 20 借阅办结件数≤45件 15 时效指标归档及时率=100% 15"
)


def rows(text: str) -> list[list[str]]:
    """The rows of the one account in a text, without its header."""
    (account,) = flat_accounts(text)
    return [[c.plain for c in row.cells] for row in account.rows[1:]]


def record(text: str) -> Record:
    document = Document("a.txt", "0" * 64, "txt", text, tables=find_tables(text))
    return default_pipeline("pattern").extract(document)


def told(text: str) -> list[tuple[str, ...]]:
    """Name, target, actual, weight and score of every indicator of a text."""
    found = []
    for i in record(text).facts.indicators:
        parts = (
            i.name,
            i.target and i.target.mention,
            i.actual and i.actual.mention,
            i.weight,
            i.score,
        )
        found.append(tuple(p.text if p is not None else "" for p in parts))
    return found


def test_a_form_in_one_line_keeps_marks_apart_from_bare_results() -> None:
    assert told(ONE_LINE) == [
        ("巡护里程", "≥900公里", "912", "10", "10"),
        ("巡护日志完整率", "≥96%", "97.5%", "10", "10"),
        ("记录规范程度", "按规程填写", "基本达到", "10", "8"),
        ("单公里成本", "≤38元", "36.5元", "10", "10"),
        ("周边村民满意度", "≥90%", "92%", "10", "10"),
    ]


def test_the_order_of_the_header_decides_where_marks_stand_first() -> None:
    assert told(MARKS_FIRST) == [
        ("新打机井", ">=7眼", "7眼", "12", "12"),
        ("修复渠道", ">=4.5公里", "4.1公里", "8", "7"),
        ("出水达标率", ">=95%", "98%", "10", "10"),
    ]


def test_classes_and_header_words_that_the_dump_broke_are_put_together() -> None:
    assert rows(BROKEN_WORDS) == [
        ["产出指标", "数量指标", "义诊场次", "≥24场", "26场", "9", "9"],
        ["", "", "义诊覆盖村", "30个", "27个", "6", "5.4"],
        ["效益指标", "社会效益", "受诊人次", "≥2600人次", "2711人次", "12", "12"],
    ]


def test_comparators_and_units_of_their_own_belong_to_the_target() -> None:
    found = record(SIGN_COLUMN).facts.indicators
    assert [i.name.text for i in found] == ["更换井盖", "报修处置时长", "居民满意度"]
    goals = [i.target.quantity for i in found if i.target is not None]
    assert [(q.operator, str(q.value), q.unit) for q in goals if q] == [
        (">=", "310", "个"),
        ("<=", "48", "小时"),
        (">=", "88", "%"),
    ]
    assert [i.status for i in found] == ["met", "unmet", "met"]


def test_classes_and_goals_glued_to_names_are_parted() -> None:
    assert rows(GLUED_CLASSES) == [
        ["产出指标", "数量指标", "资料归档份数", "≥360份", "20"],
        ["", "", "借阅办结件数", "≤45件", "15"],
        ["", "时效指标", "归档及时率", "=100%", "15"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "绩效目标、完成情况、得分三方面内容见附件，三级指标共12个，分值合计100分，得分96分。",
        "一级指标 二级指标 三级指标 年度指标值 实际完成值\n本年共开展巡查，随后编写报告并按时报送。",
        "科目名称 预算数 决算数\n办公费 12.50 11.80\n印刷费 3.00 2.95",
    ],
    ids=["prose", "header without rows", "figures"],
)
def test_what_is_no_account_is_left_alone(text: str) -> None:
    assert list(flat_accounts(text)) == []


TWO_LINES = (
    "绩效指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |\n"
    "一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 |\n"
    "产出指标 | 数量指标 | 供餐学生人数 | ≧ | 612 | 人 | 618 | 12 | 12 |\n"
    "质量指标 | 留样完整率 | ═ | 100 | % | 100% | 10 | 10 |\n"
    "效益指标 | 经济效益 指标 | 减轻家庭负担 | = | 有效 | 有效 | 10 | 9 |\n"
    "满意度指标 | 服务对象满意度指标 | 家长满意度 | ≧ | 93 | % | 96% | 10 | 10 |\n"
)
PARTS_UNMARKED = (
    "一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 全年实际值 | 得分 | 未完成原因 |\n"
    "产出指标 | 数量指标 | ★补助果树面积 | 20 | 41.5亩 | 41.5亩 | 20 |\n"
    "其中梨树面积 | 30亩 | 30亩 |\n其中枣树面积 | 11.5亩 | 11.5亩 |\n"
    "★补助蜂群数量 | 10 | 85箱 | 80箱 | 9 |\n其中老蜂群 | 40箱 | 38箱 |\n其中新蜂群 | 45箱 | 42箱 |\n"
    "质量指标 | 苗木成活率 | 10 | 92% | 94% | 10 |\n"
)
SCORE_UNNAMED = (
    "一级指标\n\n二级指标\n\n三级指标\n\n年度指标值\n\n实际完成指标值\n\n50\n\n产出指标\n\n质量指标\n\n"
    "指标1：巡检员培训\n\n已完成\n\n已完成\n\n6\n\n指标2：隐患整改率\n\n100%\n\n99%\n\n5\n\n时效指标\n\n"
    "指标1：年检完成时间\n\n2022年11月30日\n\n2022年11月18日\n\n5\n\n效益指标\n\n社会效益指标\n\n"
    "指标1：重大责任事故\n\n0起\n\n0起\n\n4\n"
)
UNSAID = (
    "一级指标 二级指标 三级指标 指标值 完成值\n产出指标 数量指标 指标1.抽检批次 ≥14 19\n指标2.抽检企业数 ≥8 8\n"
    "质量指标 指标1.处置率 100% 100%\n指标2.复检合格率\n成本指标 指标1.单批成本 ≤900元 850元\n指标2.抽样费用标准\n"
    "指标3.仓储费用标准\n效益指标 社会效益指标 指标1.科普场次 ≥5 6\n"
)


def test_a_second_header_line_divides_the_first() -> None:
    assert [line[:3] for line in told(TWO_LINES)] == [
        ("供餐学生人数", "612", "618"),
        ("留样完整率", "100", "100%"),
        ("减轻家庭负担", "有效", "有效"),
        ("家长满意度", "93", "96%"),
    ]


def test_parts_of_an_indicator_need_no_marks() -> None:
    assert [line[1:4] for line in told(PARTS_UNMARKED)] == [
        ("41.5亩", "41.5亩", "20"),
        ("30亩", "30亩", ""),
        ("11.5亩", "11.5亩", ""),
        ("85箱", "80箱", "10"),
        ("40箱", "38箱", ""),
        ("45箱", "42箱", ""),
        ("92%", "94%", "10"),
    ]


def test_a_score_behind_every_row_needs_no_header() -> None:
    assert [line[:3] for line in told(SCORE_UNNAMED)] == [
        ("巡检员培训", "已完成", "已完成"),
        ("隐患整改率", "100%", "99%"),
        ("年检完成时间", "2022年11月30日", "2022年11月18日"),
        ("重大责任事故", "0起", "0起"),
    ]


def test_numbered_indicators_that_say_nothing_are_left_out() -> None:
    assert [line[:3] for line in told(UNSAID)] == [
        ("抽检批次", "≥14", "19"),
        ("抽检企业数", "≥8", "8"),
        ("处置率", "100%", "100%"),
        ("单批成本", "≤900元", "850元"),
        ("科普场次", "≥5", "6"),
    ]


EXPLAINED = (
    "| 一级指标 | 二级指标 | 三级指标 | 指标值类型 | 指标值 | 计量单位 | 指标解释 | 取数口径 |\n"
    "| 产出指标 | 数量指标 | 采集标本份数 | 定量 | 430 | 份 | 主要考察标本采集完成情况 | 年报数据 |\n"
    "| 采集样方个数 | 定量 | 64 | 个 | 主要考察样方布设完成情况 | 年报数据 |\n"
    "| 时效指标 | 采集完成时间 | 定性 | 10月底前 | 主要考察采集工作进度情况 | 月报数据 |\n"
    "| 质量指标 | 标本鉴定率 | 定量 | 95 | % | 主要考察标本鉴定完成情况 | 年报数据 |\n"
)


def test_explanations_and_a_last_column_that_nobody_knows_shift_nothing() -> None:
    assert [line[:2] for line in told(EXPLAINED)] == [
        ("采集标本份数", "430"),
        ("采集样方个数", "64"),
        ("采集完成时间", "10月底前"),
        ("标本鉴定率", "95"),
    ]


PARTS_BEHIND = (
    "一级指标 二级指标 三级指标 指标分值 预期指标值 实际完成值 自评得分\n符号 值 单位\n"
    "产出指标 数量指标 测绘图幅数 20.00 >= 36 幅 38 20.00\n质量指标 图幅合格率 15.00 >= 97 % 98% 15.00\n"
    "时效指标 交付及时率 15.00 >= 94 % 92% 13.00\n"
)


def test_parts_of_the_goal_on_a_second_header_line_stand_in_its_place() -> None:
    assert told(PARTS_BEHIND) == [
        ("测绘图幅数", "36", "38", "20.00", "20.00"),
        ("图幅合格率", "97", "98%", "15.00", "15.00"),
        ("交付及时率", "94", "92%", "15.00", "13.00"),
    ]

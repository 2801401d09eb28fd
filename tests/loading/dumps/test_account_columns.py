"""Columns of flattened accounts: deviations, contents, results of months, keys above the header."""

from __future__ import annotations

import pytest

from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.pipeline import default_pipeline

Told = list[tuple[str, str | None, str | None]]

DEVIATIONS = (
    "绩效指标 一级指标 二级指标 三级指标 年度指标值 全年完成值 分值 偏差度 得分 偏差原因分析及改进措施 "
    "产出指标 数量指标 义诊场次 ≥4场 5场 2.5 0% 2.5 巡诊村数 ≥48个 52个 10 0% 10 "
    "质量指标 建档合格率 =100% 100% 5 0% 5 成本指标 单次成本 ≤6.5万元 6.2万元 5 0% 5 总分 100 98"
)
CONTENTS = (
    "一级指标\n\n二级指标\n\n三级指标\n\n指标内容\n\n指标值\n\n绩效标准\n\n产出指标\n\n数量指标\n\n受训人数\n\n"
    "全年参加培训的护理员人数\n\n≥320人\n\n历史标准\n\n质量指标\n\n结业率\n\n参训人员结业的比例\n\n≥95%\n\n计划标准\n\n"
    "效益指标\n\n社会效益指标\n\n持证上岗情况\n\n护理员持证上岗的变化\n\n有所提升\n\n历史标准\n"
)
MONTHS = (
    "一级指标 二级指标 三级指标 年度指标值 1-7月执行情况 全年预计完成情况 偏差原因分析 产出指标 数量指标 "
    "新增座椅数 ≥120把 96把 120把 质量指标 安装合格率 ≥98% 99% 98% 时效指标 交付及时率 ≥95% 97% 95%"
)
KEYS_ABOVE = (
    "项目名称 | 河岸加固 | 主管部门 | 临水县水利局 |\n绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
    "产出指标 | 数量指标 | 加固河岸长度 | ≥3公里 |\n质量指标 | 验收合格率 | ≥99% ||\n"
    "时效指标 | 资金拨付及时性 | 及时 ||\n效益指标 | 社会效益指标 | 受益村数 | ≥4个 |\n防汛能力 | 明显提升 |||\n"
)


DESCRIBED = (
    "一级指标 | 二级指标 | 绩效指标 | 绩效指标描述 | 绩效指标值 | 指标值确定依据 |\n"
    "产出指标 | 数量指标 | 排查燃气户数 | 全年入户排查的户数 | ≥5200户 | 年度计划 |\n"
    "质量指标 | 隐患整改率 | 整改隐患占比 | ≥95% | 历史数据 ||\n"
    "效益指标 | 社会效益指标 | 居民安全意识 | 居民安全意识的变化 | 有所提升 | 年度计划 |\n"
)
REVIEWED = (
    "一级指标 二级指标 三级指标 指标解释 年初目标值 年终完成值 自评分 复核分 产出指标 数量指标 播种面积 "
    "考核播种面积 ≥120亩 126亩 10 10 质量指标 出苗率 考核出苗率 ≥90% 93% 15 15 "
    "成本指标 亩均成本 考核亩均成本 ≤450元 430元 8 8"
)


YEARLY = (
    "一级\n\n二级\n\n三级\n\n年度数值\n\n备注\n\n产出指标\n\n数量指标\n\n在园幼儿数\n\n<=260人\n\n"
    "时效指标\n\n经费拨付及时性\n\n有效\n\n效益指标\n\n社会效益指标\n\n家长知晓率\n\n=100%\n"
)


def told(text: str) -> Told:
    """Name, target and actual of every indicator of a text."""
    document = Document("a.txt", "0" * 64, "txt", text, tables=find_tables(text))
    return [
        (
            i.name.text,
            i.target.mention.text if i.target else None,
            i.actual.mention.text if i.actual else None,
        )
        for i in default_pipeline("pattern").extract(document).facts.indicators
    ]


DEVIATIONS_TOLD: Told = [
    ("义诊场次", "≥4场", "5场"),
    ("巡诊村数", "≥48个", "52个"),
    ("建档合格率", "=100%", "100%"),
    ("单次成本", "≤6.5万元", "6.2万元"),
]
CONTENTS_TOLD: Told = [
    ("受训人数", "≥320人", None),
    ("结业率", "≥95%", None),
    ("持证上岗情况", "有所提升", None),
]
MONTHS_TOLD: Told = [
    ("新增座椅数", "≥120把", "96把"),
    ("安装合格率", "≥98%", "99%"),
    ("交付及时率", "≥95%", "97%"),
]
KEYS_TOLD: Told = [
    ("加固河岸长度", "≥3公里", None),
    ("验收合格率", "≥99%", None),
    ("资金拨付及时性", "及时", None),
    ("受益村数", "≥4个", None),
    ("防汛能力", "明显提升", None),
]


DESCRIBED_TOLD: Told = [
    ("排查燃气户数", "≥5200户", None),
    ("隐患整改率", "≥95%", None),
    ("居民安全意识", "有所提升", None),
]
YEARLY_TOLD: Told = [
    ("在园幼儿数", "<=260人", None),
    ("经费拨付及时性", "有效", None),
    ("家长知晓率", "=100%", None),
]
REVIEWED_TOLD: Told = [
    ("播种面积", "≥120亩", "126亩"),
    ("出苗率", "≥90%", "93%"),
    ("亩均成本", "≤450元", "430元"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(DESCRIBED, DESCRIBED_TOLD, id="names under 绩效指标 behind two levels"),
        pytest.param(YEARLY, YEARLY_TOLD, id="numbers of the year"),
        pytest.param(REVIEWED, REVIEWED_TOLD, id="marks of a second look"),
        pytest.param(DEVIATIONS, DEVIATIONS_TOLD, id="deviation between the marks"),
        pytest.param(CONTENTS, CONTENTS_TOLD, id="content behind the name"),
        pytest.param(MONTHS, MONTHS_TOLD, id="results of months"),
        pytest.param(KEYS_ABOVE, KEYS_TOLD, id="keys with values above the header"),
    ],
)
def test_the_header_says_what_each_column_holds(text: str, expected: Told) -> None:
    assert told(text) == expected


def test_a_third_level_of_classes_leaves_the_names_to_the_content() -> None:
    text = (
        "一级指标\t二级指标\t三级指标\t指标内容\t指标值\n产出\t产出数量\t数量指标\t巡查河段数\t≥9段\n"
        "产出\t产出质量\t质量指标\t水质达标率\t≥96%\n效益\t社会效益\t社会效益指标\t受益村数\t≥4个\n"
    )
    assert [line[0] for line in told(text)] == ["巡查河段数", "水质达标率", "受益村数"]

"""Glued accounts: lines that hold a row each, comparators, rates, explanations and units of money."""

from __future__ import annotations

import pytest

from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.pipeline import default_pipeline

SIGNS = (
    "一级指标二级指标三级指标指标性质指标值度量单位完成值权重得分未完成原因分析\n"
    "产出指标数量指标更换井盖数≥310个3221010\n疏通管网长度≥28公里30.51515天气影响，工期推迟\n"
    "时效指标抢修及时性定性及时及时1010\n效益指标经济效益指标节约养护支出≥12万元13.62.52.5\n"
    "社会效益指标保障路面畅通定性成效明显成效明显88\n居民知晓率≥90%931010\n总分10098\n"
)
RATES = (
    "一级指标二级指标三级指标权重预期指标值实际完成指标值指标完成率得分偏差原因分析及改进措施\n"
    "产出指标数量指标购置巡检车10≥6辆6辆100%10\n质量指标车辆验收合格率8100%100%100%8\n"
    "时效指标按期交付率10≥95%97%100%10年初定得偏低\n效益指标社会效益指标受益社区数15≥86个90个100%15\n"
)
DEVIATIONS = (
    "一级指标二级指标三级指标年度指标值全年完成值分值偏差度得分偏差原因分析及改进措施\n"
    "产出指标数量指标放映场次≥40场42场100%10片源到位较晚，下一步提前对接\n下乡巡演场次≥18场20场80%8\n"
    "成本指标单场成本≤0.3万元0.28万元50%5\n满意度指标服务对象满意度指标观众满意度≥90%95%100%10\n"
)
KINDS = (
    "类别指标名称目标值权重实际完成值自评分值\n产出指标修缮泵房座数≥6座56座5\n台账完整性完整10完整10\n"
    "效益指标带动村集体增收≥15万元1016.2万元10\n满意度指标村民满意程度≥85%592.6%5\n"
)
EXPLAINED = (
    "一级指标二级指标三级指标指标内容指标值绩效标准\n产出指标数量指标补贴人数实际领取护理补贴人数60人计划标准\n"
    "质量指标发放准确率补贴按标准发放的准确比率100%历史标准\n成本指标补贴标准护理补贴发放标准900元/月/人计划标准\n"
)


def told(text: str) -> list[tuple[str, str | None, str | None]]:
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


SIGNS_TOLD = [
    ("更换井盖数", "310", "322"),
    ("疏通管网长度", "28", "30.5"),
    ("抢修及时性", "及时", "及时"),
    ("节约养护支出", "12", "13.6"),
    ("保障路面畅通", "成效明显", "成效明显"),
    ("居民知晓率", "90", "93"),
]
RATES_TOLD = [
    ("购置巡检车", "≥6辆", "6辆"),
    ("车辆验收合格率", "100%", "100%"),
    ("按期交付率", "≥95%", "97%"),
    ("受益社区数", "≥86个", "90个"),
]
DEVIATIONS_TOLD = [
    ("放映场次", "≥40场", "42场"),
    ("下乡巡演场次", "≥18场", "20场"),
    ("单场成本", "≤0.3万元", "0.28万元"),
    ("观众满意度", "≥90%", "95%"),
]
KINDS_TOLD = [
    ("修缮泵房座数", "≥6座", "6座"),
    ("台账完整性", "完整", "完整"),
    ("带动村集体增收", "≥15万元", "16.2万元"),
    ("村民满意程度", "≥85%", "92.6%"),
]
EXPLAINED_TOLD = [
    ("补贴人数", "60人", None),
    ("发放准确率", "100%", None),
    ("补贴标准", "900元/月/人", None),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(SIGNS, SIGNS_TOLD, id="comparator, unit and words of their own"),
        pytest.param(RATES, RATES_TOLD, id="share that is met behind the result"),
        pytest.param(DEVIATIONS, DEVIATIONS_TOLD, id="deviation between the marks"),
        pytest.param(KINDS, KINDS_TOLD, id="kinds and weights between goal and result"),
        pytest.param(EXPLAINED, EXPLAINED_TOLD, id="explanation behind the name"),
    ],
)
def test_a_line_that_holds_a_row_is_parted_by_its_columns(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", [SIGNS, RATES, DEVIATIONS])
def test_no_cell_of_another_row_is_in_a_name_or_value(text: str) -> None:
    assert all(len(part or "") < 12 for line in told(text.replace("\n", "")) for part in line)


def test_a_name_never_holds_a_goal() -> None:
    text = (
        "三级指标年初目标值（A）实际完成值（B）得分产出指标数量指标印制手册≥800册820册15"
        "维护网站时长≥96小时98小时8更新栏目数≥9个9个10质量指标内容准确率≥98%100%10"
    )
    assert told(text)[:3] == [
        ("印制手册", "≥800册", "820册"),
        ("维护网站时长", "≥96小时", "98小时"),
        ("更新栏目数", "≥9个", "9个"),
    ]


def marks(text: str) -> list[tuple[str | None, str | None]]:
    """Full marks and marks got of every indicator of a text."""
    document = Document("a.txt", "0" * 64, "txt", text, tables=find_tables(text))
    read = default_pipeline("pattern").extract(document).facts
    return [(i.weight and i.weight.text, i.score and i.score.text) for i in read.indicators]


@pytest.mark.parametrize(
    ("gap", "row"), [(" ", ("8", "7.66")), ("  ", ("8", "7.66")), ("\t", ("8", "7.66"))]
)
def test_a_blank_between_digits_parts_two_marks(gap: str, row: tuple[str, str]) -> None:
    rows = (
        ("产出指标数量指标培训护林员", "≥640人次", "655人次", "8", "8"),
        ("检查站设备配备", "210套", "210套", "6", "6"),
        ("质量指标培训考核合格率", "≥95%", "97.1%", "8", "8"),
        ("时效指标设备到位及时率", "≥95%", "91%", "8", "7.66"),
        ("成本指标设备采购单价", "≤5200元/套", "5086元/套", "5", "5"),
    )
    lines = ["".join(r[:3]) + gap + gap.join(r[3:]) for r in rows]
    head = "一级指标二级指标三级指标年度指标值实际完成值分值得分"
    assert marks("\n".join((head, *lines)) + "\n")[3] == row

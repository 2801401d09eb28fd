"""Forms of indicator tables as pages print them: what is read of each indicator."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.loading.load import load
from extraction.pipeline import default_pipeline

_HEAD = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
NONE_NAMES = f"""{_HEAD}产出指标\t数量指标\t建设示范基地\t≥12个\t13个\t20\t20
产出指标\t质量指标\t无公害产品认证率\t≥85%\t81%\t20\t19
效益指标\t生态效益指标\t无害化处理率\t≥98%\t99%\t10\t10
满意度指标\t服务对象满意度指标\t农户满意度\t≥90%\t94%\t10\t10
"""
SIGNS = """一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分
产出指标 数量指标 铺装步道面积 ≥ 12,600 平方米 12,850 平方米 20 20
更换路灯数量 ≥ 86 盏 80 盏 10 9.3
时效指标 工程工期 ≤ 180 天 175 天 10 10
满意度指标 服务对象满意度 居民满意度 ≥ 90 % 94.5 % 10 10
"""
NAMED_AS_CLASS = "\n".join(
    [
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "产出指标",
        "数量指标",
        "老年人健康管理率",
        "≥62%",
        "66.3%",
        "10",
        "10",
        "儿童健康管理率",
        "≥85%",
        "93%",
        "10",
        "10",
        "患者管理人数",
        "≥4200人",
        "4388人",
        "10",
        "10",
        "质量指标",
        "热线办结率",
        "100%",
        "98%",
        "10",
        "9.8",
        "系统管理率",
        "≥80%",
        "91%",
        "10",
        "10",
        "时效指标",
        "报表上报时间",
        "每月5日前",
        "每月5日前",
        "10",
        "10",
        "效益指标",
        "社会效益指标",
        "居民健康水平",
        "不断提高",
        "不断提高",
        "20",
        "18",
        "满意度指标",
        "服务对象满意度指标",
        "服务对象满意度",
        "≥80%",
        "88%",
        "10",
        "10",
    ]
)
ADJUSTED = """指标名称\t计量单位\t指标性质\t年初指标值\t调整指标值\t全年完成值\t指标权重(分)\t指标得分(分)
接收档案数量\t卷\t≥\t12000\t\t13260\t40\t40
数字化扫描页数\t万页\t≥\t60\t50\t52\t60\t60
"""
CLASS_MARKS = """一级指标\t分值\t二级指标\t分值\t三级指标\t分值\t指标值\t完成值\t得分
产出\t50\t数量指标\t30\t完成审计项目数\t30\t24个\t26个\t30
\t\t时效指标\t20\t按期完成率\t20\t100%\t92%\t18
满意度\t50\t服务对象满意度\t50\t被审计单位满意度\t50\t90%\t95%\t50
"""
UNITS_BEHIND_NAMES = """一级指标\t二级指标\t三级指标\t指标值\t全年实际完成值
产出指标\t数量指标\t免疫密度(%)\t≥90\t95.6
\t\t每羽疫苗成本(元)\t≤0.35\t0.32
满意度指标\t服务对象满意度指标\t养殖户满意度(%)\t≥85\t91
"""
SEVERAL = """一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值
产出指标\t数量指标\t人才工作\t引进领军人才≥50个，培训技术骨干≥280人\t引进领军人才52个，培训技术骨干260人
\t质量指标\t培训合格率\t≥95%\t98%
满意度指标\t服务对象满意度指标\t学员满意度\t≥90%\t93%
"""
PAST_YEARS = """一级指标\t二级指标\t三级指标\t近两年指标值\t\t预计当年实现\t指标值确定依据
\t\t\t前年(2019)\t上年(2020)\t(2021)\t
产出指标\t数量指标\t法律援助案件数\t860件\t905件\t950件\t历史标准
\t质量指标\t调解成功率\t96%\t97%\t98%\t行业标准
满意度指标\t服务对象满意度\t群众满意度\t90%\t92%\t95%\t计划标准
"""
GOALS_CUT_OFF = """440306231391500000171\t产出\t成本\t宿舍总成本\t总成本不超过6.72万元\t根据宿舍经费情况，总成本不超过6.72万元
440306231391500000171\t效益\t经济效益\t不适用\t不适用\t不适用
440306231391500000171\t效益\t社会效益\t保障居民安全程度\t90%以上\t根据居民的意见，安全程度达到90%以上。
440306231391500000170\t产出\t数量\t社区饭堂数量\t1处\t社区饭堂数量有1处
"""


def read(tmp_path: Path, text: str) -> list[tuple[str | None, ...]]:
    """Return name, goal, result, weight and status of every indicator of a text file."""
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    found = default_pipeline("pattern").extract(load(path)).facts.indicators
    return [
        (
            i.name.text,
            i.target.mention.text if i.target else None,
            i.actual.mention.text if i.actual else None,
            i.weight.text if i.weight else None,
            i.status,
        )
        for i in found
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            NONE_NAMES, ("无公害产品认证率", "≥85%", "81%", "20", "unmet"), id="names with 无"
        ),
        pytest.param(SIGNS, ("工程工期", "≤ 180 天", "175 天", "10", "met"), id="sign and blank"),
        pytest.param(
            NAMED_AS_CLASS,
            ("服务对象满意度", "≥80%", "88%", "10", "met"),
            id="a name in the words of its class",
        ),
        pytest.param(
            ADJUSTED, ("数字化扫描页数", "60", "52", "60", "met"), id="an adjusted goal decides"
        ),
        pytest.param(
            CLASS_MARKS,
            ("完成审计项目数", "24个", "26个", "30", "met"),
            id="marks of classes in columns of their own",
        ),
        pytest.param(
            SEVERAL,
            ("培训技术骨干", "≥280人", "260人", None, "unmet"),
            id="several indicators in a cell",
        ),
        pytest.param(
            PAST_YEARS,
            ("调解成功率", "98%", None, None, "undetermined"),
            id="past years are neither goal nor result",
        ),
        pytest.param(
            GOALS_CUT_OFF,
            ("宿舍总成本", "不超过6.72万元", None, None, "undetermined"),
            id="goals behind codes without a header, explanations behind them",
        ),
    ],
)
def test_what_is_read_of_an_indicator(
    tmp_path: Path, text: str, wanted: tuple[str | None, ...]
) -> None:
    assert wanted in read(tmp_path, text)


def test_units_behind_names_are_those_of_goals_with_a_comparator(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(UNITS_BEHIND_NAMES, encoding="utf-8")
    found = default_pipeline("pattern").extract(load(path)).facts.indicators
    units = [(i.target.quantity.unit, i.actual.quantity.unit) for i in found]  # type: ignore[union-attr]
    assert units == [("%", "%"), ("元", "元"), ("%", "%")]


def test_headers_that_print_their_blank_places_stay_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "任务名称\t完成情况\t预算数(万元)\t\t\t执行数(万元)\n\t\t小计\t财政拨款\t其他资金\t小计\t财政拨款\t其他资金\n"
        "科普活动\t举办科普周\t86\t60\t26\t82\t58\t24\n科技计划\t支持项目\t1280\t1280\t0\t1256\t1256\t0\n",
        encoding="utf-8",
    )
    facts = default_pipeline("pattern").extract(load(path)).facts
    roles = {a.mention.text: a.mention.role for a in facts.amounts}
    assert (roles["26"], roles["82"], roles["24"]) == ("budget", "actual", "actual")

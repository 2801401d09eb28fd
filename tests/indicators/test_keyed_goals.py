"""Goals behind a bare key word, goals that stand before their result, and values that several names share."""

import pytest

from extraction.document import Document
from extraction.pipeline import default_pipeline

Told = list[tuple[str, str | None, str | None]]
RESULTS = (
    "柳岗县水务站2023年度项目支出绩效自评报告\n（三）绩效指标完成情况分析\n1.产出指标完成情况分析\n"
)
SCORED = "云塘市技改资金绩效评价报告\n四、指标得分说明\n"


def told(text: str) -> Told:
    """Name, target and actual of every indicator of a text, read without a network."""
    document = Document("a.txt", "0" * 64, "txt", text)
    facts = default_pipeline("pattern").extract(document).facts
    return [
        (i.name.text, i.target and i.target.mention.text, i.actual and i.actual.mention.text)
        for i in facts.indicators
    ]


def pairs(text: str) -> Told:
    """Those of them that have both."""
    return [t for t in told(text) if t[1] and t[2]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "（1）渠道清淤长度。目标42公里，机械队与村组合计清出45.3公里，该指标8分得8分。",
            ("渠道清淤长度", "42公里", "45.3公里"),
        ),
        (
            "（2）巡查里程。目标不少于1.6万公里，管水员96名上传轨迹17,240公里，该指标6分得6分。",
            ("巡查里程", "不少于1.6万公里", "17,240公里"),
        ),
        (
            "（3）水质检测合格率。目标≥95%，抽样60份，平均合格率97.2%，该指标5分得5分。",
            ("水质检测合格率", "≥95%", "97.2%"),
        ),
        (
            "（4）用水户满意度。目标≥90%，向12个村发问卷240份，满意度93.4%，得10分。",
            ("用水户满意度", "≥90%", "93.4%"),
        ),
    ],
    ids=["sum", "scale", "tail of the name", "heading"],
)
def test_the_value_of_its_unit_answers_a_keyed_goal(line, expected):
    assert expected in told(RESULTS + line + "\n")


def test_what_stands_between_a_keyed_goal_and_its_answer_is_no_indicator():
    line = "（1）补种面积。目标350亩，雨后复核23处，核查面积362亩，该指标8分得8分。\n"
    assert told(RESULTS + line) == [("补种面积", "350亩", "362亩")]


@pytest.mark.parametrize(
    ("goal", "result"),
    [
        ("设定值88%", "结果91.5%"),
        ("任务合计64项", "台账记载66项"),
        ("承诺时限45个工作日", "平均38个工作日"),
    ],
    ids=["set", "task", "promised"],
)
def test_a_name_with_its_marks_opens_its_line(goal, result):
    lines = f"A1 甲类申报办结情况比例，满分6.00分，实得6.00分。{goal}，{result}。\n"
    lines += "A2 乙类企业走访次数，满分4.00分，实得4.00分。目标120次，实地走访131次。\n"
    found = [t[1:] for t in pairs(SCORED + lines)]
    assert found == [
        (goal.lstrip("设定值任务合计承诺时限"), result.lstrip("结果台账记载平均")),
        ("120次", "131次"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "（1）道路硬化。目标5公里，另修复管网5.6公里。",
        "（1）植树。目标500亩，东片200亩、西片290亩。",
        "（1）路灯安装。目标60盏，比上年安装的75盏少15盏。",
        "（1）清运垃圾。目标600吨（上年同期540吨）。",
    ],
    ids=["besides", "parts", "year before", "in brackets"],
)
def test_a_keyed_goal_is_not_answered_by_something_else(line):
    assert pairs(RESULTS + line + "\n") == []


@pytest.mark.parametrize(
    ("told_share", "result"),
    [
        ("已完成培训人数2520人，完成全年任务数的105%", "2520人"),
        ("实际培训2448人，完成率102%", "2448人"),
        ("共轮训2280人，完成年度目标任务的95%", "2280人"),
    ],
    ids=["task", "rate", "short of it"],
)
def test_a_share_proves_which_goal_a_result_answers(told_share, result):
    text = (
        "青坪市农民技能行动绩效自评报告\n一、年度项目实施情况\n"
        "1.项目任务。2022年省下达我市农民技能培训任务2400人，其中带头人300人。\n"
        f"2.经费投入。项目投入资金360万元。\n3.任务完成。截至目前，我市{told_share}。\n"
    )
    assert pairs(text) == [("农民技能培训", "2400人", result)]


@pytest.mark.parametrize(
    "told_share",
    ["完成全年任务数的98%", "同比增长105%", "合格率达到105%"],
    ids=["other share", "growth", "other rate"],
)
def test_a_share_that_no_goal_makes_proves_nothing(told_share):
    text = (
        "青坪市农民技能行动绩效自评报告\n一、年度项目实施情况\n"
        "1.项目任务。2022年省下达我市农民技能培训任务2400人。\n"
        f"2.任务完成。截至目前，我市已完成培训2520人，{told_share}。\n"
    )
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("组织夜校学习13200人，完成市下达任务12000人的110%；", ("12000人", "13200人")),
        ("新增林下种植630亩，完成年度计划600亩的105%；", ("600亩", "630亩")),
        ("化解积案57件，达到目标任务60件的95%；", ("60件", "57件")),
    ],
    ids=["task", "plan", "short of it"],
)
def test_a_share_behind_its_task_in_the_same_clause_proves_both(line, expected):
    other = "建设塘坝21座，完成省任务20座的105%。"
    alone = told(f"2008年，{line.rstrip('；')}。\n")
    assert [t[1:] for t in alone] == ([] if "计划" in line else [expected])
    found = [t[1:] for t in pairs(f"年度目标任务完成情况\n{line}{other}\n")]
    assert found == [expected, ("20座", "21座")]


@pytest.mark.parametrize(
    ("line", "names", "value"),
    [
        ("政策知晓率、资料归档率均达到100%。", ["政策知晓率", "资料归档率"], "100%"),
        ("供水保证率和水质达标率均为98%。", ["供水保证率", "水质达标率"], "98%"),
        (
            "用户满意度、职工满意度及村组满意度都在95%以上。",
            ["用户满意度", "职工满意度", "村组满意度"],
            "95%以上",
        ),
    ],
    ids=["comma", "and", "three"],
)
def test_names_of_a_list_share_the_value_behind_all(line, names, value):
    found = told(RESULTS + f"（2）质量指标。{line}\n")
    assert found == [(n, None, value) for n in names]


def test_a_list_that_names_no_measures_shares_nothing():
    found = told(RESULTS + "（1）数量指标。东村、西村均为12户。\n")
    assert len(found) <= 1


@pytest.mark.parametrize(
    "announced",
    ["目标任务为", "年度绩效目标为", "总体目标："],
)
def test_what_is_to_be_built_is_a_goal(announced):
    text = (
        f"二、绩效目标情况\n2020年，安置{announced}：住房改造开工1200套，住房改造基本建成860套。\n"
    ).replace("：：", "：")
    assert {t[1:] for t in told(text)} == {("1200套", None), ("860套", None)}


def test_goals_below_a_heading_that_begins_with_a_year():
    text = (
        "（三）项目绩效目标\n"
        "2.2021年度绩效目标。新建水窖620口，改造蓄水池166座；以乡镇为单位计算，新增灌溉面积1500亩。\n"
    )
    assert told(text) == [
        ("新建水窖", "620口", None),
        ("改造蓄水池", "166座", None),
        ("新增灌溉面积", "1500亩", None),
    ]


def test_goals_and_results_in_two_runs_below_run_in_headings():
    text = (
        "三、年度目标任务完成情况\n"
        "（一）年初制定目标：新建村级广场12个，配送图书8600册，群众满意度达到90%以上。\n"
        "（二）实际完成：村级广场建成12个，图书配送9100册，群众满意度93.5%。\n"
    )
    assert [t[1:] for t in pairs(text)] == [
        ("12个", "12个"),
        ("8600册", "9100册"),
        ("90%以上", "93.5%"),
    ]


def test_a_result_in_other_words_stands_between_those_of_its_neighbours():
    text = (
        "一、2022年度绩效目标\n"
        "实施移民道路项目45个、产业帮扶项目61个，培训移民2600人次。\n"
        "二、2022年度绩效目标实现情况\n"
        "完成移民道路项目45个、产业扶持项目63个，培训移民2715人次。\n"
    )
    assert [t[1:] for t in pairs(text)] == [
        ("45个", "45个"),
        ("61个", "63个"),
        ("2600人次", "2715人次"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("技能轮训118人（省任务数96人）；", ("96人", "118人")),
        ("适配器具13件（市下达任务数12件）；", ("12件", "13件")),
        ("调解成功率为98.6%，比目标值96%高出2.6个百分点；", ("96%", "98.6%")),
    ],
    ids=["province", "city", "difference"],
)
def test_who_gave_the_task_may_stand_before_it(line, expected):
    other = "管护井房40座（目标40座）。"
    assert expected in [t[1:] for t in pairs(RESULTS + f"（1）数量指标。{line}{other}\n")]


def test_a_mark_in_percent_is_no_result():
    text = RESULTS + "（1）复评率：设定值95%，抽查病历80份，结果72.5%，满分5%，得2.90分。\n"
    assert ("复评率", "95%", "72.5%") in told(text)


def test_a_class_without_a_sign_before_its_name():
    text = "(二)项目效益情况。\n社会效益指标工资应发尽发率、道路完好率均达到100%。\n"
    assert told(text) == [("工资应发尽发率", None, "100%"), ("道路完好率", None, "100%")]


@pytest.mark.parametrize(
    "sentence",
    [
        "产出指标从数量指标、质量指标、时效指标和成本指标四个方面设置。",
        "效益指标按社会效益指标、生态效益指标两个维度设定。",
        "满意度指标共设服务对象满意度1个指标。",
    ],
)
def test_how_many_classes_there_are_is_no_result(sentence):
    assert not any(actual for _, _, actual in told(f"二、绩效指标完成情况\n{sentence}\n"))

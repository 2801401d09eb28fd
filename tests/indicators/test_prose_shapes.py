"""Shapes of sentences that say goal and result: lists, goals in front or behind, words, shares that prove them."""

import pytest

from extraction.document import Document
from extraction.pipeline import default_pipeline

Told = list[tuple[str, str | None, str | None]]


def told(text: str) -> Told:
    """Name, target and actual of every indicator of a text, read without a network."""
    document = Document("a.txt", "0" * 64, "txt", text)
    facts = default_pipeline("pattern").extract(document).facts
    return [
        (i.name.text, i.target and i.target.mention.text, i.actual and i.actual.mention.text)
        for i in facts.indicators
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "截至8月底，16座灌溉泵站建设已完成9座（56%）、45个晾晒场建设已完成45个。",
            [("灌溉泵站建设", "16座", "9座"), ("晾晒场建设", "45个", "45个")],
        ),
        (
            "其余3项中，68户庭院整治已完成51户，90场广场舞展演已演出96场。",
            [("庭院整治", "68户", "51户"), ("广场舞展演", "90场", "96场")],
        ),
        (
            "310名护林员轮训目前已培训288名。12处险工险段加固已完工12处。",
            [("护林员轮训", "310名", "288名"), ("险工险段加固", "12处", "12处")],
        ),
    ],
    ids=["brackets", "commas", "sentences"],
)
def test_a_goal_in_front_of_its_name_is_answered_behind_it(sentence, expected):
    assert told(f"河口县民生项目进展\n{sentence}\n") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "14个安全隐患已整改12个。",
        "6个行政村已完成道路硬化11.2公里。",
        "全年发现问题23个，已整改20个。",
        "第一批41个项目已完工38个。",
    ],
    ids=["trouble", "other unit", "cases", "no account"],
)
def test_what_is_dealt_with_as_it_comes_is_no_goal(sentence):
    assert told(f"河口县民生项目进展\n{sentence}\n") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "计划举办露天电影35场、书法讲座8场、剪纸展3次，实际分别完成38场、8场、4次。",
            [("露天电影", "35场", "38场"), ("书法讲座", "8场", "8场"), ("剪纸展", "3次", "4次")],
        ),
        (
            "年初目标新增停车位420个、充电桩60台，实际分别建成455个、52台。",
            [("新增停车位", "420个", "455个"), ("充电桩", "60台", "52台")],
        ),
        (
            "计划采样水样150份、土样90份，实际分别为156份、88份。",
            [("采样水样", "150份", "156份"), ("土样", "90份", "88份")],
        ),
    ],
    ids=["three", "two", "plain"],
)
def test_the_kth_result_belongs_to_the_kth_goal(sentence, expected):
    found = told(f"绩效自评报告\n绩效目标完成情况：{sentence}\n")
    assert [t[1:] for t in found] == [e[1:] for e in expected]
    assert all(a[0].endswith(b[0]) for a, b in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("添置显微镜64台（目标60台）。", ("添置显微镜", "60台", "64台")),
        ("回访满意率94.6%，高于目标值92%。", ("回访满意率", "92%", "94.6%")),
        ("按期还书率88.3%，低于90%的目标。", ("按期还书率", "90%", "88.3%")),
    ],
    ids=["brackets", "compared", "compared behind"],
)
def test_a_goal_behind_its_result_is_its_goal(sentence, expected):
    assert told(f"绩效自评报告\n（一）产出指标完成情况\n（1）质量指标\n{sentence}\n") == [expected]


def test_a_goal_without_a_name_shifts_no_result():
    text = (
        "绩效自评报告\n绩效目标完成情况：目标为大修19公里、中64公里、小修保养260公里，"
        "实际分别完成18.6公里、57.2公里、261公里。\n"
    )
    assert ("小修保养", "260公里", "57.2公里") not in told(text)


def test_a_difference_from_the_goal_is_no_goal():
    text = "绩效自评报告\n（一）产出指标完成情况\n（1）数量指标\n接待游客3200人，超过目标200人。\n"
    assert ("接待游客", "200人", "3200人") not in told(text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1.夜校招收学员480人 完成510人，完成率106.25%", ("夜校招收学员", "480人", "510人")),
        ("2.水井清淤24口 完成21口,完成率87.5%", ("水井清淤", "24口", "21口")),
        (
            "3.推广节水灌溉360亩 完成378亩，完成全年任务的105%。",
            ("推广节水灌溉", "360亩", "378亩"),
        ),
    ],
    ids=["over", "under", "share of the task"],
)
def test_a_share_that_the_two_values_make_tells_goal_from_result(line, expected):
    other = "4.修复古井5口 完成4口，完成率80%"
    found = told(f"沙湾区任务进度\n项目 进度\n{line}\n{other}\n")
    assert found == [expected, ("修复古井", "5口", "4口")]


def test_one_such_sentence_outside_an_account_is_none():
    text = "沙湾区政府债务情况\n全年化解债务6.2亿元，完成6.5亿元，完成率104.84%。\n"
    assert told(text) == []


@pytest.mark.parametrize(
    "line",
    ["1.夜校招收学员480人 完成510人，完成率98%", "2.党员教师96名，其中女教师48名，占50%。"],
    ids=["another share", "a part of a whole"],
)
def test_a_share_of_something_else_proves_nothing(line):
    assert told(f"沙湾区任务进度\n项目 进度\n{line}\n") == []


@pytest.mark.parametrize(
    ("heading", "side"),
    [("三、绩效指标完成情况分析", 2), ("（二）绩效指标实现情况", 2), ("二、年度绩效目标", 1)],
    ids=["results", "reached", "goals"],
)
def test_a_list_of_names_and_values_below_a_heading_of_indicators_is_an_account(heading, side):
    text = (
        f"绩效自评报告\n{heading}\n票据合规率100%，台账登记率97%，走访村组26个，村民满意度≥93%。\n"
    )
    values = [("票据合规率", "100%"), ("台账登记率", "97%"), ("走访村组", "26个")]
    found = {(t[0], t[side]) for t in told(text)}
    assert found == {*values, ("村民满意度", "≥93%")}


def test_words_inside_a_name_say_nothing_of_its_value():
    text = (
        "绩效自评报告\n（三）绩效指标完成情况分析。票据编制规范性100%,登记符合实际情况100%,"
        "年度任务按时完成率≥95%,公示执行率98%,\n"
    )
    assert told(text) == [
        ("票据编制规范性", None, "100%"),
        ("登记符合实际情况", None, "100%"),
        ("年度任务按时完成率", None, "≥95%"),
        ("公示执行率", None, "98%"),
    ]


@pytest.mark.parametrize(
    "opening",
    ["数量指标3个：", "1.数量指标共3项：", "①数量指标："],
    ids=["counted", "numbered", "circled"],
)
def test_a_class_with_its_number_of_indicators_heads_them(opening):
    text = f"绩效自评报告\n一、年度绩效目标\n{opening}新建凉亭4座、栽植行道树850株、培训讲解员32人次。\n"
    assert told(text) == [
        ("新建凉亭", "4座", None),
        ("栽植行道树", "850株", None),
        ("培训讲解员", "32人次", None),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "设备进场时间指标值为2022年4月底，实际提前到位。",
            ("设备进场时间", "2022年4月底", "提前到位"),
        ),
        (
            "护渔补助标准年初指标值为180元/天，实际按此标准发放。",
            ("护渔补助标准", "180元/天", "按此标准发放"),
        ),
        ("修建蓄水池9口，已完成。", ("修建蓄水池", "9口", "已完成")),
        ("采样设备调试到位，未完成。", ("采样设备调试到位", None, "未完成")),
    ],
    ids=["both in words", "result in words", "verdict", "nothing counted"],
)
def test_words_answer_a_goal(sentence, expected):
    assert told(f"绩效自评报告\n（一）产出指标完成情况\n（1）时效指标\n{sentence}\n") == [expected]


@pytest.mark.parametrize(
    ("mode", "side"),
    [("（二）效益指标完成情况", 2), ("二、绩效目标设定情况", 1)],
    ids=["results", "goals"],
)
def test_clauses_that_each_end_in_a_degree_are_indicators(mode, side):
    text = (
        f"绩效自评报告\n{mode}\n（1）社会效益指标\n"
        "牧民出行条件明显改善；草场、河道管护意识有所增强；夜间照明得到改善。\n"
    )
    assert [(t[0], t[side]) for t in told(text)] == [
        ("牧民出行条件", "明显改善"),
        ("草场、河道管护意识", "有所增强"),
        ("夜间照明", "得到改善"),
    ]


def test_a_sentence_that_describes_is_no_indicator():
    text = (
        "绩效自评报告\n（二）效益指标完成情况\n（1）社会效益指标\n"
        "通过项目实施，牧民出行条件明显改善，村容村貌焕然一新，受到一致好评。\n"
    )
    assert told(text) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("走访困难职工", "145人"), ("发放春耕贷款", "62万元"), ("农具配发到户率", "98%")],
)
def test_a_name_alone_on_its_line_names_the_value_below_it(name, value):
    assert told(f"绩效自评报告\n产出指标完成情况\n数量指标：\n{name}\n{value}\n") == [
        (name, None, value)
    ]


def test_two_values_below_a_name_are_cells_of_a_table_and_none_is_taken_alone():
    text = "绩效自评报告\n产出指标完成情况\n数量指标：\n走访困难职工\n145人\n150人\n"
    assert all(t[1:] == (None, None) for t in told(text))


@pytest.mark.parametrize(
    "name",
    ["项目开工率", "项目竣工验收合格率", "项目完成时效及时率"],
    ids=["started", "checked", "timely"],
)
def test_what_is_measured_of_a_project_keeps_its_name_whole(name):
    text = f"绩效自评报告\n（一）产出指标完成情况\n（1）时效指标\n{name}目标值100%，实际96%。\n"
    assert told(text) == [(name, "100%", "96%")]


def test_how_many_of_the_thing_there_are_is_no_value_of_it():
    text = "绩效自评报告\n一、年度绩效目标\n年度总体目标：空气质量持续改善，38个监测断面水质优良率达到96.5%。\n"
    assert [t for t in told(text) if t[1] == "38个"] == []


def test_an_age_in_a_name_is_no_value():
    text = "绩效自评报告\n（一）产出指标完成情况\n（1）数量指标\n筛查3-6岁儿童目标值2400人，实际2466人。\n"
    assert told(text) == [("筛查3-6岁儿童", "2400人", "2466人")]


def test_sheets_of_a_questionnaire_are_no_results():
    text = (
        "绩效自评报告\n（一）满意度指标完成情况\n"
        "发放问卷300份，其中满意240份、基本满意31份，综合满意度95.2%，高于目标值90%。\n"
    )
    assert told(text) == [("综合满意度", "90%", "95.2%")]


@pytest.mark.parametrize("blank", ["公里", "≧ %", "万亩"])
def test_a_blank_of_a_form_is_no_goal(blank):
    rows = ["数量指标", "新建护坡长度", blank, "质量指标", "工程合格率", "100%"]
    head = "绩效目标表\n\n一级指标\n\n二级指标\n\n三级指标\n\n指标值\n\n产出指标\n\n"
    assert all(t[1] != blank for t in told(head + "\n\n".join(rows) + "\n"))


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("竣工时限，2024年11月底前。", ("竣工时限", "2024年11月底前", None)),
        ("苗木到货时间：3月中旬；", ("苗木到货时间", "3月中旬", None)),
        ("验收日期2023年6月30日前。", ("验收日期", "2023年6月30日前", None)),
    ],
)
def test_a_time_to_be_kept_is_a_goal(clause, expected):
    assert told(f"绩效目标申报说明\n一、绩效目标\n（1）时效指标\n{clause}\n") == [expected]

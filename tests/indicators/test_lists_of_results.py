"""Results alone below short headings, lists that count themselves, and results told far from their goals."""

import pytest

from tests.indicators.test_walks import told

_HEAD = "青石县水务局2023年度项目绩效自评报告\n三、绩效目标完成情况\n"
_LONG = (
    "巡护堤防41.6公里，清理河面漂浮物3,260吨，更换警示牌118块；维修闸门9扇、启闭机6台，均已验收；"
    "补植护坡灌木2.7万株，疏通支渠23条，修复渠系建筑物31处；培训护河员210人次，印制巡河手册1,500册，"
    "架设视频监控点46个，布设水位标尺75根，更新救生设备64套，加固临水护栏3.9公里，新挖排水沟5.2公里。\n"
)


@pytest.mark.parametrize(
    "heading",
    ["（一）产出情况\n1.数量\n", "（一）产出类\n1、数量。", "1.数量方面："],
    ids=["lines", "stop", "run in"],
)
def test_results_alone_below_short_headings_are_indicators(heading):
    found = told(f"{_HEAD}{heading}清淤支渠12条，更换闸门8扇，培训管护员96人。\n")
    assert found == [
        ("清淤支渠", None, "12条"),
        ("更换闸门", None, "8扇"),
        ("培训管护员", None, "96人"),
    ]


def test_a_long_list_below_a_class_is_read_and_a_story_is_not():
    listed = told(f"{_HEAD}1.数量指标\n{_LONG}")
    assert len(listed) >= 14
    assert ("维修闸门", None, "9扇") in listed
    story = (
        "入汛以后雨情偏多，县里把巡堤力量压到最前沿，各镇街轮流值守，累计出动巡护人员4,320人次。"
        "群众反映的河面垃圾随报随清，护河员划片包干，问题当天处理，清运垃圾车次增加到96车。"
        "年底组织了一次回头看，发现个别支渠仍有淤积，安排施工队补做，费用从养护经费里解决，镇村都比较配合。"
        "闸门检修请了厂家，老化的部件换下来统一入库，运行情况平稳，没有出现险情，来年再做一次全面体检。\n"
    )
    assert told(f"{_HEAD}1.数量指标\n{story}") == []


def test_a_word_of_a_class_in_a_sentence_opens_none():
    text = "青石县水务局工作总结\n工程质量。验收堤段12处，数量比计划多，成本。控制在概算内。\n"
    assert told(text) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "渠道完好率、闸门启闭率两项指标值同为95%，测得结果分别为96.2%和97.5%。",
            [("渠道完好率", "95%", "96.2%"), ("闸门启闭率", "95%", "97.5%")],
        ),
        (
            "受训农户数、入户指导户数和发放手册次三项的年度指标分别为80户、120户、300册，执行结果分别为83户、118户和300册。",
            [
                ("受训农户数", "80户", "83户"),
                ("入户指导户数", "120户", "118户"),
                ("发放手册次", "300册", "300册"),
            ],
        ),
        (
            "苗木成活率和保存率的年度指标均是≥90%，实际各为93.4%、91.7%。",
            [("苗木成活率", "≥90%", "93.4%"), ("保存率", "≥90%", "91.7%")],
        ),
    ],
    ids=["shared", "counted", "each"],
)
def test_lists_that_count_themselves_share_and_answer_in_order(sentence, expected):
    assert told(f"{_HEAD}（1）质量指标\n{sentence}\n") == expected


def test_three_times_in_a_list_of_three_is_a_value():
    text = (
        f"{_HEAD}（1）数量指标\n计划举办义诊35场、讲座8场、演练3次，实际分别完成38场、8场、4次。\n"
    )
    assert ("演练", "3次", "4次") in told(text)


@pytest.mark.parametrize(
    ("goals", "results", "name"),
    [
        ("一、绩效目标（摘自《项目支出绩效目标表》）\n", "三、完成情况\n", "检测水样"),
        ("一、基本情况\n年度具体目标：", "三、年度目标完成情况\n", "检测水样"),
        ("一、年度绩效目标\n", "三、绩效目标完成情况\n", "检测水样"),
    ],
    ids=["quoted title", "concrete goals", "goals"],
)
def test_results_sections_later_answer_goals_and_keep_their_own_names(goals, results, name):
    text = (
        f"青石县水务局项目绩效自评报告\n{goals}检测水样260份，一次抽检合格率达到98%。\n"
        f"二、资金使用情况\n全年支出42万元。\n{results}全年检测水样254份；一次抽检合格率98.6%。\n"
    )
    found = told(text)
    assert (name, "260份", "254份") in found
    assert (name, None, "254份") in found
    assert ("一次抽检合格率", "98%", "98.6%") in [
        (n, (t or "").lstrip("达到"), a) for n, t, a in found
    ]


def test_counts_below_satisfaction_are_of_who_was_asked():
    text = f"{_HEAD}3.满意度指标\n走访农户120户，农户满意度96.5%。\n"
    assert told(text) == [("农户满意度", None, "96.5%")]


def test_remarks_beside_pairs_in_a_long_passage_are_no_indicators():
    text = (
        f"{_HEAD}1.数量指标\n绿化渠岸长度，指标值≥6.1公里，完成值6.3公里；巡查频次，指标值≥52次，完成值60次；"
        "管护合同签订数，指标值≥74份，完成值74份；抽水泵站运维，指标值≥6座，完成值5座，东湾泵站停运检修4个月，"
        "期间由邻站代抽，代抽水量折合18万方，全年未发生内涝；渠道机械清淤率，指标值≥90%，完成值91.8%。\n"
    )
    assert len(told(text)) == 5
    assert all(goal and done for _, goal, done in told(text))


def test_a_list_whose_number_stands_before_its_last_name_is_no_fault():
    survey = (
        "发出问卷500份，有效480份，对窗口服务、办理时长、环境卫生三项表示满意和比较满意的依次为96.1%、83.2%、91.5%，"
        "按平均数90.3%计入服务对象满意度，目标≥90%。\n"
    )
    found = told(f"{_HEAD}1.数量\n清淤支渠12条，更换闸门8扇。\n3.满意度\n{survey}")
    assert ("清淤支渠", None, "12条") in found
    assert not any(name == "窗口服务" and result == "90.3%" for name, _, result in found)

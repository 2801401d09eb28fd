"""The pattern tagger on short texts of our own, one habit of reports each."""

import pytest

from extraction.labels import Label
from extraction.linking import RuleLinker
from extraction.tagging.patterns import PatternTagger


def read(make_document, text):
    document = make_document(text)
    markup = RuleLinker().link(document, PatternTagger().tag(document))
    markup.verify(text)
    return markup


def pairs(markup, source_label, target_label):
    """The (value, name) texts of links between two labels."""
    by_id = markup.by_id()
    linked = ((by_id[k.source], by_id[k.target]) for k in markup.links)
    return [
        (s.text, t.text) for s, t in linked if s.label == source_label and t.label == target_label
    ]


@pytest.mark.parametrize(
    ("text", "value", "item"),
    [
        ("全年公务接待费支出3.42万元。", "3.42万元", "公务接待费"),
        ("我局2023年度机关运行经费为 88.10 万元。", "88.10 万元", "机关运行经费"),
        ("其中：“办公设备购置费”12.6万元。", "12.6万元", "办公设备购置费"),
        (
            "1.城乡社区支出（类）城乡社区管理事务（款）城管执法（项）。年初预算为52.00万元。",
            "52.00万元",
            "城管执法",
        ),
        ("三、支出情况说明2021年项目支出合计401.2万元。", "401.2万元", "项目支出合计"),
        ("共有车辆6辆。", "6辆", "车辆"),
        ("对全县42家定点药店开展检查。", "42家", "定点药店"),
        ("单价50万元以上的通用设备3台。", "3台", "单价50万元以上的通用设备"),
        ("2.公务接待费。2024年预算数0.60万元。", "0.60万元", "公务接待费"),
        ("其中，车辆购置费2024年预算数18.00万元。", "18.00万元", "车辆购置费"),
        ("维修费支出决算数比2020年减少1.20万元。", "1.20万元", "维修费"),
        ("区财政安排绿化养护资金62万元。", "62万元", "绿化养护资金"),
        ("资金到位40万元（含上年结转12万元），实际支出38万元。", "38万元", "实际支出"),
        ("全年发放宣传手册300份。", "300份", "宣传手册"),
        ("核定行政编制12人，实际11人；事业编制8人。", "11人", "行政编制"),
        ("年末在职人员31人。", "31人", "在职人员"),
        ("公车加油2.40万元，其他0.30万元。", "0.30万元", "其他"),
    ],
)
def test_value_takes_the_name_it_measures(make_document, text, value, item):
    markup = read(make_document, text)
    found = [p for label in ("AMOUNT", "COUNT") for p in pairs(markup, label, "ITEM")]
    assert (value, item) in found


def test_change_and_rate_belong_to_the_figure_before_them(make_document):
    markup = read(make_document, "会议费支出4.20万元，比上年减少1.30万元，下降23.64%。")
    assert pairs(markup, "AMOUNT", "ITEM") == [("4.20万元", "会议费"), ("1.30万元", "会议费")]
    assert [m.change for m in markup.mentions if m.label in ("AMOUNT", "RATE")] == [
        None,
        "decrease",
        "decrease",
    ]


def test_budget_words_give_the_role(make_document):
    markup = read(make_document, "培训费年初预算为6.00万元，支出决算为5.10万元。")
    assert [m.role for m in markup.mentions if m.label == Label.AMOUNT] == [
        "budget",
        "actual",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "二、效益指标\n（1）群众满意度≥90%。经调查，群众满意度为93.5%，完成年度目标。\n",
        "1、群众满意度。目标值≥90%，实际为93.5%，完成。\n",
        "绩效目标完成情况：群众满意度目标值≥90%，实际完成值93.5%。\n",
        "C21群众满意度（权重10分）：目标≥90%，实际93.5%，得10分。\n",
    ],
    ids=["walk under a heading", "name, full stop, target", "one sentence", "scored line"],
)
def test_indicator_has_target_and_actual(make_document, text):
    markup = read(make_document, text)
    assert [t.endswith("群众满意度") for _, t in pairs(markup, "TARGET", "INDICATOR")] == [True]
    assert [s for s, _ in pairs(markup, "ACTUAL", "INDICATOR")] == ["93.5%"]


@pytest.mark.parametrize(
    "text",
    [
        "评分标准：每超过一个百分点扣0.5分，扣完为止。",
        "第四部分 名词解释\n一、财政拨款收入：指单位从同级财政部门取得的100万元拨款。",
        "联系电话：0000-7654321，发布日期：2023年6月1日。",
        "根据《预算绩效管理办法》（财〔2020〕10号）第12条执行。",
    ],
    ids=["criteria", "definitions", "telephone", "document number"],
)
def test_what_is_no_fact_stays_unmarked(make_document, text):
    values = {Label.AMOUNT, Label.RATE, Label.COUNT, Label.TARGET, Label.ACTUAL}
    assert not [m.text for m in read(make_document, text).mentions if m.label in values]


def test_period_before_a_figure_governs_it(make_document):
    markup = read(make_document, "2022年度，本部门收入合计900.00万元。")
    assert pairs(markup, "AMOUNT", "PERIOD") == [("900.00万元", "2022年度")]


def test_list_with_respectively_pairs_in_order(make_document):
    markup = read(make_document, "培训费2万元；一季度执行率、二季度执行率分别为25%、52%。")
    assert ("52%", "二季度执行率") in pairs(markup, "RATE", "ITEM")


def test_parts_of_a_score_are_weights_and_scores(make_document):
    text = "自评得分94.2分，其中：投入15分，得14.2分；职责落实（40分）得38分；产出42分。"
    markup = read(make_document, text)
    assert pairs(markup, "WEIGHT", "LEVEL") == [("15分", "投入")]
    assert pairs(markup, "WEIGHT", "ITEM") == [("40分", "职责落实")]
    assert pairs(markup, "SCORE", "LEVEL") == [("14.2分", "投入"), ("42分", "产出")]
    assert pairs(markup, "SCORE", "ITEM") == [("38分", "职责落实")]


def test_marks_in_brackets_belong_to_the_heading_before_them(make_document):
    markup = read(make_document, "（二）采购管理分析（满分10分，自评9.5分）\n")
    assert pairs(markup, "WEIGHT", "ITEM") == [("10分", "采购管理分析")]
    assert pairs(markup, "SCORE", "ITEM") == [("9.5分", "采购管理分析")]


def test_a_value_never_takes_an_item_that_a_bracket_closed_over(make_document):
    markup = read(make_document, "本年收入50万元（含上年结转12万元），比上年增加3万元。")
    assert ("3万元", "本年收入") in pairs(markup, "AMOUNT", "ITEM")


def test_a_fund_is_no_budget_figure(make_document):
    markup = read(make_document, "其中一般公共预算210.4万元，年初预算300万元。")
    assert [m.role for m in markup.mentions if m.label == "AMOUNT"] == [None, "budget"]


def test_the_level_of_the_year_before_is_prior(make_document):
    markup = read(make_document, "收入预算80万元，比2023年的75万元增加5万元。")
    assert [m.role for m in markup.mentions if m.label == "AMOUNT"] == ["budget", "prior", None]


def test_a_numbered_goal_with_its_outcome(make_document):
    text = "目标2：农机培训合格率达到90%以上。完成情况：全年培训300人，合格率94%，已完成。\n"
    markup = read(make_document, text)
    assert pairs(markup, "TARGET", "INDICATOR") == [("90%以上", "农机培训合格率")]
    assert pairs(markup, "ACTUAL", "INDICATOR") == [("94%", "农机培训合格率")]


def test_a_share_is_never_answered_by_a_count(make_document):
    markup = read(make_document, "目标1：车辆年检率达到85%以上。全年应检车辆400辆。\n")
    assert pairs(markup, "ACTUAL", "INDICATOR") == []


def test_values_behind_keys_on_their_own_lines(make_document):
    text = "产出指标\n抽检批次\n目标值：280批次\n完成值：291批次\n分值：10\n得分：10\n"
    markup = read(make_document, text)
    assert pairs(markup, "TARGET", "INDICATOR") == [("280批次", "抽检批次")]
    assert pairs(markup, "ACTUAL", "INDICATOR") == [("291批次", "抽检批次")]
    assert pairs(markup, "SCORE", "INDICATOR") == [("10", "抽检批次")]


def test_criteria_give_no_scores(make_document):
    markup = read(make_document, "评分标准：完成得10分，未完成扣5分。按时办结得5分，未办结扣2分。")
    assert [m for m in markup.mentions if m.label in ("SCORE", "WEIGHT")] == []

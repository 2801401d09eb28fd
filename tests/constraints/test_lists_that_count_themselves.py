"""Lists that say how long they are, classes that are all, prices of a year and a month, what is referred back to: right texts tell nothing."""

import pytest

from tests.constraints.marked import checks_of, sketch, told


def _kinds(text: str) -> list[str]:
    return [kind for kind, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("查出{违规金额}<X>，分为三类：一是{挪用}<920.5万元>；二是{虚报}<603.7万元>；三是{超支}<302.2万元>。", "1,826.4万元", "1,862.4万元"),
        ("发现{问题金额}<X>，归并为两个方面：（1）{闲置资金}<974.0万元>，涉及<9个>乡镇；（2）{滞留补贴}<500.0万元>。", "1,474.0万元", "1,744.0万元"),
        ("核减{工程款}<X>，分三块：①{土方}<120.5万元>，涉及<4个>标段；②{绿化}<63.7万元>；③{管网}<98.2万元>。", "282.4万元", "284.2万元"),
        ("清退{保证金}<X>，合并成两项：一则{投标}<215.0万元>，涉及<6家>；二则{履约}<348.0万元>。", "563.0万元", "536.0万元"),
        ("清理{存量资金}<X>，按成因归为三种：{终止}形成<1,150万元>，{节约}形成<486万元>，{重复}形成<400万元>。", "2,036万元", "2,063万元"),
    ],
)  # fmt: skip
def test_a_list_of_so_many_is_told_to_its_end(text, right, wrong):
    assert _kinds(text.replace("X", right)) == []
    assert _kinds(text.replace("X", wrong)) == ["sum"]


@pytest.mark.parametrize(
    "text",
    [
        "查出{违规金额}<1,862.4万元>，分为三类：一是{挪用}<920.5万元>；二是{虚报}<603.7万元>；三是账目不清。",
        "查出{违规金额}<1,862.4万元>，分为两类：一是{少收}应收<920.5万元>，实收<103.7万元>；二是{超支}<302.2万元>。",
    ],
    ids=["an item without a figure", "an item with two"],
)
def test_items_whose_figure_is_open_are_silent(text):
    assert _kinds(text) == []


def test_a_numbered_item_is_no_list_in_brackets():
    text = "（1）{未缴收入}<1,480万元>；（2）{闲置资金}<974万元>；（3）{滞留补贴}<500万元>。"
    assert _kinds(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("设{二级指标}<X个>，其中{决策}<2个>、{过程}<3个>、{产出}<3个>、{效益}<2个>。", "10", "9"),
        (
            "{产出指标}<9个>，细分下去是{数量指标}<X个>、{质量指标}<2个>、{时效指标}<2个>、{成本指标}<1个>。",
            "4",
            "5",
        ),
        ("设{绩效指标}<20个>：{产出指标}<11个>、{效益指标}<X个>、{满意度指标}<2个>。", "7", "6"),
    ],
)
def test_numbers_of_indicators_by_class(text, right, wrong):
    assert _kinds(text.replace("X", right)) == []
    assert _kinds(text.replace("X", wrong)) == ["sum"]


def test_classes_that_are_not_all_are_silent():
    assert _kinds("{产出指标}<9个>，其中{数量指标}<5个>、{质量指标}<2个>。") == []
    assert (
        _kinds("{产出指标}<9个>，其中{数量指标}<5个>、{质量指标}<2个>、{时效指标}<1个>、成本1。")
        == []
    )


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("{补助}年人均<7,200元>，折合每人每月<X>。", "600元", "660元"),
        ("{生活费}每人每月<1,800元>，全年<X>。", "21,600元", "26,100元"),
        ("{岗位}年工资<34,800元>，月均<X>。", "2,900元", "2,800元"),
    ],
)
def test_twelve_months_are_a_year(text, right, wrong):
    assert _kinds(text.replace("X", right)) == []
    assert _kinds(text.replace("X", wrong)) == ["product"]


def test_what_was_paid_over_a_year_may_be_of_fewer_months():
    assert _kinds("{生活费}每人每月<1,800元>，全年实际发放<18,000元>。") == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "{资金}支出<745.6万元>，结余<?74.4万元>。\n前述结余<?X>没有清理。",
            "74.4万元",
            "47.4万元",
        ),
        (
            "实到{资金}<1,136万元>，{缺口}<144万元>。\n上述缺口<?X>由镇财政安排。",
            "144万元",
            "114万元",
        ),
        (
            "{无预算采购设备}<36.8万元>。\n对上述无预算采购的<?X>，补办手续。",
            "36.8万元",
            "38.6万元",
        ),
    ],
)
def test_what_is_referred_back_to_is_the_same(text, right, wrong):
    assert _kinds(text.replace("X", right)) == []
    assert _kinds(text.replace("X", wrong)) == ["equal"]


@pytest.mark.parametrize(
    "text",
    [
        "{资金}支出<745.6万元>，结余<?74.4万元>。\n上述结余中的<?47.4万元>没有清理。",
        "{甲镇}结余<74.4万元>，{乙镇}结余<?36.2万元>。\n上述结余<?63.2万元>没有清理。",
        "{支出}<745.6万元>。\n上述支出<?754.6万元>由两项组成。",
    ],
    ids=["a part", "two are meant", "a word for anything"],
)
def test_a_reference_that_is_open_is_silent(text):
    assert _kinds(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("收回有效问卷<304份>，表示满意的<285份>，以有效问卷计算{满意度}<X>。", "93.75%", "89.06%"),
        ("有效问卷<376份>，非常满意<241份>、满意<98份>、基本满意<28份>、不满意<9份>，前三项合计，{满意率}<X>。", "97.61%", "91.75%"),
        ("有效回答<190人>，满意<171人>，不满意<19人>，{满意率}为<X>。", "90.0%", "85.5%"),
    ],
)  # fmt: skip
def test_the_satisfied_are_of_the_valid_answers(text, right, wrong):
    assert _kinds(text.replace("X", right)) == []
    assert _kinds(text.replace("X", wrong)) == ["share"]


@pytest.mark.parametrize(
    "text",
    [
        "有效问卷<300份>，非常满意<200份>，满意<100份>，加权{满意度}<92.0%>。",
        "有效问卷<300份>，满意的<276份>，按权重计{满意度}<90.0%>。",
        "有效答卷<240份>，满意的<204份>，乘以系数后{满意度}<90.0%>。",
        "收回有效问卷<180份>，满意的<153份>，折算{满意率}<88.0%>。",
    ],
)
def test_a_satisfaction_that_is_weighed_is_silent(text):
    assert _kinds(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{货物}<132.74万元>、{工程}<58.46万元>、{服务}<295.00万元>，分别占总额的<?27.30%>、<?12.02%>和<?60.67%>。", 0),
        ("{货物}<132.74万元>、{工程}<58.46万元>、{服务}<295.00万元>，分别占总额的<?27.30%>、<?60.67%>和<?12.02%>。", 2),
        ("{上级}<1,080万元>、{镇级}<540万元>、{自筹}<180万元>，占比分别为<?60%>、<?10%>、<?30%>。", 2),
    ],
)  # fmt: skip
def test_shares_that_changed_places_are_both_told(text, expected):
    assert len(told(text)) == expected


def test_a_table_told_again_with_two_digits_exchanged():
    text = "{教育支出}<612.30万元>，{农林水支出}<X>。\n附：{教育支出}<612.30万元>，{农林水支出}<931.50万元>。"
    assert [c for c in checks_of(sketch(text.replace("X", "931.50万元"))) if c.finding] == []
    assert _kinds(text.replace("X", "913.50万元")) == ["equal"]

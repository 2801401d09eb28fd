"""Relations that running text states in ways of its own: what holds is found, what fails is told, the rest is left alone."""

from __future__ import annotations

import pytest

from tests.constraints.marked import checks_of, sketch, told


def _holds(text: str, kind: str) -> bool:
    return any(c.kind == kind and c.status != "violated" for c in checks_of(sketch(text)))


@pytest.mark.parametrize(
    "opening",
    [
        "，系定额补助，分项情况是：",
        "，是由于人口增加，具体构成为：",
        "，受政策调整影响，明细如下：",
    ],
)
def test_the_parts_behind_a_reason_are_no_reason(opening):
    text = f"{{补助收入}}<812.4万元>{opening}{{甲项补助}}<500.1万元>；{{乙项补助}}<200.2万元>；{{其他补助}}<112.1万元>。"
    assert _holds(text, "sum")
    assert told(text) == []
    assert told(text.replace("200.2", "220.0")) == [("sum", "812.4万元")]


def test_a_list_inside_a_reason_stays_one():
    text = "{补助收入}<812.4万元>，主要是上级加大投入，其中{甲项补助}<500.1万元>，{乙项补助}<220.0万元>。"
    assert told(text) == []


@pytest.mark.parametrize(
    "split",
    ["分中央和地方看", "从城镇与农村看", "分省本级、市县看"],
    ids=["levels", "places", "own"],
)
def test_a_split_that_names_its_classes_opens_a_list(split):
    first, second = {"城": ("城镇", "农村"), "中": ("中央", "地方"), "省": ("省本级", "市县")}[
        next(c for c in split if c in "城中省")
    ]
    text = (
        f"{{基金收入}}<9764.3亿元>，比上年<-下降4.1%>。{split}，{{{first}基金收入}}<3120.1亿元>，<-下降2.2%>；"
        f"{{{second}基金收入}}<6644.2亿元>，<-下降5.0%>，其中，{{出让收入}}<5012.0亿元>。"
    )
    assert _holds(text, "sum")
    assert told(text) == []
    assert ("sum", "9764.3亿元") in told(text.replace("3120.1", "3210.1"))


def test_a_split_by_a_thing_alone_names_no_classes():
    text = "{基金收入}<9764.3亿元>，比上年<-下降4.1%>。分月份看，{三月收入}<3120.1亿元>；{六月收入}<2644.2亿元>。"
    assert told(text) == []


@pytest.mark.parametrize("total", ["，共计<96.42万元>", "，合计<96.42万元>", "，总计为<96.42万元>"])
def test_a_bare_total_closes_items_parted_by_semicolons(total):
    text = (
        "{饮水结余}<0.40万元>；{修路结余}<0.80万元>；{奖补结余}<79.72万元>；{扶持结余}<15.50万元>"
    )
    assert _holds(text + total + "。", "sum")
    assert told(text + total + "。") == []
    assert told(text.replace("79.72", "71.72") + total + "。") == [("sum", "96.42万元")]


@pytest.mark.parametrize(
    "text",
    [
        "{修路}<30.10万元>；{架桥}<20.20万元>，{护坡}<5.50万元>，共计<27.70万元>。",
        "{总投资}<120.00万元>；{修路}<30.10万元>；{架桥}<20.20万元>，共计<50.30万元>。",
        "{修路}<30.10万元>；{架桥}<20.20万元>，两村共计<60.30万元>。",
    ],
    ids=["of an inner list", "behind its own total", "of more than the list"],
)
def test_a_total_of_something_else_accuses_no_list(text):
    assert told(text) == []


@pytest.mark.parametrize("rate", ["累计<+增长47.0%>", "累计增长<+47.0%>", "累计增幅为<+47.0%>"])
def test_a_rate_over_years_is_that_of_the_change_right_before_it(rate):
    text = f"{{人均收入}}<27904元>，比2015年增加<+8925元>，{rate}。"
    assert _holds(text, "growth")
    assert told(text) == []
    assert told(text.replace("47.0", "74.0")) == [("growth", "74.0%")]


def test_a_rate_over_years_of_its_own_is_left_alone():
    assert told("{人均收入}<27904元>，五年累计<+增长74.0%>。") == []
    assert (
        told("{人均收入}<27904元>，比上年增加<+2067元>，增长<+8.0%>，五年累计<+增长74.0%>。") == []
    )


@pytest.mark.parametrize("words", ["收、支与上年相比", "收支较2021年", "收入、支出总计均比上年"])
def test_both_sides_of_an_account_move_together(words):
    text = f"{{收入总计}}<7548.19万元>，{{支出总计}}<7548.19万元>。{words}减少<-?719.66万元>，<-?下降8.7%>。"
    assert _holds(text, "growth")
    assert told(text) == []
    assert told(text.replace("8.7%", "7.8%")) == [("growth", "-7.8%")]


def test_two_sides_that_differ_have_no_change_in_common():
    text = "{收入总计}<7548.19万元>，{支出总计}<7300.00万元>。收、支与上年相比减少<-?719.66万元>，<-?下降7.8%>。"
    assert told(text) == []


def test_what_follows_a_part_and_its_rate_is_inside_it():
    text = "{收入合计}<900.3万元>，其中：{本级收入}<400.1万元>，增长<+3.0%>，其中，{租金}<100.0万元>；{补助收入}<500.2万元>。"
    assert _holds(text, "sum")
    assert told(text) == []


@pytest.mark.parametrize(
    ("spending", "left"),
    [
        ("，2022年度{总支出}为", "，2022年{事业结余}"),
        ("，2022年度{支出合计}", "，{年末结余}为"),
        ("，当年{总支出}", "，{结余}"),
    ],
)
def test_a_year_before_the_spending_parts_no_balance(spending, left):
    text = f"2022年度{{总收入}}<2681.64万元>{spending}<2630.19万元>{left}<51.45万元>。"
    assert _holds(text, "sum")
    assert told(text) == []
    assert told(text.replace("51.45", "54.15")) == [("sum", "54.15万元")]


def test_a_balance_of_earlier_years_is_left_alone():
    text = (
        "2022年度{总收入}<2681.64万元>，2022年度{总支出}为<2630.19万元>，{累计结余}<482.99万元>。"
    )
    assert told(text) == []

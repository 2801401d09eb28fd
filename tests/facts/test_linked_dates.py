"""Dates that figures are linked to: which are their own, which a base's, a reason's or an origin's."""

import pytest

from annotations.inline import parse
from extraction.facts.build import build_facts
from extraction.facts.keys import Report, assign_keys

_FINAL = Report("其他", 2031, "临川市2031年预算执行情况的报告")


def periods(marked):
    text, record = parse(marked)
    facts = build_facts(record.markup(), text=text, fiscal_year=2031)
    facts = assign_keys(text, facts, _FINAL)
    return {f.mention.id: f.period for f in facts.figures}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            "⟦PERIOD p1|2031年⟧⟦ITEM i1|修路支出⟧⟦AMOUNT a1>i1,p1|8.2亿元⟧，比⟦PERIOD p2|2030年⟧增长⟦RATE r1+>i1,p2|4.1%⟧。",
            {"a1": "2031", "r1": "2031"},
            id="rate over the base",
        ),
        pytest.param(
            "⟦PERIOD p1|2031年⟧⟦ITEM i1|植树支出⟧⟦AMOUNT a1>i1,p1|36万元⟧，与⟦PERIOD p2|2029年度⟧相比，减少⟦AMOUNT a2->i1,p2|5万元⟧。",
            {"a1": "2031", "a2": "2031"},
            id="amount less than the base",
        ),
        pytest.param(
            "⟦ITEM i1|热线坐席⟧较⟦PERIOD p2|2029年⟧压减⟦COUNT c1->i1,p2|12个⟧。",
            {"c1": "2031"},
            id="count, the base alone is told",
        ),
        pytest.param(
            "⟦PERIOD p1|2031年⟧，在⟦PERIOD p2|2030年⟧标准的基础上，⟦ITEM i1|每餐补贴⟧增加⟦AMOUNT a1+>i1,p2|2元⟧。",
            {"a1": "2031"},
            id="on the basis of a year",
        ),
        pytest.param(
            "⟦PERIOD p1|2031年⟧⟦ITEM i1|福利院支出⟧⟦AMOUNT a1>i1,p1|36万元⟧，占⟦PERIOD p2|2030年⟧筹集资金的⟦RATE r1>p2|30.9%⟧。",
            {"a1": "2031", "r1": "2031"},
            id="share of a whole of another year",
        ),
        pytest.param(
            "⟦PERIOD p1|2031年⟧拨付⟦ITEM i1|修路资金⟧⟦AMOUNT a1>i1,p1|36万元⟧，占到⟦PERIOD p2|2029年⟧结余的⟦RATE r1>i1,p2|12%⟧。",
            {"a1": "2031", "r1": "2031"},
            id="share of what was left of another year",
        ),
        pytest.param(
            "⟦PERIOD p1|2031年⟧⟦ITEM i1|植树支出⟧⟦AMOUNT a1>i1,p1|36万元⟧，占了⟦PERIOD p2|2028年⟧公益金的⟦RATE r1>i1,p2|7%⟧。",
            {"a1": "2031", "r1": "2031"},
            id="share of a fund of another year",
        ),
        pytest.param(
            "占比稳步提高，⟦PERIOD p2|2030年⟧⟦ITEM i1|绿化率⟧达⟦RATE r1>i1,p2|41%⟧。",
            {"r1": "2030"},
            id="silent: a rate of its own year",
        ),
        pytest.param(
            "⟦ITEM i1|修路支出⟧比⟦PERIOD p2|2030年⟧的⟦AMOUNT a1>i1,p2|7.9亿元⟧多。",
            {"a1": "2030"},
            id="silent: the base's own level",
        ),
        pytest.param(
            "⟦ITEM i1|修路支出⟧⟦PERIOD p2|2030年⟧下降⟦RATE r1->i1,p2|4.1%⟧。",
            {"r1": "2030"},
            id="silent: a year that is no base",
        ),
    ],
)
def test_a_change_is_of_the_year_that_it_is_told_for(marked, expected):
    assert periods(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            "⟦ITEM i1|水利支出⟧下降⟦RATE r1->i1|6%⟧，主要是⟦PERIOD p1|2029年⟧汛期抢修较多；⟦ITEM i2|林业支出⟧⟦AMOUNT a1>i2,p1|3.3亿元⟧。",
            {"r1": "2031", "a1": "2031"},
            id="behind the reason's stop",
        ),
        pytest.param(
            "⟦ITEM i1|水利支出⟧下降⟦RATE r1->i1|6%⟧（受⟦PERIOD p1|2029年⟧汛期影响），⟦ITEM i2|林业支出⟧⟦AMOUNT a1>i2,p1|3.3亿元⟧。",
            {"r1": "2031", "a1": "2031"},
            id="behind the reason's bracket",
        ),
        pytest.param(
            "⟦ITEM i1|水利支出⟧增长较快的原因为⟦PERIOD p1|2029年⟧停工；⟦ITEM i2|林业支出⟧⟦AMOUNT a1>i2,p1|3.3亿元⟧。",
            {"a1": "2031"},
            id="reason named",
        ),
        pytest.param(
            "增长主要是⟦PERIOD p1|2029年⟧⟦ITEM i1|抢修支出⟧少列⟦AMOUNT a1>i1,p1|0.6亿元⟧。",
            {"a1": "2029"},
            id="silent: within the reason",
        ),
        pytest.param(
            "⟦PERIOD p1|2029年⟧⟦ITEM i1|水利支出⟧完成较好；⟦ITEM i2|林业支出⟧⟦AMOUNT a1>i2,p1|3.3亿元⟧。",
            {"a1": "2029"},
            id="silent: no reason",
        ),
    ],
)
def test_a_date_within_a_reason_does_not_date_what_follows_it(marked, expected):
    assert periods(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "⟦ITEM i1|护林员补助⟧从⟦PERIOD p1|2029年⟧的每月⟦AMOUNT a1>i1,p1|600元⟧提高到⟦AMOUNT a2>i1,p1|750元⟧。",
            {"a1": "2029", "a2": "2031"},
        ),
        (
            "⟦ITEM i1|站点⟧由⟦PERIOD p1|2029年⟧的⟦COUNT c1>i1,p1|31个⟧增加到⟦COUNT c2>i1,p1|48个⟧。",
            {"c1": "2029", "c2": "2031"},
        ),
        (
            "⟦ITEM i1|空置率⟧自⟦PERIOD p1|2029年⟧的⟦RATE r1>i1,p1|9%⟧下降至⟦RATE r2>i1,p1|4%⟧。",
            {"r1": "2029", "r2": "2031"},
        ),
        (
            "⟦PERIOD p1|2029年⟧⟦ITEM i1|补助⟧由⟦AMOUNT a1>i1,p1|600元⟧提高到⟦AMOUNT a2>i1,p1|750元⟧。",
            {"a1": "2029", "a2": "2029"},
        ),
    ],
)
def test_the_year_of_an_origin_is_not_that_of_the_level_reached(marked, expected):
    assert periods(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "2029—2031年，⟦ITEM i1|环卫支出⟧分别为⟦AMOUNT a1>i1|2.1亿元⟧、⟦AMOUNT a2>i1|2.4亿元⟧和⟦AMOUNT a3>i1|2.9亿元⟧。",
            ["2029", "2030", "2031"],
        ),
        (
            "⟦ITEM i1|路灯⟧2030年和2031年分别更换⟦COUNT c1>i1|120盏⟧、⟦COUNT c2>i1|90盏⟧。",
            ["2030", "2031"],
        ),
        (
            "2030年至2031年⟦ITEM i1|满意率⟧分别达到⟦RATE r1>i1|91%⟧和⟦RATE r2>i1|95%⟧。",
            ["2030", "2031"],
        ),
        (
            "2029—2031年，⟦ITEM i1|环卫⟧、⟦ITEM i2|绿化⟧、⟦ITEM i3|照明⟧支出分别为⟦AMOUNT a1>i1|2.1亿元⟧、⟦AMOUNT a2>i2|2.4亿元⟧和⟦AMOUNT a3>i3|2.9亿元⟧。",
            ["2029/2031"] * 3,
        ),
        (
            "2029—2031年，⟦ITEM i1|环卫支出⟧分别为⟦AMOUNT a1>i1|2.1亿元⟧、⟦AMOUNT a2>i1|2.4亿元⟧。",
            ["2029/2031"] * 2,
        ),
    ],
)
def test_the_kth_figure_of_a_row_is_of_the_kth_year(marked, expected):
    assert list(periods(marked).values()) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "2030年3月2日预付⟦ITEM i1|设备款⟧⟦AMOUNT a1>i1|40万元⟧，⟦PERIOD p1|6月20日⟧付清⟦AMOUNT a2>i1,p1|15万元⟧。",
            "2030-06-20",
        ),
        (
            "2030年3月起施工，⟦PERIOD p1|9月份⟧付⟦ITEM i1|工程款⟧⟦AMOUNT a2>i1,p1|15万元⟧。",
            "2030-09",
        ),
        (
            "2030年5月8日中标，⟦PERIOD p1|三季度⟧付⟦ITEM i1|工程款⟧⟦AMOUNT a2>i1,p1|15万元⟧。",
            "2030-07/2030-09",
        ),
        (
            "2030年11月中标，⟦PERIOD p1|2月份⟧付⟦ITEM i1|工程款⟧⟦AMOUNT a2>i1,p1|15万元⟧。",
            "2031-02",
        ),
    ],
)
def test_a_month_takes_the_year_of_the_date_before_it(marked, expected):
    assert periods(marked)["a2"] == expected

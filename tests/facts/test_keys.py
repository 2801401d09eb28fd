"""Keys: what a figure is, each part from the nearest words that say so."""

import pytest

from extraction.facts.key import Key
from extraction.facts.keys import Report
from tests.facts.keyed import BOTH, CITY, FINAL, keys, told


@pytest.mark.parametrize(
    ("marked", "report", "expected"),
    [
        (
            "2031年度⟦ITEM i1|公务接待费⟧支出决算为⟦AMOUNT a1>i1|3.25万元⟧。",
            FINAL,
            {"scope": "unit", "concept": "reception", "fund": "appropriation", "period": "2031"},
        ),
        (
            "全市⟦ITEM i1|一般公共预算收入⟧完成⟦AMOUNT a1>i1|41.20亿元⟧。",
            CITY,
            {"scope": "whole", "concept": "revenue-of-year", "fund": "general"},
        ),
        (
            "市本级（含新城区）⟦ITEM i1|政府性基金预算支出⟧完成⟦AMOUNT a1>i1|9.80亿元⟧。",
            CITY,
            {"scope": "own（含新城区）", "concept": "expenditure-of-year", "fund": "fund"},
        ),
        (
            "北岭县⟦ITEM i1|税收收入⟧完成⟦AMOUNT a1>i1|2.10亿元⟧。",
            CITY,
            {"scope": "region:北岭县", "concept": "tax-revenue", "fund": "general"},
        ),
        (
            "⟦ITEM i1|教育支出（类）普通教育（款）小学教育（项）⟧支出决算为⟦AMOUNT a1>i1|70.00万元⟧。",
            FINAL,
            {"account": "2050202", "measure": "level", "fund": "all"},
        ),
        (
            "全市⟦ITEM i1|一般债务余额⟧⟦AMOUNT a1>i1|88.00亿元⟧。",
            CITY,
            {"concept": "debt-balance", "fund": "general", "scope": "whole"},
        ),
    ],
)
def test_parts_of_a_key(marked, report, expected):
    (key,) = keys(marked, report)
    assert {part: getattr(key, part) for part in expected} == expected
    assert set(key.sources) >= set(expected) - {"measure"}


def test_what_nothing_says_is_unknown_and_the_key_incomplete():
    (key,) = keys("⟦ITEM i1|税收收入⟧完成⟦AMOUNT a1>i1|2.10亿元⟧。", CITY)
    assert key.scope is None
    assert not key.complete


def test_a_key_goes_to_json_and_back():
    (key,) = keys("全市⟦ITEM i1|一般公共预算收入⟧完成⟦AMOUNT a1>i1|41.20亿元⟧。", CITY)
    again = Key.from_json(key.to_json())
    assert again == key
    assert again.complete == key.complete


def test_one_fact_told_with_two_values_is_raised():
    found = told(
        "全市⟦ITEM i1|一般公共预算收入⟧完成⟦AMOUNT a1>i1|41.20亿元⟧。\n"
        "2031年，全市⟦ITEM i2|一般公共预算收入⟧实际完成⟦AMOUNT a2>i2|42.90亿元⟧。",
        Report("其他", 2031, "关于临川市2031年预算执行情况的报告"),
    )
    assert [(c.kind, c.terms) for c in found] == [("equal", ("a2", "a1"))]


@pytest.mark.parametrize(
    "rest", ["、⟦ITEM i4|市对区转移支付⟧⟦AMOUNT a4>i4|2.00亿元⟧。", "，其余对下安排。"]
)
def test_a_list_inside_a_part_behind_its_growth_is_of_that_part(rest):
    text = (
        "二、2032年预算草案\n⟦ITEM i1|卫生健康支出⟧安排⟦AMOUNT a1b>i1|31.50亿元⟧。其中：⟦ITEM i2|地方财力安排的经费⟧"
        "⟦AMOUNT a2>i2|23.50亿元⟧，增长⟦RATE r1+>i2|2.7%⟧，包括⟦ITEM i3|市本级⟧⟦AMOUNT a3>i3|21.50亿元⟧"
        + rest
    )
    assert told(text, CITY) == []


@pytest.mark.parametrize(
    ("marked", "report", "expected"),
    [
        (
            "市本级⟦ITEM i1|补助下级支出⟧⟦AMOUNT a1>i1|3亿元⟧，⟦ITEM i2|调入资金⟧⟦AMOUNT a2>i2|2亿元⟧。",
            CITY,
            {"scope": "own"},
        ),
        (
            "市本级⟦ITEM i1|一般公共预算支出⟧⟦AMOUNT a1>i1|87亿元⟧（不含河东经开区2亿元），增长⟦RATE a2>i1|9.9%⟧。",
            CITY,
            {"scope": "own"},
        ),
        (
            "总体思路：紧紧围绕市委部署，⟦ITEM i1|培训费⟧⟦AMOUNT a1>i1|3万元⟧。",
            CITY,
            {"scope": None},
        ),
        (
            "严格落实高标准农田投资标准，⟦ITEM i1|建设资金⟧安排⟦AMOUNT a1>i1|3亿元⟧。",
            CITY,
            {"measure": "level"},
        ),
        (
            "⟦ITEM i1|标准化厂房⟧投入⟦AMOUNT a1>i1|3亿元⟧。",
            CITY,
            {"measure": "level"},
        ),
        (
            "⟦ITEM i1|国有资本经营预算收入⟧为汇总调整预算的⟦RATE a1>i1|108.9%⟧。",
            CITY,
            {"measure": "completion", "base": "adjusted"},
        ),
        (
            "支出安排⟦ITEM i1|教育支出⟧⟦AMOUNT a1b>i1|8亿元⟧。",
            BOTH,
            {"period": "2032", "role": "budget"},
        ),
        (
            "按照有关要求，2032年安排“三公”经费3万元。其中，⟦ITEM i1|公务接待费⟧减少⟦AMOUNT a1-b>i1|2万元⟧。",
            CITY,
            {"period": "2032"},
        ),
    ],
)
def test_words_that_stand_beside_a_figure_in_passing(marked, report, expected):
    key = keys(marked, report)[-1]
    assert {part: getattr(key, part) for part in expected} == expected

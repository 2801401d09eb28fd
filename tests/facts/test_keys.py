"""Keys: what a figure is, each part from the nearest words that say so."""

import pytest

from annotations.inline import parse
from extraction.constraints import find_checks
from extraction.facts.accounts import assign_accounts
from extraction.facts.build import build_facts
from extraction.facts.key import Key
from extraction.facts.keys import Report, assign_keys

FINAL = Report("部门决算", 2031, "松涧区档案馆2031年度部门决算")
CITY = Report("其他", 2031, "关于临川市2031年预算执行情况的报告")


def keyed(marked, report):
    text, record = parse(marked)
    facts = assign_accounts(build_facts(record.markup(), fiscal_year=report.year))
    return text, assign_keys(text, facts, report)


def keys(marked, report=FINAL):
    _, facts = keyed(marked, report)
    return [f.key for f in facts.figures]


def told(marked, report=FINAL):
    text, facts = keyed(marked, report)
    return [c for c in find_checks(text, facts) if c.status == "violated"]


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
    "second",
    [
        "市本级⟦ITEM i2|一般公共预算收入⟧完成⟦AMOUNT a2>i2|14.20亿元⟧。",
        "北岭县⟦ITEM i2|一般公共预算收入⟧完成⟦AMOUNT a2>i2|4.12亿元⟧。",
        "全市⟦ITEM i2|政府性基金预算收入⟧完成⟦AMOUNT a2>i2|14.20亿元⟧。",
        "⟦PERIOD p1|2030年⟧全市⟦ITEM i2|一般公共预算收入⟧完成⟦AMOUNT a2>i2,p1|14.20亿元⟧。",
        "市本级（含新城区）⟦ITEM i2|一般公共预算收入⟧完成⟦AMOUNT a2>i2|14.20亿元⟧。",
    ],
    ids=["own level", "a county", "another fund", "another year", "with a note"],
)
def test_other_scopes_funds_and_years_are_other_facts(second):
    first = "全市⟦ITEM i1|一般公共预算收入⟧完成⟦AMOUNT a1>i1|41.20亿元⟧。\n"
    assert told(first + second, CITY) == []

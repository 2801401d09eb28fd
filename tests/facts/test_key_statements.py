"""Which statement and year a figure is of: budget or outturn, the year before, a year ahead."""

from dataclasses import replace

import pytest

from annotations.inline import parse
from extraction.facts.build import build_facts
from extraction.facts.keys import Report, assign_keys
from tests.facts.keyed import BOTH, CITY, keyed, keys


def test_a_draft_makes_its_figures_budgets_and_a_standard_is_none():
    text = (
        "二、2032年预算草案\n⟦ITEM i1|利润收入⟧⟦AMOUNT a1>i1|3.60亿元⟧。"
        "⟦ITEM i2|养育标准⟧提高到⟦AMOUNT a2>i2|1250元⟧。截至2032年1月25日，⟦ITEM i3|基本支出⟧⟦AMOUNT a3>i3|2.30亿元⟧。"
    )
    _, facts = keyed(text, CITY)
    assert [f.role for f in facts.amounts] == ["budget", "standard", "actual"]


def test_a_share_in_a_bracket_is_of_the_statement_before_it():
    text = (
        "2031年⟦ITEM i1|社会保险基金收入预算⟧调整为⟦AMOUNT a1b>i1|90.30亿元⟧（含高新区⟦AMOUNT a2>i1|1.30亿元⟧），"
        "实际完成⟦AMOUNT a3>i1|91.00亿元⟧（含高新区⟦AMOUNT a4>i1|1.40亿元⟧）。"
    )
    _, facts = keyed(text, CITY, text_known=True)
    assert [f.role for f in facts.amounts] == ["budget", "budget", "actual", "actual"]


def test_a_year_after_the_reports_own_is_planned():
    text = "2032年⟦ITEM i1|到期债务⟧⟦AMOUNT a1>i1|9.96亿元⟧。"
    _, facts = keyed(text, CITY)
    assert [f.role for f in facts.amounts] == ["budget"]


@pytest.mark.parametrize(
    ("behind", "role"),
    [
        ("，完成年初预算的⟦RATE r1|98.5%⟧", "actual"),
        ("，为调整预算的⟦RATE r1|98.5%⟧", "actual"),
        ("，实现预算的⟦RATE r1|98.5%⟧", "actual"),
        ("，为上年预算的⟦RATE r1|98.5%⟧", None),
        ("，比上年增长⟦RATE r1+|8.5%⟧", None),
    ],
)
def test_what_is_measured_against_its_budget_was_done(behind, role):
    report = Report("其他", 2031, "临川市2031年财政情况")
    marked = f"全市⟦ITEM i1|一般公共预算收入⟧⟦AMOUNT a1>i1|41.20亿元⟧{behind}。"
    assert keys(marked, report)[0].role == role


@pytest.mark.parametrize("name", ["一般预算收入", "地方财政一般预算收入", "一般预算支出"])
def test_the_older_name_of_the_general_budget_makes_no_budget_figure(name):
    _, facts = keyed(f"全县⟦ITEM i1|{name}⟧⟦AMOUNT a1>i1|4.12亿元⟧。", CITY, text_known=True)
    assert facts.amounts[0].role == "actual"
    assert facts.amounts[0].key.fund == "general"


@pytest.mark.parametrize(
    ("marked", "role"),
    [
        ("2032年，全市收入预计⟦AMOUNT a1b|9亿元⟧。⟦ITEM i1|支出⟧⟦AMOUNT a2>i1|8亿元⟧。", "budget"),
        ("2032年，⟦ITEM i1|支出⟧⟦AMOUNT a2>i1|8亿元⟧，用于养老。", "budget"),
        ("2032年1月，⟦ITEM i1|支出⟧完成⟦AMOUNT a2>i1|8亿元⟧。", "actual"),
        ("2031年，⟦ITEM i1|支出⟧⟦AMOUNT a2>i1|8亿元⟧。", "actual"),
    ],
)
def test_what_is_told_of_a_year_ahead_is_a_plan(marked, role):
    _, facts = keyed(marked, BOTH, text_known=True)
    assert facts.amounts[-1].role == role


@pytest.mark.parametrize(
    ("marked", "role"),
    [
        ("2032年⟦ITEM i1|税收收入⟧安排⟦AMOUNT a1b>i1|9亿元⟧，增长⟦RATE r1+>i1|5%⟧。", "budget"),
        ("二、2032年预算草案\n⟦ITEM i1|税收收入⟧增长⟦RATE r1+>i1|5%⟧左右。", "budget"),
        (
            "⟦ITEM i1|税收收入⟧预算⟦AMOUNT a1b>i1|9亿元⟧，完成⟦AMOUNT a2>i1|8亿元⟧，增长⟦RATE r1+>i1|5%⟧。",
            "actual",
        ),
        ("⟦ITEM i1|税收收入⟧预算⟦AMOUNT a1b>i1|9亿元⟧，完成预算的⟦RATE r1>i1|95%⟧。", "actual"),
        ("⟦ITEM i1|绿地率⟧⟦RATE r1>i1|40%⟧。", "actual"),
    ],
)
def test_a_rate_is_of_the_statement_of_its_level(marked, role):
    assert keys(marked, BOTH)[-1].role == role


def test_a_heading_of_execution_plans_nothing():
    text = "一、政府性基金收支预算执行情况\n12月止，⟦ITEM i1|罚没收入⟧⟦AMOUNT a1b>i1|9亿元⟧。"
    _, facts = keyed(text, CITY)
    assert facts.amounts[0].key.role == "actual"


def test_a_base_is_not_read_off_the_name():
    text = "⟦ITEM i1|支出预算⟧调整为⟦AMOUNT a1b>i1|7亿元⟧，完成⟦AMOUNT a2>i1|6亿元⟧，增长⟦RATE r1+>i1|8%⟧。"
    assert keys(text, CITY)[-1].base is None


def test_what_a_unit_has_is_no_plan_of_its_budget():
    report = Report("部门预算", 2031, "松涧学院2031年度部门预算")
    text = (
        "学校有⟦ITEM i1|实验站⟧⟦COUNT c1>i1|3个⟧。2031年计划接待⟦ITEM i2|批次⟧⟦COUNT c2>i2|20批⟧。"
    )
    assert [k.role for k in keys(text, report)] == [None, "budget"]


@pytest.mark.parametrize(
    ("heading", "period", "role"),
    [
        ("2032年预算草案", "2032", "budget"),
        ("2031年预算执行及债务总体情况", "2031", "actual"),
        ("2031年，全市完成任务", "2031", None),
    ],
)
def test_a_line_that_tells_its_year_and_ends_as_a_heading_is_one(heading, period, role):
    key = keys(f"{heading}\n⟦ITEM i1|罚没收入⟧⟦AMOUNT a1>i1|3亿元⟧。", BOTH)[0]
    assert (key.period, key.role) == (period, role)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("2031年，全市聚力改善民生。安排⟦AMOUNT a1|4.70亿元⟧支持市中医院迁建。", "actual"),
        ("2031年，全市聚力改善民生。统筹安排⟦AMOUNT a1|0.90亿元⟧更新路灯。", "actual"),
        ("二、2031年重点工作\n安排资金⟦AMOUNT a1|1.20亿元⟧，新建幼儿园六所。", "actual"),
        ("2031年，年初安排⟦AMOUNT a1|4.70亿元⟧支持市中医院迁建。", "budget"),
        ("2032年，安排⟦AMOUNT a1|4.70亿元⟧支持市中医院迁建。", "budget"),
        ("2031年预算草案中，安排⟦AMOUNT a1|4.70亿元⟧支持市中医院迁建。", "budget"),
    ],
)
def test_what_was_arranged_in_the_year_that_was_run_is_done(text, role):
    plain, record = parse(text)
    markup = record.markup()
    planned = tuple(replace(m, role="budget") for m in markup.mentions)
    facts = build_facts(replace(markup, mentions=planned), text=plain, fiscal_year=2031)
    assert [f.role for f in assign_keys(plain, facts, BOTH).amounts] == [role]

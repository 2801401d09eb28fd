"""Figure cells with marks around the number, units of headers and notes, merged values."""

from __future__ import annotations

import pytest

from extraction.document import Cell, Document, Table
from extraction.facts.build import build_facts
from extraction.span import Span
from extraction.tables import interpret
from extraction.tables.cells import Kind, read_cell
from extraction.tables.units import measure_in_note, unit_in_header
from tests.tables.texts import read_text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("￥31.70", "31.70"),
        ("88.40*", "88.40"),
        ("6.05③", "6.05"),
        ("7.75[2]", "7.75"),
        ("19.20（注3）", "19.20"),
        ("2 345.60", "2 345.60"),
        ("约3.40", "3.40"),
        (".75", ".75"),
        ("4.56E+03", "4.56E+03"),
        ("( 8.20 )", "( 8.20 )"),
        ("△5.10", "△5.10"),
        ("-￥-1,230.40", "-1,230.40"),
        ("- 12.60", "- 12.60"),
        ("2 , 3 1 0 . 5 0", "2 , 3 1 0 . 5 0"),
    ],
)
def test_a_number_with_marks_stays_a_number(text: str, number: str) -> None:
    cell = read_cell(text, Cell(0, 0, Span(0, len(text))))
    assert cell.kind is Kind.NUMBER
    assert cell.figure is not None
    assert cell.figure.of(text) == number


@pytest.mark.parametrize("text", ["410.00 220.00", "12.30/6.20", "3900800 0.00", "11,22"])
def test_several_or_broken_numbers_stay_figures(text: str) -> None:
    assert read_cell(text, Cell(0, 0, Span(0, len(text)))).kind is Kind.UNCLEAR


@pytest.mark.parametrize("text", ["第3批", "见附表2", "2023-11-05", "3.2.1", "0571-8888", "①"])
def test_words_dates_and_outline_numbers_are_no_figures(text: str) -> None:
    assert not read_cell(text, Cell(0, 0, Span(0, len(text)))).numeric


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("产出（吨）", "吨"),
        ("补贴标准（元/亩）", "元/亩"),
        ("占比（％）", "%"),
        ("数量（项）", "项"),
        ("行政运行（项）", None),
        ("周期（月）", "月"),
        ("资金【千元】", "千元"),
        ("因公出国(境)费", None),
    ],
)
def test_brackets_state_units(header: str, unit: str | None) -> None:
    assert unit_in_header(header) == unit


def test_a_note_may_state_things_and_never_a_name() -> None:
    assert measure_in_note("人员情况表 单位：人") == "人"
    assert measure_in_note("单位：柳溪县教育局") is None
    assert measure_in_note("单位：万元") is None


PURCHASES = """采购明细表
单位：万元
品名\t单位\t数量\t金额\t占比（％）
显微镜\t台\t3\t12.60\t42
离心机\t套\t2\t￥17.40\t58
合计\t\t5\t30.00\t100
"""


def test_quantities_and_shares_are_no_money() -> None:
    facts = build_facts(read_text(PURCHASES).markup)
    assert {f.mention.text for f in facts.amounts} == {"12.60", "17.40", "30.00"}
    assert {f.mention.text for f in facts.rates} == {"42", "58", "100"}
    assert ("3", "台") in {(f.mention.text, f.quantity.unit) for f in facts.counts}


def _merged(*cells: tuple[int, int, str, int, int]) -> Document:
    text, made = "", []
    for row, column, content, rows, columns in cells:
        made.append(Cell(row, column, Span(len(text), len(text) + len(content)), rows, columns))
        text += content + "\t"
    table = Table("t1", Span(0, len(text)), tuple(made))
    return Document("merged.docx", "0" * 64, "docx", text, tables=(table,))


def test_a_value_over_several_rows_belongs_to_all_of_them() -> None:
    document = _merged(
        (0, 0, "项目", 1, 1),
        (0, 1, "预算数（万元）", 1, 1),
        (0, 2, "决算数（万元）", 1, 1),
        (1, 0, "苗木采购", 1, 1),
        (1, 1, "70", 2, 1),
        (1, 2, "31", 1, 1),
        (2, 0, "苗木养护", 1, 1),
        (2, 2, "38", 1, 1),
    )
    [budget] = [f for f in build_facts(interpret(document).markup).amounts if f.role == "budget"]
    assert {i.text for i in budget.items} >= {"苗木采购", "苗木养护"}
    assert budget.mention.cell is not None
    assert budget.mention.cell.rows == 2


def test_money_per_thing_keeps_what_it_is_counted_per() -> None:
    text = "单位：元\n基地\t投入\t投入/亩\t户均补助\n东坡\t5200.00\t310.00\t480.00\n"
    facts = build_facts(read_text(text).markup)
    assert {f.mention.text: f.quantity.unit for f in facts.amounts} == {
        "5200.00": "元",
        "310.00": "元/亩",
        "480.00": "元/户",
    }


def test_a_second_panel_has_labels_of_its_own() -> None:
    text = (
        "单位：万元\n项目\t预算数\t决算数\t人员类别\t在编数（人）\n"
        "水费\t3.00\t2.90\t行政\t14\n电费\t4.00\t3.80\t事业\t21\n合计\t7.00\t6.70\t合计\t35\n"
    )
    facts = build_facts(read_text(text).markup)
    assert {(f.mention.text, f.items[-1].text) for f in facts.counts} == {
        ("14", "行政"),
        ("21", "事业"),
        ("35", "合计"),
    }


def test_years_beside_a_name_are_no_amounts() -> None:
    text = "单位：万元\n项目名称\t年份\t投入\n泵房改造\t2022\t41.30\n灯具更换\t2023\t16.80\n"
    facts = build_facts(read_text(text).markup)
    assert {f.mention.text for f in facts.amounts} == {"41.30", "16.80"}


def test_output_and_cost_head_columns_over_quantities() -> None:
    text = "单位：万元\n项目\t产出\t成本\n护岸工程\t14公里\t92.60\n绿化工程\t38亩\t25.15\n"
    facts = build_facts(read_text(text).markup)
    assert {(f.mention.text, f.quantity.unit) for f in facts.amounts} == {
        ("92.60", "万元"),
        ("25.15", "万元"),
    }


def test_plans_and_results_beside_budgets_are_amounts() -> None:
    text = (
        "单位：万元\n项目\t2024年完成数\t2025年预算数\t2026年计划数\n"
        "车位租金\t310\t420\t400\n门票\t-\t110\t120\n"
    )
    facts = build_facts(read_text(text).markup)
    assert {(f.mention.text, f.role) for f in facts.amounts} >= {
        ("310", "actual"),
        ("110", "budget"),
        ("120", "budget"),
    }


def test_a_term_of_years_is_a_count() -> None:
    text = "单位：万元\n项目名称\t金额\t期限\n水厂\t81.00\t15年\n泵站\t12.00\t10年\n"
    facts = build_facts(read_text(text).markup)
    assert {f.mention.text for f in facts.counts} == {"15年", "10年"}


def test_a_sum_with_a_note_of_figures_behind_it_is_unread() -> None:
    text = "单位：万元\n项目\t决算数\n公用经费\t71.30（含培训费5.20）\n合计\t314.10\n"
    facts = build_facts(read_text(text).markup)
    assert [u.mention.text for u in facts.unread] == ["71.30（含培训费5.20）"]
    assert {f.mention.text for f in facts.amounts} == {"314.10"}


@pytest.mark.parametrize(
    ("header", "value", "change"),
    [
        ("增支额", "2.10", "increase"),
        ("增支额", "-2.10", "decrease"),
        ("减收额", "2.10", "decrease"),
    ],
)
def test_columns_of_more_and_less_are_changes(header: str, value: str, change: str) -> None:
    text = f"桐溪县支出表\n单位：万元\n地区\t2022年执行数\t2021年决算数\t{header}\n东乡\t8.30\t6.20\t{value}\n西乡\t4.30\t4.20\t0.10\n"
    found = {a.mention.text: a.change for a in build_facts(read_text(text).markup).amounts}
    assert found[value] == change
    assert found["8.30"] is None


@pytest.mark.parametrize("header", ["执行数比上年+,-%", "比上年±%"])
def test_rates_of_plus_and_minus_are_changes(header: str) -> None:
    text = f"桐溪县支出表\n单位：万元\n项目\t执行数\t{header}\n教育支出\t8.30\t12.5\n卫生支出\t4.30\t-7.5\n"
    found = {r.mention.text: r.change for r in build_facts(read_text(text).markup).rates}
    assert found == {"12.5": "increase", "-7.5": "decrease"}

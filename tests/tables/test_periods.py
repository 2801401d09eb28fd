"""Periods of columns and rows: what a header states counts before the year of the title."""

from __future__ import annotations

import pytest

from extraction.facts.build import build_facts
from extraction.tables import interpret
from extraction.tables.periods import path_period, resolved, stated_period
from tests.tables.texts import document_of, read_text


@pytest.mark.parametrize(
    ("header", "stated"),
    [
        ("2021年决算数", "2021年"),
        ("二○二四年预算数", "2024年"),
        ("二〇一九年度", "2019年"),
        ("2020", "2020年"),
        ("上年执行数", "上年"),
        ("比上年增减", None),
        ("上年结转", None),
        ("2021年老旧小区改造项目", None),
        ("基本支出", None),
    ],
)
def test_a_header_states_its_period(header: str, stated: str | None) -> None:
    assert stated_period(header) == stated


def test_the_innermost_header_tells_and_relative_words_count_from_the_title() -> None:
    assert path_period(("2020年", "预算数")) == "2020年"
    assert path_period(("2020年", "上年数")) == "上年"
    assert resolved("上年", 2018) == "2017年"
    assert resolved("上年", None) == "上年"


COLUMNS = """柳溪县文化馆2021年度收支对比表
单位：万元
项目\t2020年决算数\t上年数\t本年数
展览支出\t31.20\t30.05\t33.40
"""


def test_each_column_has_its_own_period() -> None:
    facts = build_facts(read_text(COLUMNS).markup)
    periods = {f.mention.text: (f.period, f.role) for f in facts.amounts}
    assert periods == {
        "31.20": ("2020", "actual"),
        "30.05": ("2020", "prior"),
        "33.40": ("2021", "actual"),
    }


def test_header_paths_are_tuples_and_the_reading_travels_on() -> None:
    text = "单位：万元\n项目\t补助/人\t金额\n护理员\t0.35\t70.00\n"
    found = read_text(text)
    cells = {m.text: m.cell for m in found.markup.mentions if m.cell}
    assert cells["0.35"] is not None
    assert cells["0.35"].column_path == ("补助/人",)
    [reading] = found.readings
    column = reading.column(1, 2)
    assert column is not None
    assert column.path == ("金额",)
    assert reading.unit == "万元"


def test_a_document_is_read_once() -> None:
    document = document_of(COLUMNS)
    assert interpret(document) is interpret(document)
    assert interpret(document_of(COLUMNS)) is not interpret(document)

"""From a text and its facts to the entries of a ledger."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extraction.constraints.ledger.opening import paragraph_starts
from extraction.constraints.ledger.respective import counterparts, rows_of
from tests.constraints.marked import ledger_of


def test_a_line_broken_in_mid_sentence_goes_on() -> None:
    text = "本年度局机关及所属单位各项支出合计为人民币一千二百余万元，比上年增加\n30万元。\n二、收入情况\n正文"
    starts = [text[i : i + 2] for i in paragraph_starts(text)]
    assert starts == ["本年", "二、", "正文"]


def test_a_line_goes_on_over_the_number_of_a_page() -> None:
    first = "　　检查三十八家单位，发现问题若干项，其中甲类涉及问题二十三项、金额"
    for page in ("\n\n— 1 —\n\n", "\n  \n-12-\n", "\n\n　－ 3 －\n　\n"):
        text = f"{first}{page}62万元；乙类涉及问题十项。\n　　二、其他"
        assert [text[i : i + 4] for i in paragraph_starts(text)] == ["　　检查", "　　二、"]


def test_behind_a_semicolon_it_goes_on_where_paragraphs_are_indented() -> None:
    lines = "检查三十八家单位，发现问题若干项，其中甲类涉及问题二十三项、金额六十二万元；\n乙类涉及问题十项。"
    assert len(paragraph_starts(f"　　{lines}")) == 1
    assert len(paragraph_starts(lines)) == 2
    assert len(paragraph_starts("　　甲类问题三项；\n乙类问题十项。")) == 2


def test_a_decrease_is_negative_and_a_rate_a_fraction() -> None:
    ledger = ledger_of("⟦ITEM i1|支出⟧减少⟦AMOUNT a1->i1|3.5万元⟧，下降⟦RATE r1->i1|10%⟧。")
    assert ledger.values["a1"].point == Decimal(-35_000)
    assert ledger.values["r1"].point == Decimal("-0.1")
    assert ledger.values["a1"].high - ledger.values["a1"].low == Decimal(1_000)


def test_figures_in_explanations_stand_aside() -> None:
    ledger = ledger_of(
        "⟦ITEM i1|支出⟧⟦AMOUNT a1>i1|90万元⟧，主要原因是⟦ITEM i2|维修⟧用去⟦AMOUNT a2>i2|8万元⟧。"
    )
    assert [e.aside for e in ledger.entries] == [False, True]


def test_links_place_bare_numbers_in_a_table() -> None:
    ledger = ledger_of(
        "\t⟦ITEM i1|基本支出⟧\n\t⟦ITEM i2|项目支出⟧\n\n\t⟦ITEM i3|甲单位⟧\n\t⟦AMOUNT a1>i1,i3|10.00⟧\n"
        "\t⟦AMOUNT a2>i2,i3|20.00⟧\n"
    )
    first, second = ledger.entries
    assert first.place is not None
    assert second.place is not None
    assert first.place.row == second.place.row
    assert (first.place.column_name, second.place.column_name) == ("基本支出", "项目支出")


def test_rows_are_looked_for_once_a_ledger() -> None:
    told = "会务、差旅分别为⟦AMOUNT a1|5.00万元⟧、⟦AMOUNT a2|7.00万元⟧，分别占⟦RATE r1|25%⟧、⟦RATE r2|35%⟧。"
    ledger = ledger_of(told)
    assert [len(row.entries) for row in rows_of(ledger)] == [2, 2]
    assert rows_of(ledger) is rows_of(ledger)
    assert {i: e.id for i, e in counterparts(ledger).items()}["r2"] == "a2"
    fewer = replace(ledger, entries=ledger.entries[:2])
    assert [len(row.entries) for row in rows_of(fewer)] == [2]

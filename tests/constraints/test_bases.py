"""Each rate looks for its own base: by the words, before anything is computed."""

from __future__ import annotations

import pytest

from extraction.constraints.ledger.comparison import told_against
from tests.constraints.marked import findings, found

_LEVEL = "⟦ITEM i1|会务费⟧⟦AMOUNT a1>i1|18.00万元⟧"


@pytest.mark.parametrize(
    ("words", "against"),
    [
        (",比上年增长", "prior"),
        (",较年初预算减少", "budget"),
        (",比调整预算增加", "adjusted"),
        (",同比上升", "prior"),
        (",比2021年决算数增长", "prior"),
        (",较上年预算下降", "prior budget"),
        (",比十三五时期增加", "span"),
        (",环比增长", "month"),
        ("与2022年相比,收入总计减少", "prior"),
        (",占比48%,较大", None),
        (",增加", None),
    ],
)
def test_what_a_figure_is_told_against(words: str, against: str | None) -> None:
    assert told_against(words) == against


def test_a_rate_against_another_base_than_the_amount_beside_it_is_not_its_own() -> None:
    two = f"{_LEVEL}，较年初预算减少⟦AMOUNT a2->i1|6.00万元⟧，比上年下降⟦RATE r1->i1|10%⟧。"
    assert findings(two) == []
    one = f"{_LEVEL}，比上年减少⟦AMOUNT a2->i1|6.00万元⟧，下降⟦RATE r1->i1|10%⟧。"
    assert [c.kind for c in findings(one)] == ["growth"]


def test_an_average_rate_has_no_base_beside_it() -> None:
    text = f"{_LEVEL}，比上年增加⟦AMOUNT a2+>i1|6.00万元⟧，年均增长⟦RATE r1+>i1|3%⟧。"
    assert findings(text) == []


def test_an_income_is_no_base_of_an_expenditure() -> None:
    text = (
        "⟦ITEM i1|养老基金预算收入⟧⟦AMOUNT a1>i1|80.00亿元⟧，完成预算的⟦RATE r1>i1|101%⟧；"
        "⟦ITEM i2|养老基金预算支出⟧⟦AMOUNT a2>i2|72.00亿元⟧，完成预算的⟦RATE r2>i2|98%⟧。"
    )
    assert findings(text) == []


def test_completion_is_over_the_budget_that_the_words_name() -> None:
    text = (
        "⟦ITEM i1|教育支出⟧年初预算为⟦AMOUNT b1b>i1|40.00亿元⟧，执行中调整为"
        "⟦AMOUNT b2b>i1|50.00亿元⟧，实际完成⟦AMOUNT a1>i1|45.00亿元⟧，"
        "为调整预算的⟦RATE r1>i1|{}%⟧。"
    )
    assert findings(text.format("90")) == []
    (finding,) = findings(text.format("112.5"))
    assert finding.terms == ("r1", "a1", "b2")


def test_the_kth_rate_belongs_to_the_kth_change() -> None:
    text = (
        "⟦ITEM i1|收入总计⟧⟦AMOUNT a1>i1|300.00万元⟧、⟦ITEM i2|支出总计⟧⟦AMOUNT a2>i2|270.00万元⟧。"
        "与上年相比，⟦ITEM i3|收入总计⟧减少⟦AMOUNT c1->i3|30.00万元⟧、⟦ITEM i4|支出总计⟧减少"
        "⟦AMOUNT c2->i4|30.00万元⟧，分别下降⟦RATE r1->i4|9.1%⟧、⟦RATE r2->i4|{}%⟧。"
    )
    assert findings(text.format("10")) == []
    (finding,) = findings(text.format("9.1"))
    assert finding.terms == ("r2", "c2", "a2")


def test_last_years_figure_may_stand_in_a_sentence_of_its_own() -> None:
    text = (
        "⟦PERIOD p1|2021年度⟧⟦ITEM i1|差旅费⟧支出⟦AMOUNT a1>i1,p1|9.00万元⟧。"
        "⟦PERIOD p2|2022年度⟧⟦ITEM i2|差旅费⟧支出⟦AMOUNT a2>i2,p2|7.50万元⟧，"
        "比上年减少⟦AMOUNT c1->i2|{}万元⟧。"
    )
    assert findings(text.format("1.50")) == []
    (finding,) = findings(text.format("2.50"))
    assert (finding.kind, set(finding.terms)) == ("diff", {"c1", "a1", "a2"})


def test_an_increase_over_the_level_makes_last_year_negative() -> None:
    text = "⟦ITEM i1|{}⟧⟦AMOUNT a1>i1|2.00万元⟧，比上年增加⟦AMOUNT c1+>i1|3.00万元⟧。"
    (finding,) = findings(text.format("差旅费"))
    assert set(finding.terms) == {"a1", "c1"}
    assert findings(text.format("年末结余")) == []


def test_a_base_that_rounding_brings_near_zero_tells_nothing() -> None:
    text = "⟦ITEM i1|基金收入⟧⟦AMOUNT a1>i1|0.6亿元⟧，比上年增加⟦AMOUNT c1+>i1|0.6亿元⟧，增长⟦RATE r1+>i1|940%⟧。"
    assert findings(text) == []


def test_a_reason_that_opens_a_sentence_mutes_nothing_behind_its_comma() -> None:
    text = (
        "由于减免政策，⟦ITEM i1|非税收入⟧完成⟦AMOUNT a1>i1|90.00亿元⟧，比上年减少⟦AMOUNT c1->i1|10.00亿元⟧，"
        "下降⟦RATE r1->i1|12%⟧。"
    )
    assert [c.kind for c in findings(text)] == ["growth"]
    text = f"{_LEVEL}，主要是因为新增⟦AMOUNT a2>i1|6.00万元⟧，下降⟦RATE r1->i1|12%⟧。"
    assert findings(text) == []


def test_a_total_closes_a_balance_over_a_full_stop() -> None:
    text = (
        "⟦ITEM i1|公共预算支出⟧⟦AMOUNT a1>i1|40.20亿元⟧，增长⟦RATE r1+>i1|5%⟧。加上⟦ITEM i2|上解支出⟧"
        "⟦AMOUNT a2>i2|1.30亿元⟧、⟦ITEM i3|结转下年⟧⟦AMOUNT a3>i3|2.50亿元⟧，⟦ITEM i4|支出总计⟧"
        "⟦AMOUNT a4>i4|{}亿元⟧。"
    )
    holds = text.format("44.00")
    assert found(holds, "sum", "a4", "a1", "a2", "a3") is not None
    (finding,) = findings(text.format("47.00"))
    assert set(finding.terms) == {"a1", "a2", "a3", "a4"}


def test_a_balance_with_an_item_that_has_no_figure_accuses_nobody() -> None:
    text = (
        "⟦ITEM i1|基金收入⟧⟦AMOUNT a1>i1|40.20亿元⟧，加上转移性收入、⟦ITEM i3|上年结余⟧"
        "⟦AMOUNT a3>i3|2.50亿元⟧，⟦ITEM i4|收入总计⟧⟦AMOUNT a4>i4|47.00亿元⟧。"
    )
    assert findings(text) == []


def test_a_figure_that_nothing_explains_silences_its_list() -> None:
    text = (
        "⟦ITEM i1|总支出⟧⟦AMOUNT a1>i1|100.00万元⟧，其中：⟦ITEM i2|人员支出⟧⟦AMOUNT a2>i2|60.00万元⟧，"
        "⟦ITEM i3|公用支出⟧⟦AMOUNT a3>i3|30.00万元⟧{}。"
    )
    assert [c.kind for c in findings(text.format(""))] == ["sum"]
    assert findings(text.format("，⟦ITEM i4|项目支出⟧⟦AMOUNT a4>i4|20.00万元⟧等")) == []


def test_other_kinds_of_account_are_no_parts() -> None:
    text = (
        "⟦ITEM i1|保险基金预算收入⟧⟦AMOUNT a1>i1|90.00亿元⟧，其中⟦ITEM i2|财政补贴收入⟧⟦AMOUNT a2>i2|20.00亿元⟧；"
        "⟦ITEM i3|保险基金预算支出⟧⟦AMOUNT a3>i3|80.00亿元⟧，⟦ITEM i4|当年结余⟧⟦AMOUNT a4>i4|10.00亿元⟧。"
    )
    assert findings(text) == []

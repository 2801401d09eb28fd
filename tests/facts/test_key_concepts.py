"""What a figure is of: balances, limits, debts, the sides of a fund, what names nothing."""

import pytest

from extraction.facts.key_names import read_name
from tests.facts.keyed import CITY, FINAL, keys


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("年初结余", "carry-over-start"),
        ("年初结转", "carry-over-start"),
        ("当年结余", "surplus-of-year"),
        ("本年收支结余", "surplus-of-year"),
        ("累计结余", "surplus-accumulated"),
        ("年末滚存结余", "surplus-accumulated"),
        ("累计滚存结余", "surplus-accumulated"),
        ("上年滚存结余", "carry-over-start"),
        ("财政拨款收入支出总计", "appropriation-total"),
        ("结余", None),
        ("固定资产净值", None),
        ("年初余额", None),
    ],
)
def test_balances_are_concepts_where_their_name_says_of_when(name, concept):
    (key,) = keys(f"⟦ITEM i1|{name}⟧⟦AMOUNT a1>i1|3.25万元⟧。")
    assert (key.concept, key.item) == ((concept, None) if concept else (None, name))


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("核定", "debt-limit"),
        ("新增", "debt-limit-new"),
        ("追加", "debt-limit-new"),
        ("核增我市", "debt-limit-new"),
        ("调增后的", "debt-limit"),
        ("下达我市", None),
    ],
)
def test_a_limit_handed_down_is_not_the_limit_of_all_debts(words, concept):
    text = f"2031年，省{words}⟦ITEM i1|政府债务限额⟧⟦AMOUNT a1>i1|15.31亿元⟧。"
    assert keys(text, CITY)[0].concept == concept


@pytest.mark.parametrize(
    "opening", ["主要包括", "按主要税种划分", "需要说明的事项", "支出安排包括"]
)
def test_what_opens_a_list_names_nothing(opening):
    (key,) = keys(f"{opening}：⟦ITEM i1|森林管护⟧⟦AMOUNT a1>i1|2.10亿元⟧。", CITY)
    assert key.item == "森林管护"


def test_the_other_side_of_a_fund_is_named_by_its_side_alone():
    text = "全市⟦ITEM i1|政府性基金预算收入⟧⟦AMOUNT a1>i1|41亿元⟧；⟦ITEM i2|支出⟧⟦AMOUNT a2>i2|215亿元⟧。"
    key = keys(text, CITY)[-1]
    assert (key.concept, key.fund) == ("expenditure-of-year", "fund")
    assert keys("⟦ITEM i1|支出⟧⟦AMOUNT a1>i1|2亿元⟧。", CITY)[0].concept is None


def test_what_a_superior_pays_a_government_is_no_revenue_of_a_unit():
    text = "⟦ITEM i1|上级补助收入⟧⟦AMOUNT a1>i1|2亿元⟧。"
    assert keys(text, CITY)[0].concept == "subsidy-from-superior"
    assert keys(text, FINAL)[0].concept == "superior-subsidy-revenue"


def test_a_total_behind_what_is_added_is_of_all():
    text = "⟦ITEM i1|一般公共预算收入⟧⟦AMOUNT a1>i1|7亿元⟧，加上补助9亿元，⟦ITEM i2|收入合计⟧⟦AMOUNT a2>i2|16亿元⟧。"
    assert [k.concept for k in keys(text, CITY)] == ["revenue-of-year", "revenue-total"]
    assert keys(text.replace("加上", "包括"), CITY)[1].concept == "revenue-of-year"


def test_what_is_counted_is_no_account():
    assert keys("市直⟦COUNT c1>i1|7家⟧⟦ITEM i1|公立医院⟧。", CITY)[0].account is None


def test_bonds_issued_are_not_all_debt_issued():
    names = ("2031年地方政府一般债券发行额", "2031年地方政府一般债务发行额")
    assert [read_name(n).concept for n in names] == ["bonds-issued", "debt-issued"]

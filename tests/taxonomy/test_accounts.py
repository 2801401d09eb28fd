import pytest

from annotations.inline import parse
from extraction.facts.accounts import assign_accounts
from extraction.facts.build import build_facts
from extraction.taxonomy import find_account, load_accounts


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("（一）基本支出", None, "basic-expenditure"),
        ("公务接待费", None, "reception"),
        ("行政单位医疗（项）", None, "2101101"),
        ("卫生健康支出", 2022, "210"),
        ("医疗卫生与计划生育支出", 2017, "210"),
        ("卫生健康支出", 2016, None),
        ("培训 费", None, "30216"),
        ("行政运行", None, None),
        ("住房公积金", None, None),
        ("宣传活动", None, None),
    ],
)
def test_find_account(name, year, code):
    found = find_account(name, year=year)
    assert (found.code if found else None) == code


def test_scheme_settles_a_name_of_both_classifications():
    assert find_account("住房公积金", scheme="economic").code == "30113"
    assert find_account("住房公积金", scheme="functional").code == "2210201"


def test_codes_fit_their_scheme_and_no_row_repeats():
    rows = load_accounts()
    assert len({(a.scheme, a.code, a.names[0]) for a in rows}) == len(rows)
    for account in rows:
        if account.scheme == "functional":
            assert account.code.startswith("*") or len(account.code) in (3, 5, 7)
        elif account.scheme == "economic":
            assert len(account.code) in (3, 5)


def test_every_class_of_a_deeper_code_is_listed():
    codes = {a.code for a in load_accounts() if a.scheme == "functional"}
    missing = {c[:3] for c in codes if not c.startswith("*")} - codes
    assert not missing


def test_amounts_get_the_account_of_their_item():
    _, record = parse(
        "⟦ITEM i1|机关运行经费⟧⟦AMOUNT a1>i1|10.23万元⟧，⟦ITEM i2|宣传活动⟧⟦AMOUNT a2>i2|1万元⟧"
    )
    facts = assign_accounts(build_facts(record.markup()))
    assert [a.account for a in facts.amounts] == ["agency-operation", None]

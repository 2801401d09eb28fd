"""Both sides of an account come to one number."""

from __future__ import annotations

import pytest

from tests.constraints.marked import terms_told
from tests.constraints.reports import about, checks_told


@pytest.mark.parametrize(("spending", "told"), [("318.45", []), ("318.54", ["a2"])])
def test_both_sides_of_a_units_accounts_are_one_number(spending: str, told: list[str]) -> None:
    text = f"⟦ITEM i1|收入总计⟧⟦AMOUNT a1>i1|318.45万元⟧，⟦ITEM i2|支出总计⟧⟦AMOUNT a2>i2|{spending}万元⟧。"
    assert [stated for _, stated in terms_told(text)] == told


_ACCOUNT = (
    "一般公共预算收入31.20亿元，加上上级补助收入6.45亿元、调入资金1.35亿元、动用预算稳定调节基金0.84亿元，"
    "收入总计{}亿元。一般公共预算支出33.60亿元，加上上解支出4.18亿元、结转下年2.06亿元，支出总计39.84亿元。{}\n"
)


@pytest.mark.parametrize("said", ["收支平衡。", "当年收支平衡。", "收支总量相等。"])
def test_an_account_that_is_said_to_balance(tmp_path, said):
    assert not about(tmp_path, _ACCOUNT.format("39.84", said), "39.84亿元")
    assert about(tmp_path, _ACCOUNT.format("39.00", said), "39.00亿元")


@pytest.mark.parametrize("said", ["当年收支基本平衡。", "年终滚存结余0.84亿元。"])
def test_an_account_that_is_not_said_to_balance(tmp_path, said):
    rules = {c.kind for c in checks_told(tmp_path, _ACCOUNT.format("40.68", said))}
    assert "equal" not in rules

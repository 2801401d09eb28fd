"""Both sides of an account come to one number."""

from __future__ import annotations

import pytest

from tests.constraints.marked import terms_told


@pytest.mark.parametrize(("spending", "told"), [("318.45", []), ("318.54", ["a2"])])
def test_both_sides_of_a_units_accounts_are_one_number(spending: str, told: list[str]) -> None:
    text = f"⟦ITEM i1|收入总计⟧⟦AMOUNT a1>i1|318.45万元⟧，⟦ITEM i2|支出总计⟧⟦AMOUNT a2>i2|{spending}万元⟧。"
    assert [stated for _, stated in terms_told(text)] == told

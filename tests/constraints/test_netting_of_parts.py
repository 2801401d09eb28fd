"""A balance in the list of what was spent is of one part."""

from __future__ import annotations

from tests.constraints.marked import found

_TEXT = (
    "⟦ITEM i1|总收入⟧⟦AMOUNT a1>i1|6870万元⟧，其构成是：①⟦ITEM i2|机关养老保险收入⟧⟦AMOUNT a2>i2|3610万元⟧；"
    "②⟦ITEM i3|居民养老保险收入⟧⟦AMOUNT a3>i3|3260万元⟧。⟦ITEM i4|总支出⟧⟦AMOUNT a4>i4|5003万元⟧，其构成是："
    "①⟦ITEM i5|机关养老保险支出⟧⟦AMOUNT a5>i5|2480万元⟧，⟦ITEM i6|当期结余⟧⟦AMOUNT a6>i6|1130万元⟧；"
    "②⟦ITEM i7|居民养老保险支出⟧⟦AMOUNT a7>i7|2523万元⟧，⟦ITEM i8|当期结余⟧⟦AMOUNT a8>i8|737万元⟧。"
    "收支相抵，⟦ITEM i9|当期结余⟧⟦AMOUNT a9>i9|1867万元⟧。"
)


def test_the_balance_of_a_part_is_not_held_against_the_totals():
    assert found(_TEXT, "sum", "a6", "a1", "a4") is None
    assert found(_TEXT, "sum", "a8", "a1", "a4") is None

"""A price times a number is an amount."""

from __future__ import annotations

import pytest

from tests.constraints.marked import found, told


@pytest.mark.parametrize(
    ("rest", "expected"), [("0.86万元", []), ("8.60万元", ["product"])], ids=["less", "unrelated"]
)
def test_a_price_per_head_leaves_out_what_others_got(rest, expected):
    text = (
        "{公务接待费}<440.86万元>，共{国内公务接待}<4.40万人次>，人均<100.00元>；"
        f"{{外事接待}}<12人次>，列支<{rest}>。"
    )
    assert [kind for kind, _ in told(text)] == expected


def test_price_times_number() -> None:
    text = "按每人⟦AMOUNT a1>i1|2200元⟧⟦ITEM i1|标准⟧补助⟦COUNT c1>i2|100名⟧⟦ITEM i2|儿童⟧，共⟦AMOUNT a2>i3|22万元⟧⟦ITEM i3|补助⟧。"
    check = found(text, "product", "a2", "c1", "a1")
    assert check is not None
    assert check.status == "holds"

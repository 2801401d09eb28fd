"""Sums that rounding or cutting off explains are no findings."""

import pytest

from tests.constraints.marked import terms_told
from tests.constraints.reports import findings, page, told


def hospitality(total, last="1695.40"):
    return (
        "2031年松涧区“三公”经费情况表",
        "项目\t预算数\t决算数",
        f"合计\t36924.55\t{total}",
        "一、因公出国费\t1610.99\t325.12",
        "二、公务用车费\t31193.21\t23150.68",
        f"三、公务接待费\t4120.35\t{last}",
    )


@pytest.mark.parametrize(
    ("total", "expected"),
    [("25171.20", []), ("25171.00", []), ("25170.00", ["25170.00"]), ("25171.60", ["25171.60"])],
)
def test_a_whole_number_printed_with_decimals_may_be_rounded(tmp_path, total, expected):
    assert findings(tmp_path, *hospitality(total)) == expected


def test_a_small_whole_number_stands_as_it_is(tmp_path):
    rows = ("项目\t决算数", "水费\t4.00", "电费\t13.60", "邮电费\t8.00", "合计\t26.10")
    assert findings(tmp_path, "2031年松涧区档案馆公用经费支出表（万元）", *rows) == ["26.10"]


@pytest.mark.parametrize("total", ["94.36", "94.38", "94.34"])
def test_a_sum_that_cutting_off_explains_is_to_look_at(tmp_path, total):
    text = page(
        (
            "2031年末债务余额表",
            "地区|合计|一般债务|专项债务",
            "青禾县|70.10|30.10|40.00",
            "白石县|61.20|21.10|40.10",
            "云岭区|55.40|15.40|40.00",
            f"松涧区|{total}|38.04|56.32",
        )
    )
    assert told(tmp_path / "page.html", text) == []


_NET = (
    "⟦ITEM i1|县级收入⟧⟦AMOUNT a1>i1|6.45亿元⟧，加上⟦ITEM i2|上级补助收入⟧⟦AMOUNT a2>i2|7.25亿元⟧、⟦ITEM i3|上年结余⟧⟦AMOUNT a3>i3|0.30亿元⟧，"
    "⟦ITEM i4|收入总计⟧⟦AMOUNT a4>i4|14.00亿元⟧。⟦ITEM i5|县级支出⟧⟦AMOUNT a5>i5|11.75亿元⟧，加上⟦ITEM i6|上解上级支出⟧⟦AMOUNT a6>i6|1.25亿元⟧，"
    "⟦ITEM i7|支出总计⟧⟦AMOUNT a7>i7|13.00亿元⟧。收支相抵，⟦ITEM i8|年终结余⟧⟦AMOUNT a8>i8|{left}亿元⟧。"
)


@pytest.mark.parametrize(("left", "told"), [("1.00", []), ("1.50", [("sum", "a8")])])
def test_whole_totals_that_decimals_add_up_to_are_not_rounded(left: str, told: list[str]) -> None:
    assert terms_told(_NET.format(left=left)) == told

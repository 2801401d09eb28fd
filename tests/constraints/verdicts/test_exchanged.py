"""Two cells of a table in each other's place break a relation each: both come out with the two exchanged, or none is told."""

from __future__ import annotations

import pytest

from tests.constraints.reports import page, told

_PROJECTS = ("项目|预算数|支出数|结余数", "健身步道|352.00|328.00|24.00", "少儿业余训练|130.00|128.50|1.50",
             "器材更新|112.00|112.00|0.00", "合计|594.00|568.50|25.50")  # fmt: skip
_RATES = (
    "乡镇|计划户数（户）|完成户数（户）|完成率",
    "上坝|186|186|100.00%",
    "河湾|142|140|98.59%",
    "石门|96|90|93.75%",
    "东岭|120|117|97.50%",
)
_GAPS = (
    "项目|预算数|决算数|增减额",
    "雷达站|850.00|826.00|-24.00",
    "预警屏|560.00|489.48|-70.52",
    "监理|220.00|148.00|-72.00",
)
_DEBT = ("项目|本地区|本级", "一、2031年末债务余额|8174.56|1571.59", "其中：一般债务|4197.74|1333.60", "专项债务|3976.82|237.99",
         "二、2031年债务限额|8328.96|1603.77", "其中：一般债务|4320.02|1333.78", "专项债务|4008.94|269.99")  # fmt: skip


def _with(table, *exchanged):
    """Return the rows of a table with two cells, by their numbers, in each other's place."""
    one, other = exchanged
    mark = "\0"
    text = "\n".join(table).replace(one, mark).replace(other, one).replace(mark, other)
    return text.split("\n")


@pytest.mark.parametrize("table", [_PROJECTS, _RATES, _GAPS, _DEBT])
def test_nothing_is_told_of_the_table_as_it_should_be(tmp_path, table) -> None:
    assert told(tmp_path / "t.html", page(("项目情况表", *table))) == []


@pytest.mark.parametrize(
    ("table", "one", "other"),
    [
        (_PROJECTS, "568.50", "25.50"),
        (_RATES, "98.59%", "93.75%"),
        (_GAPS, "-24.00", "-70.52"),
        (_DEBT, "8328.96", "4197.74"),
    ],
)
def test_two_cells_in_each_others_place_are_told(tmp_path, table, one, other) -> None:
    assert told(tmp_path / "t.html", page(("项目情况表", *_with(table, one, other)))) != []


@pytest.mark.parametrize(
    ("table", "one", "another"),
    [(_GAPS, ("-24.00", "-31.00"), ("-70.52", "-66.10")), (_RATES, ("98.59%", "91.20%"), ("93.75%", "99.10%"))],
)  # fmt: skip
def test_two_that_do_not_come_out_with_each_other_accuse_nobody(
    tmp_path, table, one, another
) -> None:
    text = "\n".join(table).replace(*one).replace(*another).split("\n")
    assert told(tmp_path / "t.html", page(("项目情况表", *text))) == []


@pytest.mark.parametrize(
    "cells", ["0.00|212.40|0.00|0.00|0.00|212.40", "205.20|0.00|212.40|0.00|212.40|0.00"]
)
def test_a_figure_among_zeros_is_exchanged_with_none_of_them(tmp_path, cells) -> None:
    rows = ("补助项目|合计|东区|西区|合计|南区|北区", f"民族班|{cells}", "午餐补助|50.00|20.00|30.00|70.00|30.00|40.00",
            "教材补助|9.10|4.00|5.10|8.20|3.00|5.20")  # fmt: skip
    assert "212.40" not in told(tmp_path / "t.html", page(("补助分配表", *rows)))

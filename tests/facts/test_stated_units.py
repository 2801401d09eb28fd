from __future__ import annotations

import pytest

from extraction.facts.stated_units import with_stated_unit
from extraction.labels import Label
from extraction.markup import CellReference, Markup, Mention
from extraction.span import Span


def unit_of(text: str, surface: str, cell: CellReference | None = None) -> str | None:
    at = text.index(surface)
    mention = Mention("m1", Label.AMOUNT, Span(at, at + len(surface)), surface, cell=cell)
    return with_stated_unit(text, Markup((mention,))).mentions[0].unit


@pytest.mark.parametrize(
    ("text", "surface", "unit"),
    [
        ("（以下金额单位均为：元）\n收入合计7130500。", "7130500", "元"),
        ("本说明中数据单位为万元。\n收入合计713.05。", "713.05", "万元"),
        ("金额单位一律以千元表示。收入合计713.05。", "713.05", "千元"),
        ("收入合计713.05。\n（以下单位均为：元）", "713.05", None),
        ("（以下单位均为：元）（以下单位均为：万元）收入合计713.05。", "713.05", None),
        ("（以下单位均为：元）收入合计713.05万元。", "713.05万元", None),
        ("负责本单位财务工作，收入合计713.05。", "713.05", None),
    ],
)
def test_a_unit_stated_for_all(text: str, surface: str, unit: str | None) -> None:
    assert unit_of(text, surface) == unit


_FACING = "2023年清河县转移支付表\n单位：万元\n\n北区\t南区\t东区\n1,284\t36\t2021\n"


@pytest.mark.parametrize(
    ("surface", "path", "unit"),
    [("1,284", (), "万元"), ("36", (), "万元"), ("2021", (), None), ("36", ("完成率",), None)],
)
def test_cells_without_a_header(surface: str, path: tuple[str, ...], unit: str | None) -> None:
    """The second page of a wide sheet has no names of rows; the unit stands above its figures."""
    assert unit_of(_FACING, surface, CellReference("t1", 1, 1, (), path)) == unit


@pytest.mark.parametrize(
    ("text", "surface", "unit"),
    [
        ("基金收支表单位：万元项目决算数转移收入713其他收入3。", "713", "万元"),
        ("全市万元序号项目决算数1工资福利支出713", "713", "万元"),
        ("单位：亿元\n河东泵站\n表58", "58", None),
        ("单位：亿元\n河东泵站\n附表 12", "12", None),
        ("单位：亿元\n河东泵站 58", "58", "亿元"),
        ("单位：亿元地区预算数北区713。南区拨付收入26", "26", None),
        ("专户收支表单位：千元2031年度决算数合计713其他3。", "713", "千元"),
        ("单位：万元支出功能科目编码年初预算数20132组织事务713。", "713", "万元"),
        ("单位：万元人民币项目713", "713", None),
        ("投入3万元项目资金713", "713", None),
    ],
)
def test_a_table_that_ran_together_into_a_line(text: str, surface: str, unit: str | None) -> None:
    assert unit_of(text, surface) == unit

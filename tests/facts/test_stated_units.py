from __future__ import annotations

import pytest

from extraction.facts.stated_units import with_stated_unit
from extraction.labels import Label
from extraction.markup import Markup, Mention
from extraction.span import Span


def unit_of(text: str, surface: str) -> str | None:
    at = text.index(surface)
    mention = Mention("m1", Label.AMOUNT, Span(at, at + len(surface)), surface)
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

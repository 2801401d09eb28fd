"""Small coins without a yuan, pieces that are no money, and prices that may be either (角、毛、分、块)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extraction.document import Document
from extraction.pipeline import default_pipeline
from extraction.quantities.expressions import number_expressions
from extraction.quantities.finding import find_quantities


def _found(text: str) -> list[tuple[str, str, Decimal]]:
    quantities = (f.quantity for f in find_quantities(text))
    return [(q.surface, q.kind, q.value) for q in quantities]


@pytest.mark.parametrize(
    ("text", "surface", "yuan"),
    [
        ("每斤稻谷补贴八角。", "八角", "0.8"),
        ("鲜茧收购价下降五毛，", "五毛", "0.5"),
        ("每度电便宜三分钱。", "三分钱", "0.03"),
        ("每册补助3角5分。", "3角5分", "0.35"),
        ("单价七角/本。", "七角/本", "0.7"),
        ("合计人民币捌角整。", "人民币捌角整", "0.8"),
        ("每把扫帚2块5，", "2块5", "2.5"),
        ("误餐补贴一块二。", "一块二", "1.2"),
        ("每袋4块5毛。", "4块5毛", "4.5"),
        ("发放慰问金300块。", "300块", "300"),
        ("先由村民付了十二块，", "十二块", "12"),
        ("体检花了我们90块。", "90块", "90"),
    ],
)
def test_small_money_is_read_whole(text: str, surface: str, yuan: str) -> None:
    assert _found(text) == [(surface, "money", Decimal(yuan))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("更换指示牌41块，", 41),
        ("平整荒地三块。", 3),
        ("收储6块以上低效用地", 6),
        ("展板12块由社区制作", 12),
    ],
)
def test_pieces_are_no_money(text: str, count: int) -> None:
    assert [(kind, value) for _, kind, value in _found(text)] == [("count", Decimal(count))]


@pytest.mark.parametrize(
    "text",
    [
        "融入长三角，",
        "八角街道办事处",
        "种植八角、花椒",
        "三角形护坡",
        "五角星",
        "位列珠三角第一",
        "购入3角钢",
    ],
)
def test_words_are_no_money(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("每度电三分。", ["三"]),
        ("每千瓦时加价八厘，", ["八"]),
        ("每吨公里收费一分八厘。", ["一"]),
        ("每村两块。", ["两"]),
        ("每度1分5厘。", ["1", "5"]),
    ],
)
def test_what_may_be_either_is_listed_and_not_read(text: str, numerals: list[str]) -> None:
    assert _found(text) == []
    assert [text[e.start : e.end] for e in number_expressions(text)] == numerals


@pytest.mark.parametrize(
    ("text", "fate"),
    [("每斤稻谷补贴八角。", "read"), ("平整荒地三块。", "read"), ("每村两块。", "unread")],
)
def test_the_census_gives_each_its_fate(text: str, fate: str) -> None:
    record = default_pipeline("pattern").extract(Document("s.txt", "0" * 64, "txt", text))
    assert record.census is not None
    assert [n.fate.value for n in record.census.numerals] == [fate]

"""A total that closes the row of figures before it."""

from __future__ import annotations

import pytest

from tests.constraints.marked import holds, told


@pytest.mark.parametrize(
    ("total", "expected"),
    [("71.45万元", []), ("74.15万元", [("sum", "74.15万元")]), ("96.20万元", [])],
    ids=["right", "digits exchanged", "more is meant"],
)
def test_a_row_that_a_total_closes(total, expected):
    text = f"责成退回{{超标列支}}<52.89万元>、{{多付补助}}<18.56万元>，{{应退资金合计}}<{total}>。"
    assert told(text) == expected


@pytest.mark.parametrize("total", ["，共计<96.42万元>", "，合计<96.42万元>", "，总计为<96.42万元>"])
def test_a_bare_total_closes_items_parted_by_semicolons(total):
    text = (
        "{饮水结余}<0.40万元>；{修路结余}<0.80万元>；{奖补结余}<79.72万元>；{扶持结余}<15.50万元>"
    )
    assert holds(text + total + "。", "sum")
    assert told(text + total + "。") == []
    assert told(text.replace("79.72", "71.72") + total + "。") == [("sum", "96.42万元")]


@pytest.mark.parametrize(
    "text",
    [
        "{修路}<30.10万元>；{架桥}<20.20万元>，{护坡}<5.50万元>，共计<27.70万元>。",
        "{总投资}<120.00万元>；{修路}<30.10万元>；{架桥}<20.20万元>，共计<50.30万元>。",
        "{修路}<30.10万元>；{架桥}<20.20万元>，两村共计<60.30万元>。",
    ],
    ids=["of an inner list", "behind its own total", "of more than the list"],
)
def test_a_total_of_something_else_accuses_no_list(text):
    assert told(text) == []

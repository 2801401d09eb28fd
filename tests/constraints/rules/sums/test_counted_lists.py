"""Lists that say how long they are."""

from __future__ import annotations

import pytest

from tests.constraints.marked import told


def _kinds(text: str) -> list[str]:
    return [kind for kind, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("查出{违规金额}<X>，分为三类：一是{挪用}<920.5万元>；二是{虚报}<603.7万元>；三是{超支}<302.2万元>。", "1,826.4万元", "1,862.4万元"),
        ("发现{问题金额}<X>，归并为两个方面：（1）{闲置资金}<974.0万元>，涉及<9个>乡镇；（2）{滞留补贴}<500.0万元>。", "1,474.0万元", "1,744.0万元"),
        ("核减{工程款}<X>，分三块：①{土方}<120.5万元>，涉及<4个>标段；②{绿化}<63.7万元>；③{管网}<98.2万元>。", "282.4万元", "284.2万元"),
        ("清退{保证金}<X>，合并成两项：一则{投标}<215.0万元>，涉及<6家>；二则{履约}<348.0万元>。", "563.0万元", "536.0万元"),
        ("清理{存量资金}<X>，按成因归为三种：{终止}形成<1,150万元>，{节约}形成<486万元>，{重复}形成<400万元>。", "2,036万元", "2,063万元"),
    ],
)  # fmt: skip
def test_a_list_of_so_many_is_told_to_its_end(text, right, wrong):
    assert _kinds(text.replace("X", right)) == []
    assert _kinds(text.replace("X", wrong)) == ["sum"]


@pytest.mark.parametrize(
    "text",
    [
        "查出{违规金额}<1,862.4万元>，分为三类：一是{挪用}<920.5万元>；二是{虚报}<603.7万元>；三是账目不清。",
        "查出{违规金额}<1,862.4万元>，分为两类：一是{少收}应收<920.5万元>，实收<103.7万元>；二是{超支}<302.2万元>。",
    ],
    ids=["an item without a figure", "an item with two"],
)
def test_items_whose_figure_is_open_are_silent(text):
    assert _kinds(text) == []


def test_a_numbered_item_is_no_list_in_brackets():
    text = "（1）{未缴收入}<1,480万元>；（2）{闲置资金}<974万元>；（3）{滞留补贴}<500万元>。"
    assert _kinds(text) == []

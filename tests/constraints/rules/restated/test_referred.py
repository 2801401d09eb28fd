"""Figures that a sentence refers back to."""

from __future__ import annotations

import pytest

from tests.constraints.marked import told


def _kinds(text: str) -> list[str]:
    return [kind for kind, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "{资金}支出<745.6万元>，结余<?74.4万元>。\n前述结余<?X>没有清理。",
            "74.4万元",
            "47.4万元",
        ),
        (
            "实到{资金}<1,136万元>，{缺口}<144万元>。\n上述缺口<?X>由镇财政安排。",
            "144万元",
            "114万元",
        ),
        (
            "{无预算采购设备}<36.8万元>。\n对上述无预算采购的<?X>，补办手续。",
            "36.8万元",
            "38.6万元",
        ),
    ],
)
def test_what_is_referred_back_to_is_the_same(text, right, wrong):
    assert _kinds(text.replace("X", right)) == []
    assert _kinds(text.replace("X", wrong)) == ["equal"]


@pytest.mark.parametrize(
    "text",
    [
        "{资金}支出<745.6万元>，结余<?74.4万元>。\n上述结余中的<?47.4万元>没有清理。",
        "{甲镇}结余<74.4万元>，{乙镇}结余<?36.2万元>。\n上述结余<?63.2万元>没有清理。",
        "{支出}<745.6万元>。\n上述支出<?754.6万元>由两项组成。",
    ],
    ids=["a part", "two are meant", "a word for anything"],
)
def test_a_reference_that_is_open_is_silent(text):
    assert _kinds(text) == []

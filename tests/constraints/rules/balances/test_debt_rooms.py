"""The room under a debt limit is the limit less the balance of the paragraph, told in several ways."""

from __future__ import annotations

import pytest

from tests.constraints.marked import told

_LIMIT = "{债务限额}<48.50亿元>，其中{一般债务}<20.10亿元>、{专项债务}<28.40亿元>。"
_OWED = "{年初余额}<41.20亿元>，{年末债务余额}<45.30亿元>，"


@pytest.mark.parametrize(
    "words", ["低于限额", "距限额还有", "{剩余额度}", "比限额少", "限额与余额之差为"]
)
@pytest.mark.parametrize(("room", "wrong"), [("3.20亿元", False), ("2.30亿元", True)])
def test_the_room_is_limit_less_balance(words: str, room: str, wrong: bool) -> None:
    found = told(f"{_LIMIT}{_OWED}{words}<{room}>。")
    assert ("diff" in [kind for kind, _ in found]) is wrong


@pytest.mark.parametrize(
    "text",
    [
        f"{_LIMIT}{_OWED}其中专项债务低于限额<2.30亿元>。",
        f"{_LIMIT}上年{{债务限额}}<45.00亿元>。{_OWED}低于限额<2.30亿元>。",
        f"{_LIMIT}本年发行{{新增债券}}<6.10亿元>，低于限额<2.30亿元>。",
    ],
    ids=["of one kind", "two limits", "no balance"],
)
def test_what_is_of_something_else_is_left_alone(text: str) -> None:
    assert "diff" not in [kind for kind, _ in told(text)]


_KINDS = "{债务限额}<145.20亿元>，其中{一般债务限额}<54.80亿元>、{专项债务限额}<90.40亿元>。"
_BALANCES = "{年末债务余额}<139.48亿元>。其中：{一般债务余额}<52.16亿元>，"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("低于限额<2.64亿元>；{专项债务余额}<87.32亿元>，低于限额<3.08亿元>。", []),
        ("低于限额<2.46亿元>；{专项债务余额}<87.32亿元>，低于限额<3.08亿元>。", ["2.46亿元"]),
        ("距限额尚有<2.64亿元>；{专项债务余额}<78.32亿元>，比限额少<3.08亿元>。", ["3.08亿元"]),
        ("剩余额度<2.64亿元>。全市债务余额合计低于限额<5.72亿元>。", []),
        ("剩余额度<2.64亿元>。全市债务余额合计低于限额<5.27亿元>。", ["5.27亿元"]),
    ],
)
def test_the_room_of_one_kind_of_debt_is_under_its_own_limit(text: str, wrong: list[str]) -> None:
    assert [s for kind, s in told(_KINDS + _BALANCES + text) if kind == "diff"] == wrong


@pytest.mark.parametrize(
    "text",
    [
        "{债务限额}<145.20亿元>。" + _BALANCES + "低于限额<2.46亿元>。",
        _KINDS + "{一般债务余额}<52.16亿元>、{专项债务余额}<87.32亿元>，分别低于限额<2.46亿元>、<3.80亿元>。",
        _KINDS + "{年末债务余额}<139.48亿元>，其中{一般债务余额}<52.16亿元>，低于限额<5.27亿元>。",
        _KINDS + "{年末债务余额}<139.48亿元>，其中市本级余额<61.30亿元>，低于限额<1.20亿元>。",
        _KINDS + "{年末债务余额}<139.48亿元>。市本级债务余额低于限额<1.20亿元>。",
    ],
    ids=["limit of the kind unknown", "respectively", "of which of two", "of the own level", "own level as subject"],
)  # fmt: skip
def test_the_room_under_a_limit_that_is_not_told_is_left_alone(text: str) -> None:
    assert "diff" not in [kind for kind, _ in told(text)]

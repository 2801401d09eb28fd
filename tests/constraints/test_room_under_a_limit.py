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

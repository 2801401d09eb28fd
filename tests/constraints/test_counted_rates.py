"""Rates beside two counts of a list: neighbours that count different things are no part and whole."""

from __future__ import annotations

import pytest

from tests.constraints.test_executed import shares


@pytest.mark.parametrize(
    "text",
    [
        "（1）购置农机具1264台，完成率105.33%；（2）受益农户1108户，完成率100.73%；（3）培训机手420人次，完成率105%。",
        "（2）已新栽果树936亩，完成率104%；（3）已培训果农655人次，完成率109.17%。",
    ],
)
def test_counts_of_other_things_are_no_part_and_whole(text: str) -> None:
    assert shares(text) == []


def test_counts_of_one_thing_still_are() -> None:
    text = "发放问卷500份，收回478份，回收率85.60%。"
    assert shares(text) != []

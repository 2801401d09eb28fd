"""Rates beside two counts of a list: neighbours that count different things are no part and whole."""

from __future__ import annotations

import pytest

from extraction.document import Document
from extraction.pipeline import default_pipeline
from tests.constraints.test_executed import shares


@pytest.mark.parametrize(
    "text",
    [
        "关山县农机中心2022年项目自评报告\n二、绩效目标完成情况\n（1）补贴购置农机具1264台，完成率105.33%；（2）受益农户1108户，完成率100.73%；（3）深松作业面积5.8万亩，完成率96.67%。\n",
        "龙泉乡2022年项目支出绩效自评报告\n二、目标完成情况\n（1）已修建灌溉水渠11.4公里，完成率95%；（2）已新栽果树936亩，完成率104%；（3）已培训果农655人次，完成率109.17%。\n",
    ],
)
def test_counts_of_other_things_are_no_part_and_whole(text: str) -> None:
    record = default_pipeline().extract(Document("a.txt", "0" * 64, "txt", text)).to_dict()
    assert [c for c in record["checks"] if c["kind"] == "share"] == []


def test_counts_of_one_thing_still_are() -> None:
    assert shares("发放问卷500份，收回478份，回收率85.60%。") != []

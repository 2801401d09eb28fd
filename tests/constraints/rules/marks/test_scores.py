"""Marks got: of classes, in all, and never above full marks."""

from __future__ import annotations

import pytest

from tests.constraints.marked import examined, found
from tests.constraints.reports import checks_told


def test_class_marks_and_the_total_score() -> None:
    text = "".join(
        f"⟦INDICATOR k{i}|指标{c}⟧ ⟦WEIGHT w{i}>k{i}|{w}⟧ ⟦SCORE s{i}>k{i}|{s}⟧\n"
        for i, (c, w, s) in enumerate([("甲", 50, 48), ("乙", 30, 30), ("丙", 20, 19)], 1)
    )
    text += "⟦ITEM i1|总分⟧ ⟦WEIGHT w9>i1|100⟧ ⟦SCORE s9>i1|98⟧\n"
    weights = found(text, "sum", "w9", "w1", "w2", "w3")
    scores = found(text, "sum", "s9", "s1", "s2", "s3")
    assert weights is not None
    assert scores is not None
    assert (weights.status, scores.status) == ("holds", "violated")


_MARKS = """鹿鸣县2031年项目绩效自评表
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t质量指标\t设备故障率\t≤5%\t3%\t10\t{marks}
产出指标\t数量指标\t参训人数\t≥200人\t210人\t10\t10
"""


@pytest.mark.parametrize(("marks", "wrong"), [("10", False), ("12", True)])
def test_marks_above_full_marks(tmp_path, marks, wrong):
    assert bool(checks_told(tmp_path, _MARKS.format(marks=marks))) is wrong


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("预算执行率指标满分5分，按执行率94.00%折算得5.30分，扣0.30分。", True),
        ("预算执行率指标满分5分，按执行率94.00%折算得4.70分，扣0.30分。", False),
        ("预算执行率指标满分5分，资产管理得5.30分。", True),
        ("满分5分的有三项，另一项。创新项目附加得5.30分。", False),
    ],
    ids=["above", "within", "beside", "another sentence"],
)
def test_a_mark_above_the_full_mark_that_its_sentence_tells(text, above):
    marked = text.replace("5分", "⟦WEIGHT w1|5分⟧", 1)
    for mark in ("5.30分", "4.70分"):
        marked = marked.replace(mark, f"⟦SCORE s1|{mark}⟧", 1)
    told = [j for j in examined(marked).told if j.relation.rule == "above-full-marks"]
    assert any(j.violated for j in told) is above


def test_the_full_mark_of_a_part_is_not_that_of_the_whole():
    marked = (
        "该项目⟦INDICATOR k1|自评⟧得⟦SCORE s1>k1|94.8分⟧，其中预算执行率（满分⟦WEIGHT w1>k1|10分⟧）"
        "得9.4分。"
    )
    assert not [j for j in examined(marked).told if j.relation.rule == "above-full-marks"]

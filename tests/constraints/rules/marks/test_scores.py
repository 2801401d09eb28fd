"""Marks got: of classes, in all, and never above full marks."""

from __future__ import annotations

import pytest

from tests.constraints.marked import found
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

"""Blank cells between bars stay where they are ruled."""

from __future__ import annotations

from extraction.labels import Label
from extraction.loading import load
from extraction.tagging.patterns import PatternTagger

FORM = (
    "部门整体绩效自评表\n"
    "|绩效指标|指标名称|计量单位|指标性质|年初指标值|调整指标值|全年完成值|得分系数（%）|指标权重（分）|指标得分（分）|是否核心指标|\n"
    "||在职人员控制率|%|≤|100||96.8|100|5|5|否|\n"
    "||采购执行率|%|≥|95||81.33|85.6|5|4.3|是|\n"
    "||自采新闻条数|条|≥|5200|4600|4718|100|15|15|是|\n"
    "||终端在线率|%|≥|90||86.4|96|5|4.8|否|\n"
)


def test_a_blank_goal_between_bars_moves_no_result(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(FORM, encoding="utf-8")
    markup = PatternTagger().tag(load(path))
    results = [m.text for m in markup.mentions if m.label is Label.ACTUAL]
    assert results == ["96.8", "81.33", "4718", "86.4"]
    weights = [m.text for m in markup.mentions if m.label is Label.WEIGHT]
    assert weights == ["5", "5", "15", "5"]

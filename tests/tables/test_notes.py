"""Notes beside indicators: what they count is left to the tagger of prose."""

from __future__ import annotations

import pytest

from extraction.loading import load
from extraction.tables import interpret

ROWS = (
    "三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
    "社保卡发放成功率\t100%\t99.95%\t5\t4.9\t{note}\n"
    "群众满意度\t≥90%\t92.6%\t10\t10\t\n"
)


@pytest.mark.parametrize(
    ("note", "open_"),
    [("4人卡冻结", True), ("2处需补充勘察", True), ("扣0.1分", False), ("无", False)],
)
def test_a_short_note_is_open_where_it_counts_something(tmp_path, note, open_):
    path = tmp_path / "a.txt"
    path.write_text("绩效自评表\n" + ROWS.format(note=note), encoding="utf-8")
    document = load(path)
    left = [s.of(document.text) for s in interpret(document).prose]
    assert (note in left) is open_

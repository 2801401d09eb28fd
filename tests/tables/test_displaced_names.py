"""A row whose goal stands where the name should be names nothing: its cells are displaced."""

from __future__ import annotations

from pathlib import Path

from extraction.pipeline import extract

_HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
_ROWS = [
    ["产出指标", "数量指标", "修缮碑刻数", "≥16通", "18通", "20", "20"],
    ["", "质量指标", "≥95%", "96.3%", "20", "20", ""],
    ["满意度指标", "服务对象满意度", "访客满意度", "≥90%", "93%", "10", "10"],
]


def test_a_goal_is_no_name(tmp_path: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in [_HEAD, *_ROWS])
    page = tmp_path / "a.html"
    page.write_text(
        f"<meta charset=utf-8><p>2023年度项目支出绩效自评表</p><table>{rows}</table>",
        encoding="utf-8",
    )
    record = extract(page, model="pattern")
    assert [i.name.text for i in record.facts.indicators] == ["修缮碑刻数", "访客满意度"]

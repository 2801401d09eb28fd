"""Classes that a dump broke over lines are one cell, and take no name's or goal's place."""

from __future__ import annotations

import pytest

from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.pipeline import default_pipeline


def _told(text: str) -> list[tuple[str, str | None]]:
    document = Document("a.txt", "0" * 64, "txt", text, tables=find_tables(text))
    facts = default_pipeline("pattern").extract(document).facts
    return [(i.name.text, i.target and i.target.mention.text) for i in facts.indicators]


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["lines", "blank lines"])
@pytest.mark.parametrize(
    "broken", [("生态效益", "指标"), ("生态", "效益", "指标"), ("服务对象", "满意度指标")]
)
def test_a_class_over_several_lines_is_one_cell(broken, gap):
    cells = [
        *("一级指标", "二级指标", "三级指标", "指标值"),
        *("产出指标", "数量指标", "补种红树面积", "≥35亩", "栽植桩木数量", "≥1200根"),
        *("效益指标", *broken, "滩涂候鸟增加", "260只"),
        *("社会效益", "指标", "受益渔户数", "≥48户"),
    ]
    assert _told(gap.join(cells) + "\n") == [
        ("补种红树面积", "≥35亩"),
        ("栽植桩木数量", "≥1200根"),
        ("滩涂候鸟增加", "260只"),
        ("受益渔户数", "≥48户"),
    ]

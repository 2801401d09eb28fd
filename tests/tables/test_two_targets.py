"""Two columns of goals: the project's own in words, those of all years beside those of one year."""

from __future__ import annotations

import pytest

from extraction.census import Fate
from extraction.census.model import OTHER_GOAL
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.pipeline import default_pipeline
from extraction.record import Record

_AIM = "全年做好库区巡护和水质监测，按时清理漂浮物，保障下游群众用水安全"


def _record(rows: list[list[str]]) -> Record:
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    page = f"<html><body><h1>桐岭水库2023年度绩效目标表</h1><table>{cells}</table></body></html>"
    document = load_source(Source.of("a.html", page.encode()))
    return default_pipeline("pattern").extract(document)


def _targets(record: Record) -> dict[str, str | None]:
    found = record.facts.indicators
    return {i.name.text: i.target.mention.text if i.target else None for i in found}


@pytest.mark.parametrize("head", ["年度目标", "年度绩效目标", "绩效目标值", "年初目标"])
def test_the_goal_of_the_project_is_none_of_its_indicators(head: str) -> None:
    record = _record(
        [
            ["项目名称", head, "一级指标", "二级指标", "三级指标", "指标值"],
            ["库区巡护", _AIM, "产出", "数量", "巡护次数", "≥48次"],
            ["库区巡护", _AIM, "产出", "质量", "水质达标率", "≥95%"],
            ["库区巡护", _AIM, "满意度", "服务对象满意度", "用水户满意度", "≥90%"],
        ]
    )
    assert _targets(record) == {
        "巡护次数": "≥48次",
        "水质达标率": "≥95%",
        "用水户满意度": "≥90%",
    }


@pytest.mark.parametrize(
    ("whole", "year"),
    [
        ("实施周期指标值", "当年度指标值"),
        ("中期目标值", "年度目标值"),
        ("项目周期目标值", "2023年目标值"),
        ("三年目标值", "本年目标值"),
    ],
)
@pytest.mark.parametrize("year_first", [False, True])
def test_the_goal_of_the_year_stands_before_that_of_all_years(
    whole: str, year: str, year_first: bool
) -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", whole, year],
        ["产出指标", "数量指标", "巡护次数", "≥150次", "≥48次"],
        ["产出指标", "质量指标", "水质达标率", "≥96%", "≥95%"],
        ["效益指标", "社会效益", "受益户数", "≥900户", "≥310户"],
    ]
    if year_first:
        rows = [[*r[:3], r[4], r[3]] for r in rows]
    record = _record(rows)
    assert _targets(record) == {
        "巡护次数": "≥48次",
        "水质达标率": "≥95%",
        "受益户数": "≥310户",
    }
    census = record.census
    assert census is not None
    fates = {n.text: (n.fate, n.reason) for n in census.numerals}
    assert fates["310"] == (Fate.READ, None)
    assert fates["900"] == (Fate.UNREAD, OTHER_GOAL)


def test_a_goal_of_all_years_alone_is_the_goal() -> None:
    record = _record(
        [
            ["一级指标", "二级指标", "三级指标", "实施周期指标值"],
            ["产出指标", "数量指标", "巡护次数", "≥150次"],
            ["效益指标", "社会效益", "受益户数", "≥900户"],
        ]
    )
    assert _targets(record) == {"巡护次数": "≥150次", "受益户数": "≥900户"}

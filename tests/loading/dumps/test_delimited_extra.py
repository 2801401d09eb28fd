"""Delimited rows: cells that hold two columns are divided, lines that name their own values are no table."""

from __future__ import annotations

from extraction.loading.dumps import find_tables

COMMAS = (
    "级别,指标名称,年度目标/完成情况,分值/得分\n产出指标-数量指标,修缮碑刻数,16通/18通,10/9.5\n"
    "产出指标-质量指标,拓片建档率,≥95%/96.3%,10/10\n满意度指标,访客满意度,90%/93%,10/10\n"
)
KEYED = (
    "① 修缮碑刻数｜分值12｜年度指标值不少于16通｜全年完成值18通｜得分12\n"
    "② 拓片建档率｜分值10｜年度指标值≥95%｜全年完成值96.3%｜得分10\n"
    "③ 访客满意度｜分值8｜年度指标值90%｜全年完成值93%｜得分8\n"
)


def grid(text: str) -> list[list[str]]:
    (table,) = find_tables(text)
    return [[c.span.of(text) if c else "" for c in row] for row in table.grid()]


def test_a_column_of_two_values_is_divided_at_its_stroke() -> None:
    rows = grid(COMMAS)
    assert rows[0] == ["级别", "指标名称", "年度目标", "完成情况", "分值", "得分"]
    assert rows[1][1:] == ["修缮碑刻数", "16通", "18通", "10", "9.5"]


def test_a_stroke_in_a_unit_divides_nothing() -> None:
    text = COMMAS.replace("年度目标/完成情况", "年度目标").replace("16通/18通", "元/通")
    assert grid(text)[1][2] == "元/通"


def test_cells_that_name_their_own_values_are_no_table() -> None:
    assert find_tables(KEYED) == ()

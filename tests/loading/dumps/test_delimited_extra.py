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


REMARKED = (
    "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t备注\n"
    "\t产出指标\t数量指标\t修缮碑刻数\t≥16通\t15通\t10\t9.4\t一通待迁\n"
    "\t\t\t拓片数\t≥40张\t42张\t10\t10\n"
    "\t\t质量指标\t建档率\t≥95%\t96.3%\t10\t10\n"
    "\t满意度指标\t\t访客满意度\t≥90%\t93%\t10\t10\n"
)


def test_a_row_with_a_remark_that_the_others_lack_keeps_its_place() -> None:
    rows = grid(REMARKED)
    assert rows[1] == [
        "",
        "产出指标",
        "数量指标",
        "修缮碑刻数",
        "≥16通",
        "15通",
        "10",
        "9.4",
        "一通待迁",
    ]
    assert rows[2][3:6] == ["拓片数", "≥40张", "42张"]

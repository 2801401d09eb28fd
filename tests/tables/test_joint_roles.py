"""What the columns of indicators hold, decided together where nobody knows their headers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extraction.document import Cell, Document, Table
from extraction.pipeline import default_pipeline
from extraction.span import Span

Row = Sequence[str]
ROWS: dict[str, tuple[Row, ...]] = {
    "three": (
        ("产出指标", "数量指标", "新栽行道树棵数", "≥600棵", "640棵", "30", "30"),
        ("产出指标", "质量指标", "苗木成活率", "≥92%", "95%", "30", "30"),
        ("产出指标", "时效指标", "栽植完工时限", "10月底前", "9月", "10", "10"),
        ("效益指标", "社会效益指标", "街区遮阴改善情况", "有所改善", "有所改善", "20", "18"),
        ("满意度指标", "服务对象满意度指标", "沿街商户满意度", "≥85%", "91%", "10", "10"),
    )
}


def document(*rows: Row) -> Document:
    """A document that is one table of these rows."""
    text, cells = "", []
    for r, row in enumerate(rows):
        for c, word in enumerate(row):
            start = len(text)
            text += word + "\n"
            cells.append(Cell(r, c, Span(start, start + len(word))))
    table = Table("t1", Span(0, len(text)), tuple(cells))
    return Document("a.html", "0" * 64, "html", text, tables=(table,))


def told(*rows: Row) -> list[tuple[str, str | None, str | None]]:
    """Name, goal and result of every indicator."""
    found = default_pipeline("pattern").extract(document(*rows)).facts.indicators
    return [
        (
            i.name.text,
            i.target.mention.text if i.target else None,
            i.actual.mention.text if i.actual else None,
        )
        for i in found
    ]


def ordered(rows: Sequence[Row], order: Sequence[int]) -> list[Row]:
    """The rows with their columns in another order."""
    return [tuple(row[i] for i in order) for row in rows]


PAIRS = [(r[2], r[3], r[4]) for r in ROWS["three"]]
HEADS = ("大项", "小项", "考什么", "想做到", "做到了", "给几分", "得几分")


@pytest.mark.parametrize(
    "order",
    [
        (0, 1, 2, 3, 4, 5, 6),
        (0, 1, 2, 5, 3, 4, 6),
        (0, 1, 2, 5, 6, 3, 4),
        (0, 1, 2, 4, 3, 5, 6),
        (0, 1, 2, 3, 4, 6, 5),
        (2, 3, 4, 5, 6, 0, 1),
    ],
    ids=[
        "plain",
        "weight first",
        "marks first",
        "result first",
        "mark before weight",
        "name first",
    ],
)
def test_unknown_headers_in_any_order(order: tuple[int, ...]) -> None:
    rows = ordered(ROWS["three"], order)
    assert told(tuple(HEADS[i] for i in order), *rows) == PAIRS


@pytest.mark.parametrize(
    "heads",
    [
        ("一级指标", "二级指标", "三级指标", "想做到", "做到了", "分值", "得分"),
        ("大项", "小项", "考什么", "目标值", "做到了", "给几分", "得分"),
        ("一级指标", "小项", "指标名称", "想做到", "完成值", "给几分", "得几分"),
    ],
    ids=["goal and result", "one goal known", "name and result known"],
)
def test_known_headers_are_taken_at_their_word(heads: Row) -> None:
    assert told(heads, *ROWS["three"]) == PAIRS


def test_remarks_and_rules_of_marking_are_no_names() -> None:
    rule = ("按比例给分，低一点扣半分", "做完给满分，没做完不给分")
    rows = [(*r[:3], rule[i % 2], *r[3:], "无") for i, r in enumerate(ROWS["three"])]
    heads = (*HEADS[:3], "怎么给分", *HEADS[3:], "别的话")
    assert told(heads, *rows) == PAIRS


def test_comparators_and_units_in_columns_of_their_own() -> None:
    rows = (
        ("产出指标", "数量指标", "修补路面处数", "≥", "45", "处", "47", "40", "40"),
        ("产出指标", "质量指标", "修补合格率", "=", "100", "%", "100", "30", "30"),
        ("产出指标", "成本指标", "每处修补花费", "≤", "820", "元", "790", "20", "20"),
        ("满意度指标", "服务对象满意度指标", "过路群众满意度", "≥", "90", "%", "88", "10", "9"),
    )
    heads = ("大项", "小项", "考什么", "比法", "想做到", "算什么", "做到了", "给几分", "得几分")
    assert told(heads, *rows) == [(r[2], r[4], r[6]) for r in rows]


def test_goals_alone_need_comparators() -> None:
    rows = [r[:4] for r in ROWS["three"]]
    assert told(HEADS[:4], *rows) == [(r[2], r[3], None) for r in rows]
    plain = [
        (*r[:2], r[2], w)
        for r, w in zip(rows, ("甲街", "乙街", "丙街", "丁街", "戊街"), strict=True)
    ]
    assert told(HEADS[:4], *plain) == []


def test_nothing_is_told_without_classes_or_marks() -> None:
    rows = [(r[2], r[3], r[4]) for r in ROWS["three"]]
    assert told(("考什么", "想做到", "做到了"), *rows) == []
    marked = [(r[2], r[3], r[4], r[5], r[6]) for r in ROWS["three"]]
    assert told(HEADS[2:], *marked) == PAIRS


def test_amounts_stay_figures() -> None:
    heads = ("项目", "预算数", "决算数", "说的话")
    rows = (
        ("数量", "120.5", "118.2", "少"),
        ("质量", "40.0", "39.6", "少"),
        ("合计", "160.5", "157.8", "少"),
    )
    assert told(heads, *rows) == []


def test_a_row_under_a_merged_class_is_no_header() -> None:
    """Two cells of the same words beside a class that begins above: goal and result, not header words."""
    heads = ("大项", "考什么", "想做到", "做到了")
    names = ("出工天数", "渠道畅通情况", "用水户满意度")
    goals = ("≥60天", "更加畅通", "≥90%")
    results = ("66天", "更加畅通", "94%")
    text, cells = "", []
    words = [[*heads], *[["产出指标", *w] for w in zip(names, goals, results, strict=True)]]
    for r, row in enumerate(words):
        for c, word in enumerate(row):
            if c == 0 and r > 1:
                continue
            cells.append(
                Cell(r, c, Span(len(text), len(text) + len(word)), 3 if (r, c) == (1, 0) else 1)
            )
            text += word + "\n"
    made = Document(
        "a.html", "0" * 64, "html", text, tables=(Table("t1", Span(0, len(text)), tuple(cells)),)
    )
    found = default_pipeline("pattern").extract(made).facts.indicators
    assert [i.name.text for i in found] == list(names)


def test_a_merged_cell_is_no_goal_with_its_result() -> None:
    """三级指标 over two columns: its words stand in both, and only the third one holds goals."""
    heads = ("大项", "小项", "考什么", "想做到", "给几分")
    rows = [(r[0], r[1], r[2], r[3], r[5]) for r in ROWS["three"]]
    text, cells = "", []
    for r, row in enumerate((heads, *rows)):
        for c, word in enumerate(row):
            place = Span(len(text), len(text) + len(word))
            cells.append(Cell(r, c + (c > 2), place, column_span=2 if c == 2 else 1))
            text += word + "\n"
    table = Table("t1", Span(0, len(text)), tuple(cells))
    made = Document("a.html", "0" * 64, "html", text, tables=(table,))
    found = default_pipeline("pattern").extract(made).facts.indicators
    told = [(i.name.text, i.target and i.target.mention.text, i.actual) for i in found]
    assert told == [(r[2], r[3], None) for r in rows]


@pytest.mark.parametrize(
    "heads",
    [("指标", "年头定的", "实际完成", "自评得分"), ("指标", "甲", "乙", "得分")],
    ids=["result named", "name and mark named"],
)
def test_marks_may_stand_without_weights_where_headers_name_them(heads: Row) -> None:
    rows = [(r[2], r[3], r[4], r[6]) for r in ROWS["three"]]
    assert told(heads, *rows) == PAIRS


@pytest.mark.parametrize(
    "heads",
    [
        ("考核指标", "2022年", "2023年", "分值"),
        ("指标名称", "上半年", "下半年", "分值"),
        ("考核指标", "全省平均", "本县", "分值"),
        ("评价项目", "东区", "西区", "得分"),
    ],
    ids=["years", "halves", "places", "parts"],
)
def test_two_figures_beside_a_name_and_marks_are_no_goal_and_result(heads: Row) -> None:
    names = ("巡查覆盖率", "整改到位率", "培训完成率", "群众满意率")
    rows = [(n, f"{95 - i}%", f"{97 - i}%", "10") for i, n in enumerate(names)]
    assert told(heads, *rows) == [(n, None, None) for n in names]


@pytest.mark.parametrize("result", ["2023年", "实际完成"], ids=["a year", "a result"])
def test_the_figure_of_a_year_is_no_goal(result: str) -> None:
    rows = [
        (n, f"{95 - i}%", f"{97 - i}%", "10") for i, n in enumerate(("覆盖率", "到位率", "完成率"))
    ]
    found = told(("指标", "2022年", result, "得分"), *rows)
    assert [target for _, target, _ in found] == [None] * 3


def test_marks_without_weights_come_to_a_hundred_at_most() -> None:
    rows = [(*r[2:5], "60") for r in ROWS["three"]]
    found = told(("指标", "年头定的", "实际完成", "自评得分"), *rows)
    assert [target for _, target, _ in found] == [None] * len(rows)

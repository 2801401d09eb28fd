"""Accounts whose headers nobody knows: the order of columns is what the words repeat row after row."""

from __future__ import annotations

import pytest

from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.pipeline import default_pipeline

ROWS = (
    ("产出指标", "数量指标", "粪污沼池清掏口数", "≥150口", "158口", "30", "30"),
    ("", "质量指标", "清掏验收达标率", "≥96%", "97%", "30", "30"),
    ("", "时效指标", "清掏收工时限", "11月底前", "10月", "10", "10"),
    ("效益指标", "生态效益指标", "村内异味改善情况", "有所改善", "有所改善", "20", "17"),
    ("满意度指标", "服务对象满意度指标", "村民满意度", "≥88%", "93%", "10", "10"),
)
HEADS = ("甲层", "乙层", "比什么", "想做到", "做到了", "给几分", "得几分")
PAIRS = [(r[2], r[3], r[4]) for r in ROWS]
ORDERS = [
    (0, 1, 2, 3, 4, 5, 6),
    (0, 1, 2, 5, 3, 4, 6),
    (0, 1, 2, 5, 6, 3, 4),
    (0, 1, 2, 4, 3, 5, 6),
    (0, 1, 2, 3, 5, 4, 6),
]
NAMES = ["plain", "weight first", "marks first", "result first", "weight between"]


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    """Name, goal and result of every indicator of a text."""
    document = Document("a.txt", "0" * 64, "txt", text, tables=find_tables(text))
    found = default_pipeline("pattern").extract(document).facts.indicators
    return [
        (
            i.name.text,
            i.target.mention.text if i.target else None,
            i.actual.mention.text if i.actual else None,
        )
        for i in found
    ]


def words(order: tuple[int, ...]) -> list[list[str]]:
    """The printed words of header and rows in an order of columns."""
    return [[row[i] for i in order if row[i]] for row in (HEADS, *ROWS)]


@pytest.mark.parametrize("order", ORDERS, ids=NAMES)
def test_a_word_a_line(order: tuple[int, ...]) -> None:
    assert told("\n\n".join(w for row in words(order) for w in row) + "\n") == PAIRS


@pytest.mark.parametrize("order", ORDERS, ids=NAMES)
def test_a_row_a_line_without_its_merged_classes(order: tuple[int, ...]) -> None:
    assert told("\n".join("\t".join(row) for row in words(order)) + "\n") == PAIRS


@pytest.mark.parametrize("order", ORDERS, ids=NAMES)
def test_bars_behind_the_cut_of_a_page(order: tuple[int, ...]) -> None:
    lines = [" | ".join(row) + " |" for row in words(order)[1:]]
    assert told("\n".join(lines) + "\n") == PAIRS


def test_rules_of_marking_behind_the_name() -> None:
    rules = ("按完成多少给分", "做完给满分，没做完不给分")
    rows = [[*(w for w in r[:3] if w), rules[i % 2], *r[3:]] for i, r in enumerate(ROWS)]
    heads = [*HEADS[:3], "怎么给分", *HEADS[3:]]
    assert told("\n\n".join(w for row in (heads, *rows) for w in row) + "\n") == PAIRS


def test_goals_alone_behind_comparators() -> None:
    rows = [[w for w in r[:4] if w] for r in ROWS]
    text = "\n\n".join(w for row in rows for w in row) + "\n"
    assert [(n, g) for n, g, _ in told(text)] == [(r[2], r[3]) for r in ROWS]


def test_header_words_that_nobody_knows_are_no_indicator() -> None:
    heads = ("考评层", "一层指标", "二层指标")
    rows = [(r[2], r[3], r[4]) for r in ROWS]
    classes = [[w for w in r[:2] if w] for r in ROWS]
    lines = [[*heads], *([*c, *r] for c, r in zip(classes, rows, strict=True))]
    assert all("指标" not in name for name, _, _ in told("\n".join("\t".join(x) for x in lines)))


def test_nothing_repeats() -> None:
    text = "产出指标\n\n清掏工作按月推进\n\n158口\n\n做得不错\n\n效益指标\n\n异味少了\n\n12\n\n7\n"
    assert told(text) == []

"""Blocks of structured formats become flat text by one convention."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.document import Document, RegionKind
from extraction.errors import LimitExceededError
from extraction.loading.block_writing import write
from extraction.loading.blocks import Block, BlockCell, Paragraph, TableBlock, close_up
from extraction.loading.builder import DocumentBuilder


def _written(*blocks: Block) -> Document:
    builder = DocumentBuilder(paged=False)
    write(blocks, builder)
    return builder.build(path="a", sha256="", format="docx")


def _table(*rows: str) -> TableBlock:
    cells = [
        BlockCell(r, c, (Paragraph(text),) if text else ())
        for r, row in enumerate(rows)
        for c, text in enumerate(row.split("|"))
    ]
    return TableBlock(tuple(cells))


@pytest.mark.parametrize(
    ("lines", "closed"),
    [
        ((), ""),
        (("年初", "预算数"), "年初预算数"),
        (("12", "15"), "12 15"),
        (("12万元", "15万元"), "12万元15万元"),
        (("a\tb",), "a b"),
        ((" 甲 ", "", "乙"), "甲乙"),
        (
            ("一、收入", "全年收入" + "字" * 80, "二、支出"),
            "一、收入 全年收入" + "字" * 80 + " 二、支出",
        ),
    ],
    ids=["none", "words", "numbers", "quantities", "tab", "blank", "narrative"],
)
def test_lines_of_a_cell_close_up(lines: tuple[str, ...], closed: str) -> None:
    assert close_up(lines) == closed


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ("一、概况......3", True),
        ("二、收支……………… 12", True),
        ("支出3……", False),
        ("共计……3万元", False),
    ],
)
def test_lines_of_contents_are_closed_to_extraction(line: str, closed: bool) -> None:
    document = _written(Paragraph(line))
    kinds = [r.kind for r in document.regions]
    assert kinds == ([RegionKind.CONTENTS] if closed else [])


def test_blank_rows_and_columns_go() -> None:
    document = _written(_table("甲||1", "||", "乙||2"))
    assert document.text == "甲\t\t1\n乙\t\t2\n\n"


def test_notes_stand_below_and_titles_above() -> None:
    wide = [BlockCell(0, 0, (Paragraph("收支表"),), 1, 2)]
    rows = [BlockCell(1, k, (Paragraph(t),)) for k, t in enumerate(("甲", "1"))]
    note = [BlockCell(2, 0, (Paragraph("注：不含上年。"),), 1, 2)]
    document = _written(TableBlock((*wide, *rows, *note)))
    assert document.text == "收支表\n\n甲\t1\n\n注：不含上年。\n"


def test_a_row_of_blank_cells_is_no_title() -> None:
    document = _written(_table("一、工资||", "二、津贴|3|4"))
    assert document.tables[0].rows == 2


def test_tables_too_large_are_refused() -> None:
    cells = [BlockCell(r, 0, (Paragraph("a"),)) for r in range(3000)]
    cells += [BlockCell(0, k, (Paragraph("b"),)) for k in range(1, 3000)]
    with pytest.raises(LimitExceededError, match="places"):
        _written(TableBlock(tuple(cells)))


_TEXT = st.text(st.sampled_from("甲乙丙1. %\n\t"), max_size=6)


@given(st.lists(st.lists(_TEXT, min_size=1, max_size=4), min_size=1, max_size=5))
def test_every_cell_is_what_stands_at_its_offsets(rows: list[list[str]]) -> None:
    cells = tuple(
        BlockCell(r, c, tuple(Paragraph(line) for line in text.split("\n")))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    document = _written(TableBlock(cells))
    shown = {c.text for c in cells}
    for table in document.tables:
        for cell in table.cells:
            assert cell.span.of(document.text) in shown
            assert "\n" not in cell.span.of(document.text)
            assert "\t" not in cell.span.of(document.text)

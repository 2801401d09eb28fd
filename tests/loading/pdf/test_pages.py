"""What goes on across pages: tables, paragraphs, running heads."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from extraction.document import RegionKind
from tests.loading.pdf import sheets
from tests.loading.pdf.reading import body, read, rows

LONG = [
    [f"{30100 + i}", f"第{i}项支出", f"{1000 + i},{100 + i}.{10 + i}", f"{i}.50"]
    for i in range(1, 61)
]
LONG = [[a, b, c.replace("10", "1", 1) if len(c) > 9 else c, d] for a, b, c, d in LONG]
HEADER = ["科目编码", "科目名称", "基本支出", "项目支出"]


def _part(part: list[list[str]], number: int) -> sheets.Draw:
    def draw(canvas: Canvas) -> None:
        sheets.text(canvas, 60, 810, "某市某局2023年度部门决算")
        sheets.table(canvas, part, y=760)
        sheets.text(canvas, 290, 40, f"— {number} —")

    return draw


@pytest.mark.parametrize("again", [False, True], ids=["no header again", "header again"])
def test_table_over_three_pages_is_one(again: bool) -> None:
    parts = [LONG[:20], LONG[20:40], LONG[40:]]
    pages = [
        _part([HEADER, *part] if again or not i else part, i + 1) for i, part in enumerate(parts)
    ]
    document = read(sheets.pdf(*pages))
    (table,) = document.tables
    assert rows(document, table) == [HEADER, *LONG]
    assert [c.page for c in table.cells if c.column == 0] == [1] * 21 + [2] * 20 + [3] * 20
    for page in document.pages:
        held = [c for c in table.cells if c.page == page.number]
        assert held
        assert all(page.span.covers(c.span) for c in held)


def test_another_table_with_its_own_title_is_not_stitched() -> None:
    def second(canvas: Canvas) -> None:
        sheets.text(canvas, 200, 790, "项目支出决算表", size=14)
        sheets.table(canvas, [HEADER, *LONG[:5]], y=760)

    document = read(sheets.pdf(lambda c: sheets.table(c, [HEADER, *LONG[:20]], y=760), second))
    assert [t.rows for t in document.tables] == [21, 6]


def test_repeated_title_and_continued_mark_do_not_part_a_table() -> None:
    def first(canvas: Canvas) -> None:
        sheets.text(canvas, 200, 790, "项目支出决算表", size=14)
        sheets.table(canvas, [HEADER, *LONG[:20]], y=760)

    def second(canvas: Canvas) -> None:
        sheets.text(canvas, 200, 790, "续表")
        sheets.table(canvas, [HEADER, *LONG[20:25]], y=760)

    document = read(sheets.pdf(first, second))
    assert [t.rows for t in document.tables] == [26]


def test_row_cut_by_the_page_end_is_whole() -> None:
    sheet = [["项目名称", "得分", "偏差原因"], ["服务热线运行", "9.20", "设备到货延期，正"]]
    widths = (100.0, 80.0, 92.0)
    rest = [["", "", "在催促"], ["窗口建设", "10.00", ""]]
    document = read(
        sheets.pdf(
            lambda c: sheets.table(c, sheet, widths=widths),
            lambda c: sheets.table(c, rest, widths=widths, y=780),
        )
    )
    (table,) = document.tables
    assert rows(document, table) == [
        sheet[0],
        ["服务热线运行", "9.20", "设备到货延期，正在催促"],
        rest[1],
    ]


def test_rows_without_numbers_are_not_taken_for_the_rest_of_a_row() -> None:
    sheet = [["项目", "决算数"], ["财政事务", "5.00"]]
    rest = [["行政运行", ""], ["合计", "5.00"]]
    document = read(
        sheets.pdf(
            lambda c: sheets.table(c, sheet, widths=(160, 90)),
            lambda c: sheets.table(c, rest, widths=(160, 90), y=780),
        )
    )
    assert rows(document, document.tables[0]) == [*sheet, *rest]


def test_running_heads_and_page_numbers_are_regions() -> None:
    def page(number: int) -> sheets.Draw:
        def draw(canvas: Canvas) -> None:
            sheets.text(canvas, 60, 810, f"某市某局{2020 + number}年度部门决算")
            sheets.text(canvas, 80, 700, f"第{number}页的正文，支出{number}.50万元。")
            sheets.text(canvas, 290, 40, f"第 {number} 页 共 4 页")

        return draw

    document = read(sheets.pdf(*(page(n) for n in range(1, 5))))
    kinds = [r.kind for r in document.regions]
    assert kinds.count(RegionKind.HEADER) == 4
    assert kinds.count(RegionKind.PAGE_NUMBER) == 4
    assert body(document) == [f"第{n}页的正文，支出{n}.50万元。" for n in range(1, 5)]


def test_unit_line_at_the_same_place_on_every_page_is_no_running_head() -> None:
    def draw(canvas: Canvas) -> None:
        sheets.text(canvas, 400, 790, "单位：万元")
        sheets.text(canvas, 80, 700, "以下为正文。")

    document = read(sheets.pdf(*[draw] * 4))
    assert document.regions == ()


def test_contents_are_kept_and_closed() -> None:
    def contents(canvas: Canvas) -> None:
        sheets.text(canvas, 270, 780, "目  录", size=16)
        for i, entry in enumerate(("第一部分 部门概况", "一、主要职能", "二、机构设置")):
            sheets.text(canvas, 80, 740 - 20 * i, entry)
        sheets.text(canvas, 80, 660, "第二部分 收支情况" + "." * 40 + "12")

    document = read(sheets.pdf(contents, lambda c: sheets.text(c, 80, 700, "正文支出1.00万元。")))
    assert {r.kind for r in document.regions} == {RegionKind.CONTENTS}
    assert "主要职能" in document.text
    assert body(document) == ["正文支出1.00万元。"]


def test_paragraph_goes_on_over_the_page_end_with_its_pages_known() -> None:
    text = "本年收入合计2,345.67万元，其中财政拨款收入2,300.00万元，占百分之九十八点零五，" * 4

    def first(canvas: Canvas) -> None:
        end = sheets.running(canvas, text[:118], x=80, y=120, columns=40)
        assert end < 100
        sheets.text(canvas, 290, 40, "1")

    def second(canvas: Canvas) -> None:
        sheets.text(canvas, 80, 760, text[118:140])
        sheets.text(canvas, 290, 40, "2")

    document = read(sheets.pdf(first, second))
    assert body(document) == [text[:140]]
    assert document.pages[1].span.start == document.text.index(text[:140]) + 118


def test_two_columns_are_read_one_after_the_other() -> None:
    left = "左栏说明本部门全年预算安排与执行的总体情况以及主要变化的原因和影响" * 6
    right = "右栏说明项目支出的绩效目标完成情况并对偏差原因逐项作出必要的解释" * 6

    def draw(canvas: Canvas) -> None:
        sheets.running(canvas, left, x=60, y=760, columns=20)
        sheets.running(canvas, right, x=320, y=760, columns=20)

    assert body(read(sheets.pdf(draw))) == [left, right]


def test_text_clipped_away_or_off_the_page_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        sheets.text(canvas, 80, -40, "下页的支出9.99万元")
        path = canvas.beginPath()
        path.rect(60, 200, 480, 560)
        canvas.clipPath(path, stroke=0, fill=0)
        sheets.text(canvas, 80, 700, "本页支出1.23万元")
        sheets.text(canvas, 80, 150, "裁去的支出4.56万元")

    assert body(read(sheets.pdf(draw))) == ["本页支出1.23万元"]


def test_label_cut_short_by_its_clip_keeps_all_its_characters() -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(60, 600, 100, 140)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.drawString(80, 700, "机关事业单位基本养老保险缴费支出")

    assert body(read(sheets.pdf(draw))) == ["机关事业单位基本养老保险缴费支出"]


def test_watermark_across_a_table_does_not_touch_its_numbers() -> None:
    def draw(canvas: Canvas) -> None:
        sheets.table(canvas, LONG[:20], y=760)
        canvas.saveState()
        canvas.translate(200, 400)
        canvas.rotate(40)
        canvas.setFont(sheets.FONT, 60)
        canvas.setFillGray(0.8)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    document = read(sheets.pdf(draw))
    assert rows(document, document.tables[0]) == LONG[:20]


def test_table_titles_that_return_on_every_page_are_no_running_head() -> None:
    def draw(canvas: Canvas) -> None:
        sheets.text(canvas, 230, 790, "项目支出绩效自评表", size=16)
        sheets.table(canvas, [HEADER, *LONG[:3]], y=760, widths=(60, 160, 90, 100))
        sheets.text(canvas, 80, 400, "以上为本项目的自评结果。")

    document = read(sheets.pdf(*[draw] * 4))
    assert [t.rows for t in document.tables] == [4] * 4
    assert all(t.caption for t in document.tables)
